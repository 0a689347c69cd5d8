// Relative clauses, participles and infinitives on a noun: where in the clause the noun has its place.

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Argument;
using document::Dep;
using document::no_token;
using document::PredicateKind;
using document::Tag;

// "who", "which" and "that" stand for the noun that their clause hangs on; where no word stands for it, the
// clause has a gap.
void RoleReader::fill_relative(std::uint32_t p) {
  Work& work = works_[p];
  if (work.kind == PredicateKind::noun && work.light_verb == no_token) return;
  const auto& tokens = document_.tokens;
  const TokenIndex noun = tokens.head[work.top];
  const Dep dep = tokens.dep[work.top];

  // The clause may lie inside the relative one: "who he said had left".
  TokenIndex clause = work.top;
  for (int steps = 0; steps < 6; ++steps) {
    const Dep own = tokens.dep[clause];
    if (own != Dep::ccomp && own != Dep::xcomp && own != Dep::conj) break;
    clause = tokens.head[clause];
  }
  if (tokens.dep[clause] == Dep::relcl && tokens.head[clause] != clause) {
    const Filler whole = antecedent(tokens.head[clause], clause);
    if (work.subject.valid() && is_relativizer(work.subject.head)) {
      work.subject = whole;
      work.subject_shared = true;
      return;
    }
    if (work.object.valid() && is_relativizer(work.object.head)) {
      work.object = whole;
      work.object_shared = true;
      return;
    }
    for (Argument& argument : predicate(p).arguments) {
      if (!is_relativizer(argument.head)) continue;
      argument.head = whole.head;
      argument.tokens = whole.tokens;
      argument.shared = true;
      return;
    }
  }
  if (noun == work.top) return;
  if (dep == Dep::relcl && has_to(work.top) && !work.subject.valid()) {
    fill_infinitive(p, noun);
  } else if (dep == Dep::relcl) {
    const TokenRange range = document_.subtree(work.top);
    for (TokenIndex i = range.begin; i < range.end && i < work.top; ++i) {
      const Tag tag = tokens.tag[i];
      if (tag == Tag::wdt || tag == Tag::wp || tag == Tag::wp_poss || tag == Tag::wrb) return;
    }
    if (is_time(noun) && work.subject.valid()) {
      add(p, Role::time, antecedent(noun, work.top), true);
    } else {
      fill_gap(p, antecedent(noun, work.top));
    }
  } else if (dep == Dep::acl || dep == Dep::amod) {
    if (work.subject.valid()) return;
    if (has_to(work.top)) {
      fill_infinitive(p, noun);
      return;
    }
    work.subject = antecedent(noun, work.top);
    work.subject_shared = true;
  }
}

// An infinitive on a noun: who it is done by ("the first to leave", "troops to guard the border"), what it is
// done to ("a house to buy"), or neither ("a plan, a way, a reason to leave": see borrow_subject).
void RoleReader::fill_infinitive(std::uint32_t p, TokenIndex noun) {
  const auto& tokens = document_.tokens;
  if (tokens.dep[noun] == Dep::pobj && is(noun, "order")) return;
  if (is_time(noun)) {
    add(p, Role::time, antecedent(noun, works_[p].top), true);
    return;
  }
  if (owner_[noun] != nobody || word_is(noun, RoleWord::event_noun) ||
      word_is(noun, RoleWord::infinitive_noun)) {
    return;
  }
  const Tag tag = tokens.tag[noun];
  const bool ranked =
      tag == Tag::jj || tag == Tag::jjs || tag == Tag::cd || child(noun, Dep::amod) != no_token;
  if (is_person(noun) ||
      (ranked && (has_form(noun, "first") || has_form(noun, "last") || has_form(noun, "only") ||
                  has_form(noun, "next"))) ||
      is(noun, "first") || is(noun, "last") || is(noun, "next")) {
    works_[p].subject = antecedent(noun, works_[p].top);
    works_[p].subject_shared = true;
    return;
  }
  fill_gap(p, antecedent(noun, works_[p].top));
}

// Puts the antecedent where the clause lacks something: its subject, its object, or what a preposition at its
// end should govern; in the innermost of "the man he wanted to see".
void RoleReader::fill_gap(std::uint32_t p, const Filler& whole) {
  const auto& tokens = document_.tokens;
  if (!works_[p].subject.valid() && !has_to(works_[p].top)) {
    works_[p].subject = whole;
    works_[p].subject_shared = true;
    return;
  }
  std::uint32_t inner = p;
  for (int steps = 0; steps < 6; ++steps) {
    std::uint32_t next = nobody;
    for (const TokenIndex c : document_.children(works_[inner].words[0])) {
      const Dep dep = tokens.dep[c];
      if (dep != Dep::xcomp && dep != Dep::ccomp) continue;
      if (owner_[c] != nobody && owner_[c] != inner) next = owner_[c];
    }
    if (next == nobody || works_[next].kind == PredicateKind::noun) break;
    inner = next;
  }
  Work& work = works_[inner];
  if (inner != p && !work.subject.valid() && tokens.dep[work.top] == Dep::ccomp) {
    work.subject = whole;
    work.subject_shared = true;
    return;
  }
  for (std::uint8_t w = 0; w < work.word_count; ++w) {
    for (const TokenIndex c : document_.children(work.words[w])) {
      if (tokens.dep[c] != Dep::prep || !document_.children(c).empty()) continue;
      Filler found = whole;
      found.marker = c;
      const auto role = preposition_gives(inner, whole.head, base::lowered(document_.text(tokens.span[c])));
      if (role) add(inner, *role, found, true);
      return;
    }
  }
  const bool transitive = !work.object.valid() && !work.copula && !is_passive(inner) &&
                          work.kind == PredicateKind::verb && !work.has_clause &&
                          (work.entry == nullptr || !work.entry->is(RoleWord::theme_subject) ||
                           (is_lemma(work.head, "get") && !word_is(whole.head, RoleWord::infinitive_noun)));
  if (transitive) {
    work.object = whole;
    work.object_shared = true;
  } else if (inner == p && !work.subject.valid() && !has_to(work.top)) {
    work.subject = whole;
    work.subject_shared = true;
  }
}

}  // namespace casus::annotate
