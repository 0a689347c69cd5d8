// The claims of a story, one a line, as tests/stories/*.story expect them (docs/stories.md).
//
//   COERCE/arrest 173  at "arrested"  actor "police" = BLRCOP  recipient "Two activists" = BLROPP  place
//   "Minsk"
//     time "Saturday" = 2024-03-02  by coerce.arrest.detain
//
// (one line in truth). Quoted words are the text's own, which checks the evidence. By kind, then by position.
#pragma once

#include <string>
#include <vector>

#include "write/record.h"

namespace casus::write {

std::vector<std::string> story_lines(const Reading& reading);

// Words in quotation marks, as they stand in such a line.
std::string quoted(std::string_view words);

}  // namespace casus::write
