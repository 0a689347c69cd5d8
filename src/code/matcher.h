// Which rule speaks for a predicate: rules that listen to its word, most specific first, until one's guards
// all hold.
//
// Cost: one index look-up a predicate, then only the rules that listen to that word; it does not grow with
// the number of rules.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "code/frame.h"
#include "code/rules.h"

namespace casus::code {

// What the complement of a frame means; asked only by rules with a `content` or `purpose` guard.
class Contents {
 public:
  virtual ~Contents() = default;
  virtual std::vector<std::string> codes_under(FrameId frame, Slot slot) = 0;
};

// Why a rule did or did not fire, kept for explain.
struct Attempt {
  FrameId frame;
  RuleId rule;
  std::uint32_t key = 0;
  bool fired = false;
  std::string failed;  // the condition that did not hold; "" where fired or beaten by a more specific rule
};

struct Match {
  RuleId rule;
  std::uint32_t key = 0;
};

class Matcher {
 public:
  Matcher(const Frames& frames, const RuleSet& rules);

  // Nothing where no rule's guards hold. Attempts are appended to `attempts` where it is not null.
  // `passed_over` are matches that came to nothing and are not tried again.
  std::optional<Match> match(FrameId frame, Contents& contents, std::vector<Attempt>* attempts,
                             std::span<const Match> passed_over = {}) const;
  // The words that a match took for its own: further words of the key, and objects that its guards asked for.
  std::vector<document::TokenIndex> taken(FrameId frame, const Match& match, Contents& contents) const;
  bool holds(const Guard& guard, FrameId frame, Contents& contents) const;

  // Kinds of complement: clause, infinitive, infinitive_other, gerund, noun, none.
  std::vector<std::string_view> complements(FrameId frame) const;
  // Frames of verbs and adjectives that fill the content of this one, from left to right.
  std::vector<FrameId> content_clauses(FrameId frame) const;

  bool is_kind(document::TokenIndex token, std::string_view kind) const;

 private:
  bool word_fits(const Words& words, document::TokenIndex token) const;
  bool plain_word_fits(const Words& words, document::TokenIndex token) const;  // a word without a mark
  bool filler_fits(const Words& words, document::TokenIndex head) const;
  // The tokens of a key whose first word is `head`; nothing where it does not fit.
  std::optional<std::vector<document::TokenIndex>> key_words(const Key& key, FrameId frame,
                                                             document::TokenIndex head) const;
  bool brings_time(document::TokenIndex preposition) const;
  bool raw(const Guard& guard, FrameId frame, Contents& contents) const;

  const Frames& frames_;
  const RuleSet& rules_;
  std::vector<std::uint8_t> kinds_;  // by token
  std::vector<bool> time_;           // by token: part of a date or clock time
};

}  // namespace casus::code
