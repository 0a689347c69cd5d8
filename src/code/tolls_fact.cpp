// Whether what a word tells of victims is told as a fact, of whom, and as which kind: the doubts that leave
// it.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "code/quotes_syntax.h"
#include "code/tolls_find.h"

namespace casus::code {

using document::Dep;
using document::Embedding;
using document::Mood;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using events::TollKind;

namespace {

constexpr int highest_climb = 10;
constexpr std::size_t beside_before = 4;  // sentences looked at for words of harm

}  // namespace

TollFinder::Doubt TollFinder::doubt_about(TokenIndex word, bool of_nobody) const {
  TokenIndex at = word;
  bool aside = false;  // past a relative clause: only what a suspect was involved in counts from there on
  for (int step = 0; step < highest_climb; ++step) {
    const PredicateId id = aside ? PredicateId{} : predicate_of_[at];
    if (id.valid()) {
      const Predicate& predicate = document_.predicates[id.index()];
      if (predicate.negated && at == word && !of_nobody) return {"said not to be so", at};
      if (predicate.modal != no_token || predicate.tense == document::Tense::future)
        return {"to come, or only possible", at};
      if (predicate.embedding == Embedding::condition) return {"under a condition", at};
      if (predicate.embedding == Embedding::purpose) return {"the purpose of something", at};
      if (predicate.mood == Mood::interrogative || predicate.mood == Mood::imperative)
        return {"asked or ordered", at};
      if (at != word && tables_.is_unreal(predicate.key)) return {"planned, feared or prevented", at};
      if (at != word && tables_.is_blame(predicate.key)) return {"what somebody is accused of", at};
    }
    if (aside && tables_.is_history(lowered_text(document_, at))) return {"told to say who somebody is", at};
    if (!aside && at != word) {
      const std::string lemma = lowered_lemma(document_, at);
      if (tables_.is_unreal(lemma)) return {"planned, feared or prevented", at};
      if (tables_.is_blame(lemma) || tables_.is_blame(lowered_text(document_, at)))
        return {"what somebody is accused of", at};
    }
    if (!aside && (at == word || document::is_verb(document_.tokens.tag[at]))) {
      const bool to = is_infinitive(document_, at);
      const bool perfect = std::any_of(document_.children(at).begin(), document_.children(at).end(),
                                       [&](TokenIndex c) { return document_.lemma(c) == "have"; });
      const Dep dep = document_.tokens.dep[at];
      const bool complement = dep == Dep::xcomp || dep == Dep::ccomp;
      if (to && !perfect && !complement) return {"still to be done", at};
      if (to && !perfect) {
        const TokenIndex up = document_.tokens.head[at];
        if (!tables_.is_managed(lowered_lemma(document_, up))) return {"still to be done", up};
      }
    }
    const TokenIndex up = document_.tokens.head[at];
    if (up == at) break;
    // A clause that reports, or stands beside, does not make what it holds less of a fact.
    const Dep dep = document_.tokens.dep[at];
    if (dep == Dep::ccomp || dep == Dep::parataxis) break;
    if (aside && is_subject(dep)) break;
    // "to kill or capture": the second infinitive has no "to" of its own.
    if (dep == Dep::conj && is_verbal(document_, at) && document_.tokens.tag[at] != Tag::vb &&
        !is_infinitive(document_, up))
      break;
    if (dep == Dep::advcl) break;
    if (dep == Dep::relcl) aside = true;
    at = up;
  }
  return {};
}

bool TollFinder::told_as_fact(TokenIndex word, bool of_nobody) const {
  const Doubt doubt = doubt_about(word, of_nobody);
  if (doubt.why.empty()) return true;
  if (trace_ != nullptr) {
    std::string why(doubt.why);
    if (doubt.at != word) why += " (\"" + std::string(document_.token(doubt.at).text()) + "\")";
    leave(word, why);
  }
  return false;
}

void TollFinder::leave(TokenIndex word, std::string_view why) const {
  if (trace_ == nullptr) return;
  trace_->push_back(
      {"toll", document_.tokens.span[word], Choice::Verdict::left, std::string(why), base::Span{}});
}

bool TollFinder::is_running(TokenIndex word) const {
  const TokenRange sentence = document_.sentences()[document_.sentence_of(word)];
  for (const auto& phrase : tables_.running()) {
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
      if (phrase_at(document_, t, sentence.end, phrase)) return true;
    }
  }
  return false;
}

bool TollFinder::fits(const TollTrigger& trigger, TokenIndex word) const {
  const TokenRange clause = document_.subtree(word);
  const auto holds = [&](const std::vector<std::string>& words) {
    for (TokenIndex t = clause.begin; t < clause.end; ++t) {
      if (std::find(words.begin(), words.end(), lowered_lemma(document_, t)) != words.end()) return true;
    }
    return false;
  };
  if (!trigger.with.empty() && !holds(trigger.with)) return false;
  return trigger.unless.empty() || !holds(trigger.unless);
}

