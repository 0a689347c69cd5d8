#include "code/frame.h"

#include <algorithm>

namespace casus::code {

using document::Dep;
using document::no_token;
using document::Predicate;
using document::PredicateKind;
using document::Role;
using document::Tag;
using document::TokenIndex;

namespace {

bool is_noun_like(Tag tag) { return document::is_noun(tag) || tag == Tag::vbg; }
bool is_adjective(Tag tag) { return tag == Tag::jj || tag == Tag::jjr || tag == Tag::jjs; }

// The objects of a preposition: "with A and B" gives A; its conjuncts are found from there.
void objects_under(const document::Document& document, TokenIndex preposition, std::vector<TokenIndex>& out) {
  for (const TokenIndex child : document.children(preposition)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::pobj || dep == Dep::pcomp) out.push_back(child);
    // "out of the country": a preposition under a preposition.
    if (dep == Dep::prep) objects_under(document, child, out);
  }
}

}  // namespace

Frames::Frames(const document::Document& document, const DocumentWords& words, const RuleSet& rules)
    : document_(document), words_(words), container_(words.find("container")), at_(document.size()) {
  for (std::size_t p = 0; p < document.predicates.size(); ++p) {
    const Predicate& predicate = document.predicates[p];
    if (predicate.head == no_token) continue;
    Frame frame;
    frame.predicate = &predicate;
    frame.id = document::PredicateId(p);
    frame.kind = predicate.kind;
    const Tag tag = document.tokens.tag[predicate.head];
    if (predicate.light_verb != no_token ||
        (predicate.kind == PredicateKind::verb && document::is_noun(tag))) {
      frame.kind = PredicateKind::noun;
    }
    for (const document::Argument& argument : predicate.arguments) {
      if (argument.head == no_token) continue;
      frame.fillers.push_back({argument.role, argument.head, argument.marker, {}, argument.shared});
    }
    at_[predicate.head] = FrameId(frames_.size());
    if (predicate.light_verb != no_token && !at_[predicate.light_verb].valid()) {
      at_[predicate.light_verb] = FrameId(frames_.size());
    }
    frames_.push_back(std::move(frame));
  }
  for (TokenIndex i = 0; i < document.size(); ++i) {
    if (at_[i].valid()) continue;
    const Tag tag = document.tokens.tag[i];
    PredicateKind kind;
    if (is_noun_like(tag)) {
      kind = PredicateKind::noun;
    } else if (is_adjective(tag) && document.tokens.dep[i] == Dep::acomp) {
      kind = PredicateKind::adjective;
    } else {
      continue;
    }
    if (rules.listening(kind, words.lemma(i)).empty() && rules.listening(kind, words.form(i)).empty())
      continue;
    Predicate own;
    own.kind = kind;
    own.head = i;
    own.key = std::string(words.lemma(i));
    own.clause = document.subtree(i);
    for (const TokenIndex child : document.children(i)) {
      if (document.tokens.dep[child] == Dep::det && words.form(child) == "no") {
        own.negated = true;
        own.negation = child;
      }
    }
    own_.push_back(std::move(own));
    Frame frame;
    frame.predicate = &own_.back();
    frame.kind = kind;
    at_[i] = FrameId(frames_.size());
    frames_.push_back(std::move(frame));
  }
  for (Frame& frame : frames_) complete(frame);
  link();
  children_.resize(frames_.size());
  for (std::size_t f = 0; f < frames_.size(); ++f) {
    if (frames_[f].parent.valid()) children_[frames_[f].parent.index()].push_back(FrameId(f));
  }
}

void Frames::complete(Frame& frame) {
  const auto known = [&](TokenIndex head) {
    return std::any_of(frame.fillers.begin(), frame.fillers.end(),
                       [&](const Filler& filler) { return filler.head == head; });
  };
  const auto prepositions_of = [&](TokenIndex of) {
    for (const TokenIndex child : document_.children(of)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep != Dep::prep && dep != Dep::agent && dep != Dep::dative) continue;
      std::vector<TokenIndex> objects;
      objects_under(document_, child, objects);
      for (const TokenIndex object : objects) {
        if (known(object)) continue;
        Role role = Role::topic;
        if (dep == Dep::agent || (frame.kind == PredicateKind::noun && words_.form(child) == "by"))
          role = Role::agent;
        if (frame.kind == PredicateKind::noun && words_.form(child) == "of") role = Role::theme;
        frame.fillers.push_back({role, object, child, {}, false});
      }
    }
  };
  const Predicate& predicate = *frame.predicate;
  prepositions_of(predicate.head);
  if (predicate.light_verb != no_token) prepositions_of(predicate.light_verb);
  if (frame.kind == PredicateKind::noun) {
    for (const TokenIndex child : document_.children(predicate.head)) {
      const Dep dep = document_.tokens.dep[child];
      if (known(child)) continue;
      const bool in_front = dep == Dep::poss || dep == Dep::compound || dep == Dep::nmod ||
                            (dep == Dep::amod && child < predicate.head);
      if (!in_front) continue;
      const bool named = std::any_of(document_.mentions.begin(), document_.mentions.end(),
                                     [&](const document::Mention& mention) { return mention.head == child; });
      if (dep == Dep::poss || named) frame.fillers.push_back({Role::agent, child, no_token, {}, false});
    }
  }
}

