// The line that says where and when a story was written: "OSH, Kyrgyzstan, June 11 (Reuters) -",
// "KABUL, Afghanistan (Jan. 25, 2013)", "ST. LOUIS, MO. --".
//
// It stands at the beginning of the text, or after the short lines of a press release. A day without a year
// takes it from the date of publication, else from a year written above. Where there is no such line, a full
// date in the heading of a text without a date of publication is taken for the day.
//
// Reads:  article.   Writes: dateline.   Cost: constant; looks at the first 1,000 bytes.
#pragma once

#include "document/document.h"
#include "knowledge/knowledge.h"

namespace casus::resolve {

// `knowledge` tells places from other words in capitals.
void read_dateline(document::Document& document, const knowledge::Knowledge& knowledge);

}  // namespace casus::resolve
