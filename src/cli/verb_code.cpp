// casus code: stories in, records out, and into a database.
#include <filesystem>
#include <functional>
#include <unordered_set>

#include "cli/form_output.h"
#include "cli/work.h"
#include "pipeline/ingestion.h"
#include "store/store.h"

namespace casus::cli {
namespace {

// One transaction holds up to so many stories, or so many seconds.
constexpr int commit_stories = 500;
constexpr double commit_seconds = 2;

}  // namespace

int code(const Common& common, const CodeOptions& options) {
  Console console(common);
  const auto pipeline = open_pipeline(common, options.input, console);
  if (!pipeline) return usage;
  if (options.input.files.size() > 1 && !options.input.defaults.id.empty()) {
    return console.error("--id names one story, and there are several files"), usage;
  }
  for (const std::string& file : options.input.files) {
    std::error_code none;
    if (!options.output.empty() && std::filesystem::equivalent(file, options.output, none)) {
      return console.error("--output would overwrite the input " + file), usage;
    }
  }
  auto output = Output::open(options.output);
  if (!output) return console.error(output.error()), usage;
  auto form = FormOutput::open(pipeline->installation().data, options.format, options.how, *output, console);
  if (!form) return usage;
  std::optional<store::Store> store;
  if (!options.db.empty()) {
    const write::Provenance& made = pipeline->provenance();
    auto opened = store::Store::open(options.db, {made.version, made.model, made.lexicon});
    if (!opened) return console.error(opened.error()), usage;
    store.emplace(*std::move(opened));
  }

  const auto source = open_source(options.input, console);
  pipeline::Counts so_far;
  int waiting = 0;
  std::unordered_set<std::size_t> ids;  // hashes: a million stories are a few tens of megabytes
  std::uint64_t repeated = 0;
  double committed = 0;
  const auto take = [&](pipeline::Outcome& outcome) -> base::Result<void> {
    const ingest::Item& item = outcome.item;
    if (outcome.coded) {
      ++so_far.coded;
      if (store && !ids.insert(std::hash<std::string>{}(outcome.coded->document.article().id)).second)
        ++repeated;
      if (const auto written = form->write(outcome.record); !written) return written.error();
      if (source->slow()) output->flush();
    } else {
      ++so_far.rejected;
      console.error(*item.error);
    }
    console.progress(so_far.coded, so_far.rejected, source->position(), source->size());
    if (!store) return {};
    const std::string name = pipeline::input_name(item.article.file.empty() ? "-" : item.article.file);
    const store::Seen seen{item.raw, item.offset, item.reader, name};
    if (outcome.coded) {
      const auto& [document, claims] = *outcome.coded;
      const auto kept = store->keep({document, claims, outcome.ids, outcome.record, seen});
      if (!kept) return kept.error();
    } else if (!item.reader.empty()) {  // a file that could not be opened is no story
      const auto kept = store->reject(item.article, seen, *item.error);
      if (!kept) return kept.error();
    }
    if (++waiting < commit_stories && console.seconds() - committed < commit_seconds) return {};
    waiting = 0;
    committed = console.seconds();
    return store->commit();
  };
  const auto counts = pipeline::run(*pipeline, *source, threads_of(options.input), take);
  if (!counts) return console.error(counts.error()), usage;
  if (store) {
    if (auto done = store->commit(); !done) return console.error(done.error()), usage;
    if (!place_stories(options.db, common, console)) return usage;
  }
  form->end();
  if (auto done = output->close(); !done) return console.error(done.error()), usage;
  if (repeated > 0) {
    console.note(std::to_string(repeated) +
                 " stories had the id of an earlier one and took its place in the database");
  }
  return finish(*counts, console);
}

}  // namespace casus::cli
