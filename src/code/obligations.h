// Finds who is bound to what: commitments under a condition, mandates, prohibitions, and what a treaty or
// alliance binds its members to.
//
// | kind                   | such as                                                               |
// |------------------------|-----------------------------------------------------------------------|
// | conditional_commitment | "was ready to assist if necessary"; "would meet him if it helped"       |
// | mandate                | "have a strict mission"; "is authorised to"; "monitors are there to"    |
// | prohibition            | "will not be used for other purposes"; "must not"; "is banned from"     |
// | treaty_trigger         | "only if one of the members was attacked by a foreign state"            |
//
// A commitment counts where the speaker's own side makes it or a verb of commitment says so; a forecast or a
// threat is none. A treaty's bearer is the body that its sentence names, else the body of the sentences just
// before. Its members are those that the text lists; the table of memberships, where given, adds those of
// the story's date (`known_members`) and stands in where the text lists none. `status` of a treaty trigger
// asks the story's events for an actual attack on a member by another state: `triggered` with one,
// `not_triggered` without. A commitment under a condition is `triggered` where an actual event of the story
// is what the condition speaks of: of its type and code, by or to one of the same; else `pending`. Other
// obligations are `pending`.
//
// Reads:  tokens, syntax, predicates, mentions, entities; events and quotes of `claims`.
// Writes: nothing; obligations are returned, by position.
// Cost:   linear in tokens and predicates.
#pragma once

#include <vector>

#include "code/obligation_tables.h"
#include "code/story_index.h"
#include "code/trace.h"
#include "events/claims.h"
#include "knowledge/knowledge.h"

namespace casus::code {

// `known` may be null. What was taken or left, and why, goes to `trace`, where given.
std::vector<events::Obligation> code_obligations(const StoryIndex& story, const ObligationTables& tables,
                                                 const events::Claims& claims,
                                                 const knowledge::Knowledge* known, Choices* trace = nullptr);

}  // namespace casus::code
