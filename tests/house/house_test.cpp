// The rules of the house, applied to the repository. self_test.cpp shows that each of them can fail.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "checks.h"

namespace casus::house {
namespace {

const std::string root = CASUS_SOURCE_DIR;
const std::vector<std::string> code = {".h", ".cpp"};

std::string report(const Complaints& complaints) {
  std::string text;
  for (const std::string& complaint : complaints) text += "\n  " + complaint;
  return text;
}

void expect_none(const Complaints& complaints) { EXPECT_TRUE(complaints.empty()) << report(complaints); }

std::vector<File> sources() { return files(root, {"src", "include"}, code); }
std::vector<File> all_code() {
  return files(root, {"src", "include", "tests/house", "fuzz", "bench", "tools"}, code);
}
Floors floors() { return parse_floors(read_file(root + "/src/README.md")); }

TEST(House, KnowsItsRooms) {
  EXPECT_GE(floors().size(), 14u);
  EXPECT_GE(sources().size(), 20u);
}

TEST(House, IncludesGoDown) { expect_none(arrows(sources(), floors())); }

TEST(House, LinksGoDown) { expect_none(links(files(root, {"src"}, {"CMakeLists.txt"}), floors())); }

TEST(House, ThirdPartyHeadersStayInTheirRooms) {
  const auto table = parse_third_party(read_file(root + "/tests/house/third_party.txt"));
  ASSERT_GE(table.size(), 10u);
  expect_none(third_party(sources(), table, floors()));
}

TEST(House, SourcesAreAscii) {
  expect_none(ascii(all_code()));
  expect_none(ascii(
      files(root, {"cmake", "src", "tests/house", ".ci", "tools"}, {".cmake", "CMakeLists.txt", ".sh"})));
}

TEST(House, NothingIsLeftUnfinished) {
  expect_none(unfinished(all_code()));
  expect_none(unfinished(files(root, {"", "data", "docs", "tools", "cmake"},
                               {".toml", ".tsv", ".cmake", ".sh", ".py", ".md", "Makefile"})));
}

TEST(House, NoPathOfOneMachine) {
  expect_none(machine_paths(files(root, {""},
                                  {".h", ".cpp", ".md", ".sh", ".py", ".cmake", "CMakeLists.txt", "Makefile",
                                   ".json", ".toml", ".tsv", ".txt", "run"})));
}

TEST(House, HeadersGuardThemselves) { expect_none(headers(sources())); }

TEST(House, TheLibraryIsQuiet) { expect_none(quiet(sources())); }

TEST(House, NoLargeFiles) {
  for (const std::string& path : paths(root)) {
    EXPECT_LE(std::filesystem::file_size(root + "/" + path), 1u << 20) << path;
  }
}

TEST(House, PackagesAreExplained) {
  expect_none(packages_documented(read_file(root + "/docs/dependencies.md"),
                                  read_file(root + "/tools/packages.txt")));
}

TEST(House, LinksLeadSomewhere) {
  expect_none(dead_links(files(root, {"", "docs", "data", "src", "demo", "tests", "bench", "fuzz"}, {".md"}),
                         [](const std::string& path) { return std::filesystem::exists(root + "/" + path); }));
}

TEST(House, CodeIsFormatted) {
  if (run("command -v clang-format-14").empty())
    GTEST_SKIP() << "install clang-format-14 to check the layout";
  std::string list;
  for (const File& file : all_code()) list += file.path + "\n";
  const std::string names = std::string(CASUS_BINARY_DIR) + "/house_sources.txt";
  std::ofstream(names) << list;
  // One line for the first complaint of a file is enough to find it.
  const std::string output = run("cd '" + root + "' && xargs -n 8 clang-format-14 --dry-run -Werror <'" +
                                 names + "' 2>&1 | grep ' error: ' | sort -u -t: -k1,1");
  EXPECT_TRUE(output.empty()) << output << "make format puts it right";
}

TEST(House, EveryOptionIsDocumented) {
#ifdef CASUS_PROGRAM
  const std::string program = std::string("NO_COLOR=1 '") + CASUS_PROGRAM + "' ";
  const std::string document = read_file(root + "/docs/cli.md");
  const std::string help = run(program + "--help 2>&1");
  const std::vector<std::string> verbs = verbs_of(help);
  ASSERT_GE(verbs.size(), 5u) << help;
  expect_none(options_documented(document, "", options_of(help)));
  for (const std::string& verb : verbs) {
    int status = -1;
    const std::string verb_help = run(program + verb + " --help 2>&1", &status);
    EXPECT_EQ(status, 0) << verb;
    const std::vector<std::string> options = options_of(verb_help);
    EXPECT_GE(options.size(), 1u) << "casus " << verb << " --help shows no option:\n" << verb_help;
    expect_none(options_documented(document, verb, options));
  }
#else
  GTEST_SKIP() << "the program casus is not built in this configuration";
#endif
}

TEST(House, EveryRecordFieldIsDocumented) {
  const std::vector<std::string> fields =
      fields_of(read_file(root + "/data/schema/story-record.schema.json"));
  ASSERT_GE(fields.size(), 60u);
  expect_none(fields_documented(read_file(root + "/docs/record.md"), fields));
}

}  // namespace
}  // namespace casus::house
