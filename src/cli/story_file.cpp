#include "cli/story_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/sha256.h"
#include "ingest/reader.h"

namespace casus::cli {
namespace {

base::Error bad(const std::string& path, std::uint64_t line, std::string message) {
  return {.code = "bad_story", .message = std::move(message), .file = path, .line = line};
}

}  // namespace

base::Result<StoryFile> parse_story(std::string_view text, const std::string& path) {
  StoryFile story;
  story.path = path;
  bool below = false;
  std::uint64_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (below) {
      if (!base::trimmed(line).empty()) story.expected.emplace_back(base::trimmed(line));
      continue;
    }
    (story.upper += line) += '\n';
    line = base::trimmed(line);
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("----")) {
      below = true;
      continue;
    }
    if (line[0] != '"') {
      const std::size_t space = line.find(' ');
      const auto day = ingest::tidy_published(line.substr(0, space));
      if (!day || space == line.npos || !story.article.text.empty()) {
        return bad(path, number, "expected a date and a text in quotation marks, or a line of dashes");
      }
      story.article.published = *day;
      line = base::trimmed(line.substr(space));
    }
    const auto words = nlohmann::json::parse(line, nullptr, false);
    if (!words.is_string()) return bad(path, number, "this is no text in quotation marks (JSON)");
    if (!story.article.text.empty()) story.article.text += '\n';
    story.article.text += words.get<std::string>();
  }
  if (story.article.text.empty()) return bad(path, 1, "the story has no text");
  if (!below) return bad(path, number, "a line ---- between the text and its claims is missing");
  story.article.id = std::filesystem::path(path).stem().string();
  story.article.sha256 = base::sha256_hex(story.article.text);
  story.article.file = path;
  return story;
}

base::Result<StoryFile> load_story(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return base::Error{.code = "cannot_read", .message = "cannot read the file", .file = path};
  return parse_story(std::string(std::istreambuf_iterator<char>(in), {}), path);
}

std::string with_claims(const StoryFile& story, const std::vector<std::string>& lines) {
  std::string out = story.upper;
  for (const std::string& line : lines) (out += line) += '\n';
  return out;
}

}  // namespace casus::cli
