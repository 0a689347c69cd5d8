#include "resolve/time_tense.h"

#include <algorithm>

#include "base/ascii.h"

namespace casus::resolve {
namespace {

using document::Dep;
using document::Document;
using document::no_token;
using document::Tag;
using document::TokenIndex;

// How a verb looks ahead: 0 not at all, 1 its infinitive does ("agreed to"), 2 whatever hangs on it lies
// ahead
// ("scheduled a meeting Thursday").
int ahead(const TimeWords& words, std::string_view word) {
  const std::vector<WordSense>* senses = words.find(base::lowered(word));
  if (senses == nullptr) return 0;
  for (const WordSense& sense : *senses) {
    if (sense.word_class == WordClass::forward) return sense.value + 1;
  }
  return 0;
}

bool is_future_modal(std::string_view word) {
  return word == "will" || word == "'ll" || word == "\u2019ll" || word == "shall" || word == "wo" ||
         word == "would" || word == "'d" || word == "may" || word == "might" || word == "can" ||
         word == "should" || word == "must";
}

// "Could not be reached", "neither of them could be found".
bool is_negated(const Document& document, TokenIndex verb) {
  for (const TokenIndex child : document.children(verb)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::neg) return true;
    if (dep != Dep::nsubj && dep != Dep::nsubjpass) continue;
    const std::string subject = base::lowered(document.token(child).text());
    if (subject == "nobody" || subject == "none" || subject == "neither") return true;
    for (const TokenIndex of : document.children(child)) {
      const std::string lower = base::lowered(document.token(of).text());
      if (lower == "no" || lower == "neither") return true;
    }
  }
  return false;
}

// Whether the next verb above a token is a past one that is negated.
bool was_not(const Document& document, TokenIndex token) {
  for (TokenIndex at = token;;) {
    const TokenIndex head = document.tokens.head[at];
    if (head == at) return false;
    at = head;
    if (!document::is_verb(document.tokens.tag[at])) continue;
    bool past = document.tokens.tag[at] == Tag::vbd;
    for (const TokenIndex child : document.children(at)) {
      past = past || document.tokens.tag[child] == Tag::vbd;
    }
    return past && is_negated(document, at);
  }
}

// The tense of one verb with its auxiliaries; unknown for a bare participle, gerund or infinitive.
TimeTense group_tense(const Document& document, TokenIndex verb, const TimeWords& words) {
  const auto of_finite = [](Tag tag) {
    if (tag == Tag::vbd) return TimeTense::past;
    if (tag == Tag::vbz || tag == Tag::vbp) return TimeTense::present;
    return TimeTense::unknown;
  };
  const Tag tag = document.tokens.tag[verb];
  TimeTense found = of_finite(tag);
  bool has = false;
  bool had = false;
  bool modal = false;
  bool unsure = false;
  for (const TokenIndex child : document.children(verb)) {
    const Dep dep = document.tokens.dep[child];
    if (dep != Dep::aux && dep != Dep::auxpass) continue;
    const std::string lower = base::lowered(document.token(child).text());
    const Tag child_tag = document.tokens.tag[child];
    if (child_tag == Tag::md) {
      modal = is_future_modal(lower);
      if (!modal && lower != "could") found = TimeTense::past;
      unsure = lower == "could";  // "could be located", "could resume"
    } else if (lower == "have" || lower == "has" || lower == "had" || lower == "'ve") {
      has = true;
      had = had || lower == "had";
    } else if (lower != "to" && found == TimeTense::unknown) {
      found = of_finite(child_tag);
    }
  }
  const bool schedules = ahead(words, document.token(verb).text()) == 2;
  if (had) return TimeTense::past;  // "had been due to expire Friday" - it was put off
  if (has) return schedules && !modal ? TimeTense::future : TimeTense::past;
  if (modal) return TimeTense::future;
  if (unsure) return is_negated(document, verb) ? TimeTense::past : TimeTense::present;
  if (found != TimeTense::unknown && schedules) return TimeTense::future;
  if (found == TimeTense::present && tag == Tag::vbn) return TimeTense::past;  // "is dated"
  return found;
}

bool has_had(const Document& document, TokenIndex verb) {
  for (const TokenIndex child : document.children(verb)) {
    if (document.tokens.dep[child] == Dep::aux && base::lowered(document.token(child).text()) == "had")
      return true;
  }
  return false;
}

bool is_infinitive(const Document& document, TokenIndex verb) {
  for (const TokenIndex child : document.children(verb)) {
    if (document.tokens.tag[child] == Tag::to) return true;
  }
  return false;
}

TimeTense by_syntax(const Document& document, TokenIndex token, const TimeWords& words) {
  TokenIndex at = token;
  bool infinitive = false;
  for (int step = 0; step < 24; ++step) {
    const Tag tag = document.tokens.tag[at];
    const bool looks_ahead = ahead(words, document.token(at).text()) > 0;
    if (document::is_verb(tag)) {
      const TimeTense found = group_tense(document, at, words);
      if (infinitive) {
        if (has_had(document, at)) return TimeTense::past;  // "had been scheduled to expire Friday"
        if (looks_ahead || found == TimeTense::present || found == TimeTense::future)
          return TimeTense::future;
        if (found == TimeTense::past) return TimeTense::past;
      }
      if (found != TimeTense::unknown) return found;
      if (tag == Tag::vb) infinitive = true;
      // "Is expected to vote in June, followed by an election in October": what follows is as the first is.
      if (tag == Tag::vbn && document.tokens.dep[at] == Dep::advcl && document.lemma(at) == "follow" &&
          document.tokens.head[at] != at) {
        infinitive = true;
        at = document.tokens.head[at];
        continue;
      }
      if (tag == Tag::vbn && is_infinitive(document, at)) infinitive = true;  // "are to be held"
      if (tag == Tag::vbn && !infinitive) {
        // "A strike planned for Friday"; but "raids aimed at seizing leaders Thursday" are over.
        const bool plans = ahead(words, document.token(at).text()) == 2;
        return plans ? TimeTense::future : TimeTense::past;
      }
    } else if (infinitive && looks_ahead) {
      const TokenIndex above = document.tokens.head[at];
      return has_had(document, above) ? TimeTense::past : TimeTense::future;  // "had been due to"
    }
    const TokenIndex head = document.tokens.head[at];
    if (head == at) break;
    at = head;
  }
  return infinitive ? TimeTense::future : TimeTense::unknown;
}

bool ends_sentence(const Atom& atom) { return atom.lower == "." || atom.lower == "?" || atom.lower == "!"; }

TimeTense of_word(const TimeAtoms& atoms, std::size_t i, const TimeWords& words) {
  const Atom& atom = atoms[i];
  if (atom.kind != AtomKind::word) return TimeTense::unknown;
  const Document& document = atoms.document();
  Tag tag = Tag::none;
  if (atom.token != no_token && atom.token < document.tokens.tag.size())
    tag = document.tokens.tag[atom.token];
  if (tag == Tag::md || atom.lower == "will" || atom.lower == "shall" || atom.lower == "would") {
    return TimeTense::future;
  }
  if (tag == Tag::vbd || atom.lower == "was" || atom.lower == "were" || atom.lower == "had" ||
      atom.lower == "said") {
    return TimeTense::past;
  }
  if (ahead(words, atom.lower) > 0) return TimeTense::future;
  if (tag == Tag::none && atom.lower.size() > 4 && atom.lower.ends_with("ed")) return TimeTense::past;
  if (tag == Tag::vbz || tag == Tag::vbp) return TimeTense::present;
  return TimeTense::unknown;
}

// "Monday", "Tuesday" ...
bool ends_in_day(const Atom& atom) { return atom.lower.size() > 5 && atom.lower.ends_with("day"); }

// Whether the last word of a phrase is the preposition's own object.
bool stands_under(const TimeAtoms& atoms, std::size_t preposition, std::size_t last) {
  const TokenIndex above = atoms[preposition].token, below = atoms[last].token;
  if (above == no_token || below == no_token) return false;
  const Document& document = atoms.document();
  return document.tokens.head[below] == above && document.tokens.dep[below] == Dep::pobj;
}

bool announces(const TimeWords& words, std::string_view word) {
  const std::vector<WordSense>* senses = words.find(base::lowered(word));
  return senses != nullptr && std::any_of(senses->begin(), senses->end(), [](const WordSense& sense) {
           return sense.word_class == WordClass::announce;
         });
}

bool opens(std::string_view word) {
  return word == "from" || word == "starting" || word == "beginning" || word == "commencing" ||
         word == "effective";
}

// "From Wednesday", "starting on Monday", "as of Friday".
bool opens_a_stretch(const TimeAtoms& atoms, std::size_t begin) {
  if (begin == 0) return false;
  const std::string_view before = atoms[begin - 1].lower;
  if (opens(before)) return true;
  if (begin < 2) return false;
  const std::string_view second = atoms[begin - 2].lower;
  return (before == "on" && opens(second)) || (before == "of" && second == "as");
}

// Whether what begins then hangs on words that announce it: "announced a curfew from Wednesday". ("Said in a
// report from Wednesday" does not.)
bool is_announced(const TimeAtoms& atoms, std::size_t begin, const TimeWords& words) {
  const Document& document = atoms.document();
  if (document.has_syntax() && atoms[begin].token != no_token) {
    TokenIndex at = atoms[begin].token;
    for (int step = 0; step < 24; ++step) {
      const TokenIndex head = document.tokens.head[at];
      if (head == at) return false;
      at = head;
      const std::string word = base::lowered(document.token(at).text());
      if (word == "in") return false;
      if (!document::is_verb(document.tokens.tag[at]) || opens(word)) continue;
      if (announces(words, word)) return true;
      // "Ordered the schools closed from Monday": what was ordered.
      const Dep dep = document.tokens.dep[at];
      const bool ordered = document.tokens.tag[at] == Tag::vbn && (dep == Dep::ccomp || dep == Dep::oprd) &&
                           group_tense(document, at, words) == TimeTense::unknown;
      if (!ordered) return false;
    }
    return false;
  }
  constexpr std::size_t reach = 20;
  for (std::size_t step = 2; step <= reach && step <= begin; ++step) {
    const Atom& atom = atoms[begin - step];
    if (ends_sentence(atom) || atom.lower == "in" || atoms[begin - step + 1].breaks > 1) return false;
    if (announces(words, atom.lower)) return true;
    if (of_word(atoms, begin - step, words) != TimeTense::unknown && !opens(atom.lower)) return false;
  }
  return false;
}

}  // namespace

