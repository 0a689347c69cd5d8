// What puts a thing or an act ahead: tense and modals, what governs it, nouns over it, modifiers.
//
// `orientation` answers for a predicate, climbing through its governors; a noun asks the predicates that it
// fills a place of, the nouns over it and its modifiers. The strongest answer wins: cancelled, postponed,
// scheduled, expected, proposed.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "code/agenda_tables.h"
#include "code/agenda_words.h"
#include "code/story_index.h"

namespace casus::code {

// What puts something ahead.
struct Ahead {
  events::Certainty certainty = events::Certainty::expected;
  bool past = false;             // it was ahead once: "was scheduled for Monday"
  bool dated = false;            // holds only for what has a day of its own ahead
  document::PredicateId holder;  // the predicate whose time, place and agent are those of the thing too
  std::vector<document::PredicateId> holders = {};  // all of them
};

int strength(const Ahead& ahead);

// Certainties that speak of the act of putting off, not of the thing.
bool is_undone(events::Certainty certainty);

class AgendaAhead {
 public:
  // All must outlive this.
  AgendaAhead(const StoryIndex& story, const AgendaTables& tables, const AgendaWords& kinds);

  // The cue of a governor, with its preposition where it has one.
  std::optional<AgendaCue> governor_cue(const document::Predicate& governor,
                                        document::TokenIndex marker) const;
  bool is_holding(const document::Predicate& governor, document::TokenIndex marker) const;
  // Whether what a predicate says of this argument is said of the thing itself: "the talks will be held",
  // "will hold talks", "will take part in talks".
  bool holds(const document::Predicate& governor, document::Role role, document::TokenIndex marker) const;
  static bool is_past(const document::Predicate& predicate);
  bool has_condition(document::PredicateId id) const;
  // How a predicate stands towards the future; nothing where it is not ahead.
  std::optional<Ahead> orientation(document::PredicateId id, int depth = 0) const;
  // "was to take place"
  bool was_to(const document::Predicate& predicate) const;
  // Where a noun fills a place of a predicate, and where the tree hangs it as an object that the roles layer
  // has left out ("cancelled the talks, as well as a visit").
  std::vector<Filling> fillings(document::TokenIndex noun) const;
  // "Rejected a proposal for an early election": nothing is ahead.
  bool is_rejected(document::TokenIndex noun) const;
  // What the predicates and nouns over a noun say of it.
  std::optional<Ahead> noun_governors(document::TokenIndex noun, bool nouns_too) const;
  // The noun and the nouns that stand for it: what it is coordinated under, "a round of talks".
  std::vector<document::TokenIndex> tops(document::TokenIndex noun) const;
  std::optional<Ahead> modifiers(document::TokenIndex noun) const;

 private:
  // A main verb without a tense is one that the tagger took for an infinitive.
  static bool is_present(const document::Predicate& predicate);
  bool modal_is(const document::Predicate& predicate, std::initializer_list<std::string_view> wanted) const;
  // "Deciding whether to sign"
  bool is_whether(const document::Predicate& predicate) const;
  // "The talks are to begin", "he is to visit": not "the aim is to begin".
  bool is_to(const document::Predicate& predicate, const document::Predicate& above) const;
  static bool is_thing_role(document::Role role);
  // Whether something is said to be put off, and not only asked, feared or planned to be.
  bool is_done(const document::Predicate& governor) const;
  bool comes_later(const document::Predicate& governor) const;
  bool is_portion(document::TokenIndex i) const;
  // "as well as"
  bool well_as(document::TokenIndex as) const;

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const AgendaTables& tables_;
  const AgendaWords& kinds_;
};

}  // namespace casus::code
