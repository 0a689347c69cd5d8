// Who took part in an event, by role.
//
// A rule may name selectors (roles, prepositions, "content.agent"); otherwise the stance has its usual ones.
// A filler counts through the mentions that end in its head, each conjunct for itself; a filler that nobody
// is ("homes") counts through whoever stands inside it ("Palestinian homes"). Nothing is invented: where the
// text names nobody the list stays empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "code/compose.h"
#include "code/status.h"
#include "events/claims.h"

namespace casus::code {

// What reading participants needs beyond the frames; built once a document.
class Participants {
 public:
  Participants(const Frames& frames, const RuleSet& rules, const StatusClasses& classes);

  // Actors first, each entity once a party.
  std::vector<events::Participant> of(const Reading& reading, const std::string& code) const;

  // The agent of the verb of speech above a frame ("the minister said X must ..."), as a mention's filler.
  document::TokenIndex speaker_above(FrameId frame) const;

 private:
  struct Found {
    document::MentionId mention;
    bool inside = false;  // found inside the filler rather than as its head
  };

  std::vector<Found> mentions_of(document::TokenIndex head, bool look_inside) const;
  // Whether only the head of what fills a place counts, or also who is named inside it.
  enum class Reach : std::uint8_t { head, inside };
  std::vector<Found> select(FrameId frame, const std::string& selector, const Reading& reading,
                            Reach reach = Reach::inside) const;
  // The subject of an active verb that the roles layer holds to be what it happens to.
  std::vector<Found> doing_theme(FrameId frame) const;
  // Mentions under a preposition within the frame's objects.
  std::vector<Found> below_objects(FrameId frame) const;
  // The state of an actor's country, or its government, where the story names it.
  std::optional<document::EntityId> home_of(const events::Participant& actor, bool government) const;
  std::vector<document::TokenIndex> heads(FrameId frame, const std::string& selector,
                                          const Reading& reading) const;
  FrameId governor(FrameId noun) const;

  const Frames& frames_;
  const RuleSet& rules_;
  const StatusClasses& classes_;
  std::vector<std::vector<document::MentionId>> by_head_;  // mentions by head token
};

// The CAMEO code of an entity: its own, else its country; "" where neither is known.
std::string code_of(const document::Entity& entity);

}  // namespace casus::code
