// Who is actor and who recipient of a reading, of those that the text names.
//
// The order of preference is fixed: what the rule says, then the usual places of the stance; in all places
// whoever fills them, before whoever is only named inside; then what hangs on the objects, the verb above an
// event noun, the clauses below. Only then is anybody inferred, and marked so: the place for those it
// happened to, those who govern for what is done against or by them at home.
#pragma once

#include <string>
#include <vector>

#include "code/compose.h"
#include "code/participants.h"
#include "events/claims.h"

namespace casus::code {

// Actors first, each entity once a party. `code` is the CAMEO code of the whole reading.
std::vector<events::Participant> cast(const Participants& people, const Frames& frames, const RuleSet& rules,
                                      const Reading& reading, const std::string& code);

}  // namespace casus::code
