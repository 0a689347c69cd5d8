// What clauses lend each other. A relative clause or a participle takes its noun, an infinitive the subject
// or object of what governs it, a conjoined verb the subject of the first, an event noun the agent of its
// verb ("announced plans"). Predicates are settled from the top of the tree downward, so whatever lends has
// already been settled itself.

#include <algorithm>
#include <numeric>

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Argument;
using document::Dep;
using document::Mood;
using document::no_token;
using document::Pos;
using document::PredicateKind;
using document::Tag;
using document::Tense;

void RoleReader::share() {
  const TokenIndex n = document_.size();
  const auto& head = document_.tokens.head;
  depth_.assign(n, 0);
  std::vector<TokenIndex> order;
  order.reserve(n);
  for (TokenIndex i = 0; i < n; ++i) {
    if (head[i] == i) order.push_back(i);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    for (const TokenIndex c : document_.children(order[at])) {
      depth_[c] = depth_[order[at]] + 1;
      order.push_back(c);
    }
  }
  std::vector<std::uint32_t> turn(works_.size());
  std::iota(turn.begin(), turn.end(), 0u);
  std::stable_sort(turn.begin(), turn.end(), [&](std::uint32_t a, std::uint32_t b) {
    return depth_[works_[a].top] < depth_[works_[b].top];
  });
  for (std::uint32_t p = 0; p < works_.size(); ++p) fill_relative(p);
  for (const std::uint32_t p : turn) {
    borrow_subject(p);
    borrow_object(p);
    place(p);
    borrow_doer(p);
    borrow_noun_parties(p);
  }
}

// ---- subjects

void RoleReader::borrow_subject(std::uint32_t p) {
  Work& work = works_[p];
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return;
  if (work.subject.valid() || work.expletive) return;
  const auto& tokens = document_.tokens;
  const TokenIndex up = tokens.head[work.top];
  if (up == work.top || predicate(p).mood == Mood::imperative) return;
  const bool finite = predicate(p).tense != Tense::none && predicate(p).mood != Mood::infinitive &&
                      predicate(p).mood != Mood::participle && predicate(p).mood != Mood::gerund;
  Filler found;
  switch (tokens.dep[work.top]) {
    case Dep::conj: {
      const std::uint32_t first = owner_[up];
      if (first != nobody) found = works_[first].subject;
      break;
    }
    case Dep::xcomp:
    case Dep::ccomp:
    case Dep::oprd:
    case Dep::acomp:
      if (owner_[up] == nobody || (finite && tokens.dep[work.top] == Dep::ccomp)) break;
      found = controller(owner_[up], p);
      // "told them how to leave"
      for (const TokenIndex c : document_.children(work.top)) {
        if (c < work.top && (tokens.tag[c] == Tag::wrb || tokens.tag[c] == Tag::wp))
          work.subject_inferred = true;
      }
      break;
    case Dep::advcl: {
      const Tag tag = tokens.tag[work.words[0]];
      if (owner_[up] == nobody || (tag != Tag::vbg && tag != Tag::vbn && !has_to(work.top))) break;
      const Work& governor = works_[owner_[up]];
      found =
          has_to(work.top) && governor.light_verb != no_token && word_is(governor.head, RoleWord::hearer_noun)
              ? noun_controller(owner_[up])
              : governor.subject;
      break;
    }
    case Dep::acl:
    case Dep::relcl:
      if (is(up, "order") && tokens.dep[up] == Dep::pobj && owner_above(up) != nobody) {
        found = works_[owner_above(up)].subject;  // "in order to"
      } else if (owner_[up] != nobody) {
        found = noun_controller(owner_[up]);
      }
      if (!found.valid() && tokens.dep[up] == Dep::dobj && owner_[tokens.head[up]] != nobody &&
          !word_is(up, RoleWord::hearer_noun)) {
        // "gave them a chance to leave", "had the means to leave"
        const std::uint32_t q = owner_[tokens.head[up]];
        const Argument* recipient = argument(q, Role::recipient);
        found =
            recipient != nullptr ? Filler{recipient->head, recipient->tokens, no_token} : works_[q].subject;
        work.subject_inferred = true;
      }
      break;
    case Dep::pcomp:
    case Dep::pobj: {
      const TokenIndex above = tokens.head[up];
      const std::uint32_t q = owner_[above] != nobody ? owner_[above] : owner_above(above);
      if (q == nobody) break;
      if (is_passive(q) && is(up, "by")) break;  // "displaced by fighting"
      const Work& governor = works_[q];
      if (governor.kind == PredicateKind::noun && governor.light_verb == no_token) {
        found = noun_controller(q);
      } else if (!is_passive(q) && governor.object.valid() && is_person(governor.object.head) &&
                 (is(up, "of") || is(up, "from") || is(up, "into") || is(up, "for"))) {
        found = governor.object;
      } else {
        found = governor.subject;
      }
      work.subject_inferred = true;
      break;
    }
    default:
      break;
  }
  // "It is time to leave": nobody leaves by that.
  if (found.valid() && is(found.head, "it") && work.top > found.head && has_to(work.top)) {
    const std::uint32_t q = owner_[up];
    if (q != nobody && is_empty_it(q)) return;
  }
  if (!found.valid() || owner_[found.head] == p) return;
  found.marker = no_token;
  work.subject = found;
  work.subject_shared = true;
}

