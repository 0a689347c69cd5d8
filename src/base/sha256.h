// SHA-256 for provenance: raw input, model files, rule sets.
#pragma once

#include <string>
#include <string_view>

namespace casus::base {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace casus::base
