#include "code/quotes_source.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "code/quotes_rows.h"
#include "code/quotes_syntax.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

constexpr std::array<std::string_view, 5> behind = {"of", "in", "at", "from", "with"};

std::vector<std::string> words_of(std::string_view cell) {
  std::vector<std::string> out;
  if (cell == "-") return out;
  for (const std::string_view word : base::split(cell, ' ')) {
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

// The cells of a row of `columns`, or what is wrong with it.
std::optional<std::string> cells_of(std::string_view line, std::size_t columns,
                                    std::vector<std::string_view>& cells) {
  cells = base::split(line, '\t');
  if (cells.size() == columns) return std::nullopt;
  return "a row has " + std::to_string(columns) + " columns, this one has " + std::to_string(cells.size());
}

bool is_noun(const Document& document, TokenIndex t) {
  const Tag tag = document.tokens.tag[t];
  return tag == Tag::nn || tag == Tag::nns;
}

// Lemmas that describe a noun: before it, and in a phrase behind it.
void collect_modifiers(const Document& document, TokenIndex head, int depth, std::vector<std::string>& out) {
  for (const TokenIndex child : document.children(head)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::compound || dep == Dep::amod || dep == Dep::poss || dep == Dep::nmod ||
        dep == Dep::conj) {
      out.push_back(lowered_lemma(document, child));
      if (depth < 2) collect_modifiers(document, child, depth + 1, out);
    } else if (dep == Dep::prep &&
               std::find(behind.begin(), behind.end(), lowered_text(document, child)) != behind.end()) {
      const TokenIndex object = child_with(document, child, Dep::pobj);
      if (object == no_token || depth > 0) continue;
      out.push_back(lowered_lemma(document, object));
      collect_modifiers(document, object, depth + 1, out);
    }
  }
}

}  // namespace

base::Result<SourceTable> SourceTable::load(const std::string& data_folder) {
  using Problem = std::optional<std::string>;
  SourceTable out;
  std::vector<std::string_view> cells;
  const auto source = [&](std::string_view line) -> Problem {
    if (auto problem = cells_of(line, 3, cells)) return problem;
    if (cells[0].empty()) return "a row without a type";
    const auto heads = words_of(cells[1]);
    if (heads.empty()) return "a row without heads";
    for (const std::string& head : heads) {
      auto& rows = out.sources_[head];
      Row row{std::string(cells[0]), words_of(cells[2])};
      for (const Row& earlier : rows) {
        if (earlier.modifiers.empty() && row.modifiers.empty())
          return "\"" + head + "\" is " + earlier.type + " already";
      }
      rows.push_back(std::move(row));
    }
    return std::nullopt;
  };
  const auto medium = [&](std::string_view line) -> Problem {
    if (auto problem = cells_of(line, 2, cells)) return problem;
    const auto prepositions = words_of(cells[0]);
    const auto nouns = words_of(cells[1]);
    if (prepositions.empty() || nouns.empty()) return "a row without prepositions or nouns";
    for (const std::string& noun : nouns) {
      auto& known = out.prepositions_[noun];
      known.insert(known.end(), prepositions.begin(), prepositions.end());
    }
    return std::nullopt;
  };
  constexpr std::string_view code = "bad_source_table";
  if (auto read = read_rows(data_folder + "/quotes/sources.tsv", code, source); !read) return read.error();
  if (auto read = read_rows(data_folder + "/quotes/media.tsv", code, medium); !read) return read.error();
  for (auto& [head, rows] : out.sources_) {
    std::stable_partition(rows.begin(), rows.end(), [](const Row& row) { return !row.modifiers.empty(); });
  }
  return out;
}

std::string_view SourceTable::type_of(const Document& document, TokenIndex head) const {
  if (head == no_token || !is_noun(document, head)) return {};
  const auto found = sources_.find(lowered_lemma(document, head));
  if (found == sources_.end()) return {};
  // "the spokesman, John Smith": a name stands beside it.
  for (const TokenIndex child : document.children(head)) {
    if (document.tokens.dep[child] == Dep::appos && document.tokens.pos[child] == Pos::propn) return {};
  }
  std::vector<std::string> modifiers;
  collect_modifiers(document, head, 0, modifiers);
  for (const Row& row : found->second) {
    if (row.modifiers.empty()) return row.type;
    for (const std::string& word : row.modifiers) {
      if (std::find(modifiers.begin(), modifiers.end(), word) != modifiers.end()) return row.type;
    }
  }
  return {};
}

bool SourceTable::is_medium(const Document& document, std::string_view preposition, TokenIndex noun) const {
  const auto listed = [&](const std::string& word) {
    const auto found = prepositions_.find(word);
    return found != prepositions_.end() &&
           std::find(found->second.begin(), found->second.end(), preposition) != found->second.end();
  };
  const std::string lemma = lowered_lemma(document, noun);
  if (listed(lemma)) return true;
  for (const TokenIndex child : document.children(noun)) {
    if (document.tokens.dep[child] == Dep::compound && listed(lowered_lemma(document, child) + "_" + lemma))
      return true;
  }
  return false;
}

TokenRange SourceTable::medium_of(const Document& document, const Attribution& saying) const {
  if (saying.cue == nullptr || saying.cue->kind != CueKind::verb || saying.head == no_token) return {};
  const auto within = [&](TokenIndex noun) {
    TokenRange out = name_of_phrase(document, noun);
    return saying.covers(noun) ? TokenRange{} : out;
  };
  for (const TokenIndex child : document.children(saying.head)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::prep) {
      const TokenIndex object = child_with(document, child, Dep::pobj);
      if (object != no_token && is_medium(document, lowered_text(document, child), object)) {
        if (const TokenRange range = within(object); !range.empty()) return range;
      }
    } else if ((dep == Dep::dobj || dep == Dep::dative) && saying.cue->hearer &&
               is_medium(document, "object", child)) {
      if (const TokenRange range = within(child); !range.empty()) return range;
    }
  }
  return {};
}

TokenIndex hearer_of(const Document& document, const Attribution& saying) {
  if (saying.cue == nullptr || saying.cue->kind != CueKind::verb || saying.head == no_token) return no_token;
  const auto nobody = [&](TokenIndex t) {
    const Pos pos = document.tokens.pos[t];
    return saying.covers(t) || t == saying.speaker ||
           (pos != Pos::noun && pos != Pos::propn && pos != Pos::pron);
  };
  // The passive's hearer is its subject: "reporters were told".
  if (saying.cue->hearer && !saying.cue->source_is_object) {
    for (const TokenIndex child : document.children(saying.head)) {
      const Dep dep = document.tokens.dep[child];
      if (dep != Dep::dobj && dep != Dep::dative && dep != Dep::nsubjpass) continue;
      if (!nobody(child)) return child;
      // "to" as a dative: told to them
      const TokenIndex object = child_with(document, child, Dep::pobj);
      if (object != no_token && !nobody(object)) return object;
    }
  }
  const bool says = saying.cue->can(Takes::clause) || saying.cue->can(Takes::quote);
  if (!says) return no_token;
  for (const TokenIndex child : document.children(saying.head)) {
    const Dep dep = document.tokens.dep[child];
    if ((dep != Dep::prep && dep != Dep::dative) || lowered_text(document, child) != "to") continue;
    const TokenIndex object = child_with(document, child, Dep::pobj);
    if (object != no_token && !nobody(object)) return object;
  }
  return no_token;
}

}  // namespace casus::code
