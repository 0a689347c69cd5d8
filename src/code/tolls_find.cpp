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

namespace casus::code {

using document::Dep;
using document::Document;
using document::Embedding;
using document::Mood;
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

constexpr int highest_climb = 10;
constexpr TokenIndex longest_sentence = 1000;  // tokens; longer ones are lists or noise
constexpr std::size_t beside_before = 4;       // sentences looked at for words of harm
constexpr TokenIndex kind_within = 6;          // tokens after "the number of"

// "are killed": a passive in the plain present.
bool is_general(const Document& document, TokenIndex verb) {
  const TokenIndex is = child_with(document, verb, Dep::auxpass);
  if (is == no_token || child_with(document, verb, Dep::aux) != no_token) return false;
  return document.tokens.tag[is] == Tag::vbp || document.tokens.tag[is] == Tag::vbz;
}

// "Also killed in the strike were a dozen gunmen": the victims stand behind the verb "be". no_token where the
// clause is not turned round.
TokenIndex inverted_subject(const Document& document, TokenIndex participle) {
  if (document.tokens.tag[participle] != Tag::vbn) return no_token;
  const TokenIndex up = document.tokens.head[participle];
  const bool below = up != participle && up > participle && document.lemma(up) == "be";
  const TokenIndex be = below ? up : child_with(document, participle, Dep::auxpass);
  if (be == no_token || be < participle) return no_token;
  for (const TokenIndex holder : {be, participle}) {
    for (const TokenIndex child : document.children(holder)) {
      const Dep dep = document.tokens.dep[child];
      if (child > be && (document::is_subject(dep) || dep == Dep::attr || dep == Dep::dobj)) return child;
    }
  }
  return no_token;
}

// "wounded over 2,600 soldiers": the bound that the parser took for a preposition. no_token where there is
// none.
TokenIndex bounded_object(const Document& document, const TollTables& tables, TokenIndex verb) {
  const TokenIndex bound = verb + 1;
  if (bound >= document.size() || document.tokens.dep[bound] != Dep::prep ||
      document.tokens.head[bound] != verb)
    return no_token;
  const std::string word = lowered_text(document, bound);
  const auto& bounds = tables.before();
  const bool bounds_figures = std::any_of(bounds.begin(), bounds.end(), [&](const Bound& one) {
    return one.words.size() == 1 && one.words.front() == word;
  });
  const TokenIndex object = child_with(document, bound, Dep::pobj);
  if (!bounds_figures || object == no_token || !figure_at(document, tables, bound + 1, object + 1))
    return no_token;
  return object;
}

// "killed or wounded 15,000 guards": the object that the second verb has for both.
TokenIndex shared_object(const Document& document, const Predicate& predicate) {
  if (predicate.voice == document::Voice::passive ||
      child_with(document, predicate.head, Dep::dobj) != no_token)
    return no_token;
  const TokenIndex other = child_with(document, predicate.head, Dep::conj);
  if (other == no_token || !document::is_verb(document.tokens.tag[other]) || other > predicate.head + 2)
    return no_token;
  return child_with(document, other, Dep::dobj);
}

// "Officers arrived and was arrested": what the verb says of one is not said of several.
bool agrees_in_number(const Document& document, TokenIndex verb, TokenIndex victims) {
  const TokenIndex is = child_with(document, verb, Dep::auxpass);
  if (is == no_token || document.tokens.dep[verb] != Dep::conj || victims > is) return true;
  const Tag tag = document.tokens.tag[victims];
  return lowered_text(document, is) != "was" || (tag != Tag::nns && tag != Tag::nnps);
}

bool noun_between(const Document& document, TokenIndex begin, TokenIndex end) {
  for (TokenIndex t = begin; t < end; ++t) {
    if (document::is_noun(document.tokens.tag[t])) return true;
  }
  return false;
}

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

// "The load was taken by officials and one man was held": the subject that the parser gave to the clause
// before, though it stands right before the verb group. no_token where that is not so.
TokenIndex adjacent_subject(const Document& document, const Predicate& predicate) {
  const Dep hangs = document.tokens.dep[predicate.head];
  if (predicate.voice != document::Voice::passive || (hangs != Dep::conj && hangs != Dep::ccomp))
    return no_token;
  TokenIndex group = predicate.head;
  for (const TokenIndex child : document.children(predicate.head)) {
    if (document::is_subject(document.tokens.dep[child])) return no_token;
    if (document.tokens.dep[child] == Dep::auxpass || document.tokens.dep[child] == Dep::aux)
      group = std::min(group, child);
  }
  if (group == predicate.head || group == 0) return no_token;
  if (hangs == Dep::ccomp) {
    // "Rebels say 90 people, many of them children, were killed": taken for the object of "say".
    const TokenIndex object = child_with(document, document.tokens.head[predicate.head], Dep::dobj);
    return object != no_token && object < group ? object : no_token;
  }
  TokenIndex head = group - 1;
  if (!document::is_noun(document.tokens.tag[head]) && document.tokens.tag[head] != Tag::cd) return no_token;
  for (;;) {
    const TokenIndex up = document.tokens.head[head];
    if (up >= head || is_verbal(document, up)) break;
    bool joined = false;
    for (TokenIndex t = up + 1; t < head && !joined; ++t)
      joined = document.tokens.tag[t] == Tag::cc || document.tokens.tag[t] == Tag::comma;
    if (joined) break;
    head = up;
  }
  const TokenIndex begin = document.subtree(head).begin;
  return begin > 0 && document.tokens.tag[begin - 1] == Tag::cc ? head : no_token;
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
    for (TokenIndex t = sentence.begin; t + phrase.size() <= sentence.end; ++t) {
      bool same = true;
      for (TokenIndex k = 0; k < phrase.size() && same; ++k)
        same = base::equals_ignoring_case(document_.token(t + k).text(), phrase[k]);
      if (same) return true;
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
        telling.victims = victims_at(argument.head, trigger);
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

// "died of her injuries": she is dead, not hurt.
bool TollFinder::was_fatal(TokenIndex noun, const TollTrigger& trigger) const {
  if (trigger.kind != TollKind::injured || document_.tokens.dep[noun] != Dep::pobj) return false;
  const TokenIndex verb = document_.tokens.head[document_.tokens.head[noun]];
  const auto& above = tables_.verbs(lowered_lemma(document_, verb));
  return !above.empty() && above.front()->kind == TollKind::killed;
}

// "the death of the mayor", "63 deaths", "the arrest of two suspects", "his capture"
void TollFinder::at_noun(TokenIndex t, Tellings& out) const {
  const Tag tag = document_.tokens.tag[t];
  if (!document::is_noun(tag)) return;
  const auto& triggers = tables_.nouns(lowered_lemma(document_, t));
  if (triggers.empty() || document_.tokens.dep[t] == Dep::compound || document_.tokens.dep[t] == Dep::amod)
    return;
  if (!told_as_fact(t) || was_fatal(t, *triggers.front())) return;
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
    telling.victims = counted(up);
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
