// Stories and claims made up from words, for tests and measurements of the store that need no language model:
// the same story always gives the same claims, of every kind, on words of its text.
#pragma once

#include <cstdint>
#include <string>

#include "pipeline/run.h"
#include "store/store.h"

namespace casus::made_up {

// A line of JSON Lines, with its line end: a short story of about 60 words with id, day, source and headline.
std::string story_line(std::uint64_t number);
// A later version of the same story.
std::string correction_line(std::uint64_t number);

// Codes an article; one whose text says "unspeakable" cannot be coded.
void code(pipeline::Outcome& outcome);
pipeline::MakeWorker workers();

store::Maker maker();

}  // namespace casus::made_up
