// The rows of the tables in data/quotes: lines that are neither blank nor comments.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::code {

// Calls `take` for each row; its answer is what is wrong with the row. Errors, with `code` as theirs: a file
// that cannot be read, a row that is wrong, with its line.
base::Result<void> read_rows(const std::string& file, std::string_view code,
                             const std::function<std::optional<std::string>(std::string_view)>& take);

}  // namespace casus::code
