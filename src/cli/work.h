// What the verbs that go through many stories share: opening, running, exit codes.
#pragma once

#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/options.h"
#include "pipeline/ingestion.h"
#include "pipeline/run.h"

namespace casus::cli {

// Standard output or a file. A write that fails is an error once, at close.
class Output {
 public:
  // "" and "-" are standard output.
  static base::Result<Output> open(const std::string& file);
  void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream_); }
  void flush() { std::fflush(stream_); }
  // Error `cannot_write`.
  base::Result<void> close();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string file_;
  std::unique_ptr<std::FILE, Close> owned_;
  std::FILE* stream_ = stdout;
};

// All rooms, as the command line wants them; says on the console what is missing.
std::optional<pipeline::Pipeline> open_pipeline(const Common& common, const InputOptions& input,
                                                Console& console);

// The files the command line names; "-" alone where it names none. Says so where it waits for a person to
// type.
std::vector<std::string> input_files(const InputOptions& input, Console& console);

// The stories the command line names. Says so where it waits for a person to type.
std::unique_ptr<pipeline::Source> open_source(const InputOptions& input, Console& console);

int threads_of(const InputOptions& input);

// How to take these stories into a database; the files are the caller's to name.
pipeline::IngestOptions ingest_options(const InputOptions& input);

// True after SIGINT or SIGTERM, so that the document at hand can end and be committed. The second signal is
// not caught.
const std::atomic<bool>& stop_on_signal();

// Brings near-duplicates, incidents and situations of a database up to date (pipeline/placing.h). Where the
// file may not be written to, what is there counts. False, and said on the console, where it does not work.
bool place_stories(const std::string& db, const Common& common, Console& console);

// The exit code of a run, with a last line on the console.
int finish(const pipeline::Counts& counts, Console& console);

}  // namespace casus::cli
