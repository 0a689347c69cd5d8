#include "code/setting.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::Embedding;
using document::PlaceId;
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

constexpr int highest_climb = 6;
constexpr std::uint32_t sentences_back = 4;

// ---- spans and clauses

TokenRange clause_of(const Predicate& predicate) {
  if (!predicate.clause.empty()) return predicate.clause;
  return {predicate.head, predicate.head + 1};
}

// Items of a position-sorted layer whose tokens lie inside `range`: [first, last).
template <class Layer>
std::pair<std::size_t, std::size_t> inside(const Layer& layer, TokenRange range) {
  const auto first = std::partition_point(layer.begin(), layer.end(),
                                          [&](const auto& item) { return item.tokens.begin < range.begin; });
  const auto last = std::partition_point(first, layer.end(),
                                         [&](const auto& item) { return item.tokens.begin < range.end; });
  return {static_cast<std::size_t>(first - layer.begin()), static_cast<std::size_t>(last - layer.begin())};
}

std::pair<std::size_t, std::size_t> predicates_in(const Document& document, TokenRange range) {
  const auto& all = document.predicates;
  const auto first =
      std::partition_point(all.begin(), all.end(), [&](const Predicate& p) { return p.head < range.begin; });
  const auto last =
      std::partition_point(first, all.end(), [&](const Predicate& p) { return p.head < range.end; });
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - all.begin())};
}

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

// Whether another predicate inside the clause of `mine` holds `token` more closely.
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

// ---- times

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

bool modifies_a_noun(const Document& document, const Predicate& predicate) {
  if (predicate.kind != PredicateKind::verb) return false;
  const Dep dep = document.tokens.dep[predicate.head];
  return dep == Dep::acl || dep == Dep::relcl;
}

// Whether what governs a predicate says when (or where) it happened too.
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

// ---- places

bool names_a_country(const Document& document, TokenRange range) {
  if (range.empty()) return false;
  const std::string_view last = document.token(range.end - 1).text();
  const std::string_view first = document.token(range.begin).text();
  return range.size() == 2 && base::equals_ignoring_case(first, "the") &&
         (base::equals_ignoring_case(last, "country") || base::equals_ignoring_case(last, "nation"));
}

// "the country": the one it stands for, else the one named last before it, else the one that holds the last
// place.
PlaceId country_before(const Document& document, TokenRange words) {
  const TokenIndex token = words.begin;
  for (const document::Mention& mention : document.mentions) {
    if (!mention.entity.valid() || !words.contains(mention.head)) continue;
    const std::string& code = document.entities[mention.entity.index()].country;
    for (std::size_t i = 0; i < document.places.size() && !code.empty(); ++i) {
      if (document.places[i].kind == "country" && document.places[i].country == code) return PlaceId(i);
    }
  }
  const auto [first, last] = inside(document.places, {0, token});
  for (std::size_t i = last; i > first; --i) {
    if (document.places[i - 1].kind == "country") return PlaceId(i - 1);
  }
  return last > first ? PlaceId(last - 1) : PlaceId{};
}

bool locates(std::string_view preposition) {
  constexpr std::string_view words[] = {
      "in",  "at",   "near", "outside", "inside", "around",  "across", "on",      "along",     "within",
      "off", "over", "into", "to",      "toward", "towards", "from",   "through", "throughout"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return base::equals_ignoring_case(preposition, word); });
}

// Whether a place stands behind a preposition that says where: "in Osh", "between Moscow and Osh" does not.
bool stands_located(const Document& document, TokenRange place) {
  TokenIndex before = place.begin;
  for (int step = 0; step < 5 && before > 0; ++step) {
    --before;
    const Tag tag = document.tokens.tag[before];
    if (tag == Tag::in || tag == Tag::to) {
      // "the embassies to Russia" are not in Russia: a direction must be the verb's own.
      const std::string_view word = document.token(before).text();
      const bool direction =
          base::equals_ignoring_case(word, "to") || base::equals_ignoring_case(word, "from");
      if (direction && !document::is_verb(document.tokens.tag[document.tokens.head[before]])) return false;
      return locates(word);
    }
    if (document::is_verb(tag) || tag == Tag::period) return false;
  }
  return false;
}

