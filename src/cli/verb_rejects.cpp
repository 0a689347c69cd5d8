// casus rejects: documents that could not be coded.
#include <fmt/format.h>

#include "cli/work.h"
#include "pipeline/reread.h"
#include "store/store.h"

namespace casus::cli {
namespace {

std::string where(const store::Stored& reject) {
  std::string out = reject.file.empty() ? "standard input" : reject.file;
  if (reject.article.line != 0) out += fmt::format(":{}", reject.article.line);
  return out;
}

// Calls `take` for every reject that is asked for. An id without one is an error.
template <class Take>
bool each(const RejectsOptions& options, Console& console, const Take& take) {
  auto documents = store::StoredDocuments::rejects(options.db, options.stories, options.code);
  if (!documents) return console.error(documents.error()), false;
  std::vector<std::string> missing = options.stories;
  for (;;) {
    auto next = documents->next();
    if (!next) return console.error(next.error()), false;
    if (!*next) break;
    std::erase(missing, (*next)->article.id);
    take(**next);
  }
  for (const std::string& id : missing) console.error("there is no reject of story " + id);
  return missing.empty();
}

int list(const RejectsOptions& options, Console& console, Output& output) {
  std::uint64_t count = 0;
  const bool found = each(options, console, [&](const store::Stored& one) {
    if (count++ == 0) output.write("story\tcode\tattempts\tplace\toffset\treason\n");
    output.write(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", one.article.id, one.code, one.attempts, where(one),
                             one.offset, one.reason));
  });
  if (found && count == 0) console.note("no rejects");
  return found ? all_well : usage;
}

int show(const RejectsOptions& options, Console& console, Output& output) {
  const bool found = each(options, console, [&](const store::Stored& one) {
    output.write(
        fmt::format("story     {}\ncode      {}\nreason    {}\nattempts  {} (last by {})\n"
                    "place     {}, byte {}\nreader    {}\nsha256    {}\nbytes     {}{}\n\n",
                    one.article.id, one.code, one.reason, one.attempts, one.version, where(one), one.offset,
                    one.reader, one.article.sha256, one.raw.size(), one.dropped ? " (dropped)" : ""));
    output.write(one.raw);
    output.write("\n\n");
  });
  return found ? all_well : usage;
}

int retry(const Common& common, const RejectsOptions& options, Console& console) {
  InputOptions input;
  input.max_bytes = options.max_bytes;
  input.threads = options.threads;
  const auto pipeline = open_pipeline(common, input, console);
  if (!pipeline) return usage;
  auto documents = store::StoredDocuments::rejects(options.db, options.stories, options.code);
  if (!documents) return console.error(documents.error()), usage;
  const write::Provenance& made = pipeline->provenance();
  auto store = store::Store::open(options.db, {made.version, made.model, made.lexicon});
  if (!store) return console.error(store.error()), usage;
  pipeline::StoredItems items(*std::move(documents));
  std::uint64_t again = 0;
  const auto take = [&](pipeline::Outcome& outcome) -> base::Result<void> {
    const store::Stored was = items.taken();
    const ingest::Item& item = outcome.item;
    const store::Seen seen{item.raw, was.offset, was.reader, was.file};
    if (outcome.coded) {
      const auto& [document, claims] = *outcome.coded;
      const auto kept = store->keep({document, claims, outcome.ids, outcome.record, seen});
      if (!kept) return kept.error();
    } else {
      ++again;
      console.error(*item.error);
      const auto kept = store->reject(item.article, seen, *item.error);
      if (!kept) return kept.error();
    }
    return store->commit();
  };
  const auto counts = pipeline::run(*pipeline, items, threads_of(input), take);
  if (!counts) return console.error(counts.error()), usage;
  if (items.error()) return console.error(*items.error()), usage;
  console.note(fmt::format("{} coded, {} rejected again", counts->coded, again));
  return again == 0 ? all_well : some_rejected;
}

}  // namespace

int rejects(const Common& common, const RejectsOptions& options) {
  Console console(common);
  if (options.action == "retry") return retry(common, options, console);
  if (options.action == "drop") {
    if (options.stories.empty() && options.code.empty()) {
      return console.error("drop wants ids of stories, or --code"), usage;
    }
    const auto dropped = store::drop_rejects(options.db, options.stories, options.code);
    if (!dropped) return console.error(dropped.error()), usage;
    console.note(fmt::format("{} dropped; they stay counted, their bytes are gone", *dropped));
    return all_well;
  }
  auto output = *Output::open("");
  const int code = options.action == "list" ? list(options, console, output) : show(options, console, output);
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return code;
}

}  // namespace casus::cli
