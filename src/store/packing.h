// Raw input as it is kept: compressed where that makes it smaller.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::store {

struct Packed {
  std::string bytes;
  bool packed = false;  // a Zstandard frame; else the bytes as they are
};

// Cost: some hundred MB a second.
Packed pack(std::string_view bytes);

// The bytes again. Error `damaged_input` where the frame is broken or does not hold `size` bytes.
base::Result<std::string> unpack(std::string_view bytes, bool packed, std::size_t size);

}  // namespace casus::store
