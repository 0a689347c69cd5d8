// The story record: one JSON object a story, on one line (docs/record.md,
// data/schema/story-record.schema.json).
//
// Reads:  everything the document holds, and the claims.   Writes: the record, appended to a string.
// Spans become code points of the story's text here, and nowhere else.
// The same input and the same versions give the same bytes.
#pragma once

#include <string>

#include "document/document.h"
#include "events/claims.h"
#include "events/ids.h"

namespace casus::write {

// What would reproduce a record.
struct Provenance {
  std::string version;  // of Casus
  std::string model;    // hash of the language model's content
  std::string lexicon;  // hash of rules, tables, words and knowledge
};

inline constexpr int record_schema = 1;

// One text of the story as it was read.
struct Reading {
  const document::Document& document;
  const events::Claims& claims;
  const events::Ids& ids;
};

// Appends the record without a line end. What was read in the headline, if anything, stands in the same lists
// with `in` set to "headline" and spans of the headline's own text.
void write_record(const Provenance& provenance, const Reading& body, const Reading* headline,
                  std::string& out);

}  // namespace casus::write
