// A toll needs a word that tells of victims and a phrase that names them. Verbs find theirs through roles, so
// voice, control and coordination are solved below; states ("838 injured"), nouns ("63 deaths", "the death of
// the mayor") and running totals ("the toll rose to 63") through syntax. What is only planned, feared,
// denied or alleged against a suspect is no toll.
#include "code/tolls_find.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "code/quotes_syntax.h"
#include "code/tolls_syntax.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using events::TollKind;

namespace {

constexpr TokenIndex longest_sentence = 1000;  // tokens; longer ones are lists or noise
constexpr TokenIndex kind_within = 6;          // tokens after "the number of"

// How many of a figure's people may be of one of the kinds that share it: all of them at most, and where the
// figure is open, nobody knows.
Quantity part_of(Quantity whole) {
  if (whole.high) {
    whole.qualifier = events::Qualifier::at_most;
  } else {
    whole.qualifier = events::Qualifier::vague;
    whole.low.reset();
  }
  return whole;
}

// A running total is of more than the one who is named: "he has been silent since he was arrested".
bool counts_many(const Telling& telling) {
  return std::any_of(telling.victims.begin(), telling.victims.end(),
                     [](const Victims& one) { return one.counted || (one.plural && !one.known); });
}

}  // namespace

// What has been found, and which words of it tell or are counted.
struct TollFinder::Tellings {
  explicit Tellings(std::size_t tokens) : marks(tokens, 0) {}

  void add(Telling telling) {
    marks[telling.head] |= 1;
    for (const Victims& one : telling.victims) marks[one.head] |= 2;
    list.push_back(std::move(telling));
  }
  bool tells(TokenIndex t) const { return (marks[t] & 1) != 0; }
  bool counts(TokenIndex t) const { return (marks[t] & 2) != 0; }

  std::vector<Telling> list;
  std::vector<std::uint8_t> marks;
};

std::int64_t Telling::total() const {
  std::int64_t sum = 0;
  for (const Victims& one : victims) sum += one.quantity.low.value_or(0);
  return sum;
}

TollFinder::TollFinder(const Document& document, const TollTables& tables, Choices* trace)
    : document_(document),
      tables_(tables),
      predicate_of_(document.size()),
      named_person_(document.size(), 0),
      trace_(trace) {
  for (std::size_t i = 0; i < document.predicates.size(); ++i) {
    const TokenIndex head = document.predicates[i].head;
    if (head < document.size()) predicate_of_[head] = PredicateId(i);
  }
  for (const document::Name& name : document.names) {
    if (name.label != document::NameLabel::person) continue;
    for (TokenIndex t = name.tokens.begin; t < name.tokens.end && t < document.size(); ++t)
      named_person_[t] = 1;
  }
}

