// What a predicate finds in its own clause: subject and object as the surface has them, and every other
// participant with its role. Which role subject and object play is decided last (place), when it is known
// what the clause borrowed from others: "the army opened fire" has an agent, "the door opened" has not.

#include <algorithm>

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Argument;
using document::Dep;
using document::Embedding;
using document::NameLabel;
using document::no_token;
using document::PredicateKind;
using document::Tag;

bool RoleReader::add(std::uint32_t p, Role role, const Filler& filler, bool shared) {
  if (!filler.valid() || owner_[filler.head] == p) return false;
  auto& arguments = predicate(p).arguments;
  for (const Argument& argument : arguments) {
    if (argument.head == filler.head) return false;
  }
  Argument argument;
  argument.role = role;
  argument.head = filler.head;
  argument.tokens = filler.tokens;
  argument.marker = filler.marker;
  argument.shared = shared;
  const std::uint32_t owner = owner_[filler.head];
  if (owner != nobody) argument.clause = document::PredicateId(owner);
  arguments.push_back(argument);
  return true;
}

const Argument* RoleReader::argument(std::uint32_t p, Role role) const {
  for (const Argument& argument : predicate(p).arguments) {
    if (argument.role == role) return &argument;
  }
  return nullptr;
}

// ---- verbs and adjectives

void RoleReader::fill_verb(std::uint32_t p) {
  Work& work = works_[p];
  const auto& tokens = document_.tokens;
  for (std::uint8_t w = 0; w < work.word_count; ++w) {
    const TokenIndex word = work.words[w];
    if (word == work.head && work.light_verb != no_token) continue;  // read by fill_noun
    for (const TokenIndex c : document_.children(word)) {
      if (owner_[c] == p || take_hyphened(p, c)) continue;
      switch (tokens.dep[c]) {
        case Dep::nsubj:
        case Dep::nsubjpass:
        case Dep::csubj:
        case Dep::csubjpass:
          if (!work.subject.valid() && !is_called_upon(c, word)) work.subject = filler(c);
          break;
        case Dep::expl:
          work.expletive = true;
          break;
        case Dep::dobj:
          if (is_time(c) && (work.object.valid() || word_is(word, RoleWord::speech_verb))) {
            add(p, Role::time, filler(c));
          } else if (!work.object.valid()) {
            work.object = filler(c);
          } else if (work.object.head < c && is_person(work.object.head)) {
            add(p, Role::recipient, work.object);
            work.object = filler(c);
          }
          break;
        case Dep::dative:
          if (child(c, Dep::pobj) == no_token) {
            add(p, Role::recipient, filler(c));
          } else {
            take_preposition(p, c, {}, 0);
          }
          break;
        case Dep::agent:
        case Dep::prep:
          take_preposition(p, c, {}, 0);
          break;
        case Dep::ccomp:
        case Dep::xcomp:
          if (is_complement(p, c)) take_complement(p, c);
          break;
        case Dep::attr:
        case Dep::acomp:
        case Dep::oprd:
          take_attribute(p, c);
          break;
        case Dep::advcl:
          take_adverbial(p, c);
          break;
        case Dep::npadvmod:
          add(p, is_time(c) ? Role::time : Role::manner, filler(c));
          break;
        case Dep::advmod:
          take_adverb(p, c);
          for (const TokenIndex below : document_.children(c)) {  // "ahead of the vote"
            if (tokens.dep[below] == Dep::prep)
              take_preposition(p, below, base::lowered(document_.text(tokens.span[c])), 1);
          }
          break;
        default:
          break;
      }
    }
  }
}

// The word before the hyphen of a participle: "rebel-held", "U.S.-backed", "London-based".
bool RoleReader::take_hyphened(std::uint32_t p, TokenIndex word) {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  if (tokens.tag[work.head] != Tag::vbn || word + 2 != work.head || tokens.tag[word + 1] != Tag::hyph)
    return false;
  const Tag tag = tokens.tag[word];
  const bool noun = document::is_noun(tag) || (tag == Tag::jj && labels_[word] != NameLabel::none);
  if (!noun || is_time(word)) return false;
  const bool place = is_lemma(work.head, "base") || is_lemma(work.head, "bear");
  return add(p, place ? Role::place : Role::agent, filler(word));
}

void RoleReader::take_attribute(std::uint32_t p, TokenIndex attribute) {
  Work& work = works_[p];
  if (work.expletive && work.copula) {
    add(p, Role::theme, filler(attribute));  // "there were clashes"
    return;
  }
  const Tag tag = document_.tokens.tag[attribute];
  if (document::is_verb(tag) && owner_[attribute] != nobody && has_to(attribute)) {
    take_complement(p, attribute);
    return;
  }
  add(p, Role::attribute, filler(attribute));
}

