#include "code/quotes_cues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "code/quotes_rows.h"

namespace casus::code {
namespace {

constexpr std::array<std::pair<std::string_view, CueKind>, 6> kinds = {{
    {"verb", CueKind::verb},
    {"noun", CueKind::noun},
    {"adjective", CueKind::adjective},
    {"preposition", CueKind::preposition},
    {"adverb", CueKind::adverb},
    {"paper", CueKind::paper},
}};

constexpr std::array<std::pair<std::string_view, Takes>, 8> complements = {{
    {"clause", Takes::clause},
    {"infinitive", Takes::infinitive},
    {"gerund", Takes::gerund},
    {"thing", Takes::thing},
    {"as", Takes::as},
    {"request", Takes::request},
    {"quote", Takes::quote},
    {"compound", Takes::compound},
}};

template <class Table>
auto find_in(const Table& table, std::string_view name) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == name; });
  return at == table.end() ? std::nullopt : std::optional(at->second);
}

std::vector<std::string_view> words_of(std::string_view cell) {
  std::vector<std::string_view> out;
  if (cell == "-") return out;
  for (const std::string_view word : base::split(cell, ' ')) {
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

std::vector<std::string> strings_of(std::string_view cell) {
  const auto words = words_of(cell);
  return {words.begin(), words.end()};
}

// One row, or what is wrong with it.
std::optional<std::string> read_row(std::string_view line, Cue& out) {
  const auto cells = base::split(line, '\t');
  if (cells.size() != 6) return "a row has six columns, this one has " + std::to_string(cells.size());
  out.word = std::string(cells[0]);
  if (out.word.empty()) return std::string("a row without a word");
  const auto kind = find_in(kinds, cells[1]);
  if (!kind) return "unknown kind \"" + std::string(cells[1]) + "\"";
  out.kind = *kind;
  for (const std::string_view name : words_of(cells[2])) {
    const auto takes = find_in(complements, name);
    if (!takes) return "unknown complement \"" + std::string(name) + "\"";
    out.takes |= static_cast<std::uint16_t>(*takes);
  }
  out.prepositions = strings_of(cells[3]);
  out.tails = strings_of(cells[4]);
  for (const std::string_view flag : words_of(cells[5])) {
    if (flag == "hearer") {
      out.hearer = true;
    } else if (flag == "claims") {
      out.claims = true;
    } else if (flag == "speech") {
      out.speech = true;
    } else if (flag == "carries") {
      out.carries = true;
    } else if (flag == "source=object") {
      out.source_is_object = true;
    } else if (flag == "source=self") {
      out.source_is_self = true;
    } else {
      return "unknown flag \"" + std::string(flag) + "\"";
    }
  }
  return std::nullopt;
}

}  // namespace

bool Cue::has_preposition(std::string_view wanted) const {
  return std::find(prepositions.begin(), prepositions.end(), wanted) != prepositions.end();
}

bool Cue::has_tail(std::string_view wanted) const {
  return std::find(tails.begin(), tails.end(), wanted) != tails.end();
}

std::string CueTable::key(CueKind kind, std::string_view word) {
  std::string out(1, static_cast<char>('0' + static_cast<int>(kind)));
  out += word;
  return out;
}

const Cue* CueTable::find(CueKind kind, std::string_view word) const {
  const auto at = index_.find(key(kind, word));
  return at == index_.end() ? nullptr : &cues_[at->second];
}

const std::vector<const Cue*>& CueTable::starting(CueKind kind, std::string_view first) const {
  static const std::vector<const Cue*> none;
  const auto at = phrases_.find(key(kind, first));
  return at == phrases_.end() ? none : at->second;
}

base::Result<CueTable> CueTable::load(const std::string& data_folder) {
  const std::string file = data_folder + "/quotes/cues.tsv";
  CueTable out;
  const auto read =
      read_rows(file, "bad_cue_table", [&](std::string_view line) -> std::optional<std::string> {
        Cue cue;
        if (auto problem = read_row(line, cue)) return problem;
        if (!out.index_.emplace(key(cue.kind, cue.word), out.cues_.size()).second)
          return "\"" + cue.word + "\" stands twice";
        out.cues_.push_back(std::move(cue));
        return std::nullopt;
      });
  if (!read) return read.error();
  if (out.cues_.empty()) {
    return base::Error{.code = "bad_cue_table",
                       .message = "no cue in the file",
                       .hint = "see the comments at the head of the file",
                       .file = file};
  }
  for (const Cue& cue : out.cues_) {
    const std::size_t blank = cue.word.find(' ');
    if (blank != std::string::npos) out.phrases_[key(cue.kind, cue.word.substr(0, blank))].push_back(&cue);
  }
  for (auto& [first, list] : out.phrases_) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Cue* a, const Cue* b) { return a->word.size() > b->word.size(); });
  }
  return out;
}

}  // namespace casus::code
