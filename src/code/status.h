// What became of an event: did it happen, will it, would it, might it?
//
// Reads the words around the predicate and above it: negation, modals, conditions, purpose, questions,
// embedding under verbs and nouns that do not vouch for their complement. Types that already mean an
// intention (AGREE, REQUEST, REJECT, THREATEN) are actual once uttered.
#pragma once

#include "base/span.h"
#include "code/compose.h"
#include "ontology/event_type.h"

namespace casus::code {

struct Standing {
  ontology::Status status = ontology::Status::actual;
  base::Span condition;     // empty where unconditional
  bool background = false;  // relative, participial, adverbial clause; an event noun in passing
  bool hedged = false;      // allegedly, reportedly; under believe and think
};

// Word classes that status needs; looked up once.
struct StatusClasses {
  explicit StatusClasses(const Lexicon& lexicon);
  std::optional<ClassId> speech, implicative, irrealis_verb, irrealis_noun, belief, future_modifier,
      irrealis_modifier, undo, occasion;
};

Standing standing_of(const Frames& frames, const StatusClasses& classes, const Reading& reading);

}  // namespace casus::code
