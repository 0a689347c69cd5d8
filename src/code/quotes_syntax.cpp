#include "code/quotes_syntax.h"

#include <algorithm>

#include "base/ascii.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::no_token;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

namespace {

constexpr int highest_climb = 6;

bool is_skipped(const Document& document, TokenIndex t) {
  return document.tokens.pos[t] == document::Pos::punct || document.tokens.tag[t] == Tag::space;
}

// Punctuation that does not belong to what is said when it stands at its edge.
bool is_edge(const Document& document, TokenIndex t) {
  if (document.tokens.tag[t] == Tag::space) return true;
  switch (document.tokens.tag[t]) {
    case Tag::comma:
    case Tag::colon:
    case Tag::hyph:
      return true;
    case Tag::period:
      return document.token(t).text() == ".";
    default:
      return false;
  }
}

bool is_expletive(const Document& document, TokenIndex t) {
  if (document.tokens.dep[t] == Dep::expl) return true;
  // "It was reported that ...": an empty subject with the clause behind the verb.
  if (!base::equals_ignoring_case(document.token(t).text(), "it")) return false;
  const TokenIndex verb = document.tokens.head[t];
  return is_passive(document, verb) && child_with(document, verb, Dep::ccomp) != no_token;
}

TokenIndex own_subject(const Document& document, TokenIndex verb) {
  for (const Dep dep : {Dep::nsubj, Dep::nsubjpass}) {
    const TokenIndex found = child_with(document, verb, dep);
    if (found != no_token && !is_expletive(document, found)) return found;
  }
  return no_token;
}

TokenIndex possessor(const Document& document, TokenIndex noun) {
  return child_with(document, noun, Dep::poss);
}

// The subject that a clause without one shares with what governs it.
TokenIndex shared_subject(const Document& document, TokenIndex verb, int steps);

// Whoever is behind a noun: "his decision to leave", "made a decision to leave".
TokenIndex subject_of_noun(const Document& document, TokenIndex noun, int steps) {
  const TokenIndex owner = possessor(document, noun);
  if (owner != no_token) return owner;
  TokenIndex at = noun;
  for (int step = 0; step < highest_climb; ++step) {
    const TokenIndex up = document.tokens.head[at];
    if (up == at) return no_token;
    if (is_verbal(document, up)) {
      if (is_subject(document.tokens.dep[at])) return no_token;
      const TokenIndex own = own_subject(document, up);
      return own != no_token ? own : shared_subject(document, up, steps - 1);
    }
    at = up;
  }
  return no_token;
}

TokenIndex shared_subject(const Document& document, TokenIndex verb, int steps) {
  if (steps <= 0) return no_token;
  const TokenIndex up = document.tokens.head[verb];
  if (up == verb) return no_token;
  const auto of_verb = [&](TokenIndex governor) {
    const TokenIndex own = own_subject(document, governor);
    return own != no_token ? own : shared_subject(document, governor, steps - 1);
  };
  switch (document.tokens.dep[verb]) {
    case Dep::conj:
      return is_verbal(document, up) ? of_verb(up) : no_token;
    case Dep::xcomp:
    case Dep::ccomp: {
      if (!is_verbal(document, up)) return subject_of_noun(document, up, steps);
      const TokenIndex object = child_with(document, up, Dep::dobj);
      if (object != no_token && object < verb && lowered_lemma(document, up) != "promise") return object;
      return of_verb(up);
    }
    case Dep::advcl:
    case Dep::dep:
    case Dep::aux:
      return is_verbal(document, up) ? of_verb(up) : no_token;
    case Dep::acomp:
      return of_verb(up);
    case Dep::pcomp: {
      const TokenIndex over = document.tokens.head[up];
      if (over == up) return no_token;
      return is_verbal(document, over) ? of_verb(over) : subject_of_noun(document, over, steps);
    }
    case Dep::acl:
      // "a statement saying": the noun itself; "the decision to say": whoever decided.
      return is_infinitive(document, verb) ? subject_of_noun(document, up, steps) : up;
    case Dep::relcl:
      return up;
    default:
      return no_token;
  }
}

}  // namespace

std::string lowered_text(const Document& document, TokenIndex t) {
  return base::lowered(document.token(t).text());
}
std::string lowered_lemma(const Document& document, TokenIndex t) { return base::lowered(document.lemma(t)); }

