// Whom the places of a predicate speak of.
//
// Places are named by selectors: roles, prepositions, "modifier", "possessor", "speaker", "content.agent". A
// filler counts through the mentions that end in its head, each conjunct for itself; a filler that nobody is
// ("homes") counts through whoever stands inside it ("Palestinian homes"). Nothing is invented: where the
// text names nobody the list stays empty. Who of those found is actor and who recipient is for code/cast.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "code/compose.h"
#include "code/status.h"
#include "events/claims.h"

namespace casus::code {

// What finding people needs beyond the frames; built once a document.
class Participants {
 public:
  struct Found {
    document::MentionId mention;
    bool inside = false;  // found inside the filler rather than as its head
  };
  // Whether only the head of what fills a place counts, or also who is named inside it; `doer` is the latter,
  // but of a deed only who does it: in "an air strike on Kunduz killed two" Kunduz killed nobody.
  enum class Reach : std::uint8_t { head, inside, doer };

  Participants(const Frames& frames, const StatusClasses& classes);

  // Whoever fills the place of this name.
  std::vector<Found> select(FrameId frame, const std::string& selector, const Reading& reading,
                            Reach reach = Reach::inside) const;
  // The subject of an active verb that the roles layer holds to be what it happens to.
  std::vector<Found> doing_theme(FrameId frame) const;
  // Mentions under a preposition within the frame's objects.
  std::vector<Found> below_objects(FrameId frame) const;
  // The first of another country in the clauses below, content and purpose.
  std::vector<Found> foreign_below(FrameId frame, const std::string& country) const;
  // The first of a country in the objects, at any depth.
  std::vector<Found> within_objects(FrameId frame) const;
  // Who does the deed that is done to, judged or put off: "condemned the arrest of two men by police".
  std::vector<Found> doers_of_objects(FrameId frame, const Reading& reading) const;
  // Who does the deed that a passive verb is done in or by: "killed in a Turkish air strike".
  std::vector<Found> doers_of_means(FrameId frame, const Reading& reading) const;
  // Who stands in the object only as the one that its deed is done to: the two men.
  bool suffers_object(FrameId frame, const Found& one, const Reading& reading) const;
  // Whether something stands as the object of a verb.
  bool has_object(FrameId frame) const;
  // A verb that says only that its object is done: "held war games".
  bool is_doing(FrameId verb) const;
  // Whom the noun of a deed itself names: the bombers.
  std::vector<Found> named_by(FrameId noun) const;
  // The preposition that a noun stands under; "" where it stands under none.
  std::string_view marker_of(FrameId noun) const;
  // "Fighting with guerrillas": somebody else is named who does it.
  bool has_opponent(FrameId noun) const;
  // "Accuse each other": each side is what the other's deed is done to.
  bool each_other(FrameId frame) const;
  // Named as one of several sides: "talks between A and B".
  bool is_side(const Found& one) const;
  // "The minister is on a visit": whoever is at it.
  std::vector<Found> subject_of_being(FrameId noun) const;
  // The verb that an event noun is the object or subject of; nowhere where there is none.
  FrameId governor(FrameId noun) const;
  // The active verb that a noun is the subject of which the roles layer does not know: "the bomb killed two".
  FrameId verb_of_subject(FrameId noun) const;
  // The state of an actor's country, or its government, where the story names it.
  std::optional<document::EntityId> home_of(const events::Participant& actor, bool government) const;

  const document::Entity& entity_of(const Found& one) const {
    return frames_.document().entities[frames_.document().mentions[one.mention.index()].entity.index()];
  }
  // A place or thing that no code is known for.
  bool is_nobody(const Found& one) const;
  // A word of a rule's own key that is of no country: the inspectors of "send inspectors".
  bool is_part_of_deed(const Found& one, const Rule* rule) const;
  // The code of an entity; where it has no country, that of the place it is said to be in ("rebels in Chad").
  std::string standing_in(const Found& one) const;

 private:
  std::vector<Found> mentions_of(document::TokenIndex head, bool look_inside) const;
  std::vector<document::TokenIndex> makers_of(document::TokenIndex thing) const;
  // The other countries in the complement of a noun that a mention was found for.
  void add_sides(document::TokenIndex head, std::vector<Found>& out) const;
  // The agent of the verb of speech above a frame ("the minister said X must ..."), as a mention's filler.
  document::TokenIndex speaker_above(FrameId frame) const;
  std::vector<document::TokenIndex> heads(FrameId frame, const std::string& selector,
                                          const Reading& reading) const;

  const Frames& frames_;
  const StatusClasses& classes_;
  std::optional<ClassId> doing_;
  std::vector<std::vector<document::MentionId>> by_head_;  // mentions by head token
};

// The CAMEO code of an entity: its own, else its country; "" where neither is known.
std::string code_of(const document::Entity& entity);

}  // namespace casus::code