void TollFinder::at_verb(PredicateId id, Tellings& out) const {
  const Predicate& predicate = document_.predicates[id.index()];
  if (predicate.kind != PredicateKind::verb) return;
  for (const TollTrigger* trigger : tables_.verbs(predicate.key)) {
    if (trigger->passive && predicate.voice != document::Voice::passive) continue;
    if (!fits(*trigger, predicate.head)) {
      if (trace_ != nullptr)
        leave(predicate.head,
              "the clause lacks or holds a word that " + trigger->id + " asks for or forbids");
      continue;
    }
    Telling telling;
    telling.trigger = trigger;
    telling.kind = kind_at(*trigger, predicate.head);
    telling.head = predicate.head;
    telling.predicate = id;
    if (const TokenIndex close = adjacent_subject(document_, predicate); close != no_token)
      telling.victims = victims_at(close, trigger);
    if (const TokenIndex behind = inverted_subject(document_, predicate.head);
        behind != no_token && telling.victims.empty())
      telling.victims = victims_at(behind, trigger);
    if (const TokenIndex behind = bounded_object(document_, tables_, predicate.head);
        behind != no_token && telling.victims.empty())
      telling.victims = victims_at(behind, trigger);
    if (const TokenIndex theirs = shared_object(document_, predicate);
        theirs != no_token && telling.victims.empty())
      telling.victims = victims_at(theirs, trigger);
    for (const Role role : trigger->victim) {
      if (!telling.victims.empty()) break;
      for (const document::Argument& argument : predicate.arguments) {
        if (argument.role != role || argument.head == no_token || argument.clause.valid()) continue;
        // "taken hostage": the word that makes the verb one of this kind is nobody.
        const auto& with = trigger->with;
        if (std::find(with.begin(), with.end(), lowered_lemma(document_, argument.head)) != with.end() &&
            document_.children(argument.head).empty())
          continue;
        telling.victims = victims_at(counted_together(predicate.head, argument.head), trigger);
        if (!telling.victims.empty()) break;
      }
      if (!telling.victims.empty()) break;
    }
    add_companions(predicate.head, *trigger, telling.victims);
    if (telling.victims.empty()) {
      if (trace_ != nullptr)
        leave(predicate.head, "nobody whom " + trigger->id + " could count stands there");
      continue;
    }
    // Why the last of the victims went; read only for the trace.
    std::string_view why = "too few for this kind";
    const auto drop = [&](std::string_view reason, auto&& unfit) {
      const bool any = !telling.victims.empty();
      std::erase_if(telling.victims, unfit);
      if (any && telling.victims.empty()) why = reason;
    };
    drop(why, [&](const Victims& one) {
      return one.quantity.low.value_or(0) < trigger->least && !one.quantity.none;
    });
    if (telling.kind == TollKind::missing)
      drop("it counts things", [&](const Victims& one) { return counts_things(one); });
    // "civilians are killed in every war" tells of nobody in particular, "the founder died" of no calamity.
    const bool general = is_general(document_, predicate.head);
    drop("told of nobody in particular, or without a cause", [&](const Victims& one) {
      if (one.counted || one.known) return false;
      return one.plural ? general : !has_cause(*trigger, predicate.head);
    });
    drop("those are counted as something else",
         [&](const Victims& one) { return is_other_state(one.head, telling.kind); });
    drop("the verb speaks of one",
         [&](const Victims& one) { return !agrees_in_number(document_, predicate.head, one.head); });
    if (trigger->uncounted_beside_harm && !beside_harm(predicate.head))
      drop("no figure and no word of harm nearby",
           [](const Victims& one) { return !one.counted && one.plural; });
    // "No civilians were hurt" counts nobody; "did not hurt them" counts nothing.
    if (predicate.negated) drop("said not to be so", [](const Victims& one) { return !one.quantity.none; });
    if (telling.victims.empty()) {
      leave(predicate.head, why);
      continue;
    }
    if (!told_as_fact(predicate.head, predicate.negated)) continue;
    telling.cumulative = (is_running(predicate.head) && counts_many(telling)) ||
                         (trigger->running_if_perfect && predicate.perfect);
    out.add(std::move(telling));
    return;
  }
}

// "the death of the mayor", "63 deaths", "the arrest of two suspects", "his capture"
void TollFinder::at_noun(TokenIndex t, Tellings& out) const {
  const Tag tag = document_.tokens.tag[t];
  if (!document::is_noun(tag)) return;
  const auto& triggers = tables_.nouns(lowered_lemma(document_, t));
  if (triggers.empty() || document_.tokens.dep[t] == Dep::compound || document_.tokens.dep[t] == Dep::amod)
    return;
  if (!told_as_fact(t) || was_fatal(t, *triggers.front())) return;
  for (const TokenIndex child : document_.children(t)) {
    if (child < t && tables_.is_history(lowered_text(document_, child))) return leave(t, "an older matter");
  }
  Telling telling;
  telling.trigger = triggers.front();
  telling.kind = triggers.front()->kind;
  telling.head = t;
  telling.predicate = predicate_of_[t];
  for (const TokenIndex child : document_.children(t)) {
    TokenIndex inner = no_token;
    if (document_.tokens.dep[child] == Dep::poss) inner = child;
    if (document_.tokens.dep[child] == Dep::prep && child > t && lowered_text(document_, child) == "of")
      inner = child_with(document_, child, Dep::pobj);
    if (inner == no_token) continue;
    telling.victims = victims_at(inner, nullptr);
    // "their execution" may be of anything.
    if (document_.tokens.tag[inner] == Tag::prp_poss)
      std::erase_if(telling.victims, [](const Victims& one) { return one.plural; });
    if (!telling.victims.empty()) break;
  }
  if (auto figure = quantity_of(document_, tables_, t); figure && figure->tokens.begin < t) {
    const bool own =
        telling.victims.empty() || (telling.victims.size() == 1 && !telling.victims.front().counted);
    if (own) {
      Victims victims;
      victims.head = t;
      victims.tokens = name_of_phrase(document_, t);
      victims.tokens.begin = std::min(victims.tokens.begin, figure->tokens.begin);
      victims.quantity = *figure;
      victims.counted = true;
      victims.plural = true;
      telling.victims = {std::move(victims)};
    }
  }
  if (telling.victims.empty()) return;
  telling.cumulative = is_running(t);
  out.add(std::move(telling));
}

