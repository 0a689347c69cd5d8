// Reading stories back, for what looks across them.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace casus::store {

// One story as it was kept; rejected ones are not among them.
struct StoredText {
  std::string id;
  std::string published;
  std::string headline;
  std::string text;
};

// Calls `take` for every coded story by id. The database is opened for reading
// only. Errors: as open_for_reading() (migrations.h).
base::Result<void> for_each_text(const std::string& file, const std::function<void(StoredText&&)>& take);

}  // namespace casus::store
