// The roles layer as one line of JSON, for people and programs that want predicates rather than events.
//
//   {"story": {"id": "..."}, "predicates": [
//     {"start", "end", "kind", "lemma", "negated", "denied_by",
//      "args": [{"role", "start", "end"}], "inferred": [{"role", "start", "end"}]}]}
//
// Spans are half-open ranges of code points of the clean text. `start` and `end` of a predicate are those of
// the word that carries the meaning; `lemma` is its key ("take over"). Where that word is the noun of a light
// verb or a predicative adjective, the verb that lends it grammar has a row of its own ("launch" with the
// attack as theme, "be" with the adjective as attribute). Rows are by position. `inferred` holds the
// arguments that grammar leaves open and the layer supposes (Argument::inferred); it is left out where there
// are none.
#pragma once

#include <string>

#include "document/document.h"

namespace casus::document {

// No line end. Cost: linear.
std::string predicates_json(const Document& document);

}  // namespace casus::document
