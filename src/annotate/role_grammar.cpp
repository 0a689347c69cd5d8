// What the words of a verb group say: voice, tense, modality, negation, mood; and what a conjoined verb takes
// over from the one before it.

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Dep;
using document::Mood;
using document::no_token;
using document::Pos;
using document::Predicate;
using document::PredicateKind;
using document::Tag;
using document::Tense;
using document::Voice;

void RoleReader::read_grammar(std::uint32_t p) {
  Work& work = works_[p];
  Predicate& out = predicate(p);
  const auto& tokens = document_.tokens;
  out.kind = work.kind;
  out.head = work.head;
  out.light_verb = work.light_verb;
  out.clause = document_.subtree(work.top);
  const TokenIndex verb = work.kind == PredicateKind::noun ? work.light_verb : work.words[0];
  if (verb != no_token) {
    for (const TokenIndex c : document_.children(verb)) {
      if (tokens.dep[c] == Dep::prt && out.particle == no_token) out.particle = c;
    }
  }
  const bool plain_verb = work.kind == PredicateKind::verb;
  out.key = key_of(work, plain_verb ? out.particle : no_token);
  if (plain_verb && out.particle != no_token) {
    if (const RoleEntry* phrasal = lexicon_.find(out.key)) work.entry = phrasal;
  } else if (plain_verb) {
    const TokenIndex object = child(work.head, Dep::dobj);
    if (object != no_token && document_.children(object).empty()) {  // "take place", "give way"
      const RoleEntry* whole = lexicon_.find(out.key + ' ' + base::lowered(document_.lemma(object)));
      if (whole != nullptr && whole->is(RoleWord::theme_subject)) {
        work.entry = whole;
        work.idiom = true;
      }
    }
  }

  if (verb != no_token) {
    Tense tense = Tense::none;
    const auto finite = [&](TokenIndex i) {
      const Tag tag = tokens.tag[i];
      if (tag == Tag::vbd) tense = Tense::past;
      if (tag == Tag::vbz || tag == Tag::vbp) tense = Tense::present;
    };
    bool infinitive = false;
    for (std::uint8_t w = 0; w < work.word_count; ++w) {
      const TokenIndex word = work.words[w];
      if (word == out.head && work.kind != PredicateKind::verb) continue;
      finite(word);
      for (const TokenIndex c : document_.children(word)) {
        const Dep dep = tokens.dep[c];
        if (dep == Dep::auxpass) {
          if (word == verb) out.voice = Voice::passive;
          finite(c);
        }
        if (dep == Dep::nsubjpass && word == verb) out.voice = Voice::passive;
        if (dep != Dep::aux) continue;
        const Tag tag = tokens.tag[c];
        if (tag == Tag::md) {
          if (out.modal == no_token) out.modal = c;
          if (is(c, "will") || is(c, "shall") || is(c, "'ll") || is(c, "wo") || is(c, "\xE2\x80\x99ll") ||
              is(c, "sha")) {
            work.future = true;
          }
        } else if (tag == Tag::to) {
          infinitive = infinitive || word == work.top;
        } else {
          finite(c);
          if (is_lemma(c, "have") || is(c, "'ve") || (is(c, "'s") && tokens.tag[word] == Tag::vbn))
            out.perfect = true;
          if (is_lemma(c, "be") && tokens.tag[word] == Tag::vbg) out.progressive = true;
        }
      }
    }
    if (tense == Tense::none && out.modal == no_token && tokens.tag[verb] == Tag::vbn && verb == work.top &&
        child(verb, Dep::nsubj) != no_token && child(verb, Dep::aux) == no_token &&
        out.voice == Voice::active) {
      tense = Tense::past;  // a finite past form read as a participle
    }
    if (out.modal == no_token) out.modal = work.modal;
    if (work.past) tense = Tense::past;
    if (work.future) tense = Tense::future;
    out.tense = tense;
    if (infinitive) out.mood = Mood::infinitive;
    // Reduced and embedded participles are passive without saying so.
    const Tag tag = tokens.tag[verb];
    const Dep dep = tokens.dep[verb];
    if (tag == Tag::vbn && out.voice == Voice::active && !out.perfect) {
      if (dep == Dep::acl || dep == Dep::amod || (dep == Dep::advcl && child(verb, Dep::nsubj) == no_token) ||
          ((dep == Dep::ccomp || dep == Dep::xcomp || dep == Dep::oprd) && out.modal == no_token &&
           child(verb, Dep::dobj) == no_token)) {
        out.voice = Voice::passive;
      }
      // "Supported, trained and armed by Paris".
      TokenIndex last = verb;
      for (int steps = 0;
           steps < 4 && child(last, Dep::dobj) == no_token && child(last, Dep::aux) == no_token; ++steps) {
        if (child(last, Dep::agent) != no_token) {
          out.voice = Voice::passive;
          break;
        }
        const TokenIndex next = child(last, Dep::conj);
        if (next == no_token || next < last || tokens.tag[next] != Tag::vbn) break;
        last = next;
      }
    }
  }
  read_negation(p);
  read_mood(p);
}

