#include "pipeline/ingestion.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/failpoint.h"
#include "ingest/formats.h"

namespace casus::pipeline {
namespace {

using base::Result;

constexpr const char* stopped = "stopped";

std::string_view name_of(ingest::Format format) {
  return format == ingest::Format::detect ? "auto" : ingest::info_of(format).name;
}

// What a reading of a file depends on besides its bytes.
std::string settings_of(const IngestOptions& options, const store::Maker& maker) {
  std::string out;
  for (const std::string_view part :
       {name_of(options.format), std::string_view(options.defaults.id),
        std::string_view(options.defaults.published), std::string_view(options.defaults.source),
        std::string_view(options.settings), std::string_view(maker.version), std::string_view(maker.model),
        std::string_view(maker.lexicon)}) {
    out += part;
    out += '\n';
  }
  return out;
}

class Ingestion {
 public:
  Ingestion(store::Store& store, const IngestOptions& options, const IngestListener& listener,
            const std::atomic<bool>* stop)
      : store_(store),
        options_(options),
        listener_(listener),
        stop_(stop),
        settings_(settings_of(options, store.maker())) {}

  // Before anything is read: the thread that reads must not ask the store that another one writes to.
  Result<void> find_checkpoints() {
    for (const std::string& file : options_.files) {
      if (file == "-") continue;
      auto found = store_.checkpoint_of(input_name(file));
      if (!found) return found.error();
      if (*found && (*found)->settings == settings_) checkpoints_.emplace(file, **std::move(found));
    }
    return {};
  }

  Resume resume(const std::string& file, bool appendable) const {
    const auto found = checkpoints_.find(file);
    if (options_.again || found == checkpoints_.end()) return {};
    const store::Checkpoint& at = found->second;
    if (at.mark.empty() || mark_of(file, at.offset, appendable) != at.mark) return {};
    std::error_code status;
    // The mark of a file that cannot grow tells its size as well.
    const bool whole = at.done && (!appendable || std::filesystem::file_size(file, status) == at.offset);
    return {whole, at.offset, at.documents};
  }

  Result<void> take(Outcome& outcome, const Source& source) {
    base::failpoint("ingest.coded");
    const ingest::Item& item = outcome.item;
    if (item.article.file != file_ || !begun_) {
      if (auto done = end_file(); !done) return done;
      begun_ = true;
      file_ = item.article.file;
      name_ = input_name(file_.empty() ? "-" : file_);
    }
    if (item.error && listener_.rejected) listener_.rejected(*item.error);
    if (item.reader.empty()) {  // a file that could not be opened is no document
      ++counts_.unreadable_files;
      at_ = {};
      return {};
    }
    const store::Seen seen{item.raw, item.offset, item.reader, name_};
    Result<store::Became> became = store::Became::duplicate;
    if (outcome.coded) {
      became =
          store_.keep({outcome.coded->document, outcome.coded->claims, outcome.ids, outcome.record, seen});
    } else if (item.error) {
      became = store_.reject(item.article, seen, *item.error);
    } else {
      became = store_.pass(item.article, seen);
    }
    if (!became) return became.error();
    base::failpoint("ingest.kept");
    count(*became);
    at_ = {item.end, item.number, item.appendable};
    if (listener_.progress) listener_.progress(counts_, source);
    if (stop_ != nullptr && *stop_) {
      counts_.stopped = true;
      return base::Error{.code = stopped, .message = "stopped"};
    }
    if (++waiting_ < options_.commit_documents && seconds() - committed_ < options_.commit_seconds) return {};
    return commit();
  }

  Result<void> commit() {
    if (at_.documents > 0 && !name_.empty()) {
      if (auto set = checkpoint(false); !set) return set;
    }
    base::failpoint("ingest.commit");
    auto committed = store_.commit();
    base::failpoint("ingest.committed");
    if (committed && listener_.committed) listener_.committed();
    waiting_ = 0;
    committed_ = seconds();
    return committed;
  }

  // The last file's end was reached.
  Result<void> end_file() {
    if (!begun_ || at_.documents == 0 || name_.empty()) return {};
    base::failpoint("ingest.file_end");
    auto set = checkpoint(true);
    at_ = {};
    return set;
  }

  IngestCounts& counts() { return counts_; }

 private:
  // Up to here the file is read, to its end where `done`.
  Result<void> checkpoint(bool done) {
    return store_.checkpoint(
        {name_, at_.offset, at_.documents, done, mark_of(file_, at_.offset, at_.appendable), settings_});
  }

  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t documents = 0;
    bool appendable = false;
  };

  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  void count(store::Became became) {
    switch (became) {
      case store::Became::coded:
        ++counts_.coded;
        break;
      case store::Became::no_event:
        ++counts_.no_event;
        break;
      case store::Became::duplicate:
        ++counts_.duplicate;
        break;
      case store::Became::rejected:
        ++counts_.rejected;
        break;
    }
  }

  store::Store& store_;
  const IngestOptions& options_;
  const IngestListener& listener_;
  const std::atomic<bool>* stop_;
  const std::string settings_;
  std::unordered_map<std::string, store::Checkpoint> checkpoints_;
  IngestCounts counts_;
  bool begun_ = false;
  std::string file_, name_;
  Place at_;
  std::size_t waiting_ = 0;
  double committed_ = 0;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

std::string input_name(const std::string& file) {
  if (file == "-") return {};
  std::error_code status;
  const auto path = std::filesystem::weakly_canonical(file, status);
  return status ? file : path.string();
}

Result<IngestCounts> ingest_files(const MakeWorker& make_worker, store::Store& store, store::Known& known,
                                  const IngestOptions& options, const IngestListener& listener,
                                  const std::atomic<bool>* stop) {
  Ingestion ingestion(store, options, listener, stop);
  if (auto found = ingestion.find_checkpoints(); !found) return found.error();
  Source source(options.files, options.format, options.defaults,
                [&](const std::string& file, bool appendable) { return ingestion.resume(file, appendable); });
  const auto ran = run(
      make_worker, source, options.threads, [&](Outcome& outcome) { return ingestion.take(outcome, source); },
      options.again ? Known() : Known([&](const ingest::Item& item) {
        const auto knows = known.knows(item.article);
        return knows && *knows;  // an error here will be met again by the one who writes
      }));
  ingestion.counts().passed_files = source.passed_files();
  if (!ran && !ingestion.counts().stopped) return ran.error();
  if (ran) {
    if (auto ended = ingestion.end_file(); !ended) return ended.error();
  }
  if (auto committed = ingestion.commit(); !committed) return committed.error();
  return ingestion.counts();
}

}  // namespace casus::pipeline