bool TollFinder::beside_harm(TokenIndex word) const {
  const auto& sentences = document_.sentences();
  const std::size_t here = document_.sentence_of(word);
  const std::size_t first = here > beside_before ? here - beside_before : 0;
  const std::size_t last = std::min(sentences.size() - 1, here + 1);
  for (TokenIndex t = sentences[first].begin; t < sentences[last].end; ++t) {
    if (t != word && tables_.is_harm(lowered_lemma(document_, t))) return true;
  }
  return false;
}

TollKind TollFinder::kind_at(const TollTrigger& trigger, TokenIndex word) const {
  return trigger.beside_harm && beside_harm(word) ? trigger.instead : trigger.kind;
}

bool TollFinder::has_cause(const TollTrigger& trigger, TokenIndex verb) const {
  if (trigger.cause.empty()) return true;
  const auto is_cause = [&](TokenIndex t) {
    return std::find(trigger.cause.begin(), trigger.cause.end(), lowered_text(document_, t)) !=
           trigger.cause.end();
  };
  for (const TokenIndex child : document_.children(verb)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep == Dep::prep && is_cause(child)) {
      const TokenIndex what = child_with(document_, child, Dep::pobj);
      if (what == no_token || !is_time(document_, what)) return true;
    }
    if (dep == Dep::advcl) {
      for (const TokenIndex inner : document_.children(child)) {
        if (inner < child && is_cause(inner)) return true;
      }
    }
  }
  return document_.tokens.dep[verb] == Dep::relcl;
}

bool TollFinder::is_other_state(TokenIndex head, TollKind kind) const {
  const auto& states = tables_.states(lowered_text(document_, head));
  return !states.empty() && std::none_of(states.begin(), states.end(), [&](const TollTrigger* one) {
    return one->kind == kind || (one->beside_harm && one->instead == kind);
  });
}

// "We had three projects. One disappeared.": a bare number that counts what was counted before it.
bool TollFinder::counts_things(const Victims& victims) const {
  if (document_.tokens.tag[victims.head] != Tag::cd || victims.partitive) return false;
  const std::uint32_t sentence = document_.sentence_of(victims.head);
  const TokenIndex from = document_.sentences()[sentence > 0 ? sentence - 1 : 0].begin;
  for (TokenIndex t = victims.head; t-- > from;) {
    if (document_.tokens.tag[t] != Tag::nns || child_with(document_, t, Dep::nummod) == no_token) continue;
    const std::string lemma = lowered_lemma(document_, t);
    return !tables_.is_people(lemma) || tables_.is_no_people(lemma);
  }
  return false;
}

// "counted 32 children and over 60 adults killed": a participle behind a list of figures is said of all of
// it.
TokenIndex TollFinder::counted_together(TokenIndex word, TokenIndex head) const {
  if (document_.tokens.dep[word] != Dep::acl || word < head || document_.tokens.dep[head] != Dep::conj)
    return head;
  const TokenIndex first = document_.tokens.head[head];
  const bool both =
      first < head && quantity_of(document_, tables_, first) && quantity_of(document_, tables_, head);
  return both ? first : head;
}

// "died of her injuries": she is dead, not hurt.
bool TollFinder::was_fatal(TokenIndex noun, const TollTrigger& trigger) const {
  if (trigger.kind != TollKind::injured || document_.tokens.dep[noun] != Dep::pobj) return false;
  const TokenIndex verb = document_.tokens.head[document_.tokens.head[noun]];
  const auto& above = tables_.verbs(lowered_lemma(document_, verb));
  return !above.empty() && above.front()->kind == TollKind::killed;
}

// "3,000 men killed or wounded", "1,000 are dead or missing": one figure for two kinds.
bool TollFinder::shares_figure(const Telling& telling) const {
  const auto other_kind = [&](TokenIndex t) {
    const TollTables::Triggers* lists[] = {&tables_.verbs(lowered_lemma(document_, t)),
                                           &tables_.states(lowered_text(document_, t))};
    return std::any_of(std::begin(lists), std::end(lists), [&](const auto* list) {
      return std::any_of(list->begin(), list->end(),
                         [&](const TollTrigger* one) { return one->kind != telling.kind; });
    });
  };
  const TokenRange sentence = document_.sentences()[document_.sentence_of(telling.head)];
  constexpr TokenIndex reach = 3;  // "or", and "were" or "have been" beside it
  const TokenIndex first = std::max(sentence.begin, telling.head - std::min(telling.head, reach));
  const TokenIndex last = std::min(sentence.end, telling.head + reach + 1);
  TokenIndex joint = no_token;
  for (TokenIndex t = first; t < last; ++t) {
    if (lowered_text(document_, t) == "or") joint = t;
  }
  if (joint == no_token || joint == telling.head) return false;
  // "killed 12 or wounded 13": two figures.
  for (const Victims& one : telling.victims) {
    if (one.counted && joint > telling.head && one.head > telling.head && one.head < joint) return false;
  }
  for (TokenIndex t = first; t < last; ++t) {
    if (t != joint && (t > joint) != (telling.head > joint) && other_kind(t)) return true;
  }
  return false;
}

}  // namespace casus::code
