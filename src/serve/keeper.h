// Keeps the snapshot of a database up to date.
//
// Threads: any. One at a time looks for changes; requests go on with the snapshot they have.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "base/result.h"
#include "serve/builder.h"
#include "serve/follower.h"
#include "serve/snapshot.h"

namespace casus::serve {

class Keeper {
 public:
  // Begins to read at once, on a thread of its own. A snapshot waits for what is known across stories, at
  // most `follow`; what is found later makes a snapshot of its own. Errors: those of the file.
  static base::Result<std::unique_ptr<Keeper>> open(const std::string& file,
                                                    std::chrono::milliseconds follow);

  // The newest snapshot; while the first one is being read, waits for it, at most `patience`. Error `busy`.
  base::Result<std::shared_ptr<const Snapshot>> current(std::chrono::milliseconds patience);
  // The newest snapshot, or null; never waits.
  std::shared_ptr<const Snapshot> now() const;
  // Reads what has changed in the database since. Returns the number of the last change.
  std::int64_t look();
  // Why the last look failed, if it did.
  std::optional<base::Error> trouble() const;

 private:
  Keeper(std::unique_ptr<ColumnsSource> source, const std::string& file, std::chrono::milliseconds follow);
  void show(std::shared_ptr<const Columns> columns, std::shared_ptr<const Across> across);

  const std::chrono::milliseconds follow_;
  std::mutex looking_;  // around the next two
  std::unique_ptr<ColumnsSource> source_;
  std::uint64_t reads_ = 0;
  mutable std::mutex mutex_;  // around what follows
  std::condition_variable ready_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::uint64_t versions_ = 0;
  std::uint64_t shown_ = 0;  // which of the reads
  // What was found for columns that are not shown yet.
  std::pair<std::shared_ptr<const Columns>, std::shared_ptr<const Across>> early_;
  std::optional<base::Error> trouble_;
  Follower follower_;
  std::jthread first_;
};

}  // namespace casus::serve
