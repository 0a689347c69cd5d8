#include "code/setting.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "code/setting_clauses.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::Embedding;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::Tag;
using document::Tense;
using document::TimeExpression;
using document::TimeId;
using document::TimeType;
using document::TokenIndex;
using document::TokenRange;

constexpr int highest_climb = setting_climb;

bool places_in_time(const TimeExpression& time) {
  if (!time.value) return false;
  if (time.type != TimeType::date && time.type != TimeType::time) return false;
  return time.value->find("_REF") == std::string::npos && !time.value->starts_with("X");
}

// The first fitting time in a range of tokens, days before longer stretches.
TimeId best_time(const Document& document, TokenRange range, PredicateId owner) {
  TimeId best;
  bool best_is_day = false;
  const auto [first, last] = inside(document.times, range);
  for (std::size_t i = first; i < last; ++i) {
    const TimeExpression& time = document.times[i];
    if (!places_in_time(time)) continue;
    // The line that says when the story was written is no part of what it tells.
    if (time.span.start < document.dateline.span.end) continue;
    if (owner.valid() && held_by_another(document, owner, time.tokens.begin)) continue;
    const bool day = time.begin && time.end && *time.begin == *time.end;
    if (!best.valid() || (day && !best_is_day)) {
      best = TimeId(i);
      best_is_day = day;
    }
  }
  return best;
}

// "in April when riots broke out": the time that a when-clause explains.
TimeId explained_time(const Document& document, const Predicate& predicate) {
  const TokenRange clause = clause_of(predicate);
  if (clause.begin == 0) return {};
  if (!base::equals_ignoring_case(document.token(clause.begin).text(), "when")) return {};
  const auto [first, last] = inside(document.times, {0, clause.begin});
  if (first == last) return {};
  const TimeExpression& time = document.times[last - 1];
  const bool touches = time.tokens.end + 1 >= clause.begin;  // a comma may stand between
  return touches && places_in_time(time) ? TimeId(last - 1) : TimeId{};
}

TimeId own_time(const Document& document, PredicateId id) {
  const Predicate& predicate = document.predicates[id.index()];
  for (const auto& argument : predicate.arguments) {
    if (argument.role != Role::time || argument.clause.valid()) continue;
    const TimeId found = best_time(document, argument.tokens, {});
    if (found.valid()) return found;
  }
  const TimeId found = best_time(document, clause_of(predicate), id);
  return found.valid() ? found : explained_time(document, predicate);
}

// "targeted a leader and detained two yesterday", "detained two while searching a house last night": what is
// told in one breath happened at one time.
TimeId time_below(const Document& document, PredicateId id) {
  const TokenRange clause = clause_of(document.predicates[id.index()]);
  const auto [first, last] = predicates_in(document, clause);
  for (std::size_t i = first; i < last; ++i) {
    const Predicate& other = document.predicates[i];
    if (i == id.index() || other.parent != id || other.kind != PredicateKind::verb) continue;
    const Dep dep = document.tokens.dep[other.head];
    if (dep == Dep::relcl || dep == Dep::acl) continue;
    const bool together =
        other.embedding == Embedding::conjunct || other.embedding == Embedding::participle ||
        (other.embedding == Embedding::time_clause && other.embedding_marker != document::no_token &&
         base::equals_ignoring_case(document.token(other.embedding_marker).text(), "while"));
    if (!together) continue;
    const TimeId found = own_time(document, PredicateId(i));
    if (found.valid()) return found;
  }
  return {};
}

// A day at the very end of a clause dates the clause, whatever word the parser hung it on: "killed a leader
// during an operation targeting smugglers in Khost yesterday".
TimeId trailing_time(const Document& document, PredicateId id) {
  const Predicate& predicate = document.predicates[id.index()];
  const TokenRange clause = clause_of(predicate);
  const auto [first, last] = inside(document.times, clause);
  if (first == last) return {};
  const TimeExpression& time = document.times[last - 1];
  if (!places_in_time(time) || time.value->size() == 4 || time.span.start < document.dateline.span.end)
    return {};
  for (TokenIndex i = time.tokens.end; i < clause.end; ++i) {
    const document::Pos pos = document.tokens.pos[i];
    if (pos != document::Pos::punct && pos != document::Pos::space) return {};
  }
  TokenIndex up = time.tokens.end - 1;
  for (int step = 0; step < 12 && up != predicate.head; ++step) {
    const Dep dep = document.tokens.dep[up];
    if (dep == Dep::relcl || dep == Dep::ccomp || dep == Dep::parataxis) return {};
    if (document.tokens.head[up] == up) return {};
    up = document.tokens.head[up];
  }
  return up == predicate.head ? TimeId(last - 1) : TimeId{};
}

