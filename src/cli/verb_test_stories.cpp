// casus test: stories with the claims that are expected of them.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "cli/story_file.h"
#include "cli/work.h"
#include "write/story_lines.h"

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

// Every .story file that the paths name, in order.
base::Result<std::vector<std::string>> stories_in(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code status;
    if (fs::is_regular_file(path, status)) {
      out.push_back(path);
    } else if (fs::is_directory(path, status)) {
      std::vector<std::string> found;
      for (const auto& entry : fs::recursive_directory_iterator(path, status)) {
        if (entry.path().extension() == ".story") found.push_back(entry.path().generic_string());
      }
      std::sort(found.begin(), found.end());
      out.insert(out.end(), found.begin(), found.end());
    } else {
      return base::Error{.code = "cannot_read", .message = "there is no such file or folder", .file = path};
    }
  }
  return out;
}

}  // namespace

int test(const Common& common, const TestOptions& options) {
  Console console(common);
  std::vector<std::string> paths = options.paths;
  if (paths.empty()) paths.push_back("tests/stories");
  const auto files = stories_in(paths);
  if (!files) return console.error(files.error()), usage;
  if (files->empty()) return console.error("there is no .story file"), usage;
  const auto pipeline = open_pipeline(common, {}, console);
  if (!pipeline) return usage;

  pipeline::Pipeline::Workspace workspace;
  std::size_t passed = 0, rewritten = 0;
  auto output = *Output::open("");
  for (const std::string& file : *files) {
    const auto story = load_story(file);
    if (!story) {
      console.error(story.error());
      continue;
    }
    const auto coded = pipeline->take(story->article, workspace);
    if (!coded) {
      base::Error error = coded.error();
      error.file = file;
      console.error(error);
      continue;
    }
    const events::Ids ids = events::ids_of(coded->document, coded->claims);
    const auto said = write::story_lines({coded->document, coded->claims, ids});
    const auto wrong = differences(*story, said);
    if (wrong.empty()) {
      ++passed;
    } else {
      std::string text = file + "\n";
      for (const std::string& line : wrong) text += "  " + line + "\n";
      if (!options.accept) {
        text += "  said:\n";
        for (const std::string& line : said) text += "    " + line + "\n";
      }
      output.write(text);
    }
    const std::string now = with_claims(*story, said);
    if (!options.accept || now == story->upper + story->lower) continue;
    if (!(std::ofstream(file, std::ios::binary) << now)) {
      console.error(base::Error{.code = "cannot_write", .message = "cannot write the file", .file = file});
      continue;
    }
    ++rewritten;
    passed += !wrong.empty();
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  std::string summary = fmt::format("{} of {} stories as expected", passed, files->size());
  if (rewritten > 0) summary += fmt::format(", {} rewritten", rewritten);
  console.note(summary);
  return passed == files->size() ? all_well : some_rejected;
}

}  // namespace casus::cli
