// Shows that each rule of the house can fail: a bad sample must be complained about, a good one must not.
#include <fstream>
#include <gtest/gtest.h>

#include "checks.h"

namespace casus::house {
namespace {

const Floors floors = {{"base", 0},     {"document", 1}, {"ontology", 1},
                       {"annotate", 3}, {"code", 3},     {"cli", 6}};

std::size_t arrows_in(const std::string& path, const std::string& text) {
  return arrows({{path, text}}, floors).size();
}

TEST(SelfTest, Floors) {
  const Floors read =
      parse_floors("| floor | room |\n|---|---|\n| 0 | `base` | spans |\n| 3 | `code` | rules |\n");
  EXPECT_EQ(read, (Floors{{"base", 0}, {"code", 3}}));
}

TEST(SelfTest, Arrows) {
  EXPECT_EQ(arrows_in("src/code/a.cpp", "#include \"base/span.h\"\n#include \"code/a.h\"\n#include <map>\n"),
            0u);
  EXPECT_EQ(arrows_in("src/code/a.cpp", "#include \"annotate/roles.h\"\n"), 1u) << "sideways";
  EXPECT_EQ(arrows_in("src/document/a.h", "#include \"ontology/event_type.h\"\n"), 1u)
      << "sideways on floor 1";
  EXPECT_EQ(arrows_in("src/base/a.h", "# include \"document/document.h\"\n"), 1u) << "upward";
  EXPECT_EQ(arrows_in("src/code/a_test.cpp", "#include \"cli/run.h\"\n"), 1u) << "upward in a test";
  EXPECT_EQ(arrows_in("src/code/a.cpp", "#include \"a.h\"\n"), 1u) << "not a full path";
  EXPECT_EQ(arrows_in("src/nowhere/a.cpp", "#include \"base/span.h\"\n"), 1u) << "a room without a floor";
}

TEST(SelfTest, Links) {
  EXPECT_TRUE(
      links({{"src/code/CMakeLists.txt", "casus_room(code ROOMS base document LIBS fmt::fmt)"}}, floors)
          .empty());
  EXPECT_EQ(
      links({{"src/code/CMakeLists.txt", "casus_room(code ROOMS base\n annotate LIBS cli)"}}, floors).size(),
      1u);
}

TEST(SelfTest, ThirdParty) {
  const auto table = parse_third_party("# comment\nfmt/ *\npcre2.h annotate\ngtest/ tests  # tests only\n");
  ASSERT_EQ(table.size(), 3u);
  const auto count = [&](const std::string& path, const std::string& text) {
    return third_party({{path, text}}, table, floors).size();
  };
  EXPECT_EQ(count("src/annotate/a.h", "#include <pcre2.h>\n#include <vector>\n"), 0u);
  EXPECT_EQ(count("src/base/a.cpp", "#include <fmt/format.h>\n"), 0u);
  EXPECT_EQ(count("src/base/a.h", "#include <fmt/format.h>\n"), 1u) << "a noun room's header";
  EXPECT_EQ(count("src/code/a.cpp", "#include <pcre2.h>\n"), 1u) << "another room's library";
  EXPECT_EQ(count("src/code/a.cpp", "#include <boost/any.hpp>\n"), 1u) << "a library nobody named";
  EXPECT_EQ(count("src/code/a_test.cpp", "#include <gtest/gtest.h>\n"), 0u);
  EXPECT_EQ(count("src/code/a.cpp", "#include <gtest/gtest.h>\n"), 1u) << "a test library outside tests";
}

TEST(SelfTest, Ascii) {
  EXPECT_TRUE(ascii({{"a.cpp", "int a;  // plain\n\tint b;\n"}}).empty());
  EXPECT_EQ(ascii({{"a.cpp", "// caf\xc3\xa9\n"}}).size(), 1u);
  EXPECT_EQ(ascii({{"a.cpp", "int a;\r\n"}}).size(), 1u);
}

TEST(SelfTest, Unfinished) {
  EXPECT_TRUE(unfinished({{"a.cpp", "// the todo list of a ministry is data\nshape == \"XXX\"\n"}}).empty());
  EXPECT_EQ(unfinished({{"a.cpp", std::string("// TO") + "DO: later\n"}}).size(), 1u);
  EXPECT_EQ(unfinished({{"a.cpp", std::string("// XX") + "X wrong\n"}}).size(), 1u);
  EXPECT_EQ(unfinished({{"a.cpp", std::string("TEST(A, DISAB") + "LED_B) {}\n"}}).size(), 1u);
}

TEST(SelfTest, MachinePaths) {
  EXPECT_TRUE(machine_paths({{"a.md", "see ../shared/eval and /usr/share/doc and src/work/x.h\n"}}).empty());
  EXPECT_EQ(machine_paths({{"a.md", std::string("look into /ho") + "me/ann/casus\n"}}).size(), 1u);
}

TEST(SelfTest, Headers) {
  EXPECT_TRUE(headers({{"src/base/a.h", "// what\n#pragma once\n"}}).empty());
  EXPECT_EQ(headers({{"src/base/a.h", "// what\n"}}).size(), 1u);
  EXPECT_EQ(headers({{"src/base/a.h", "#pragma once\nusing namespace std;\n"}}).size(), 1u);
}

TEST(SelfTest, Quiet) {
  EXPECT_TRUE(
      quiet({{"src/cli/a.cpp", "std::cout << 1;\n"}, {"src/base/a.cpp", "snprintf(b, 3, s);  // exit(1)\n"}})
          .empty());
  EXPECT_EQ(quiet({{"src/code/a.cpp", "fmt::print(\"x\");\n"}}).size(), 1u);
  EXPECT_EQ(quiet({{"src/code/a.cpp", "std::cerr << 1;\n"}}).size(), 1u);
  EXPECT_EQ(quiet({{"src/code/a.cpp", "if (x) std::exit(1);\n"}}).size(), 1u);
}

TEST(SelfTest, Format) {
  if (run("command -v clang-format-14").empty())
    GTEST_SKIP() << "install clang-format-14 to check the layout";
  const std::string path = std::string(CASUS_BINARY_DIR) + "/house_bad_layout.cpp";
  std::ofstream(path) << "int   a( int b ){return b ;}\n";
  int status = 0;
  run("clang-format-14 --dry-run -Werror --style='file:" + std::string(CASUS_SOURCE_DIR) +
          "/.clang-format' '" + path + "' 2>&1",
      &status);
  EXPECT_NE(status, 0);
}

TEST(SelfTest, Options) {
  const std::string help =
      "Usage: casus code [OPTIONS]\n\nOptions:\n  -h,--help        Print this\n  -j,--jobs UINT   Threads\n"
      "  --db FILE        Keep\n\nSubcommands:\n  code             Codes\n  read             Reads\n";
  EXPECT_EQ(options_of(help), (std::vector<std::string>{"--db", "--help", "--jobs"}));
  EXPECT_EQ(verbs_of(help), (std::vector<std::string>{"code", "read"}));
  const std::string page =
      "## casus\n`--help`\n## casus code\n`--jobs N` and `--db-size`\n## casus read\n`--db`\n";
  EXPECT_EQ(options_documented(page, "code", {"--db", "--help", "--jobs"}).size(), 1u)
      << "--db is not --db-size";
  EXPECT_EQ(options_documented(page, "lint", {"--help"}).size(), 1u) << "a verb without a heading";
  EXPECT_TRUE(options_documented(page, "read", {"--db", "--help"}).empty());
}

TEST(SelfTest, Fields) {
  const std::string schema = R"({
    "properties": {"events": {"type": "array", "items": {"$ref": "#/$defs/event"}}, "warnings": {}},
    "$defs": {"event": {"properties": {"mode": {}, "roles": {"items": {"properties": {"from": {}}}}}}}})";
  const std::vector<std::string> fields = fields_of(schema);
  EXPECT_EQ(fields, (std::vector<std::string>{"events", "events.mode", "events.roles", "events.roles.from",
                                              "warnings"}));
  const std::string page = "## `events`\n`mode`, `roles` with `from`\n## `warnings`\ntext\n";
  EXPECT_TRUE(fields_documented(page, fields).empty());
  EXPECT_EQ(fields_documented("## `events`\n`mode`, `roles`\n## `warnings`\ntext\n", fields).size(), 1u);
  EXPECT_EQ(fields_documented("## `events`\n`mode`, `roles`, `from`\n", fields).size(), 1u) << "no heading";
}

TEST(SelfTest, DeadLinks) {
  const auto exists = [](const std::string& path) { return path == "docs/cli.md" || path == "README.md"; };
  EXPECT_TRUE(
      dead_links({{"docs/tour.md", "[a](cli.md#top) [b](../README.md) [c](https://example.org/x)"}}, exists)
          .empty());
  EXPECT_EQ(dead_links({{"README.md", "[a](docs/clip.md)"}}, exists).size(), 1u);
}

TEST(SelfTest, Packages) {
  EXPECT_TRUE(
      packages_documented("| `libfmt-dev` | 9.1 |", "# why\nlibfmt-dev header:fmt/format.h text\n").empty());
  EXPECT_EQ(packages_documented("| `libfmt-dev` | 9.1 |", "libicu-dev header:x text\n").size(), 1u);
}

}  // namespace
}  // namespace casus::house
