// What the fuzz targets share: the entry point, and a check that ends the run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace casus::fuzz {

inline void check(bool holds) {
  if (!holds) std::abort();
}

inline bool is_utf8(std::string_view text) { return base::find_invalid_utf8(text) == std::string_view::npos; }

}  // namespace casus::fuzz
