// Finds every telling of a toll in one document: the words that tell of victims and whom they strike, before
// tellings of the same victims are joined (tolls.h).
#pragma once

#include <vector>

#include "code/tolls_number.h"
#include "code/tolls_tables.h"
#include "code/trace.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

// Whom a telling counts: one noun phrase.
struct Victims {
  document::TokenIndex head = document::no_token;
  document::TokenRange tokens;  // the phrase without clauses; the figure's own words are inside or in front
  Quantity quantity;            // `tokens` empty where the phrase has no figure
  bool counted = false;         // it has a figure of its own
  bool known = false;           // "the insurgents", "both men", "he": spoken of before
  bool plural = false;
  bool partitive = false;  // "one of the guards"
  bool including = false;  // "several suspects, including the leader": the phrase names a part of itself
};

// One verb, noun or state word with all whom it counts.
struct Telling {
  const TollTrigger* trigger = nullptr;  // nullptr for words of the kind "casualty" and for death tolls
  events::TollKind kind = events::TollKind::killed;
  document::TokenIndex head = document::no_token;  // the word that tells
  document::PredicateId predicate;                 // behind it, where there is one
  std::vector<Victims> victims;                    // by position, never empty
  bool cumulative = false;

  std::int64_t total() const;  // the sum of what is claimed at least
};

class TollFinder {
 public:
  // All must outlive this. Why a telling was left goes to `trace`, where given.
  TollFinder(const document::Document& document, const TollTables& tables, Choices* trace = nullptr);

  // By position of the word that tells.
  std::vector<Telling> find() const;

 private:
  struct Tellings;

  void at_verb(document::PredicateId id, Tellings& out) const;
  void at_noun(document::TokenIndex t, Tellings& out) const;
  void at_state(document::TokenIndex t, Tellings& out) const;
  void at_person(document::TokenIndex t, Tellings& out) const;
  void at_toll_word(document::TokenIndex t, Tellings& out) const;
  void at_casualty(document::TokenIndex t, Tellings& out) const;

  // The phrase with this head as victims, with those coordinated with it; empty where it names no people.
  std::vector<Victims> victims_at(document::TokenIndex head, const TollTrigger* trigger) const;
  void add_companions(document::TokenIndex verb, const TollTrigger& trigger,
                      std::vector<Victims>& victims) const;
  bool read_phrase(document::TokenIndex head, const TollTrigger* trigger, Victims& out) const;
  bool names_people(document::TokenIndex head, bool counted, const TollTrigger* trigger) const;
  // Whether what the predicate at a word says is told as a fact; a negation is one where it counts nobody.
  bool told_as_fact(document::TokenIndex word, bool of_nobody = false) const;
  // Why it is none and the word that says so; empty where it is one.
  struct Doubt {
    std::string_view why;
    document::TokenIndex at = document::no_token;
  };
  Doubt doubt_about(document::TokenIndex word, bool of_nobody) const;
  void leave(document::TokenIndex word, std::string_view why) const;
  // Whether the verb says what one person died of, where its entry asks for that.
  bool has_cause(const TollTrigger& trigger, document::TokenIndex verb) const;
  bool was_fatal(document::TokenIndex noun, const TollTrigger& trigger) const;
  bool same_bearer(document::TokenIndex first, document::TokenIndex second) const;
  document::TokenIndex counted_together(document::TokenIndex word, document::TokenIndex head) const;
  // "13 dead, 3 wounded": the dead are not the wounded.
  bool is_other_state(document::TokenIndex head, events::TollKind kind) const;
  bool counts_things(const Victims& victims) const;
  bool shares_figure(const Telling& telling) const;
  bool beside_harm(document::TokenIndex word) const;
  bool is_running(document::TokenIndex word) const;
  bool fits(const TollTrigger& trigger, document::TokenIndex word) const;
  // The kind that a trigger tells of at this word, by the words around.
  events::TollKind kind_at(const TollTrigger& trigger, document::TokenIndex word) const;

  const document::Document& document_;
  const TollTables& tables_;
  std::vector<document::PredicateId> predicate_of_;  // by token: the predicate it heads
  std::vector<std::uint8_t> named_person_;           // by token: inside a person's name
  Choices* trace_;
};

}  // namespace casus::code
