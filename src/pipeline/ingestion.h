// Files into a database: read, code what is not known yet, keep, and remember how far the files were read.
//
// A file that was read to its end before and has not changed is passed over; one that was read in part, or
// that grew (JSON Lines), goes on where it was left; a document that is there already is not coded again.
// So the same command can be given again after whatever ended it. Whatever is in the database after a kill
// or a power failure, the rest resumes to what an undisturbed run would have made.
//
// With other settings (defaults for date and source, the limit on length, a newer version, model or rules)
// files are read from the beginning.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/reader.h"
#include "pipeline/run.h"
#include "pipeline/source.h"
#include "store/store.h"

namespace casus::pipeline {

struct IngestOptions {
  std::vector<std::string> files;  // none, or "-": standard input, which cannot be resumed
  ingest::Format format = ingest::Format::detect;
  ingest::Defaults defaults;
  std::string settings;  // what else a reading depends on
  int threads = 1;
  bool again = false;  // files from the beginning, and code what is known
  // One transaction holds up to so many documents, or so many seconds.
  std::size_t commit_documents = 500;
  double commit_seconds = 2;
};

// Documents of this run by what the database says of their place: they add up to what was read.
struct IngestCounts {
  std::uint64_t coded = 0;
  std::uint64_t no_event = 0;
  std::uint64_t duplicate = 0;
  std::uint64_t rejected = 0;
  std::uint64_t unreadable_files = 0;  // no documents
  std::uint64_t passed_files = 0;      // read to their end before
  bool stopped = false;

  std::uint64_t documents() const { return coded + no_event + duplicate + rejected; }
};

struct IngestListener {
  // Why a document or file was rejected.
  std::function<void(const base::Error&)> rejected = {};
  // After every document.
  std::function<void(const IngestCounts&, const Source&)> progress = {};
  // After every transaction.
  std::function<void()> committed = {};
};

// `known` asks the same file as `store` writes. Where `stop` is set the run ends after the document at hand,
// with everything committed. Errors: those of the store; what was committed stays.
base::Result<IngestCounts> ingest_files(const MakeWorker& make_worker, store::Store& store,
                                        store::Known& known, const IngestOptions& options,
                                        const IngestListener& listener,
                                        const std::atomic<bool>* stop = nullptr);

// The name that inputs are told by: the absolute path; "" for standard input.
std::string input_name(const std::string& file);

}  // namespace casus::pipeline