// "another 838 injured", "14 dead", "more than 300 wounded": only with a figure.
void TollFinder::at_state(TokenIndex t, Tellings& out) const {
  const auto& triggers = tables_.states(lowered_text(document_, t));
  if (triggers.empty()) return;
  Telling telling;
  telling.trigger = triggers.front();
  telling.kind = kind_at(*telling.trigger, t);
  telling.head = t;
  telling.predicate = predicate_of_[t];
  if (out.tells(t) || !told_as_fact(t)) return;

  const auto counted = [&](TokenIndex head) {
    std::vector<Victims> found = victims_at(head, telling.trigger);
    std::erase_if(found, [](const Victims& one) { return !one.counted; });
    return found;
  };
  const Dep dep = document_.tokens.dep[t];
  const TokenIndex up = document_.tokens.head[t];
  // The state word heads the phrase itself: "14 dead".
  if (auto figure = quantity_of(document_, tables_, t);
      figure && figure->tokens.begin < t && !noun_between(document_, figure->tokens.end, t)) {
    Victims victims;
    victims.head = t;
    victims.tokens = {figure->tokens.begin, t + 1};
    victims.quantity = *figure;
    victims.counted = true;
    victims.plural = true;
    telling.victims = {std::move(victims)};
  } else if (t > 0 && document_.tokens.tag[t - 1] == Tag::cd && document_.tokens.head[t - 1] < t &&
             figure_at(document_, tables_, t - 1, t)) {
    // "left two dead and five wounded": the figure hangs beside the word, not on it.
    Victims victims;
    if (!read_phrase(t - 1, telling.trigger, victims)) return;
    telling.victims = {std::move(victims)};
  } else if (dep == Dep::amod || dep == Dep::acl) {
    telling.victims = counted(counted_together(t, up));
    std::erase_if(telling.victims, [&](const Victims& one) { return dep == Dep::amod && one.head != up; });
  } else if (dep == Dep::acomp || dep == Dep::oprd || dep == Dep::attr || dep == Dep::ccomp ||
             dep == Dep::conj || dep == Dep::xcomp || dep == Dep::advcl || dep == Dep::root ||
             dep == Dep::advmod) {
    TokenIndex subject = child_with(document_, t, Dep::nsubj);
    if (subject == no_token) subject = child_with(document_, t, Dep::nsubjpass);
    if (subject == no_token && dep != Dep::root) subject = child_with(document_, up, Dep::dobj);
    if (subject == no_token && (dep == Dep::acomp || dep == Dep::advmod) && is_verbal(document_, up))
      subject = subject_of(document_, up);
    if (subject != no_token) telling.victims = counted(subject);
  }
  std::erase_if(telling.victims,
                [&](const Victims& one) { return one.head != t && is_other_state(one.head, telling.kind); });
  if (telling.victims.empty()) return;
  telling.cumulative = is_running(t);
  out.add(std::move(telling));
}

// "12 hostages", "860,000 refugees"
void TollFinder::at_person(TokenIndex t, Tellings& out) const {
  if (!document::is_noun(document_.tokens.tag[t])) return;
  const auto& triggers = tables_.persons(lowered_lemma(document_, t));
  if (triggers.empty()) return;
  if (out.counts(t) || !told_as_fact(t)) return;
  // "many detainees had been freed"
  const std::string above = lowered_lemma(document_, document_.tokens.head[t]);
  const auto& ended = triggers.front()->unless;
  if (std::find(ended.begin(), ended.end(), above) != ended.end())
    return leave(t, "no longer so (\"" + above + "\")");
  Victims victims;
  if (!read_phrase(t, nullptr, victims) || !victims.counted || victims.quantity.none) return;
  Telling telling;
  telling.trigger = triggers.front();
  telling.kind = triggers.front()->kind;
  telling.head = t;
  telling.victims = {std::move(victims)};
  telling.cumulative = is_running(t);
  out.add(std::move(telling));
}