// Whether "it" as subject of this predicate names nobody: "it is important to", "it was decided to".
bool RoleReader::is_empty_it(std::uint32_t p) const {
  const Work& work = works_[p];
  if (work.kind == PredicateKind::adjective) return word_is(work.head, RoleWord::it_adjective);
  if (work.copula) {
    const Argument* what = argument(p, Role::attribute);
    return what == nullptr || what->marker != no_token || is_time(what->head) ||
           word_is(what->head, RoleWord::it_adjective);
  }
  return is_passive(p) && work.entry != nullptr && work.entry->is(RoleWord::speech_verb) &&
         !work.entry->is(RoleWord::hearer_verb);
}

// Who does what an infinitive or a gerund under a predicate says.
RoleReader::Filler RoleReader::controller(std::uint32_t governor, std::uint32_t infinitive) const {
  const Work& work = works_[governor];
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return noun_controller(governor);
  if (work.kind == PredicateKind::adjective) {
    // "is hard to beat": whoever it is, it is not the subject.
    const bool tough = work.entry != nullptr && work.entry->is(RoleWord::tough_adjective);
    return tough ? Filler{} : work.subject;
  }
  if (work.copula && work.subject.valid()) {
    // "The plan is to leave"
    const std::uint32_t noun = owner_[work.subject.head];
    if (noun != nobody && works_[noun].kind == PredicateKind::noun) return noun_controller(noun);
    return is_person(work.subject.head) ? work.subject : Filler{};
  }
  const bool subject_only = work.entry != nullptr && work.entry->is(RoleWord::subject_control);
  if (is_passive(governor) || subject_only) return work.subject;
  if (work.object.valid() && work.object.head < works_[infinitive].top) return work.object;
  for (const Argument& argument : predicate(governor).arguments) {
    if (argument.role != Role::recipient || argument.head > works_[infinitive].top) continue;
    if (argument.marker == no_token || is(argument.marker, "to") || is(argument.marker, "on") ||
        is(argument.marker, "upon")) {
      return {argument.head, argument.tokens, no_token};
    }
  }
  return work.subject;
}

// Who does what an infinitive or a gerund under a noun says: of a plan its maker, of a request its hearer.
RoleReader::Filler RoleReader::noun_controller(std::uint32_t noun) const {
  const Work& work = works_[noun];
  const bool heard = work.entry != nullptr && work.entry->is(RoleWord::hearer_noun);
  const Argument* found = argument(noun, heard ? Role::recipient : Role::agent);
  if (heard && found == nullptr) found = argument(noun, Role::patient);
  if (found != nullptr) return {found->head, found->tokens, no_token};
  if (!heard && work.light_verb != no_token) return work.subject;
  return {};
}

// ---- objects: "arrested and jailed the men"

void RoleReader::borrow_object(std::uint32_t p) {
  Work& work = works_[p];
  if (work.kind != PredicateKind::verb || work.object.valid() || work.copula || work.has_clause ||
      is_passive(p)) {
    return;
  }
  if (work.entry != nullptr && work.entry->is(RoleWord::theme_subject)) return;
  const auto& tokens = document_.tokens;
  for (const TokenIndex c : document_.children(work.head)) {
    if (tokens.dep[c] != Dep::conj || c < work.head || owner_[c] == nobody) continue;
    const Work& other = works_[owner_[c]];
    if (other.kind != PredicateKind::verb || !other.object.valid() || other.object.head < c) return;
    for (TokenIndex i = work.head + 1; i < c; ++i) {
      const Pos pos = tokens.pos[i];
      if (pos != Pos::cconj && pos != Pos::punct && pos != Pos::adv && pos != Pos::aux && pos != Pos::part)
        return;
    }
    work.object = other.object;
    work.object_shared = true;
    return;
  }
}