TimeTense tense_at(const TimeAtoms& atoms, std::size_t begin, std::size_t end, const TimeWords& words) {
  const Document& document = atoms.document();
  if (begin > 0) {
    const std::string_view before = atoms[begin - 1].lower;
    if (before == "until" || before == "till") {
      // "Until Thursday they had not called" is over.
      const bool over =
          document.has_syntax() && atoms[begin].token != no_token && was_not(document, atoms[begin].token);
      return over ? TimeTense::past : TimeTense::future;
    }
    // "Called a strike for Friday": what something is for comes after it. ("Results for March" do not.)
    if (before == "for" && ends_in_day(atoms[end - 1]) && document.has_syntax() &&
        stands_under(atoms, begin - 1, end - 1)) {
      return TimeTense::future;
    }
  }
  const bool possessive =
      end + 1 < atoms.size() && atoms[end].lower == "'" && atoms[end].glued && atoms[end + 1].lower == "s";
  // What is announced to begin on a day begins after it was announced.
  if (!possessive && opens_a_stretch(atoms, begin) && is_announced(atoms, begin, words))
    return TimeTense::future;
  // "Wednesday's ruling" is known by now, whatever is yet to be done about it.
  if (possessive) {
    // "Monday's planned march" is not.
    const bool planned = end + 2 < atoms.size() && ahead(words, atoms[end + 2].lower) > 0;
    return planned ? TimeTense::future : TimeTense::past;
  }
  if (document.has_syntax() && atoms[begin].token != no_token) {
    // The phrase's head is the token whose own head lies outside.
    const TokenIndex first = atoms[begin].token;
    const TokenIndex last = atoms[end - 1].token == no_token ? first : atoms[end - 1].token;
    TokenIndex head = last;
    for (TokenIndex t = first; t <= last && t < document.size(); ++t) {
      const TokenIndex above = document.tokens.head[t];
      if (above < first || above > last) head = t;
    }
    return by_syntax(document, head, words);
  }
  constexpr std::size_t reach = 30;
  for (std::size_t step = 1; step <= reach && step <= begin; ++step) {
    if (ends_sentence(atoms[begin - step]) || atoms[begin - step + 1].breaks > 1) break;
    const TimeTense found = of_word(atoms, begin - step, words);
    if (found != TimeTense::unknown) return found;
  }
  for (std::size_t i = end; i < atoms.size() && i < end + reach; ++i) {
    if (ends_sentence(atoms[i]) || atoms[i].breaks > 1) break;
    const TimeTense found = of_word(atoms, i, words);
    if (found != TimeTense::unknown) return found;
  }
  return TimeTense::unknown;
}

}  // namespace casus::resolve
