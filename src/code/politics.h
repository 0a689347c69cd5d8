// Keeps apart what companies and things do among themselves: "the bank raised its bid", "prices are likely to
// fall" are no events between political actors.
//
// An event of words, agreement or help (every type but ASSAULT, COERCE, PROTEST and DISRUPT) stays where
// somebody political takes part: a state or one of its organs, a party, an armed or social group, an
// organisation - anybody with a CAMEO code other than of business or the media alone. People and groups
// without a code may be political: they count where both sides are such, or somebody political stands in the
// sentence. So does a text that names nobody as taking part ("the agreement was signed"). Force, arrest,
// protest and disruption are news whoever is behind them.
#pragma once

#include <string_view>
#include <vector>

#include "code/trace.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

// Whether somebody taking part is political. A person, a group or an office without a code may be: only the
// story's country is not known.
enum class Politics { none, possible, certain };
Politics politics_of(const document::Document& document, const events::Participant& one);
// A code other than of business or the media as such: "USABUS" is not political, "USAGOVBUS" is.
bool is_political(std::string_view code);

// Removes the events that are not political. Call it before anything refers to events by their place.
void drop_unpolitical(const document::Document& document, std::vector<events::Event>& found,
                      Choices* choices);

}  // namespace casus::code
