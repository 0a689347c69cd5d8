// Reads the words of a story with its dateline apart from its first sentence.
//
// "OSH, Kyrgyzstan, June 11 (Agency) - The government declared ..." is a line of its own and a sentence,
// written without a line end between. Read as one, the parser takes the place for the subject. So the
// language runtime reads the two pieces as two texts, and their tokens are put together again; offsets are
// those of the story.
#pragma once

#include <cstddef>

#include "annotate/annotator.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::pipeline {

// Where the text after the dateline begins: after its dash and blanks; 0 where there is no dateline.
std::size_t end_of_dateline(const document::Document& document);

// As Annotator::read; `cut` is a byte offset between two pieces that are read apart, 0 for one piece.
base::Result<void> annotate_apart(const annotate::Annotator& annotator, document::Document& document,
                                  annotate::Annotator::Workspace& workspace, std::size_t cut);

}  // namespace casus::pipeline
