// Reads the columns of a database, whole or from the one before and the stories that changed.
//
// Reads:  the tables of claims (docs/formats/database.md).   Writes: nothing.
// Cost:   whole: about 5 seconds a million events; after a change: a copy of the columns and the changed
//         stories.
// Threads: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/columns.h"
#include "store/sqlite.h"

namespace casus::serve {

class ColumnsSource {
 public:
  // The connection is its own; it is never limited in time.
  static base::Result<std::unique_ptr<ColumnsSource>> open(const std::string& file);
  ~ColumnsSource();

  // Whether another connection committed anything since the last call that said so, or since the last
  // read().
  base::Result<bool> changed();
  // The columns of the database as it is. `before` may be null.
  base::Result<std::shared_ptr<const Columns>> read(const Columns* before);

 private:
  struct Parts;
  explicit ColumnsSource(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::serve
