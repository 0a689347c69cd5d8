// A predicate as rules see it: its words and what fills its places, each with its preposition and, where it
// is itself a predicate, the frame of that.
//
// Frames come from the roles layer. What the layer left out but syntax shows (a prepositional phrase, a
// country in front of an event noun) is added, and a noun or adjective that some rule listens to but that the
// layer does not know gets a frame of its own: rules may use more nouns than grammar knows of.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "code/lexicon.h"
#include "code/rules.h"
#include "document/document.h"

namespace casus::code {

using FrameId = base::Id<struct FrameTag>;

struct Filler {
  document::Role role = document::Role::theme;
  document::TokenIndex head = document::no_token;
  document::TokenIndex marker = document::no_token;  // preposition or complementiser
  FrameId frame;                                     // where the filler is a predicate
  bool shared = false;
};

struct Frame {
  const document::Predicate* predicate = nullptr;  // never null
  document::PredicateId id;                        // nowhere for a frame that the roles layer does not know
  document::PredicateKind kind = document::PredicateKind::verb;
  FrameId parent;
  std::vector<Filler> fillers;
};

class Frames {
 public:
  Frames(const document::Document& document, const DocumentWords& words, const RuleSet& rules);
  Frames(const Frames&) = delete;
  Frames& operator=(const Frames&) = delete;

  std::size_t size() const { return frames_.size(); }
  const Frame& operator[](FrameId id) const { return frames_[id.index()]; }
  // The frame whose head or light verb is this token; nowhere where there is none.
  FrameId at(document::TokenIndex token) const { return at_[token]; }
  // The frames right below a frame, in their order.
  const std::vector<FrameId>& children(FrameId frame) const { return children_[frame.index()]; }

  const document::Document& document() const { return document_; }
  const DocumentWords& words() const { return words_; }

  // The word under a quantity or a container: "thousands of troops" -> troops, "a series of talks" -> talks.
  document::TokenIndex inner_head(document::TokenIndex token) const;
  // A token and what is coordinated with it, from left to right.
  std::vector<document::TokenIndex> conjuncts(document::TokenIndex token) const;
  // The words of the condition on a predicate ("if necessary"), its conjunction left out; empty where none.
  base::Span condition(FrameId frame) const;
  // Whether a filler of this role and marker is what the predicate is done to.
  static bool is_object(const Frame& frame, const Filler& filler, const DocumentWords& words);

 private:
  void complete(Frame& frame);
  document::TokenIndex twin_of(document::TokenIndex token) const;
  void link();

  const document::Document& document_;
  const DocumentWords& words_;
  std::optional<ClassId> container_;  // nouns that stand for what their "of" brings
  std::vector<Frame> frames_;
  std::deque<document::Predicate> own_;  // of frames that the roles layer does not know
  std::vector<FrameId> at_;
  std::vector<std::vector<FrameId>> children_;  // by the frame above
};

}  // namespace casus::code
