// UTF-8: validation, decoding, and the way from byte offsets to code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace casus::base {

// Offset of the first byte that is not part of well-formed UTF-8 (no surrogates, no overlong forms, at most
// U+10FFFF), or std::string_view::npos where all is well.
std::size_t find_invalid_utf8(std::string_view bytes);

// One code point and how many bytes it took.
struct Decoded {
  char32_t code_point = 0;
  std::uint32_t length = 1;
};

// Decodes the code point at `at`. The text must be valid UTF-8 and `at` on a boundary, less than text.size().
Decoded decode_utf8(std::string_view text, std::size_t at);

// Appends `code_point` as UTF-8.
void append_utf8(std::string& out, char32_t code_point);

// Number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

// Byte offsets to code-point offsets for one text, in constant time each after one pass.
//
// Cost: one counter for every 64 bytes; a look-up counts at most 63 bytes.
class CodePoints {
 public:
  // Keeps a view of `text`, which must outlive this and be valid UTF-8.
  explicit CodePoints(std::string_view text);

  // Code points before byte `offset` (0 <= offset <= text.size()).
  std::uint32_t at(std::uint32_t offset) const;
  Span of(Span bytes) const { return {at(bytes.start), at(bytes.end)}; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> blocks_;  // code points before byte 64 * i
};

}  // namespace casus::base
