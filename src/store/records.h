// Reading records back, for what writes them in another form.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace casus::store {

// Calls `take` with the record of every coded story, by the story's id, as it was written. The database is
// opened for reading only and may be written to meanwhile: what is read is one moment of it. Errors: those of
// the file; `foreign_database` where it is a database of another program.
base::Result<void> for_each_record(const std::string& file, const std::function<void(std::string&&)>& take);

}  // namespace casus::store
