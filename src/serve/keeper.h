// Keeps the snapshot of a database up to date.
//
// Threads: any. One at a time looks for changes; requests go on with the snapshot they have.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.h"
#include "serve/builder.h"
#include "serve/snapshot.h"

namespace casus::serve {

class Keeper {
 public:
  // Begins to read at once, on a thread of its own. Errors: those of the file.
  static base::Result<std::unique_ptr<Keeper>> open(const std::string& file);

  // The newest snapshot; while the first one is being read, waits for it, at most `patience`. Error `busy`.
  base::Result<std::shared_ptr<const Snapshot>> current(std::chrono::milliseconds patience);
  // The newest snapshot, or null; never waits.
  std::shared_ptr<const Snapshot> now() const;
  // Reads what has changed in the database since. Returns the number of the last change.
  std::int64_t look();
  // Why the last look failed, if it did.
  std::optional<base::Error> trouble() const;

 private:
  explicit Keeper(std::unique_ptr<SnapshotSource> source) : source_(std::move(source)) {}

  std::mutex looking_;  // around source_
  std::unique_ptr<SnapshotSource> source_;
  mutable std::mutex mutex_;  // around what follows
  std::condition_variable ready_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::optional<base::Error> trouble_;
  std::jthread first_;
};

}  // namespace casus::serve
