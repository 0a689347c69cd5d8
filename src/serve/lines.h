// What is known across the stories of a situation, as JSON: the five lines of its brief, and the claims that
// facts point to.
#pragma once

#include <string>
#include <vector>

#include "inquire/brief.h"
#include "inquire/facts.h"
#include "serve/filter.h"
#include "serve/snapshot.h"
#include "write/json.h"

namespace casus::serve {

// The situation that most of these stories are of; of as many, the one with the latest story, then by id.
// Words::none where none of them is of any.
Word leading_situation(const Snapshot& snapshot, const std::vector<std::uint32_t>& stories);

// [{"kind", "count", "items": [...], "parts": [{"text"} | {"text", "story", "id"}]}], made of the claims of
// this situation that pass. "[]" where it is not followed yet.
std::string lines_json(const Snapshot& snapshot, Word situation, const Bound& bound);

// {"story", "id"}; of words that are no claim id is null.
void write_key(write::JsonWriter& json, const inquire::Facts& facts, const inquire::Claim& claim);
// {"story", "id", "kind", "later", "text", "day"}
void write_reply(write::JsonWriter& json, const inquire::Facts& facts, const inquire::Reply& reply);
// {"story", "id", "start", "end", "text", "published"}
void write_cited(write::JsonWriter& json, const inquire::Facts& facts, const inquire::Claim& claim);
// What took the place of a figure of a series: {"story", "id"}, or null. Where it was a later version of the
// dispatch that has no such figure, id is null.
void write_superseded_by(write::JsonWriter& json, const inquire::Facts& facts,
                         const std::vector<inquire::Figure>& figures, const inquire::Figure& figure);

}  // namespace casus::serve
