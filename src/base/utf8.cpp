#include "base/utf8.h"

#include <cassert>

namespace casus::base {
namespace {

constexpr std::size_t block = 64;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::uint32_t count_starts(std::string_view bytes) {
  std::uint32_t n = 0;
  for (const char c : bytes) n += is_continuation(c) ? 0U : 1U;
  return n;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::size_t i = 0;
  while (i < bytes.size()) {
    const unsigned char b = byte(i);
    if (b < 0x80) {
      ++i;
      continue;
    }
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      length = 2;
    } else if (b >= 0xE0 && b <= 0xEF) {
      length = 3;
      if (b == 0xE0) low = 0xA0;   // overlong
      if (b == 0xED) high = 0x9F;  // surrogates
    } else if (b >= 0xF0 && b <= 0xF4) {
      length = 4;
      if (b == 0xF0) low = 0x90;   // overlong
      if (b == 0xF4) high = 0x8F;  // beyond U+10FFFF
    } else {
      return i;
    }
    if (i + length > bytes.size()) return i;
    if (byte(i + 1) < low || byte(i + 1) > high) return i;
    for (std::size_t k = 2; k < length; ++k) {
      if (!is_continuation(bytes[i + k])) return i;
    }
    i += length;
  }
  return std::string_view::npos;
}

Decoded decode_utf8(std::string_view text, std::size_t at) {
  assert(at < text.size());
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t b = byte(at);
  if (b < 0x80) return {b, 1};
  if (b < 0xE0) return {((b & 0x1FU) << 6) | (byte(at + 1) & 0x3FU), 2};
  if (b < 0xF0) return {((b & 0x0FU) << 12) | ((byte(at + 1) & 0x3FU) << 6) | (byte(at + 2) & 0x3FU), 3};
  return {((b & 0x07U) << 18) | ((byte(at + 1) & 0x3FU) << 12) | ((byte(at + 2) & 0x3FU) << 6) |
              (byte(at + 3) & 0x3FU),
          4};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t b) { out.push_back(static_cast<char>(static_cast<unsigned char>(b))); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12));
    put(0x80U | ((c >> 6) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18));
    put(0x80U | ((c >> 12) & 0x3FU));
    put(0x80U | ((c >> 6) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += is_continuation(c) ? 0U : 1U;
  return n;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  blocks_.reserve(text.size() / block + 1);
  std::uint32_t n = 0;
  for (std::size_t i = 0; i <= text.size(); i += block) {
    blocks_.push_back(n);
    n += count_starts(text.substr(i, block));
  }
}

std::uint32_t CodePoints::at(std::uint32_t offset) const {
  assert(offset <= text_.size());
  const std::size_t start = offset / block * block;
  return blocks_[offset / block] + count_starts(text_.substr(start, offset - start));
}

}  // namespace casus::base
