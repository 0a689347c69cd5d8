// casus recode: kept stories again, with today's rules; what changed, claim by claim.
#include <fmt/format.h>

#include "cli/record_diff.h"
#include "cli/work.h"
#include "pipeline/reread.h"
#include "store/store.h"

namespace casus::cli {
namespace {

constexpr int commit_stories = 200;

struct Totals {
  std::array<RecordDiff::Counts, RecordDiff::lists.size()> counts{};
  std::uint64_t stories = 0, changed = 0;

  void add(const RecordDiff& diff) {
    ++stories;
    if (!diff.lines.empty()) ++changed;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      counts[i].gained += diff.counts[i].gained;
      counts[i].lost += diff.counts[i].lost;
      counts[i].changed += diff.counts[i].changed;
    }
  }
};

}  // namespace

int recode(const Common& common, const RecodeOptions& options) {
  Console console(common);
  InputOptions input;
  input.max_bytes = options.max_bytes;
  input.threads = options.threads;
  const auto pipeline = open_pipeline(common, input, console);
  if (!pipeline) return usage;
  const write::Provenance& made = pipeline->provenance();
  const store::Maker maker{made.version, made.model, made.lexicon};
  auto documents =
      store::StoredDocuments::stories(options.db, options.all ? std::nullopt : std::optional(maker));
  if (!documents) return console.error(documents.error()), usage;
  const auto wanted = documents->count();
  if (!wanted) return console.error(wanted.error()), usage;
  std::optional<store::Store> store;
  if (!options.dry_run) {
    auto opened = store::Store::open(options.db, maker);
    if (!opened) return console.error(opened.error()), usage;
    store.emplace(*std::move(opened));
  }
  auto output = *Output::open("");
  pipeline::StoredItems items(*std::move(documents));
  Totals totals;
  std::uint64_t failed = 0;
  int waiting = 0;
  const auto take = [&](pipeline::Outcome& outcome) -> base::Result<void> {
    const store::Stored was = items.taken();
    const ingest::Item& item = outcome.item;
    if (!outcome.coded) {
      ++failed;
      console.error(was.article.id + " keeps its reading: " + item.error->to_string());
      return {};
    }
    const RecordDiff diff = compare_records(was.record, outcome.record);
    totals.add(diff);
    for (const std::string& line : diff.lines) output.write(was.article.id + "\t" + line + "\n");
    console.progress(totals.stories, failed, totals.stories + failed, static_cast<std::uint64_t>(*wanted));
    if (!store) return {};
    const auto& [document, claims] = *outcome.coded;
    const auto kept = store->keep(
        {document, claims, outcome.ids, outcome.record, {item.raw, was.offset, was.reader, was.file}});
    if (!kept) return kept.error();
    if (++waiting < commit_stories) return {};
    waiting = 0;
    return store->commit();
  };
  const auto counts = pipeline::run(*pipeline, items, threads_of(input), take);
  if (!counts) return console.error(counts.error()), usage;
  if (store) {
    if (auto done = store->commit(); !done) return console.error(done.error()), usage;
  }
  if (items.error()) return console.error(*items.error()), usage;
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  std::string said = fmt::format("{} {} coded again{}, {} with changes", totals.stories,
                                 totals.stories == 1 ? "story" : "stories",
                                 options.dry_run ? " (nothing was written)" : "", totals.changed);
  for (std::size_t i = 0; i < totals.counts.size(); ++i) {
    const auto& [gained, lost, changed] = totals.counts[i];
    if (gained + lost + changed == 0) continue;
    said += fmt::format("; {} +{} -{} ~{}", RecordDiff::lists[i], gained, lost, changed);
  }
  if (failed > 0) said += fmt::format("; {} could not be coded again", failed);
  console.note(said + fmt::format(", {:.1f} s", console.seconds()));
  return failed == 0 ? all_well : some_rejected;
}

}  // namespace casus::cli
