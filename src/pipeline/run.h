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

// What became of one story: it was coded, or `item.error` says why not, or it needed no coding.
struct Outcome {
  ingest::Item item;
  bool known = false;  // see Known
  std::optional<Coded> coded;
  events::Ids ids;
  std::string record;  // without a line end
};

struct Counts {
  std::uint64_t coded = 0;
  std::uint64_t rejected = 0;
  std::uint64_t known = 0;
};

// Takes one outcome; an error ends the run.
using Take = std::function<base::Result<void>(Outcome& outcome)>;
// Says of a story that it needs no coding. Called by the thread that reads.
using Known = std::function<bool(const ingest::Item& item)>;

// Codes one story: fills `coded`, `ids` and `record`, or `item.error`. One worker a thread, made by that
// thread.
using Worker = std::function<void(Outcome& outcome)>;
using MakeWorker = std::function<Worker()>;
MakeWorker workers_of(const Pipeline& pipeline);

// The error is the one that `take` gave.
base::Result<Counts> run(const MakeWorker& make_worker, Items& items, int threads, const Take& take,
                         const Known& known = {});
base::Result<Counts> run(const Pipeline& pipeline, Items& items, int threads, const Take& take);

}  // namespace casus::pipeline
