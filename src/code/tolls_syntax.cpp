#include "code/tolls_syntax.h"

#include <algorithm>
#include <string>

#include "code/quotes_syntax.h"
#include "code/tolls_number.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::no_token;
using document::Predicate;
using document::Tag;
using document::TokenIndex;

bool is_general(const Document& document, TokenIndex verb) {
  const TokenIndex is = child_with(document, verb, Dep::auxpass);
  if (is == no_token || child_with(document, verb, Dep::aux) != no_token) return false;
  return document.tokens.tag[is] == Tag::vbp || document.tokens.tag[is] == Tag::vbz;
}

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

TokenIndex shared_object(const Document& document, const Predicate& predicate) {
  if (predicate.voice == document::Voice::passive ||
      child_with(document, predicate.head, Dep::dobj) != no_token)
    return no_token;
  const TokenIndex other = child_with(document, predicate.head, Dep::conj);
  if (other == no_token || !document::is_verb(document.tokens.tag[other]) || other > predicate.head + 2)
    return no_token;
  return child_with(document, other, Dep::dobj);
}

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

}  // namespace casus::code