void Frames::link() {
  for (std::size_t f = 0; f < frames_.size(); ++f) {
    Frame& frame = frames_[f];
    for (Filler& filler : frame.fillers) {
      const FrameId other = at_[filler.head];
      if (other.valid() && other.index() != f) filler.frame = other;
    }
    if (frame.id.valid() && frame.predicate->parent.valid()) {
      const TokenIndex above = document_.predicates[frame.predicate->parent.index()].head;
      if (above != no_token) frame.parent = at_[above];
    } else if (!frame.id.valid()) {
      // The nearest predicate above in the tree.
      TokenIndex token = frame.predicate->head;
      for (int steps = 0; steps < 64 && document_.tokens.head[token] != token; ++steps) {
        token = document_.tokens.head[token];
        if (at_[token].valid() && at_[token].index() != f) {
          frame.parent = at_[token];
          break;
        }
      }
    }
  }
}

TokenIndex Frames::inner_head(TokenIndex token) const {
  const Tag tag = document_.tokens.tag[token];
  const bool quantity = tag == Tag::cd || tag == Tag::dt || tag == Tag::jj || tag == Tag::jjr ||
                        tag == Tag::jjs || (container_ && words_.in(token, *container_));
  if (!quantity) return token;
  for (const TokenIndex child : document_.children(token)) {
    if (document_.tokens.dep[child] != Dep::prep || words_.form(child) != "of") continue;
    for (const TokenIndex object : document_.children(child)) {
      if (document_.tokens.dep[object] == Dep::pobj) return object;
    }
  }
  return token;
}

// "Thirty civilians and 19 officers were arrested": the tree may give a verb two subjects, the first with the
// "and" that joins them.
TokenIndex Frames::twin_of(TokenIndex token) const {
  const Dep dep = document_.tokens.dep[token];
  if (!document::is_subject(dep) && dep != Dep::dobj && dep != Dep::pobj) return no_token;
  bool joined = false;
  for (const TokenIndex child : document_.children(token)) {
    if (document_.tokens.dep[child] == Dep::conj) return no_token;
    joined |= child > token && document_.tokens.dep[child] == Dep::cc;
  }
  if (!joined) return no_token;
  for (const TokenIndex other : document_.children(document_.tokens.head[token])) {
    if (other > token && document_.tokens.dep[other] == dep) return other;
  }
  return no_token;
}

std::vector<TokenIndex> Frames::conjuncts(TokenIndex token) const {
  std::vector<TokenIndex> out = {token};
  for (std::size_t i = 0; i < out.size() && out.size() < 32; ++i) {
    for (const TokenIndex child : document_.children(out[i])) {
      if (document_.tokens.dep[child] == Dep::conj) out.push_back(child);
    }
    if (const TokenIndex twin = twin_of(out[i]); twin != no_token) out.push_back(twin);
  }
  return out;
}

base::Span Frames::condition(FrameId id) const {
  const Frame& frame = frames_[id.index()];
  const Predicate& predicate = *frame.predicate;
  for (const document::Argument& argument : predicate.arguments) {
    if (argument.role != Role::condition || argument.tokens.empty()) continue;
    document::TokenRange words = argument.tokens;
    while (words.begin < words.end) {
      const std::string_view first = words_.form(words.begin);
      if (first != "if" && first != "unless" && first != "only" && first != ",") break;
      ++words.begin;
    }
    if (!words.empty()) return document_.span(words);
  }
  const auto below = [&](TokenIndex of) -> base::Span {
    if (of == no_token) return {};
    for (const TokenIndex child : document_.children(of)) {
      if (document_.tokens.dep[child] != Dep::advcl && document_.tokens.dep[child] != Dep::prep) continue;
      const document::TokenRange range = document_.subtree(child);
      const std::string_view first = words_.form(range.begin);
      if ((first == "if" || first == "unless" || first == "provided") && range.size() > 1) {
        return document_.span({range.begin + 1, range.end});
      }
    }
    return {};
  };
  if (const base::Span found = below(predicate.head); !found.empty()) return found;
  if (const base::Span found = below(predicate.light_verb); !found.empty()) return found;
  // An adjective's conditions hang on its copula.
  if (frame.kind == PredicateKind::adjective && document_.tokens.head[predicate.head] != predicate.head) {
    return below(document_.tokens.head[predicate.head]);
  }
  return {};
}

bool Frames::is_object(const Frame& frame, const Filler& filler, const DocumentWords& words) {
  switch (filler.role) {
    case Role::patient:
    case Role::theme:
    case Role::content:
    case Role::recipient:
    case Role::topic:
    case Role::goal:
    case Role::attribute:
      break;
    default:
      return false;
  }
  if (filler.marker == no_token) return filler.role != Role::goal || frame.kind != PredicateKind::noun;
  return (frame.kind == PredicateKind::noun && words.form(filler.marker) == "of") ||
         ((filler.role == Role::patient || filler.role == Role::theme) &&
          words.form(filler.marker) == "of") ||
         (filler.role == Role::theme && words.form(filler.marker) == "with");  // "supplied Mali with rice"
}

}  // namespace casus::code