// "Ann, please find it": who is called upon reads as a subject.
bool RoleReader::is_called_upon(TokenIndex subject, TokenIndex verb) const {
  if (subject > verb || document_.tokens.tag[verb] != Tag::vb) return false;
  if (child(verb, Dep::aux) != no_token) return false;  // "could you please"
  for (TokenIndex i = document_.subtree(subject).end; i < verb && i < document_.size(); ++i) {
    if (is(i, "please")) return true;
  }
  return false;
}

// Whether a clause below the predicate completes it. Sentences run together ("we met, he left") read as if
// the first completed the second.
bool RoleReader::is_complement(std::uint32_t p, TokenIndex clause) const {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  if (tokens.dep[clause] != Dep::ccomp) return true;
  const bool says = work.entry != nullptr && work.entry->is(RoleWord::speech_verb);
  const bool hears = work.entry != nullptr && work.entry->is(RoleWord::hearer_verb);
  const bool marked = child(clause, Dep::mark) != no_token;
  if (clause < work.top) {
    if (!says && !hears) return false;
    // What is said stands once: after the verb where there is something.
    for (const TokenIndex c : document_.children(work.words[0])) {
      if (c > work.top && tokens.dep[c] == Dep::ccomp) return false;
    }
    return true;
  }
  if (!document::is_verb(tokens.tag[clause]) || marked || says || hears) return true;
  // After an object a bare finite clause completes nothing.
  const TokenIndex object = child(work.words[0], Dep::dobj);
  return object == no_token || object > clause || has_to(clause) || tokens.tag[clause] == Tag::vb ||
         tokens.tag[clause] == Tag::vbn || tokens.tag[clause] == Tag::vbg;
}

// A clause that completes the predicate: "said that X", "plans to X", "saw them X".
void RoleReader::take_complement(std::uint32_t p, TokenIndex clause) {
  Work& work = works_[p];
  const auto& tokens = document_.tokens;
  const TokenIndex mark = child(clause, Dep::mark);
  if (!document::is_verb(tokens.tag[clause])) {
    // "considers him a traitor", "declared the city safe": one participant and what it is said to be.
    const TokenIndex subject = child(clause, Dep::nsubj);
    if (subject != no_token && child(clause, Dep::mark) == no_token && !work.object.valid()) {
      work.object = filler(subject);
      Filler rest = filler(clause);
      if (subject < clause) rest.tokens.begin = std::max(rest.tokens.begin, document_.subtree(subject).end);
      if (rest.tokens.empty() || !rest.tokens.contains(clause)) rest.tokens = {clause, clause + 1};
      add(p, Role::attribute, rest);
      return;
    }
  }
  work.has_clause = true;
  const bool infinitive = has_to(clause) && child(clause, Dep::nsubj) == no_token;
  if (infinitive && work.entry != nullptr) {
    if (work.entry->is(RoleWord::purpose_infinitive)) {
      add(p, Role::purpose, filler(clause, mark));
      return;
    }
    if (work.entry->is(RoleWord::drives_object)) {
      add(p, Role::goal, filler(clause, mark));
      return;
    }
    if (work.entry->is(RoleWord::clause_is_attribute)) {
      add(p, Role::attribute, filler(clause, mark));
      return;
    }
  }
  add(p, Role::content, filler(clause, mark));
}

// A clause beside the predicate: when, why, if what, to what end.
void RoleReader::take_adverbial(std::uint32_t p, TokenIndex clause) {
  TokenIndex marker = no_token;
  const Embedding kind = clause_kind(clause, marker);
  switch (kind) {
    case Embedding::condition:
      add(p, Role::condition, filler(clause, marker));
      break;
    case Embedding::purpose: {
      // "put pressure on them to leave" says what the pressure is for.
      const Work& work = works_[p];
      const bool content = work.light_verb != no_token && word_is(work.head, RoleWord::hearer_noun);
      add(p, content ? Role::content : Role::purpose, filler(clause, marker));
      break;
    }
    case Embedding::time_clause:
      add(p, Role::time, filler(clause, marker));
      break;
    case Embedding::cause_clause:
      add(p, Role::cause, filler(clause, marker));
      break;
    case Embedding::content:
      add(p, Role::content, filler(clause, marker));
      break;
    default:
      break;
  }
}

