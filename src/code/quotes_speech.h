// Joins attributions with what stands in quotation marks: speech over several sentences and paragraphs,
// scattered speech ("...," he said, "..."), sentences in marks after a sentence that names the speaker.
#pragma once

#include <vector>

#include "code/quotes_find.h"
#include "document/document.h"

namespace casus::code {

// Extends, completes and adds to `found`, which holds what syntax alone gave. Afterwards by position of the
// content.
void join_speech(const document::Document& document, const AttributionFinder& finder,
                 std::vector<Attribution>& found);

}  // namespace casus::code
