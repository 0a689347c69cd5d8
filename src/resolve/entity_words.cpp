#include "resolve/entity_words.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "base/ascii.h"

namespace casus::resolve {
namespace {

constexpr std::array<std::string_view, 37> class_names = {
    "honorific", "soldier",     "male",    "female",  "male_name", "female_name", "former",     "acting",
    "speech",    "will",        "harm",    "motion",  "quantity",  "supporter",   "opponent",   "state",
    "igo",       "armed_group", "party",   "ngo",     "media",     "company",     "government", "city",
    "person",    "deed",        "kin",     "generic", "side",      "institution", "locative",   "relation",
    "holder",    "lead",        "foreign", "abroad",  "expletive"};
static_assert(class_names.size() == static_cast<std::size_t>(Hint::count_));

std::optional<Hint> class_named(std::string_view name) {
  const auto at = std::find(class_names.begin(), class_names.end(), name);
  if (at == class_names.end()) return std::nullopt;
  return static_cast<Hint>(at - class_names.begin());
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && base::is_space(text.back())) text.remove_suffix(1);
  return text;
}

base::Error bad_line(std::string_view file, std::uint64_t line, std::string message, std::string hint) {
  return {.code = "bad_entity_word",
          .message = std::move(message),
          .hint = std::move(hint),
          .file = std::string(file),
          .line = line};
}

}  // namespace

base::Result<EntityWords> EntityWords::load(const std::string& words_folder) {
  const std::string file = words_folder + "/entities.txt";
  std::ifstream in(file);
  if (!in) {
    return base::Error{.code = "no_entity_words",
                       .message = "the words that say who somebody is cannot be read",
                       .hint = "is the data folder complete?",
                       .file = file};
  }
  EntityWords out;
  std::string raw;
  for (std::uint64_t number = 1; std::getline(in, raw); ++number) {
    std::string_view line = trim(raw);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return bad_line(file, number, "a line without a colon", "write `class: word, word`");
    }
    constexpr std::string_view claimed = "claimed ";
    if (line.starts_with(claimed)) {
      const std::string state(trim(line.substr(claimed.size(), colon - claimed.size())));
      for (const std::string_view part : base::split(line.substr(colon + 1), ',')) {
        const std::string_view code = trim(part);
        if (state.size() != 3 || code.size() != 3) {
          return bad_line(file, number, "codes of states have three letters",
                          "write `claimed UKR: DPR, LPR`");
        }
        out.claimed_[std::string(code)] = state;
      }
      continue;
    }
    constexpr std::string_view only = "only ";
    if (line.starts_with(only)) {
      std::vector<std::string>& codes =
          out.only_[std::string(trim(line.substr(only.size(), colon - only.size())))];
      for (const std::string_view part : base::split(line.substr(colon + 1), ',')) {
        if (trim(part).size() != 3) {
          return bad_line(file, number, "codes of states have three letters",
                          "write `only senate: USA, FRA`");
        }
        codes.emplace_back(trim(part));
      }
      continue;
    }
    const auto hint = class_named(trim(line.substr(0, colon)));
    if (!hint) {
      return bad_line(file, number, "unknown class \"" + std::string(trim(line.substr(0, colon))) + "\"",
                      "the classes stand in the file's other lines");
    }
    line.remove_prefix(colon + 1);
    while (!line.empty()) {
      const std::size_t comma = std::min(line.find(','), line.size());
      const std::string_view word = trim(line.substr(0, comma));
      line.remove_prefix(std::min(comma + 1, line.size()));
      if (word.empty()) return bad_line(file, number, "an empty word", "two commas in a row?");
      if (std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return bad_line(file, number, "\"" + std::string(word) + "\" has a capital", "words are lower case");
      }
      out.words_[std::string(word)].add(*hint);
    }
  }
  return out;
}

}  // namespace casus::resolve