void RoleReader::take_adverb(std::uint32_t p, TokenIndex adverb) {
  const Tag tag = document_.tokens.tag[adverb];
  // "when" opens its clause unless it asks.
  if (document_.tokens.dep[works_[p].top] == Dep::advcl && tag == Tag::wrb) return;
  if (is_relativizer(adverb) || adverb == predicate(p).hedge || adverb == predicate(p).negation) return;
  if (is(adverb, "where") || is(adverb, "there") || is(adverb, "here") || is(adverb, "elsewhere") ||
      is(adverb, "abroad")) {
    add(p, Role::place, filler(adverb));
  } else if (is_time(adverb) || is(adverb, "when")) {
    add(p, Role::time, filler(adverb));
  } else if (tag == Tag::wrb || document_.text(document_.tokens.span[adverb]).ends_with("ly")) {
    add(p, Role::manner, filler(adverb));
  }
}

// ---- subject and object

// Whether the light verb makes its subject who the noun happens to: "came under attack", "drew criticism".
bool RoleReader::suffers(std::uint32_t p) const {
  const TokenIndex verb = works_[p].light_verb;
  if (word_is(verb, RoleWord::undergoes)) return true;
  const TokenIndex up = document_.tokens.head[works_[p].head];
  if (up == verb || document_.tokens.dep[works_[p].head] != Dep::pobj) return false;
  std::string key = base::lowered(document_.lemma(verb));
  key += ' ';
  key += base::lowered(document_.text(document_.tokens.span[up]));
  const RoleEntry* entry = lexicon_.find(key);
  return entry != nullptr && entry->is(RoleWord::undergoes);
}

RoleReader::Role RoleReader::subject_role(std::uint32_t p) const {
  const Work& work = works_[p];
  const RoleEntry* entry = work.entry;
  if (work.kind == PredicateKind::adjective) {
    return entry != nullptr && entry->is(RoleWord::agent_adjective) ? Role::agent : Role::theme;
  }
  if (work.copula) return Role::theme;
  if (work.light_verb != no_token) {
    if (is_passive(p)) return Role::patient;
    return suffers(p) ? Role::patient : Role::agent;
  }
  if (is_passive(p))
    return work.object.valid() && is_person(work.subject.head) ? Role::recipient : Role::patient;
  if (entry == nullptr) return Role::agent;
  const bool acts = entry->is(RoleWord::person_acts) && is_person(work.subject.head);
  if (entry->is(RoleWord::relates_theme)) return acts ? Role::agent : Role::theme;
  if (entry->is(RoleWord::whole_subject)) return Role::attribute;
  if (work.object.valid()) return Role::agent;
  if (acts || (work.has_clause && is_lemma(work.head, "get"))) return Role::agent;
  if (entry->is(RoleWord::theme_subject)) return Role::theme;
  if (entry->is(RoleWord::theme_subject_alone) && !work.has_clause) return Role::theme;
  if (entry->is(RoleWord::raising) && work.has_clause && !is_person(work.subject.head)) return Role::theme;
  return Role::agent;
}

RoleReader::Role RoleReader::object_role(std::uint32_t p) const {
  const Work& work = works_[p];
  if (work.entry != nullptr && work.entry->is(RoleWord::hearer_verb) && !is_passive(p) &&
      (work.has_clause || is_person(work.object.head))) {
    return Role::recipient;
  }
  if (work.entry != nullptr && work.entry->is(RoleWord::relates_theme)) return Role::attribute;
  if (work.entry != nullptr && work.entry->is(RoleWord::furnishes) && is_person(work.object.head)) {
    // "supplied them with arms"
    for (const Argument& argument : predicate(p).arguments) {
      if (argument.marker != no_token && is(argument.marker, "with")) return Role::recipient;
    }
  }
  if (is_passive(p) && work.subject.valid()) return Role::theme;
  return Role::patient;
}

void RoleReader::place(std::uint32_t p) {
  const Work& work = works_[p];
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return;
  if (work.idiom && work.object.valid()) {  // "took place"
    if (work.subject.valid()) add(p, Role::theme, work.subject, work.subject_shared);
    add(p, Role::attribute, work.object);
    return;
  }
  if (work.copula && work.kind == PredicateKind::verb && !work.subject.valid()) {
    // "among the dead were two guards"
    for (Argument& argument : predicate(p).arguments) {
      if (argument.role == Role::attribute && argument.head > work.head) argument.role = Role::theme;
    }
  }
  if (work.subject.valid() && add(p, subject_role(p), work.subject, work.subject_shared)) {
    predicate(p).arguments.back().inferred = work.subject_inferred;
  }
  if (work.object.valid()) add(p, object_role(p), work.object, work.object_shared);
}

}  // namespace casus::annotate
