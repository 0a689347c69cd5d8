// Makes snapshots of a database, whole or from the one before and the stories that changed.
//
// Reads:  the tables of claims (docs/formats/database.md).   Writes: nothing.
// Cost:   whole: about 5 seconds a million events; after a change: a copy of the snapshot and the changed
//         stories.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/snapshot.h"
#include "store/sqlite.h"

namespace casus::serve {

class SnapshotSource {
 public:
  // The connection is its own; it is never limited in time.
  static base::Result<std::unique_ptr<SnapshotSource>> open(const std::string& file);
  ~SnapshotSource();

  // Whether another connection committed anything since the last call that said so, or since the last
  // read().
  base::Result<bool> changed();
  // A snapshot of the database as it is. `before` may be null.
  base::Result<std::shared_ptr<const Snapshot>> read(const Snapshot* before);

 private:
  struct Parts;
  explicit SnapshotSource(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::serve
