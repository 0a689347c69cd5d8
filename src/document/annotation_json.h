// An annotated document as one line of JSON, column by column: docs/formats/annotation.md.
#pragma once

#include <string>

#include "document/document.h"

namespace casus::document {

// Writes tokens, syntax and names; offsets are code points of the story's text, heads count tokens of the
// story from 0. The result ends with a line feed. Cost: linear.
std::string write_annotation_json(const Document& document);

}  // namespace casus::document