// Smaller is better.
int rank_of(const Document& document, std::size_t place) {
  return stands_located(document, document.places[place].tokens) ? 0 : 1;
}

PlaceId best_place(const Document& document, TokenRange range, PredicateId owner, int worst_rank) {
  PlaceId best;
  int best_rank = worst_rank + 1;
  const auto [first, last] = inside(document.places, range);
  for (std::size_t i = first; i < last; ++i) {
    if (owner.valid() && held_by_another(document, owner, document.places[i].tokens.begin)) continue;
    const int rank = rank_of(document, i);
    if (rank < best_rank) {
      best = PlaceId(i);
      best_rank = rank;
    }
  }
  return best;
}

// "In Malakal, in Upper Nile state": the narrower of two places that stand one after the other.
PlaceId narrowest(const Document& document, PlaceId found) {
  for (int step = 0; step < 3 && found.valid() && found.index() > 0; ++step) {
    const TokenRange here = document.places[found.index()].tokens;
    const TokenRange before = document.places[found.index() - 1].tokens;
    if (before.end >= here.begin || here.begin - before.end > 2) break;
    const bool comma = document.tokens.tag[before.end] == Tag::comma;
    const bool joined = here.begin - before.end == 1 || document.tokens.tag[here.begin - 1] == Tag::in;
    if (!comma || !joined || !stands_located(document, before)) break;
    found = PlaceId(found.index() - 1);
  }
  return found;
}

PlaceId own_place(const Document& document, PredicateId id, int worst_rank) {
  const Predicate& predicate = document.predicates[id.index()];
  for (const Role wanted : {Role::place, Role::goal, Role::origin}) {
    for (const auto& argument : predicate.arguments) {
      if (argument.role != wanted || argument.clause.valid()) continue;
      const PlaceId found = best_place(document, argument.tokens, {}, 1);
      if (found.valid()) return narrowest(document, found);
      if (wanted == Role::place && names_a_country(document, argument.tokens)) {
        const PlaceId country = country_before(document, argument.tokens);
        if (country.valid()) return country;
      }
    }
  }
  return best_place(document, clause_of(predicate), id, worst_rank);
}

// ---- the sentences before

// Sentences before that of `token` in its paragraph, nearest first, at most `sentences_back`.
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

// The main predicate of a sentence: the outermost one.
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
  if (const auto published = base::parse_date(document.article().published)) {
    return {{{}, base::to_string(*published)}, true, {}};
  }
  return {};
}

// "Moscow police ... in Russia": where the actor's own name says a place within it, it was there.
PlaceId narrowed_by_actor(const Document& document, PredicateId id, PlaceId found) {
  const document::PlaceMention& wide = document.places[found.index()];
  if (wide.kind != "country") return found;
  for (const auto& argument : document.predicates[id.index()].arguments) {
    if (argument.role != Role::agent) continue;
    const auto [first, last] = inside(document.places, argument.tokens);
    for (std::size_t i = first; i < last; ++i) {
      if (document.places[i].kind == "city" && document.places[i].country == wide.country) return PlaceId(i);
    }
  }
  return found;
}

PlaceSetting place_setting(const Document& document, PredicateId id) {
  PlaceId found = own_place(document, id, 0);
  if (found.valid()) {
    const PlaceId narrow = narrowed_by_actor(document, id, found);
    return {narrow, narrow != found};
  }
  PredicateId top = id;
  for (int step = 0; step < highest_climb; ++step) {
    const Predicate& predicate = document.predicates[top.index()];
    if (!predicate.parent.valid() || !shares_setting(document, predicate)) break;
    // Where something was said is not where it happened.
    if (predicate.embedding == Embedding::content) break;
    top = predicate.parent;
    found = own_place(document, top, 0);
    if (found.valid()) return {found, true};
  }
  // A place that only stands near: "Moscow police beefed up security".
  found = own_place(document, id, 1);
  if (found.valid()) return {found, true};
  found = best_place(document, clause_of(document.predicates[id.index()]), {}, 0);
  if (found.valid()) return {found, true};
  for (const TokenRange sentence : sentences_before(document, document.predicates[id.index()].head)) {
    found = best_place(document, sentence, {}, 0);
    if (found.valid()) return {found, true};
  }
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
