#include "cli/story_file.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/files.h"
#include "base/sha256.h"
#include "ingest/reader.h"

namespace casus::cli {
namespace {

base::Error bad(const std::string& path, std::uint64_t line, std::string message) {
  return {.code = "bad_story", .message = std::move(message), .file = path, .line = line};
}

// Pieces of a claim's line, two blanks apart; blanks inside quotation marks do not count.
std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> out;
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    const bool end = i == line.size() || (!quoted && line.substr(i).starts_with("  "));
    if (end) {
      if (const auto piece = base::trimmed(line.substr(from, i - from)); !piece.empty()) out.push_back(piece);
      from = i;
    } else if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      quoted = !quoted;
    }
  }
  return out;
}

bool is_code(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

// "COERCE/arrest 173 negated": the mode and the code of an event may be left out, the rest may not.
bool head_fits(std::string_view expected, std::string_view said) {
  std::vector<std::string_view> wanted = base::split(expected, ' '), got = base::split(said, ' ');
  const bool event = !wanted[0].empty() && base::is_upper(wanted[0][0]);
  if (event) {
    if (wanted[0].find('/') == wanted[0].npos) got[0] = got[0].substr(0, got[0].find('/'));
    if (wanted.size() == 1 || !is_code(wanted[1])) std::erase_if(got, is_code);
  }
  return wanted == got;
}

}  // namespace

bool fits(std::string_view expected, std::string_view said) {
  const auto wanted = pieces_of(expected), got = pieces_of(said);
  if (wanted.empty() || got.empty() || !head_fits(wanted[0], got[0])) return false;
  for (std::size_t i = 1; i < wanted.size(); ++i) {
    const bool found = std::any_of(got.begin() + 1, got.end(), [&](std::string_view piece) {
      if (piece == wanted[i]) return true;
      const std::size_t value = piece.rfind(" = ");
      return value != piece.npos && piece.substr(0, value) == wanted[i];
    });
    if (!found) return false;
  }
  return true;
}

std::vector<std::string> differences(const StoryFile& story, const std::vector<std::string>& said) {
  std::vector<std::string> out;
  for (const std::string& line : story.expected) {
    const bool forbidden = line[0] == '!';
    const std::string_view claim = base::trimmed(std::string_view(line).substr(forbidden ? 1 : 0));
    bool found = false;
    for (const std::string& one : said) {
      if (!fits(claim, one)) continue;
      found = true;
      if (forbidden) out.push_back("+ " + one);
    }
    if (!found && !forbidden) out.push_back("- " + line);
  }
  return out;
}

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
      (story.lower += line) += '\n';
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
  const auto text = base::read_file(path);
  if (!text) return base::Error{.code = "cannot_read", .message = "cannot read the file", .file = path};
  return parse_story(*text, path);
}

std::string with_claims(const StoryFile& story, const std::vector<std::string>& lines) {
  std::string out = story.upper;
  for (const std::string& line : lines) (out += line) += '\n';
  for (const std::string& line : story.expected) {
    if (line[0] == '!') (out += line) += '\n';
  }
  return out;
}

}  // namespace casus::cli
