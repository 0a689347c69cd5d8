// The formats that Casus reads, each in a file of its own.
#pragma once

#include <memory>

#include "ingest/input.h"
#include "ingest/reader.h"

namespace casus::ingest {

// The whole input is one story.
std::unique_ptr<Reader> text_reader(Input input, const Defaults& defaults);

// One JSON object a line: id, published, headline, source, url, text; only text is needed, others are
// ignored. Blank lines are passed over.
std::unique_ptr<Reader> json_lines_reader(Input input, const Defaults& defaults);

}  // namespace casus::ingest
