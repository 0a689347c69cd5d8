// What a treaty or alliance binds its members to: "only if one of the members was attacked", "an attack on
// one is regarded as an attack on all". See code/obligations.h.
#pragma once

#include <vector>

#include "code/obligation_tables.h"
#include "code/story_index.h"
#include "code/trace.h"
#include "events/claims.h"
#include "knowledge/knowledge.h"

namespace casus::code {

std::vector<events::Obligation> code_treaty_triggers(const StoryIndex& story, const ObligationTables& tables,
                                                     const events::Claims& claims,
                                                     const knowledge::Knowledge* known,
                                                     Choices* trace = nullptr);

}  // namespace casus::code
