// Finds what is on the calendar: expected, scheduled, proposed, postponed, cancelled.
//
// Nouns ("presidential elections, scheduled for May 25") and verbs ("is expected to vote on a constitution")
// of the kinds that data/agenda/kinds.toml lists become items where something puts them ahead: tense and
// modals, governors, nouns and modifiers of cues.toml, or a day of their own that is still to come. Terms
// ("by Friday") under a demand are deadlines; any other act that a party "will" do on a named day ahead is an
// item of kind `other`. One item told several times is one item with several evidences.
//
// Reads:  tokens, syntax, predicates, mentions, times, places; events and quotes of `claims`.
// Writes: nothing; items are returned, by position.
// Cost:   linear in tokens, one look-up of each word.
#pragma once

#include <vector>

#include "code/agenda_tables.h"
#include "code/story_index.h"
#include "code/trace.h"
#include "events/claims.h"

namespace casus::code {

// What was taken, joined or left, and why, goes to `trace`, where given.
std::vector<events::AgendaItem> code_agenda(const StoryIndex& story, const AgendaTables& tables,
                                            const events::Claims& claims, Choices* trace = nullptr);

}  // namespace casus::code
