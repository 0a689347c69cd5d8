// The situation in five lines: what is counted, asked, refused, pending and next, each made from claims by a
// template and each figure with the claim it comes from.
//
// Reads:  the latest claims that pass, with their records.   Writes: JSON,
// [{"kind", "parts": [{"text"} | {"text", "story", "id"}], "count", "items": [...]}]; a line that nothing is
// known for is left out. The items hold what the parts say, not yet put into words: figures, names, days.
#pragma once

#include <string>

#include "base/result.h"
#include "serve/filter.h"
#include "serve/snapshot.h"
#include "store/sqlite.h"

namespace casus::serve {

base::Result<std::string> five_lines(store::Connection& connection, const Snapshot& snapshot,
                                     const Bound& bound);

}  // namespace casus::serve