TokenIndex child_with(const Document& document, TokenIndex head, Dep dep) {
  for (const TokenIndex child : document.children(head)) {
    if (document.tokens.dep[child] == dep) return child;
  }
  return no_token;
}

bool is_verbal(const Document& document, TokenIndex t) {
  return document::is_verb(document.tokens.tag[t]) || document.tokens.tag[t] == Tag::md;
}

bool is_passive(const Document& document, TokenIndex verb) {
  if (document.tokens.tag[verb] != Tag::vbn) return false;
  for (const TokenIndex child : document.children(verb)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::auxpass || dep == Dep::nsubjpass || dep == Dep::agent) return true;
    if (dep == Dep::aux || dep == Dep::dobj || dep == Dep::nsubj) return false;
  }
  // A bare participle behind its noun or beside its clause.
  const Dep dep = document.tokens.dep[verb];
  if (dep == Dep::conj) {
    const TokenIndex first = document.tokens.head[verb];
    return first < verb && is_passive(document, first);
  }
  return dep == Dep::acl || dep == Dep::advcl || dep == Dep::amod;
}

bool is_infinitive(const Document& document, TokenIndex verb) {
  for (const TokenIndex child : document.children(verb)) {
    if (child < verb && document.tokens.tag[child] == Tag::to) return true;
  }
  return false;
}

bool is_gerund(const Document& document, TokenIndex verb) {
  if (document.tokens.tag[verb] != Tag::vbg) return false;
  return child_with(document, verb, Dep::aux) == no_token;
}

TokenIndex subject_of(const Document& document, TokenIndex verb) {
  const TokenIndex own = own_subject(document, verb);
  if (own != no_token) return own;
  return shared_subject(document, verb, highest_climb);
}

TokenIndex doer_of(const Document& document, TokenIndex verb) {
  if (is_passive(document, verb)) {
    const TokenIndex by = child_with(document, verb, Dep::agent);
    if (by == no_token) return no_token;
    return child_with(document, by, Dep::pobj);
  }
  return subject_of(document, verb);
}

std::vector<TokenIndex> words_under(const Document& document, TokenIndex head,
                                    const std::vector<TokenIndex>& without) {
  std::vector<TokenIndex> out;
  std::vector<TokenIndex> open = {head};
  while (!open.empty()) {
    const TokenIndex t = open.back();
    open.pop_back();
    out.push_back(t);
    for (const TokenIndex child : document.children(t)) {
      if (std::find(without.begin(), without.end(), child) == without.end()) open.push_back(child);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<TokenRange> ranges_of(const Document& document, const std::vector<TokenIndex>& words) {
  std::vector<TokenRange> out;
  for (const TokenIndex t : words) {
    if (!out.empty()) {
      TokenIndex next = out.back().end;
      while (next < t && is_skipped(document, next)) ++next;
      if (next == t) {
        out.back().end = t + 1;
        continue;
      }
    }
    if (is_edge(document, t)) continue;
    out.push_back({t, t + 1});
  }
  for (TokenRange& range : out) {
    while (range.end > range.begin + 1 && is_edge(document, range.end - 1)) --range.end;
  }
  std::erase_if(out,
                [&](TokenRange range) { return range.size() == 1 && is_skipped(document, range.begin); });
  return out;
}

TokenRange name_of_phrase(const Document& document, TokenIndex head) {
  std::vector<TokenIndex> without;
  for (const TokenIndex child : document.children(head)) {
    switch (document.tokens.dep[child]) {
      case Dep::relcl:
      case Dep::acl:
      case Dep::appos:
      case Dep::advcl:
      case Dep::parataxis:
      case Dep::punct:
      case Dep::case_:
      case Dep::dep:
        if (child > head) without.push_back(child);
        break;
      default:
        break;
    }
  }
  const auto words = words_under(document, head, without);
  TokenIndex begin = head;
  TokenIndex end = head + 1;
  const auto at = std::lower_bound(words.begin(), words.end(), head);
  for (auto left = at; left != words.begin() && *(left - 1) + 1 == begin;) begin = *--left;
  for (auto right = at + 1; right != words.end() && *right == end; ++right) ++end;
  while (end > head + 1 && is_edge(document, end - 1)) --end;
  while (begin < head && is_edge(document, begin)) ++begin;
  return {begin, end};
}

}  // namespace casus::code