// Past and done, told as a fact: what the story's day may date.
bool told_as_done(const Predicate& predicate) {
  if (predicate.modal != document::no_token || predicate.tense == Tense::future) return false;
  if (predicate.perfect && predicate.tense == Tense::past) return false;
  return predicate.mood == document::Mood::declarative || predicate.kind == PredicateKind::noun;
}

// The sentence that the dateline opens; what stands before it is a heading.
std::uint32_t first_sentence(const Document& document) {
  if (document.dateline.span.empty() || document.size() == 0) return 0;
  const TokenRange words = document.tokens_in(document.dateline.span);
  if (words.empty()) return 0;
  // The bracket, dash and blanks that close the line are no sentence of the story.
  TokenIndex next = words.end;
  while (next + 1 < document.size() && (document.tokens.pos[next] == document::Pos::punct ||
                                        document.tokens.pos[next] == document::Pos::space)) {
    ++next;
  }
  return document.sentence_of(std::min(next, document.size() - 1));
}

bool stands_back(const Predicate& predicate) {
  return predicate.embedding == Embedding::relative || predicate.embedding == Embedding::condition;
}

// Verbs that make known what has happened: the day of the telling is not the day of the deed.
bool makes_known(const Predicate& predicate) {
  constexpr std::string_view verbs[] = {"confirm",     "announce", "report", "reveal",    "disclose",
                                        "acknowledge", "admit",    "verify", "publicize", "condemn",
                                        "deplore",     "mourn",    "deny",   "denounce",  "commemorate"};
  return predicate.kind == PredicateKind::verb &&
         std::find(std::begin(verbs), std::end(verbs), predicate.key) != std::end(verbs);
}

// "after the riots of May": not "during", which is the same time.
bool tells_another_time(const Document& document, const Predicate& predicate) {
  constexpr std::string_view markers[] = {"after", "before", "since", "following",
                                          "until", "till",   "ahead", "prior"};
  if (predicate.embedding != Embedding::time_clause || predicate.embedding_marker == document::no_token)
    return false;
  const std::string_view marker = document.token(predicate.embedding_marker).text();
  return std::any_of(std::begin(markers), std::end(markers),
                     [&](std::string_view word) { return base::equals_ignoring_case(marker, word); });
}

// "..., yesterday." at the end of a sentence dates all of it.
bool closes_sentence(const Document& document, const TimeExpression& time, TokenRange sentence) {
  if (time.tokens.begin <= sentence.begin) return false;
  if (document.tokens.tag[time.tokens.begin - 1] != Tag::comma) return false;
  for (TokenIndex i = time.tokens.end; i < sentence.end; ++i) {
    if (document.tokens.pos[i] != document::Pos::punct && document.tokens.pos[i] != document::Pos::space)
      return false;
  }
  return true;
}

// "FILE - Troops patrol a road in Gao, May 3, 2013.": what stands under a picture has a day of its own, which
// is not that of the text around it.
bool is_caption(const Document& document, TokenRange sentence, PredicateId main, TimeId time) {
  TokenIndex first = sentence.begin;
  while (first + 1 < sentence.end && document.tokens.pos[first] == document::Pos::space) ++first;
  if (document.token(first).text() == "FILE") return true;
  const Predicate& predicate = document.predicates[main.index()];
  const bool present = predicate.tense == Tense::present && predicate.modal == document::no_token;
  const TimeExpression& found = document.times[time.index()];
  const std::string_view words = document.text(found.span);
  const auto year = [&](std::size_t at) {
    return at + 4 <= words.size() && std::all_of(words.begin() + static_cast<std::ptrdiff_t>(at),
                                                 words.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                                                 [](char c) { return base::is_digit(c); });
  };
  const bool whole = found.value && found.value->size() >= 10 && words.size() > 4 && year(words.size() - 4);
  return present && whole && closes_sentence(document, found, sentence);
}

// Whether a time stands in a clause that tells of another matter than `mine` does: "the leader who fled in
// May", "after the May 11 attack", or says when something was made known.
bool dates_another(const Document& document, TokenIndex time, TokenIndex mine) {
  PredicateId holder = predicate_at(document, time);
  for (int step = 0; step < highest_climb && holder.valid(); ++step) {
    const Predicate& predicate = document.predicates[holder.index()];
    if (clause_of(predicate).contains(mine)) return step == 0 && makes_known(predicate);
    if (stands_back(predicate) || makes_known(predicate) || predicate.tense == Tense::future ||
        predicate.modal != document::no_token || (predicate.perfect && predicate.tense == Tense::past) ||
        predicate.embedding == Embedding::cause_clause || tells_another_time(document, predicate)) {
      return true;
    }
    holder = predicate.parent;
  }
  return false;
}

