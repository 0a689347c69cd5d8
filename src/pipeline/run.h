// Many stories: reads them, codes them on several threads, hands the outcomes over in the order they came in.
//
// One thread reads, `threads` threads code, the caller's thread takes the outcomes. At most a few batches a
// thread are under way, so that memory stays bounded however long the input is. What comes out does not
// depend on the number of threads. With one thread everything happens on the caller's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "events/ids.h"
#include "ingest/reader.h"
#include "pipeline/pipeline.h"
#include "pipeline/source.h"

namespace casus::pipeline {

// What became of one story: either it was coded, or `item.error` says why not.
struct Outcome {
  ingest::Item item;
  std::optional<Coded> coded;
  events::Ids ids;
  std::string record;  // without a line end
};

struct Counts {
  std::uint64_t coded = 0;
  std::uint64_t rejected = 0;
};

// Takes one outcome; an error ends the run.
using Take = std::function<base::Result<void>(Outcome& outcome)>;

// The error is the one that `take` gave.
base::Result<Counts> run(const Pipeline& pipeline, Source& source, int threads, const Take& take);

}  // namespace casus::pipeline
