// Reading stories back, for what looks across them.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace casus::store {

// One story as it was kept. Rejected stories are here too, with the text they had where it could be read.
struct StoredText {
  std::string id;
  std::string published;
  std::string headline;
  std::string text;
  bool rejected = false;
};

// Calls `take` for every story by id, coded ones before rejected ones. The database is opened for reading
// only. Errors: those of the file; `foreign_database` where it is a database of another program.
base::Result<void> for_each_text(const std::string& file, const std::function<void(StoredText&&)>& take);

}  // namespace casus::store