// "the death toll rose to 63", "a toll of 12", "brought the number of dead to 90"
void TollFinder::at_toll_word(TokenIndex t, Tellings& out) const {
  const std::string lemma = lowered_lemma(document_, t);
  Telling telling;
  telling.kind = TollKind::killed;
  telling.head = t;
  if (tables_.is_toll_word(lemma)) {
    for (const TokenIndex child : document_.children(t)) {
      if (child > t) break;
      if (const auto kind = tables_.toll_kind(lowered_lemma(document_, child))) telling.kind = *kind;
    }
  } else if (tables_.is_number_word(lemma)) {
    // "a number of rebels" only means some.
    bool the = false;
    for (const TokenIndex child : document_.children(t)) the = the || lowered_text(document_, child) == "the";
    if (!the) return;
    bool found = false;
    for (const TokenIndex child : document_.children(t)) {
      if (child < t || lowered_text(document_, child) != "of") continue;
      const TokenIndex counted = child_with(document_, child, Dep::pobj);
      if (counted != no_token && tables_.is_no_people(lowered_lemma(document_, counted))) return;
      TokenRange phrase = document_.subtree(child);
      phrase.end = std::min(document_.sentences()[document_.sentence_of(t)].end,
                            std::max(phrase.end, child + kind_within));
      for (TokenIndex in = phrase.begin; in < phrase.end && !found; ++in) {
        const auto& states = tables_.states(lowered_text(document_, in));
        const auto& verbs = tables_.verbs(lowered_lemma(document_, in));
        const auto& nouns = tables_.nouns(lowered_lemma(document_, in));
        for (const auto* list : {&states, &verbs, &nouns}) {
          if (list->empty() || found) continue;
          telling.kind = list->front()->kind;
          found = true;
        }
      }
    }
    if (!found) return;
  } else {
    return;
  }
  if (!told_as_fact(t)) return;
  const auto take = [&](TokenRange range) {
    for (TokenIndex at = range.begin; at < range.end; ++at) {
      // "rose to 90 from 63": what it was before is not what it is.
      if (at > 0 && lowered_text(document_, at - 1) == "from") continue;
      auto figure = figure_at(document_, tables_, at, range.end);
      if (!figure || figure->qualifier == events::Qualifier::vague) continue;
      Victims victims;
      victims.head = at;
      victims.tokens = figure->tokens;
      victims.quantity = *figure;
      victims.counted = true;
      victims.plural = true;
      telling.victims = {std::move(victims)};
      return true;
    }
    return false;
  };
  bool done = false;
  for (const TokenIndex child : document_.children(t)) {
    if (!done && child > t && document_.tokens.dep[child] == Dep::prep &&
        lowered_text(document_, child) == "of" && tables_.is_toll_word(lemma)) {
      done = take(document_.subtree(child));
    }
  }
  const TokenIndex up = document_.tokens.head[t];
  if (!done && up != t) {
    for (const std::string_view wanted : {"to", "at", ""}) {
      for (const TokenIndex child : document_.children(up)) {
        if (done || child < t) continue;
        const Dep dep = document_.tokens.dep[child];
        const bool preposition = dep == Dep::prep && lowered_text(document_, child) == wanted;
        const bool plain = wanted.empty() && (dep == Dep::attr || dep == Dep::dobj);
        if (preposition || plain) done = take(document_.subtree(child));
      }
    }
  }
  // "The number of people killed stands at 210", whatever the parser makes of it.
  if (!done && !tables_.is_toll_word(lemma))
    done = take({t + 1, document_.sentences()[document_.sentence_of(t)].end});
  if (!done) return;
  telling.predicate = predicate_of_[up];
  telling.cumulative = true;
  out.add(std::move(telling));
}

// "There were no casualties": nobody killed, nobody hurt.
void TollFinder::at_casualty(TokenIndex t, Tellings& out) const {
  if (!tables_.is_casualty_word(lowered_lemma(document_, t))) return;
  const auto figure = quantity_of(document_, tables_, t);
  if (!figure || !figure->none) return;
  for (const TollKind kind : {TollKind::killed, TollKind::injured}) {
    Telling telling;
    telling.kind = kind;
    telling.head = t;
    Victims victims;
    victims.head = t;
    victims.tokens = name_of_phrase(document_, t);
    victims.quantity = *figure;
    victims.counted = true;
    telling.victims = {std::move(victims)};
    out.add(std::move(telling));
  }
}

std::vector<Telling> TollFinder::find() const {
  Tellings out(document_.size());
  const auto readable = [&](TokenRange sentence) { return sentence.size() <= longest_sentence; };
  for (std::size_t i = 0; i < document_.predicates.size(); ++i) {
    const TokenIndex head = document_.predicates[i].head;
    if (head < document_.size() && readable(document_.sentences()[document_.sentence_of(head)]))
      at_verb(PredicateId(i), out);
  }
  for (const TokenRange sentence : document_.sentences()) {
    if (!readable(sentence)) continue;
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
      const std::size_t before = out.list.size();
      at_state(t, out);
      if (out.list.size() == before) at_noun(t, out);
      at_toll_word(t, out);
      at_casualty(t, out);
    }
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) at_person(t, out);
  }
  for (Telling& telling : out.list) {
    if (!shares_figure(telling)) continue;
    for (Victims& one : telling.victims) {
      if (one.counted && !one.quantity.none) one.quantity = part_of(one.quantity);
    }
  }
  std::stable_sort(out.list.begin(), out.list.end(),
                   [](const Telling& a, const Telling& b) { return a.head < b.head; });
  return std::move(out.list);
}

}  // namespace casus::code
