// Readings: what each predicate means, composed bottom up.
//
// A reading is a stance over some content. Content is one act, from one lexicon; stance is doing it, asking
// for it, meaning to, demanding, refusing or threatening it. Operators (rules that are not acts) and grammar
// (will, must, not) turn the reading of a complement into another; only at the end is the pair looked up in
// the tables and called by a CAMEO code. So reject(demand(stop(attack))) needs no rule of its own.
//
// Complements are gathered in a fixed order: clause; gerund under a preposition; the object noun and what
// hangs on it; nouns under prepositions; any other word of the complement that means something; else the
// operator's default. What an operator has taken in is not an event again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "code/frame.h"
#include "code/matcher.h"
#include "code/rules.h"
#include "code/tables.h"

namespace casus::code {

enum class Stance : std::uint8_t { act, appeal, demand, intent, reject, threat };
std::string_view name(Stance);

// One step of a chain, outermost first: a rule, or grammar ("will", "must", "not").
struct Link {
  Operator op = Operator::act;
  RuleId rule;       // nowhere for grammar
  std::string word;  // "will", "must", "not"; "" for a rule
  FrameId frame;
};

struct Reading {
  Stance stance = Stance::act;
  std::string content;                       // CAMEO code of the act; "" where the complement says nothing
  std::string fallback;                      // code where there is no content
  std::string mode;                          // of the act itself
  std::optional<ontology::EventType> event;  // of the act itself, where it is not what the code says
  std::vector<std::string> contexts;
  std::vector<Link> chain;  // outermost first; never empty
  bool alone = true;
  bool modal = false;          // the stance is a bare should or must
  bool negated = false;        // the event is said not to have happened
  bool negation_told = false;  // the rule itself asked for "not"
  bool softened = false;       // the outermost stance hangs on "not rule out" and the like
  FrameId top() const { return chain.front().frame; }
};

class Composer final : public Contents {
 public:
  Composer(const Frames& frames, const Matcher& matcher, const RuleSet& rules, const Tables& tables,
           std::vector<Attempt>* attempts);

  // Reads every frame. Afterwards readings() holds what each says, and consumed() what stands in another.
  void read_all();

  const std::vector<Reading>& readings(FrameId frame);
  bool consumed(FrameId frame) const { return consumed_[frame.index()]; }

  // The CAMEO code of a reading: through the tables; "" where it has none.
  std::string code_of(const Reading& reading) const;

  std::vector<std::string> codes_under(FrameId frame, Slot slot) override;

 private:
  std::vector<Reading> read(FrameId frame);
  std::vector<Reading> read_as(FrameId frame, const Match& match);
  std::vector<Reading> content_of(FrameId frame, const Rule& rule);
  std::vector<Reading> with_conjuncts(FrameId frame);
  std::optional<Reading> apply(const Rule& rule, RuleId id, FrameId frame, const Reading& inner) const;
  void grammar(FrameId frame, Reading& reading) const;
  bool has_agent(FrameId frame) const;
  bool provides_ahead(document::TokenIndex head) const;
  bool enacts(FrameId frame) const;
  void consume(const Reading& reading);

  const Frames& frames_;
  const Matcher& matcher_;
  const RuleSet& rules_;
  const Tables& tables_;
  std::vector<Attempt>* attempts_;
  std::optional<ClassId> enact_;  // verbs that put laws and policies in force
  std::optional<ClassId> paper_;  // bills, motions, proposals: they stand for what they provide for
  std::vector<std::optional<std::vector<Reading>>> done_;
  std::vector<bool> reading_;  // being read: guards against rings
  std::vector<bool> consumed_;
};

}  // namespace casus::code
