#include "code/setting_clauses.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::Embedding;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Tense;
using document::TokenIndex;
using document::TokenRange;

namespace {

constexpr std::uint32_t sentences_back = 4;

// "government" governs, but names who does: what stands behind it may well be the verb's.
bool names_someone(const Document& document, TokenIndex head) {
  // By position, longest first: what holds the head begins at most a few words before it.
  auto at =
      std::partition_point(document.mentions.begin(), document.mentions.end(),
                           [&](const document::Mention& mention) { return mention.tokens.begin <= head; });
  for (int steps = 0; steps < 24 && at != document.mentions.begin(); ++steps) {
    --at;
    if (at->head == head) return true;
  }
  return false;
}

bool modifies_a_noun(const Document& document, const Predicate& predicate) {
  if (predicate.kind != PredicateKind::verb) return false;
  const Dep dep = document.tokens.dep[predicate.head];
  return dep == Dep::acl || dep == Dep::relcl;
}

}  // namespace

TokenRange clause_of(const Predicate& predicate) {
  if (!predicate.clause.empty()) return predicate.clause;
  return {predicate.head, predicate.head + 1};
}

std::pair<std::size_t, std::size_t> predicates_in(const Document& document, TokenRange range) {
  const auto& all = document.predicates;
  const auto first =
      std::partition_point(all.begin(), all.end(), [&](const Predicate& p) { return p.head < range.begin; });
  const auto last =
      std::partition_point(first, all.end(), [&](const Predicate& p) { return p.head < range.end; });
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - all.begin())};
}

bool held_by_another(const Document& document, PredicateId mine, TokenIndex token) {
  const Predicate& predicate = document.predicates[mine.index()];
  const TokenRange clause = clause_of(predicate);
  const auto [first, last] = predicates_in(document, clause);
  for (std::size_t i = first; i < last; ++i) {
    if (i == mine.index()) continue;
    const Predicate& other = document.predicates[i];
    if (other.kind == PredicateKind::noun && names_someone(document, other.head)) continue;
    const TokenRange range = clause_of(other);
    if (range.contains(token) && clause.contains(range) && range.size() < clause.size() &&
        !range.contains(predicate.head)) {
      return true;
    }
  }
  return false;
}

bool shares_setting(const Document& document, const Predicate& predicate) {
  switch (predicate.embedding) {
    case Embedding::condition:
      return false;
    case Embedding::content:
      // What had happened had done so before it was told.
      return !(predicate.perfect && predicate.tense == Tense::past);
    case Embedding::relative:
      return false;
    case Embedding::participle:
      return !modifies_a_noun(document, predicate);
    case Embedding::none:
    case Embedding::purpose:
    case Embedding::time_clause:
    case Embedding::cause_clause:
    case Embedding::concession:
    case Embedding::conjunct:
      return true;
  }
  return true;
}

std::vector<TokenRange> sentences_before(const Document& document, TokenIndex token) {
  std::vector<TokenRange> out;
  if (document.sentences().empty()) return out;
  std::uint32_t index = document.sentence_of(token);
  while (index > 0 && out.size() < sentences_back) {
    const TokenRange here = document.sentences()[index];
    const TokenRange before = document.sentences()[index - 1];
    // Blanks between the two are tokens of the sentence before.
    TokenIndex last = before.end;
    while (last > before.begin && document.tokens.pos[last - 1] == document::Pos::space) --last;
    if (last == before.begin) break;
    const base::Span gap{document.tokens.span[last - 1].end, document.tokens.span[here.begin].start};
    if (document.text(gap).find('\n') != std::string_view::npos) break;
    out.push_back(before);
    --index;
  }
  return out;
}

PredicateId main_predicate(const Document& document, TokenRange sentence) {
  const auto [first, last] = predicates_in(document, sentence);
  PredicateId best;
  for (std::size_t i = first; i < last; ++i) {
    const PredicateId id(i);
    if (!best.valid() ||
        clause_of(document.predicates[i]).size() > clause_of(document.predicates[best.index()]).size()) {
      best = id;
    }
  }
  return best;
}

}  // namespace casus::code
