#include "situate/ordinary_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/files.h"

namespace casus::situate {
namespace {

struct Ending {
  std::string_view off;
  std::string_view on;
};

constexpr std::array<Ending, 13> endings = {{{"s", ""},
                                             {"es", ""},
                                             {"ies", "y"},
                                             {"ed", ""},
                                             {"ed", "e"},
                                             {"ied", "y"},
                                             {"ing", ""},
                                             {"ing", "e"},
                                             {"ly", ""},
                                             {"ily", "y"},
                                             {"er", ""},
                                             {"er", "e"},
                                             {"ers", ""}}};

}  // namespace

base::Result<OrdinaryWords> OrdinaryWords::load(const std::string& file) {
  const auto text = base::read_file(file);
  if (!text) {
    return base::Error{.code = "cannot_read",
                       .message = "the list of ordinary words cannot be read",
                       .hint = "--data names the folder with words/en/ordinary.txt",
                       .file = file};
  }
  return parse(*text, file);
}

base::Result<OrdinaryWords> OrdinaryWords::parse(std::string_view text, const std::string& file) {
  OrdinaryWords out;
  std::uint64_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
      line.remove_suffix(1);
    if (line.empty()) continue;
    const bool plain = std::all_of(line.begin(), line.end(), [](char c) {
      return base::is_lower(c) || base::is_digit(c) || c == '-' || c == '\'';
    });
    if (!plain) {
      return base::Error{.code = "bad_word_list",
                         .message = "\"" + std::string(line) + "\" is not one word in lower case",
                         .hint = "one word a line",
                         .file = file,
                         .line = number};
    }
    out.words_.emplace(line);
  }
  return out;
}

bool OrdinaryWords::has(std::string_view word) const {
  std::string lower;
  for (const char c : word) lower += base::to_lower(c);
  if (words_.contains(lower)) return true;
  for (const Ending& ending : endings) {
    if (lower.size() < ending.off.size() + 3 || !lower.ends_with(ending.off)) continue;
    std::string stem = lower.substr(0, lower.size() - ending.off.size());
    if (words_.contains(stem + std::string(ending.on))) return true;
    // "stabbed", "running"
    const bool doubled = stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2];
    if (ending.on.empty() && doubled && words_.contains(stem.substr(0, stem.size() - 1))) return true;
  }
  return false;
}

}  // namespace casus::situate
