// casus watch: what comes into folders and feed files goes into a database, as it comes.
#include <filesystem>
#include <fmt/format.h>

#include "cli/work.h"
#include "ingest/folder_watch.h"
#include "pipeline/ingestion.h"
#include "store/store.h"

namespace casus::cli {
namespace {

// How long a signal may wait to be heard while nothing comes.
constexpr std::chrono::milliseconds patience{500};

struct Total {
  std::uint64_t coded = 0;  // with events or without
  std::uint64_t rejected = 0;
  std::uint64_t known = 0;

  void add(const pipeline::IngestCounts& counts) {
    coded += counts.coded + counts.no_event;
    rejected += counts.rejected + counts.unreadable_files;
    known += counts.duplicate;
  }
};

void say(const std::string& file, const pipeline::IngestCounts& counts, Console& console) {
  const std::uint64_t coded = counts.coded + counts.no_event;
  if (coded + counts.rejected == 0) return;  // nothing new in it
  std::string said = fmt::format("{}: {} new", file, coded);
  if (counts.rejected > 0) said += fmt::format(", {} rejected", counts.rejected);
  console.note(said);
}

}  // namespace

int watch(const Common& common, const WatchOptions& options) {
  Console console(common);
  auto folders = ingest::FolderWatch::open(options.input.files);
  if (!folders) return console.error(folders.error()), usage;
  const auto pipeline = open_pipeline(common, options.input, console);
  if (!pipeline) return usage;
  const write::Provenance& made = pipeline->provenance();
  // What arrives may not arrive again: every commit waits for the disk.
  auto store =
      store::Store::open(options.db, {made.version, made.model, made.lexicon}, {store::Durability::full});
  if (!store) return console.error(store.error()), usage;
  auto known = store::Known::open(options.db, store->maker());
  if (!known) return console.error(known.error()), usage;

  const std::atomic<bool>& stop_wanted = stop_on_signal();
  pipeline::IngestOptions how = ingest_options(options.input);
  how.commit_documents = 50;
  how.commit_seconds = 1;
  bool placed = true;
  const pipeline::IngestListener listener{
      [&](const base::Error& why) { console.error(why); },
      {},
      // Who looks at the database meanwhile sees where stories belong.
      [&] { placed = placed && place_stories(options.db, common, console); }};
  const std::string database = pipeline::input_name(options.db);

  Total total;
  bool told = false;
  while (!stop_wanted) {
    const auto files = folders->ready(options.once ? std::chrono::milliseconds(0) : patience);
    if (!files) return console.error(files.error()), usage;
    for (const std::string& file : *files) {
      if (stop_wanted) break;
      std::error_code status;
      // The database may lie in the folder; what came may be gone again.
      if (pipeline::input_name(file).starts_with(database) || !std::filesystem::is_regular_file(file, status))
        continue;
      how.files = {file};
      const auto counts = pipeline::ingest_files(pipeline::workers_of(*pipeline), *store, *known, how,
                                                 listener, &stop_wanted);
      if (!counts) return console.error(counts.error()), usage;
      if (!placed) return usage;
      total.add(*counts);
      say(file, *counts, console);
    }
    if (options.once) break;
    if (!told && files->empty()) {
      console.note("waiting for what comes; Ctrl-C ends");
      told = true;
    }
  }
  console.note(fmt::format("{} new, {} known already, {} rejected, {:.1f} s", total.coded, total.known,
                           total.rejected, console.seconds()));
  if (!options.once || total.rejected == 0) return all_well;  // told to stop: that it did
  return total.coded + total.known == 0 ? nothing_readable : some_rejected;
}

}  // namespace casus::cli
