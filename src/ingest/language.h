// Is it English? A story in another language must be refused as such, not coded as nonsense
// (docs/decisions/0003-language-by-cld2.md).
#pragma once

#include <string_view>

#include "base/result.h"

namespace casus::ingest {

// Error `not_english`, naming the language where it is known, for text that is surely something else: most of
// its letters are of another script, or it is long enough to be judged and reads as another language. Short,
// mixed or odd text passes. `text` must be valid UTF-8. Cost: microseconds; at most the first 16 KiB are
// read.
base::Result<void> check_english(std::string_view text);

}  // namespace casus::ingest
