#include "code/obligations_condition.h"

#include <algorithm>
#include <string>

namespace casus::code {

using document::Dep;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::TokenIndex;
using document::TokenRange;

ConditionReader::ConditionReader(const StoryIndex& story, const ObligationTables& tables)
    : story_(story), document_(story.document()), words_(story.words()), tables_(tables) {}

TokenRange ConditionReader::without_marker(TokenRange words) const {
  constexpr std::string_view skipped[] = {"if",        "unless",   "only",      ",",    "until", "provided",
                                          "providing", "that",     "should",    "once", "as",    "long",
                                          "so",        "on",       "condition", "in",   "case",  "the",
                                          "event",     "whenever", "even"};
  while (words.size() > 1) {
    const std::string_view form = words_.form(words.begin);
    if (std::find(std::begin(skipped), std::end(skipped), form) == std::end(skipped)) break;
    if (form == "the" && words_.form(words.begin + 1) != "event") break;
    ++words.begin;
  }
  while (words.size() > 1 && document_.tokens.pos[words.end - 1] == document::Pos::punct) --words.end;
  return words;
}

bool ConditionReader::begins_condition(TokenIndex first) const {
  const std::string_view form = words_.form(first);
  if (form == "even") return false;  // "even if it costs": in any case
  if (tables_.markers.has(form)) return true;
  if (form == "only" && first + 1 < document_.size()) return begins_condition(first + 1);
  for (std::size_t length = 2; length <= 4; ++length) {
    std::string phrase;
    for (std::size_t k = 0; k < length && first + k < document_.size(); ++k) {
      if (k > 0) phrase += ' ';
      phrase += words_.form(static_cast<TokenIndex>(first + k));
    }
    if (tables_.markers.has(phrase)) return true;
  }
  return false;
}

std::optional<Condition> ConditionReader::condition_below(TokenIndex head) const {
  for (const TokenIndex child : document_.children(head)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep != Dep::advcl && dep != Dep::prep && dep != Dep::mark && dep != Dep::dep && dep != Dep::ccomp)
      continue;
    const TokenRange range = document_.subtree(child);
    if (range.contains(head) || range.size() < 2 || !begins_condition(range.begin)) continue;
    return Condition{without_marker(range), range.begin};
  }
  return std::nullopt;
}

// "... is ready to help should the fighting spread": the parser makes what is promised a complement of
// "spread".
std::optional<Condition> ConditionReader::inverted(TokenIndex head) const {
  TokenIndex top = head;
  for (int step = 0; step < 3 && document_.tokens.dep[top] != Dep::ccomp; ++step) {
    const Dep dep = document_.tokens.dep[top];
    if (dep != Dep::acomp && dep != Dep::xcomp && dep != Dep::attr) return std::nullopt;
    top = document_.tokens.head[top];
  }
  const TokenIndex over = document_.tokens.head[top];
  if (document_.tokens.dep[top] != Dep::ccomp || over <= top) return std::nullopt;
  const TokenIndex after = document_.subtree(top).end;
  for (const TokenIndex child : document_.children(over)) {
    if (child < after || words_.form(child) != "should" || document_.tokens.dep[child] != Dep::aux) continue;
    TokenRange range{child, document_.subtree(over).end};
    if (range.end <= over || child > over) return std::nullopt;
    return Condition{without_marker(range), child};
  }
  return std::nullopt;
}

std::optional<Condition> ConditionReader::of(PredicateId id) const {
  const Predicate& predicate = story_.predicate(id);
  for (const document::Argument& argument : predicate.arguments) {
    if (argument.role != Role::condition || argument.tokens.empty()) continue;
    TokenIndex from = argument.tokens.begin;
    if (argument.marker != no_token) from = std::min(from, argument.marker);
    if (words_.form(from) == "even" || (from > 0 && words_.form(from - 1) == "even")) continue;
    return Condition{without_marker(argument.tokens), from};
  }
  if (auto found = condition_below(predicate.head)) return found;
  if (auto found = inverted(predicate.head)) return found;
  if (predicate.light_verb != no_token) {
    if (auto found = condition_below(predicate.light_verb)) return found;
  }
  const TokenIndex above = document_.tokens.head[predicate.head];
  if (predicate.kind == PredicateKind::adjective && above != predicate.head) return condition_below(above);
  return std::nullopt;
}

events::ObligationStatus status_under(base::Span condition, const events::Claims& claims) {
  const auto shares = [](const events::Event& a, const events::Event& b) {
    return std::any_of(a.participants.begin(), a.participants.end(), [&](const events::Participant& one) {
      return std::any_of(b.participants.begin(), b.participants.end(), [&](const auto& other) {
        return one.entity.valid() && one.entity == other.entity && one.party == other.party;
      });
    });
  };
  for (const events::Event& awaited : claims.events) {
    if (!condition.contains(awaited.evidence.span()) || awaited.in_headline) continue;
    for (const events::Event& done : claims.events) {
      if (condition.overlaps(done.evidence.span()) || done.in_headline || done.type != awaited.type ||
          done.cameo != awaited.cameo || done.status != ontology::Status::actual)
        continue;
      if (shares(awaited, done)) return events::ObligationStatus::triggered;
    }
  }
  return events::ObligationStatus::pending;
}

}  // namespace casus::code