// Whether a negation word denies the verb it hangs on, not a part of its clause ("not only", "whether or
// not", "not until Monday", "not for you to say").
bool RoleReader::denies(TokenIndex word, TokenIndex verb) const {
  const auto& tokens = document_.tokens;
  const TokenIndex n = document_.size();
  if (word > 0 && is(word - 1, "or") && word > 1 && is(word - 2, "whether")) return false;
  if (!is(word, "not") || word + 1 >= n) return true;
  if (is(word + 1, "only") || is(word + 1, "merely") || is(word + 1, "just") || is(word + 1, "simply") ||
      is(word + 1, "necessarily")) {
    return is(word + 1, "necessarily");
  }
  if (word > verb) return tokens.pos[word + 1] != Pos::adp && tokens.pos[word + 1] != Pos::sconj;
  // Between the word and its verb nothing but the verb group stands.
  for (TokenIndex i = word + 1; i < verb; ++i) {
    if (tokens.tag[i] == Tag::comma || is(i, "until")) return false;
  }
  return true;
}

void RoleReader::read_negation(std::uint32_t p) {
  const Work& work = works_[p];
  Predicate& out = predicate(p);
  const auto& tokens = document_.tokens;
  const auto deny = [&](TokenIndex i) {
    if (!out.negated) out.negation = i;
    out.negated = true;
  };
  for (std::uint8_t w = 0; w < work.word_count; ++w) {
    const TokenIndex word = work.words[w];
    for (const TokenIndex c : document_.children(word)) {
      const Dep dep = tokens.dep[c];
      if (dep == Dep::neg && denies(c, word)) deny(c);
      if (dep == Dep::aux || dep == Dep::auxpass) {  // "were n't" as one branch
        for (const TokenIndex g : document_.children(c)) {
          if (tokens.dep[g] == Dep::neg && denies(g, word)) deny(g);
        }
      }
      if (dep == Dep::det && word == work.head && (is(c, "no") || is(c, "neither"))) deny(c);
      if (dep == Dep::advmod || dep == Dep::preconj || dep == Dep::cc) {
        if (is(c, "never") || is(c, "nowhere") || is(c, "hardly") || is(c, "scarcely") ||
            (is(c, "neither") && c < work.head) || (is(c, "nor") && c < word)) {
          deny(c);
        }
        // "no longer", "not only" apart
        for (const TokenIndex g : document_.children(c)) {
          if ((is(c, "longer") && is(g, "no")) ||
              (is(g, "not") && !is(c, "only") && tokens.dep[g] == Dep::neg && c + 1 == word)) {
            deny(g);
          }
        }
      }
      if (dep == Dep::advmod && word_is(c, RoleWord::hedge) && out.hedge == no_token) out.hedge = c;
      const bool subject = dep == Dep::nsubj || dep == Dep::nsubjpass;
      if (subject && (is(c, "nobody") || is(c, "nothing") || is(c, "none") || is(c, "neither"))) deny(c);
      if (dep == Dep::dobj && is(c, "nothing")) deny(c);
      if (subject) {
        for (const TokenIndex g : document_.children(c)) {
          if (tokens.dep[g] == Dep::det && is(g, "no")) deny(g);
        }
      }
    }
  }
  // "without leaving", "nor did they leave"
  const TokenIndex up = tokens.head[work.top];
  if (up != work.top && (tokens.dep[work.top] == Dep::pcomp || tokens.dep[work.top] == Dep::pobj) &&
      is(up, "without")) {
    deny(up);
  }
}

