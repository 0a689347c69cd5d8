// Who is actor and who recipient of a reading, of those that the text names.
//
// The order of preference is fixed: what the rule says, then the usual places of the stance; in all places
// whoever fills them, before whoever is only named inside; then what hangs on the objects, the verb above an
// event noun, the clauses below. Only then is anybody inferred, and marked so: the place for those it
// happened to, those who govern for what is done against or by them at home.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "code/compose.h"
#include "code/participants.h"
#include "events/claims.h"

namespace casus::code {

// The CAMEO code of what a frame says; "" where it says nothing.
using CodeAt = std::function<std::string(FrameId)>;

// Actors first, each entity once a party. `code` is the CAMEO code of the whole reading, `code_at` that of
// the frames around it.
std::vector<events::Participant> cast(const Participants& people, const Frames& frames, const RuleSet& rules,
                                      const Reading& reading, const std::string& code, const CodeAt& code_at);

}  // namespace casus::code