// ---- doers: "trained and armed by Paris"

void RoleReader::borrow_doer(std::uint32_t p) {
  const Work& work = works_[p];
  if (work.kind != PredicateKind::verb || !is_passive(p) || argument(p, Role::agent) != nullptr) return;
  const auto& tokens = document_.tokens;
  TokenIndex last = work.head;
  for (int steps = 0; steps < 4; ++steps) {
    const TokenIndex next = child(last, Dep::conj);
    if (next == no_token || next < last || owner_[next] == nobody || !is_passive(owner_[next])) return;
    for (TokenIndex i = last + 1; i < next; ++i) {
      const Pos pos = tokens.pos[i];
      if (pos != Pos::cconj && pos != Pos::punct && pos != Pos::adv && pos != Pos::aux) return;
    }
    if (const Argument* doer = argument(owner_[next], Role::agent); doer != nullptr) {
      add(p, Role::agent, {doer->head, doer->tokens, doer->marker}, true);
      return;
    }
    last = next;
  }
}

// ---- event nouns under a verb

void RoleReader::borrow_noun_parties(std::uint32_t p) {
  const Work& work = works_[p];
  if (work.kind != PredicateKind::noun || work.light_verb != no_token) return;
  const auto& tokens = document_.tokens;
  // "Announced a program of sanctions", "launched a series of attacks": the program's place is that of the
  // sanctions.
  TokenIndex top = work.top;
  for (int steps = 0; steps < 2 && tokens.dep[top] == Dep::pobj; ++steps) {
    const TokenIndex of = tokens.head[top];
    const TokenIndex whole = tokens.head[of];
    if (!is(of, "of") || whole == of || !document::is_noun(tokens.tag[whole])) break;
    if (owner_[whole] != nobody && argument(owner_[whole], Role::agent) != nullptr) break;
    top = whole;
  }
  const TokenIndex up = tokens.head[top];
  if (up == top) return;
  const auto take = [&](Role role, const Argument* from) {
    if (from == nullptr || argument(p, role) != nullptr) return;
    add(p, role, {from->head, from->tokens, no_token}, true);
  };
  // "A and B renewed their offer": the offer of both, whatever "their" is taken for.
  const auto own = [&](const Argument* from) {
    if (from == nullptr) return;
    for (Argument& mine : predicate(p).arguments) {
      if (mine.role != Role::agent || tokens.tag[mine.head] != Tag::prp_poss) continue;
      mine.head = from->head;
      mine.tokens = from->tokens;
      mine.shared = true;
    }
  };
  // "Attacks that killed ten", "the blast killed ten", "ten died in the blast": it befell the ten.
  const auto harms = [&](std::uint32_t q) {
    return q != nobody && works_[q].kind == PredicateKind::verb && works_[q].entry != nullptr &&
           works_[q].entry->is(RoleWord::harms);
  };
  // Of a rally "of" tells who holds it: whom it may have cost their lives is not whom it is done to.
  const bool held =
      work.entry != nullptr && work.entry->noun_role("of") == Role::agent && !work.entry->noun_role("on");
  for (const TokenIndex c : document_.children(work.head)) {
    if (held || tokens.dep[c] != Dep::relcl || !harms(owner_[c]) || is_passive(owner_[c])) continue;
    const Work& clause = works_[owner_[c]];
    if (clause.object.valid() && clause.subject.head == work.head && argument(p, Role::patient) == nullptr)
      add(p, Role::patient, clause.object, true);
  }
  const bool does = tokens.dep[top] == Dep::nsubj;
  const bool within = tokens.dep[top] == Dep::pobj && (is(up, "in") || is(up, "by") || is(up, "during"));
  if (const std::uint32_t q = does     ? owner_[up]
                              : within ? owner_[tokens.head[up]]
                                       : nobody;
      !held && harms(q)) {
    const Argument* struck = argument(q, Role::patient);
    take(Role::patient, struck == nullptr && within ? argument(q, Role::theme) : struck);
    // "The rebels hit the convoy in an ambush."
    if (within && !is_passive(q)) take(Role::agent, argument(q, Role::agent));
  }
  switch (tokens.dep[top]) {
    case Dep::conj: {
      const std::uint32_t first = owner_[up];
      if (first == nobody || works_[first].kind != PredicateKind::noun) return;
      take(Role::agent, argument(first, Role::agent));
      return;
    }
    case Dep::nsubjpass: {  // "sanctions were announced by Sweden"
      const std::uint32_t q = owner_[up];
      if (q == nobody || !is_passive(q) || works_[q].entry == nullptr) return;
      if (works_[q].entry->is(RoleWord::lends_agent)) take(Role::agent, argument(q, Role::agent));
      return;
    }
    case Dep::dobj: {
      const std::uint32_t q = owner_[up];
      if (q == nobody || is_passive(q) || works_[q].kind != PredicateKind::verb) return;
      const RoleEntry* verb = works_[q].entry;
      const bool heard = work.entry != nullptr && work.entry->is(RoleWord::hearer_noun);
      const Argument* recipient = argument(q, Role::recipient);
      if (word_is(work.head, RoleWord::infinitive_noun) && recipient != nullptr) {
        take(Role::agent, recipient);  // "gave them a chance"
      } else if (heard && verb != nullptr && verb->is(RoleWord::answers)) {
        take(Role::recipient, argument(q, Role::agent));
      } else if (verb != nullptr && verb->is(RoleWord::undergoes)) {
        const bool given = work.entry != nullptr && work.entry->noun_role("to") == Role::recipient;
        take(given ? Role::recipient : Role::patient, argument(q, Role::agent));
      } else if (verb != nullptr && verb->is(RoleWord::lends_agent)) {
        own(argument(q, Role::agent));
        take(Role::agent, argument(q, Role::agent));
      }
      return;
    }
    case Dep::pobj: {
      const TokenIndex above = tokens.head[up];
      const std::uint32_t q = owner_[above];
      // "A woman under threat of deportation", "is under arrest".
      if (is(up, "under") && above != up) {
        Filler kept;
        if (document::is_noun(tokens.tag[above]) || tokens.tag[above] == Tag::prp) {
          kept = filler(above);
        } else if (q != nobody && works_[q].kind == PredicateKind::verb) {
          kept = is_lemma(works_[q].head, "be") || is_lemma(works_[q].head, "remain") ? works_[q].subject
                 : works_[q].object.valid()                                           ? works_[q].object
                                                                                      : Filler{};
        }
        if (kept.valid() && argument(p, Role::patient) == nullptr && !is_time(kept.head)) {
          kept.marker = no_token;
          add(p, Role::patient, kept, true);
        }
        return;
      }
      if (above == up || q == nobody || works_[q].kind == PredicateKind::noun) return;
      std::string key = predicate(q).key;
      key += ' ';
      key += base::lowered(document_.text(tokens.span[up]));
      const RoleEntry* entry = lexicon_.find(key);
      // "fired in response", "arrived for talks": who does the one does the other.
      const bool adjunct = word_is(work.head, RoleWord::adjunct_noun) && is(up, "in");
      const bool went_for =
          is(up, "for") && works_[q].entry != nullptr && works_[q].entry->is(RoleWord::purpose_infinitive);
      if (adjunct || went_for) {
        const Argument* agent = argument(q, Role::agent);
        take(Role::agent, agent != nullptr ? agent : went_for ? argument(q, Role::theme) : nullptr);
      }
      if (entry == nullptr) return;
      if (entry->is(RoleWord::harms))
        take(Role::patient, argument(q, Role::patient));  // "subjected to torture"
      if (work.entry != nullptr && work.entry->is(RoleWord::hearer_noun) && entry->is(RoleWord::answers)) {
        take(Role::recipient, argument(q, Role::agent));
      } else if (entry->is(RoleWord::object_lends)) {
        take(Role::agent, argument(q, Role::patient));
      } else if (entry->is(RoleWord::lends_agent)) {
        const Argument* agent = argument(q, Role::agent);
        take(Role::agent, agent != nullptr ? agent : argument(q, Role::theme));
      }
      return;
    }
    default:
      return;
  }
}

}  // namespace casus::annotate
