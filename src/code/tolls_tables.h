// What a political scientist edits about tolls: data/tolls/triggers.toml, numbers.toml, victims.toml.
//
// Immutable after load, shared by threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "document/layers.h"
#include "events/claims.h"

namespace casus::code {

// Words that tell of victims; see data/tolls/triggers.toml for the keys.
struct TollTrigger {
  std::string id;
  events::TollKind kind = events::TollKind::killed;
  std::vector<document::Role> victim;
  std::vector<std::string> with;
  std::vector<std::string> unless;
  std::vector<std::string> units;  // the victims' noun must be one of these ("lives")
  bool passive = false;
  bool people = false;             // the victims must be named by a word for people ("captured")
  bool anyone = false;             // any single noun will do: "arrested a forger", "arrested his barber"
  std::vector<std::string> cause;  // prepositions and conjunctions of which one must follow for one victim
  bool running_if_perfect = false;
  std::int64_t least = 0;  // smaller figures do not count
  // Beside a lemma of violence or accident, in its sentence or those around, it tells of `instead`: taken to
  // hospital after a shooting is hurt, not sick.
  bool beside_harm = false;
  events::TollKind instead = events::TollKind::killed;
  // Victims without a figure count only beside one of those lemmas: a policy hurts farmers too.
  bool uncounted_beside_harm = false;
};

// A phrase of number words and what it claims.
struct Magnitude {
  std::vector<std::string> words;
  std::int64_t low = 0;
  std::optional<std::int64_t> high;
  bool exact = false;
};

struct Bound {
  std::vector<std::string> words;
  events::Qualifier qualifier = events::Qualifier::exact;
};

class TollTables {
 public:
  // Reads `data_folder`/tolls. Errors with file and line: what is missing, not TOML, or of an unknown kind.
  static base::Result<TollTables> load(const std::string& data_folder);

  using Triggers = std::vector<const TollTrigger*>;
  const Triggers& verbs(std::string_view key) const { return find(verbs_, key); }
  const Triggers& nouns(std::string_view lemma) const { return find(nouns_, lemma); }
  const Triggers& states(std::string_view word) const { return find(states_, word); }
  const Triggers& persons(std::string_view lemma) const { return find(persons_, lemma); }

  const std::vector<Magnitude>& magnitudes() const { return magnitudes_; }  // longest first
  const std::vector<Bound>& before() const { return before_; }              // longest first
  const std::vector<Bound>& after() const { return after_; }
  std::int64_t plural_low() const { return plural_low_; }
  std::int64_t group_low() const { return group_low_; }
  const std::vector<std::vector<std::string>>& running() const { return running_; }

  bool is_more(std::string_view word) const { return more_.contains(std::string(word)); }
  bool is_added(std::string_view word) const { return added_.contains(std::string(word)); }
  bool is_toll_word(std::string_view lemma) const { return toll_words_.contains(std::string(lemma)); }
  bool is_number_word(std::string_view lemma) const { return number_words_.contains(std::string(lemma)); }
  bool is_casualty_word(std::string_view lemma) const { return casualty_words_.contains(std::string(lemma)); }
  // The kind that a word before "toll" makes it.
  std::optional<events::TollKind> toll_kind(std::string_view word) const;
  // Words under which nobody has been struck (planned, prevented), words of accusation, and words whose
  // infinitive did happen ("managed to kill").
  bool is_unreal(std::string_view word) const { return unreal_.contains(std::string(word)); }
  bool is_blame(std::string_view word) const { return blame_.contains(std::string(word)); }
  bool is_managed(std::string_view word) const { return managed_.contains(std::string(word)); }
  // Lemmas of violence and accident: "shooting", "crash".
  bool is_harm(std::string_view lemma) const { return harm_.contains(std::string(lemma)); }
  // Words for a part in something past ("linked to the attack that killed 12").
  bool is_history(std::string_view word) const { return history_.contains(std::string(word)); }
  bool is_people(std::string_view lemma) const;
  bool is_collective(std::string_view lemma) const { return collective_.contains(std::string(lemma)); }
  bool is_no_people(std::string_view lemma) const { return not_people_.contains(std::string(lemma)); }

 private:
  using Index = std::unordered_map<std::string, Triggers>;
  using Words = std::unordered_set<std::string>;
  static const Triggers& find(const Index& index, std::string_view word);

  std::vector<std::unique_ptr<TollTrigger>> triggers_;
  Index verbs_, nouns_, states_, persons_;
  std::vector<Magnitude> magnitudes_;
  std::vector<Bound> before_, after_;
  std::vector<std::vector<std::string>> running_;
  std::int64_t plural_low_ = 2;
  std::int64_t group_low_ = 3;
  Words more_, toll_words_, number_words_, casualty_words_, people_, collective_, not_people_;
  Words unreal_, blame_, managed_, added_, history_, harm_;
  std::vector<std::string> people_endings_;
  std::unordered_map<std::string, events::TollKind> toll_kinds_;
};

}  // namespace casus::code
