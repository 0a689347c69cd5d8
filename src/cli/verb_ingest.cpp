// casus ingest: stories into a database, with progress; goes on where it was left.
#include <algorithm>
#include <fmt/format.h>

#include "cli/work.h"
#include "pipeline/ingestion.h"
#include "store/store.h"

namespace casus::cli {
namespace {

std::string count_of(std::uint64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

int finish_ingest(const pipeline::IngestCounts& counts, Console& console) {
  std::string said =
      count_of(counts.documents(), "document", "documents") +
      fmt::format(": {} coded, {} without an event, {}, {} rejected", counts.coded, counts.no_event,
                  count_of(counts.duplicate, "duplicate", "duplicates"), counts.rejected);
  if (counts.passed_files > 0) {
    said += fmt::format("; {} read before", count_of(counts.passed_files, "file was", "files were"));
  }
  console.note(said + fmt::format(", {:.1f} s", console.seconds()));
  if (counts.stopped) {
    console.note("stopped; run the same command again to go on");
    return stopped;
  }
  const std::uint64_t bad = counts.rejected + counts.unreadable_files;
  if (counts.documents() == counts.rejected && counts.passed_files == 0) return nothing_readable;
  return bad == 0 ? all_well : some_rejected;
}

}  // namespace

int ingest(const Common& common, const IngestVerbOptions& options) {
  Console console(common);
  if (options.input.files.size() > 1 && !options.input.defaults.id.empty()) {
    return console.error("--id names one story, and there are several files"), usage;
  }
  const auto pipeline = open_pipeline(common, options.input, console);
  if (!pipeline) return usage;
  const auto files = input_files(options.input, console);
  const bool standard_input = std::find(files.begin(), files.end(), "-") != files.end();
  const write::Provenance& made = pipeline->provenance();
  // What comes from standard input does not come again.
  const bool full = options.sync == Sync::full || (options.sync == Sync::automatic && standard_input);
  auto store = store::Store::open(options.db, {made.version, made.model, made.lexicon},
                                  {full ? store::Durability::full : store::Durability::normal});
  if (!store) return console.error(store.error()), usage;
  auto known = store::Known::open(options.db, store->maker());
  if (!known) return console.error(known.error()), usage;

  const std::atomic<bool>& stop_wanted = stop_on_signal();
  pipeline::IngestOptions how = ingest_options(options.input);
  how.files = files;
  how.again = options.again;
  bool placed = true;
  const pipeline::IngestListener listener{
      [&](const base::Error& why) { console.error(why); },
      [&](const pipeline::IngestCounts& counts, const pipeline::Source& source) {
        const std::uint64_t passed = source.passed_bytes();
        std::optional<std::uint64_t> size = source.size();
        if (size) *size -= std::min(passed, *size);
        console.progress(counts.documents() - counts.rejected, counts.rejected,
                         source.position() - std::min(passed, source.position()), size);
      },
      // Who looks at the database meanwhile sees where stories belong.
      [&] { placed = placed && place_stories(options.db, common, console); }};
  const auto counts =
      pipeline::ingest_files(pipeline::workers_of(*pipeline), *store, *known, how, listener, &stop_wanted);
  if (!counts) return console.error(counts.error()), usage;
  const int code = finish_ingest(*counts, console);
  return placed ? code : usage;
}

}  // namespace casus::cli
