#include "pipeline/run.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace casus::pipeline {
namespace {

using base::Result;

// A story that makes a room fail in a way that it should not takes only itself down.
void work(const Pipeline& pipeline, Pipeline::Workspace& workspace, Outcome& outcome) {
  base::Error error;
  try {
    auto coded = pipeline.take(outcome.item.article, workspace);
    if (coded) {
      outcome.coded.emplace(*std::move(coded));
      outcome.ids = events::ids_of(outcome.coded->document, outcome.coded->claims);
      write::write_record(pipeline.provenance(),
                          {outcome.coded->document, outcome.coded->claims, outcome.ids}, nullptr,
                          outcome.record);
      return;
    }
    error = coded.error();
  } catch (const std::exception& failure) {
    error = {.code = "failed", .message = std::string("the story could not be coded: ") + failure.what()};
    outcome.coded.reset();
    outcome.record.clear();
  }
  error.file = outcome.item.article.file;
  if (outcome.item.article.line != 0) error.line = outcome.item.article.line;
  outcome.item.error = std::move(error);
}

void count(const Outcome& outcome, Counts& counts) {
  ++(outcome.known ? counts.known : outcome.coded ? counts.coded : counts.rejected);
}

Outcome outcome_of(ingest::Item item, const Known& known) {
  Outcome outcome{std::move(item), false, {}, {}, {}};
  outcome.known = known && !outcome.item.error && known(outcome.item);
  return outcome;
}

bool to_code(const Outcome& outcome) { return !outcome.known && !outcome.item.error; }

Result<Counts> run_alone(const MakeWorker& make_worker, Items& items, const Take& take, const Known& known) {
  const Worker worker = make_worker();
  Counts counts;
  while (auto item = items.next()) {
    Outcome outcome = outcome_of(*std::move(item), known);
    if (to_code(outcome)) worker(outcome);
    count(outcome, counts);
    if (auto taken = take(outcome); !taken) return taken.error();
  }
  return counts;
}

// The stories under way, in order. A few at a time go to a thread, so that the lock is not felt with short
// ones.
class Belt {
 public:
  Belt(const MakeWorker& make_worker, Items& items, int threads, const Known& known)
      : make_worker_(make_worker),
        items_(items),
        known_(known),
        longest_(static_cast<std::size_t>(threads) * 4) {
    threads_.emplace_back([this] { read(); });
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { code(); });
  }

  ~Belt() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  struct Batch {
    std::vector<Outcome> outcomes;
    bool taken = false;
    bool done = false;
  };

  // The next finished batch in the order of the input; null at the end.
  std::unique_ptr<Batch> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return batches_.empty() ? read_all_ : batches_.front()->done; });
    if (batches_.empty()) return nullptr;
    auto batch = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return batch;
  }

 private:
  static constexpr std::size_t batch_bytes = 32U << 10;
  static constexpr std::size_t batch_stories = 16;

  void read() {
    for (bool more = true; more;) {
      auto batch = std::make_unique<Batch>();
      for (std::size_t bytes = 0; bytes < batch_bytes && batch->outcomes.size() < batch_stories;) {
        auto item = items_.next();
        more = item.has_value();
        if (!more) break;
        bytes += item->article.text.size();
        batch->outcomes.push_back(outcome_of(*std::move(item), known_));
        if (items_.slow()) break;
      }
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopped_ || batches_.size() < longest_; });
      if (stopped_) return;
      if (!batch->outcomes.empty()) batches_.push_back(std::move(batch));
      read_all_ = !more;
      changed_.notify_all();
    }
  }

  void code() {
    const Worker worker = make_worker_();
    for (;;) {
      Batch* batch = nullptr;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopped_ || read_all_ || (batch = waiting()) != nullptr; });
        if (stopped_) return;
        if (batch == nullptr) batch = waiting();
        if (batch == nullptr) return;  // all is read and given out
        batch->taken = true;
      }
      for (Outcome& outcome : batch->outcomes) {
        if (to_code(outcome)) worker(outcome);
      }
      {
        const std::lock_guard lock(mutex_);
        batch->done = true;
      }
      changed_.notify_all();
    }
  }

  Batch* waiting() const {
    for (const auto& batch : batches_) {
      if (!batch->taken) return batch.get();
    }
    return nullptr;
  }

  const MakeWorker& make_worker_;
  Items& items_;
  const Known& known_;
  const std::size_t longest_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Batch>> batches_;
  bool read_all_ = false;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace

MakeWorker workers_of(const Pipeline& pipeline) {
  return [&pipeline]() -> Worker {
    return [&pipeline, workspace = std::make_shared<Pipeline::Workspace>()](Outcome& outcome) {
      work(pipeline, *workspace, outcome);
    };
  };
}

Result<Counts> run(const Pipeline& pipeline, Items& items, int threads, const Take& take) {
  return run(workers_of(pipeline), items, threads, take);
}

Result<Counts> run(const MakeWorker& make_worker, Items& items, int threads, const Take& take,
                   const Known& known) {
  if (threads <= 1) return run_alone(make_worker, items, take, known);
  Counts counts;
  Belt belt(make_worker, items, threads, known);
  while (const auto batch = belt.next()) {
    for (Outcome& outcome : batch->outcomes) {
      count(outcome, counts);
      if (auto taken = take(outcome); !taken) return taken.error();
    }
  }
  return counts;
}

}  // namespace casus::pipeline
