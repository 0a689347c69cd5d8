#include "annotate/unicode.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/utf8.h"

namespace casus::annotate::unicode {
namespace {

struct LowerCase {
  std::uint32_t from;
  std::uint32_t to;
  std::uint32_t then;  // second character, or 0
};

#include "annotate/unicode_tables.inc"

enum Flag : std::uint8_t {
  alpha = 1,
  upper = 2,
  digit = 4,
  space = 8,
  cased = 16,
  ignorable = 32,
  lowers = 64
};

std::uint8_t flags(char32_t c) {
  if (c > 0x10FFFF) return 0;
  return flags_of[std::size_t{block_of[c >> 8]} << 8 | (c & 0xFF)];
}

bool all(std::string_view text, Flag flag) {
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded c = base::decode_utf8(text, i);
    if ((flags(c.code_point) & flag) == 0) return false;
    i += c.length;
  }
  return !text.empty();
}

// The last character before `at`; `at` is moved to its start.
char32_t decode_before(std::string_view text, std::size_t& at) {
  do {
    --at;
  } while ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return base::decode_utf8(text, at).code_point;
}

// A capital sigma ends a word where the nearest character before it that is not ignorable is a cased letter
// and the nearest one after it is not.
bool is_final_sigma(std::string_view text, std::size_t at, std::size_t length) {
  std::size_t before = at;
  bool after_letter = false;
  while (before > 0) {
    const std::uint8_t f = flags(decode_before(text, before));
    if ((f & ignorable) != 0) continue;
    after_letter = (f & cased) != 0;
    break;
  }
  if (!after_letter) return false;
  for (std::size_t i = at + length; i < text.size();) {
    const base::Decoded c = base::decode_utf8(text, i);
    const std::uint8_t f = flags(c.code_point);
    if ((f & ignorable) == 0) return (f & cased) == 0;
    i += c.length;
  }
  return true;
}

}  // namespace

bool is_alpha(char32_t c) { return (flags(c) & alpha) != 0; }
bool is_upper(char32_t c) { return (flags(c) & upper) != 0; }
bool is_digit(char32_t c) { return (flags(c) & digit) != 0; }
bool is_space(char32_t c) { return (flags(c) & space) != 0; }

bool is_alpha(std::string_view text) { return all(text, alpha); }
bool is_space(std::string_view text) { return all(text, space); }

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      out.push_back(base::to_lower(text[i]));
      ++i;
      continue;
    }
    const base::Decoded c = base::decode_utf8(text, i);
    if ((flags(c.code_point) & lowers) == 0) {
      out.append(text, i, c.length);
    } else if (c.code_point == 0x3A3) {
      base::append_utf8(out, is_final_sigma(text, i, c.length) ? 0x3C2 : 0x3C3);
    } else {
      const auto* row = std::lower_bound(lower_cases.begin(), lower_cases.end(), c.code_point,
                                         [](const LowerCase& r, char32_t from) { return r.from < from; });
      base::append_utf8(out, row->to);
      if (row->then != 0) base::append_utf8(out, row->then);
    }
    i += c.length;
  }
  return out;
}

}  // namespace casus::annotate::unicode
