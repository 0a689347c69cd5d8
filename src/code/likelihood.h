// How likely it is that a careful reader would code an event as the rules did: rules see one predicate and
// its arguments, this weighs what stands around it (who takes part, what the sentence is about, how often a
// rule is right at all).
//
// A logistic model over signs, words such as "rule=assault.kill" or "near=share", each with a weight in
// data/likelihood/weights.tsv. Weights are learned from reviewed claims (`casus learn`, docs/likelihood.md);
// the table can be read, edited, or emptied to switch the model off.
//
// Threads: immutable after load. Cost: a look-up a sign, about 60 signs an event.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "code/trace.h"
#include "document/document.h"
#include "events/claims.h"
#include "ontology/event_type.h"

namespace casus::code {

// What the signs of all events of one document share.
class StorySigns {
 public:
  explicit StorySigns(const document::Document& document);

  // The signs of an event, each once, sorted. Every event has the sign "any".
  std::vector<std::string> of(const events::Event& event) const;

 private:
  struct Sentence {
    std::vector<std::string> words;  // "near=LEMMA", sorted
    int parties = 0;                 // mentions of somebody political
  };
  const Sentence& sentence(std::uint32_t index) const;
  document::TokenIndex head_of(const events::Event& event) const;

  const document::Document& document_;
  std::vector<std::string> story_;  // signs of the story
  mutable std::vector<std::optional<Sentence>> sentences_;
};

class Likelihood {
 public:
  // No weights: `of` is 1 for every event.
  Likelihood() = default;
  // Rows: sign, weight; "threshold" is the likelihood below which an event is not said. Lines that are empty
  // or begin with "#" are passed over. Errors `bad_weights`, with file and line.
  static base::Result<Likelihood> load(const std::string& file);
  static base::Result<Likelihood> parse(std::string_view text, const std::string& file);

  // Changes with the table.
  const std::string& hash() const { return hash_; }
  bool empty() const { return weights_.empty(); }
  double threshold() const { return threshold_; }
  // 0..1.
  double of(std::span<const std::string> signs) const;
  // The signs that speak most for and against, in words: "for: ...; against: ...".
  std::string reasons(std::span<const std::string> signs) const;

  // Gives every event its confidence and removes those below the threshold from all lists of claims, with the
  // threads that they open. A request and its answer bear each other out: both stay. So do what is of the
  // same type and between the same sides as something likely, what says when or why something likely
  // happened, and what a likely deed of its type was done by ("engaged them, killing two"); so does
  // what a toll counts. All but the answers and such deeds need half the threshold. Texts of one or
  // two sentences keep all: they say nothing of what stands around, and who gives a single sentence asks
  // about that sentence. `choices` and `judged` may be null.
  void weigh(const document::Document& document, events::Claims& claims, Choices* choices,
             std::vector<Judged>* judged) const;

 private:
  std::unordered_map<std::string, double> weights_;
  double threshold_ = 0;
  std::string hash_;
};

}  // namespace casus::code