// The one day that a sentence names for what it tells; nowhere where it names several or none.
TimeId only_day(const Document& document, TokenIndex mine) {
  const TokenRange sentence = document.sentences()[document.sentence_of(mine)];
  const auto [first, last] = inside(document.times, sentence);
  TimeId found;
  for (std::size_t i = first; i < last; ++i) {
    const TimeExpression& time = document.times[i];
    if (!places_in_time(time) || !time.begin || !time.end || *time.begin != *time.end) continue;
    if (time.span.start < document.dateline.span.end) continue;
    if (closes_sentence(document, time, sentence)) return TimeId(i);
    if (dates_another(document, time.tokens.begin, mine)) continue;
    if (found.valid() && document.times[found.index()].begin != time.begin) return {};
    if (!found.valid()) found = TimeId(i);
  }
  return found;
}

// What a heading above the dateline tells again: the main predicate of the sentence that follows.
PredicateId told_in_lead(const Document& document, const Predicate& predicate) {
  if (document.dateline.span.empty()) return {};
  if (document.tokens.span[predicate.head].start >= document.dateline.span.start) return {};
  const TokenRange sentence = document.sentences()[first_sentence(document)];
  const TokenRange line = document.tokens_in(document.dateline.span);
  return main_predicate(document, {std::max(sentence.begin, line.end), sentence.end});
}

}  // namespace

document::PredicateId predicate_at(const Document& document, TokenIndex token) {
  if (document.sentences().empty()) return {};
  const auto [first, last] = predicates_in(document, document.sentences()[document.sentence_of(token)]);
  PredicateId best;
  for (std::size_t i = first; i < last; ++i) {
    const TokenRange range = clause_of(document.predicates[i]);
    if (!range.contains(token)) continue;
    if (!best.valid() || range.size() < clause_of(document.predicates[best.index()]).size()) {
      best = PredicateId(i);
    }
  }
  return best;
}

TimeSetting time_setting(const Document& document, PredicateId id) {
  const auto stated = [&](TimeId time, bool inferred) {
    return TimeSetting{{time, {}}, inferred, document.times[time.index()].span};
  };
  TimeId found = own_time(document, id);
  const bool only_year = found.valid() && document.times[found.index()].value->size() == 4;
  if (found.valid() && !only_year) return stated(found, false);
  const TimeId below = time_below(document, id);
  if (below.valid()) return stated(below, true);
  const TimeId trailing = trailing_time(document, id);
  if (trailing.valid()) return stated(trailing, true);
  if (found.valid()) return stated(found, false);
  if (const PredicateId lead = told_in_lead(document, document.predicates[id.index()]); lead.valid()) {
    if (makes_known(document.predicates[lead.index()])) {
      const TimeId day = only_day(document, document.predicates[lead.index()].head);
      if (day.valid()) return stated(day, true);
    }
    TimeSetting setting = time_setting(document, lead);
    setting.inferred = true;
    if (setting.when.known()) return setting;
  }

  // Up the clauses, as far as each shares its setting with the one above.
  PredicateId top = id;
  bool background = stands_back(document.predicates[id.index()]);
  for (int step = 0; step < highest_climb; ++step) {
    const Predicate& predicate = document.predicates[top.index()];
    if (!predicate.parent.valid() || !shares_setting(document, predicate)) break;
    top = predicate.parent;
    background = background || stands_back(document.predicates[top.index()]);
    found = makes_known(document.predicates[top.index()])
                ? only_day(document, document.predicates[id.index()].head)
                : TimeId{};
    if (!found.valid()) found = own_time(document, top);
    if (found.valid()) return stated(found, true);
  }

  const Predicate& predicate = document.predicates[id.index()];
  const Predicate& outermost = document.predicates[top.index()];
  if (!told_as_done(predicate) || !told_as_done(outermost)) return {};
  if (!background) {
    const TimeId day = only_day(document, predicate.head);
    if (day.valid()) return stated(day, true);
    for (const TokenRange sentence : sentences_before(document, predicate.head)) {
      const PredicateId main = main_predicate(document, sentence);
      if (!main.valid() || !told_as_done(document.predicates[main.index()])) continue;
      found = own_time(document, main);
      if (!found.valid()) found = best_time(document, sentence, {});
      if (found.valid() && is_caption(document, sentence, main, found)) continue;
      if (found.valid()) return stated(found, true);
    }
  }

  // News of the day: what is, what has just been, and the lead of the story.
  const bool lead =
      !document.sentences().empty() && document.sentence_of(predicate.head) < first_sentence(document) + 2;
  const bool current = outermost.tense == Tense::present;
  if (background || !(lead || current)) return {};
  if (document.dateline.date) {
    return {{{}, base::to_string(*document.dateline.date)}, true, document.dateline.span};
  }
  if (const auto published = document.day()) return {{{}, base::to_string(*published)}, true, {}};
  return {};
}

std::optional<base::Date> day_of(const Document& document, const events::When& when) {
  if (when.expression.valid()) {
    const TimeExpression& time = document.times[when.expression.index()];
    if (time.begin && time.end && *time.begin == *time.end) return time.begin;
    return std::nullopt;
  }
  return base::parse_date(when.value);
}

}  // namespace casus::code
