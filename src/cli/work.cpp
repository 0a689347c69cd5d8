#include "cli/work.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fmt/format.h>
#include <system_error>
#include <thread>

#include "pipeline/installation.h"
#include "pipeline/placing.h"

namespace casus::cli {
namespace {

std::atomic<bool> stop_wanted = false;

extern "C" void on_signal(int signal) {
  stop_wanted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

base::Result<Output> Output::open(const std::string& file) {
  Output out;
  if (file.empty() || file == "-") return out;
  out.file_ = file;
  out.owned_.reset(std::fopen(file.c_str(), "wb"));
  if (!out.owned_) {
    return base::Error{.code = "cannot_write",
                       .message = "cannot write: " + std::generic_category().message(errno),
                       .file = file};
  }
  out.stream_ = out.owned_.get();
  return out;
}

base::Result<void> Output::close() {
  const bool failed = std::fflush(stream_) != 0 || std::ferror(stream_) != 0;
  if (!failed) return {};
  return base::Error{.code = "cannot_write",
                     .message = "the output could not be written: " + std::generic_category().message(errno),
                     .file = file_};
}

std::optional<pipeline::Pipeline> open_pipeline(const Common& common, const InputOptions& input,
                                                Console& console) {
  const auto places = pipeline::find_installation({common.data, common.model});
  if (!places) {
    console.error(places.error());
    return std::nullopt;
  }
  auto opened = pipeline::Pipeline::open(*places, {.bytes = input.max_bytes});
  if (!opened) {
    console.error(opened.error());
    return std::nullopt;
  }
  if (!opened->note().empty()) console.note(opened->note());
  return *std::move(opened);
}

std::vector<std::string> input_files(const InputOptions& input, Console& console) {
  const bool standard_input =
      input.files.empty() || std::find(input.files.begin(), input.files.end(), "-") != input.files.end();
  if (standard_input && is_terminal(0)) console.note("reading from the terminal; Ctrl-D ends the text");
  return input.files.empty() ? std::vector<std::string>{"-"} : input.files;
}

std::unique_ptr<pipeline::Source> open_source(const InputOptions& input, Console& console) {
  return std::make_unique<pipeline::Source>(input_files(input, console), input.format, input.defaults);
}

int threads_of(const InputOptions& input) {
  if (input.threads > 0) return input.threads;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

pipeline::IngestOptions ingest_options(const InputOptions& input) {
  pipeline::IngestOptions out;
  out.format = input.format;
  out.defaults = input.defaults;
  out.settings = "max-bytes " + std::to_string(input.max_bytes);
  out.threads = threads_of(input);
  return out;
}

const std::atomic<bool>& stop_on_signal() {
  stop_wanted = false;
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  return stop_wanted;
}

int finish(const pipeline::Counts& counts, Console& console) {
  const double seconds = console.seconds();
  std::string said = fmt::format("{} {} coded", counts.coded, counts.coded == 1 ? "story" : "stories");
  if (counts.rejected > 0) said += fmt::format(", {} rejected", counts.rejected);
  console.note(said + fmt::format(", {:.1f} s", seconds));
  if (counts.coded == 0) return nothing_readable;
  return counts.rejected == 0 ? all_well : some_rejected;
}

bool place_stories(const std::string& db, const Common& common, Console& console) {
  const auto installed = pipeline::find_knowledge(common.data);
  if (!installed) return console.error(installed.error()), false;
  const auto placed = pipeline::place_stories(db, installed->data);
  if (placed || placed.error().code == "database_read_only") return true;
  return console.error(placed.error()), false;
}

}  // namespace casus::cli