void RoleReader::read_mood(std::uint32_t p) {
  const Work& work = works_[p];
  Predicate& out = predicate(p);
  const auto& tokens = document_.tokens;
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return;
  const TokenIndex verb = work.kind == PredicateKind::noun ? work.light_verb : work.words[0];
  const Tag tag = tokens.tag[verb];
  const Dep dep = tokens.dep[work.top];
  bool finite = out.tense != Tense::none || out.modal != no_token;
  if (!finite && out.mood == Mood::declarative) {
    if (tag == Tag::vbg) {
      out.mood = dep == Dep::acl || dep == Dep::advcl || dep == Dep::amod ? Mood::participle : Mood::gerund;
    } else if (tag == Tag::vbn && (dep == Dep::acl || dep == Dep::advcl || dep == Dep::amod)) {
      out.mood = Mood::participle;
    } else if (tag == Tag::vb && child(verb, Dep::nsubj) == no_token &&
               child(verb, Dep::nsubjpass) == no_token && (dep == Dep::root || dep == Dep::ccomp)) {
      out.mood = Mood::imperative;
    }
  }
  for (std::uint8_t w = 0; w < work.word_count; ++w) {
    for (const TokenIndex c : document_.children(work.words[w])) {
      if (tokens.dep[c] == Dep::mark && dep == Dep::ccomp && (is(c, "whether") || is(c, "if"))) {
        out.mood = Mood::interrogative;
      }
    }
  }
  if (dep == Dep::root || (dep == Dep::ccomp && finite)) {
    // A question mark ends the clause itself, or the sentence that it is the top of.
    TokenRange range = dep == Dep::root ? document_.sentences()[document_.sentence_of(work.top)] : out.clause;
    if (dep == Dep::ccomp && range.end < document_.size()) ++range.end;
    for (TokenIndex i = range.end; i > range.begin && i + 4 > range.end; --i) {
      if (is(i - 1, "?")) {
        out.mood = Mood::interrogative;
        break;
      }
      if (tokens.pos[i - 1] != Pos::punct && tokens.pos[i - 1] != Pos::space) break;
    }
  }
}

// What a conjoined verb takes over from the one before it: "will not enter or attack", "was seized and
// taken".
void RoleReader::inherit_grammar(std::uint32_t p) {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return;
  if (tokens.dep[work.top] != Dep::conj) return;
  const TokenIndex first = tokens.head[work.top];
  const std::uint32_t q = owner_[first];
  if (q == nobody || q == p || works_[q].kind == PredicateKind::noun) return;
  Predicate& out = predicate(p);
  const Predicate& from = predicate(q);
  const TokenIndex verb = work.kind == PredicateKind::noun ? work.light_verb : work.words[0];
  // "twelve were killed and dozens wounded"
  if (tokens.tag[verb] == Tag::vbn && from.voice == Voice::passive && child(verb, Dep::aux) == no_token &&
      child(verb, Dep::auxpass) == no_token && child(verb, Dep::dobj) == no_token) {
    out.voice = Voice::passive;
    out.tense = from.tense;
  }
  const bool own_group = child(verb, Dep::aux) != no_token || child(verb, Dep::auxpass) != no_token;
  if (own_group || child(work.top, Dep::nsubj) != no_token || child(work.top, Dep::nsubjpass) != no_token)
    return;
  const Tag tag = tokens.tag[verb];
  const Tag other = tokens.tag[first];
  if (tag == Tag::vb && (other == Tag::vb || works_[q].future || works_[q].modal != no_token)) {
    out.modal = from.modal;
    if (out.tense == Tense::none) out.tense = from.tense;
    out.mood = from.mood;
  }
  if (tag == Tag::vbn && other != Tag::vbn && !from.perfect && child(verb, Dep::dobj) == no_token &&
      tokens.tag[first] != Tag::vbd) {
    out.voice = Voice::passive;  // "is descriptive and now used by many"
    if (out.tense == Tense::none) out.tense = from.tense;
  }
  if (tag == Tag::vbn && other == Tag::vbn) {
    if (from.voice == Voice::passive && child(verb, Dep::dobj) == no_token) out.voice = Voice::passive;
    out.perfect = from.perfect;
    out.modal = from.modal;
    out.tense = from.tense;
  }
  if (tag == Tag::vbg && other == Tag::vbg) {
    out.progressive = from.progressive;
    out.tense = from.tense;
    out.mood = from.mood;
  }
  if (from.negated && !out.negated) {
    for (const TokenIndex c : document_.children(first)) {
      // Under one auxiliary "and" stays under its "not": "cannot vote and travel".
      const bool under = is(c, "and") && tag == Tag::vb && other == Tag::vb;
      if (tokens.dep[c] == Dep::cc && (under || is(c, "or") || is(c, "nor"))) {
        out.negated = true;
        out.negation = from.negation;
      }
    }
  }
}

}  // namespace casus::annotate
