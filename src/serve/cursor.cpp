#include "serve/cursor.h"

#include <array>
#include <cstring>

#include "base/utf8.h"
#include "serve/words.h"

namespace casus::serve {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void append(std::string& out, std::uint64_t number) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}
std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    out |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return out;
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) out += letters[bits >> (count - 6) & 63];
  }
  if (count > 0) out += letters[bits << (6 - count) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xff);
    }
  }
  // What is left over is filling, and only zeros fill.
  if (count >= 6 || (bits & ((1u << count) - 1)) != 0) return std::nullopt;
  return out;
}

std::string write_cursor(const Cursor& cursor) {
  std::string bytes = "1";
  append(bytes, cursor.question);
  append(bytes, static_cast<std::uint64_t>(cursor.value));
  append(bytes, static_cast<std::uint64_t>(cursor.key));
  bytes += cursor.text;
  // A slip of the hand is noticed, not taken for another place.
  append(bytes, hash_of(bytes));
  return base64url(bytes);
}

std::optional<Cursor> read_cursor(std::string_view text) {
  if (text.size() > 2'000) return std::nullopt;
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() < 33 || bytes->front() != '1') return std::nullopt;
  const std::string_view content = std::string_view(*bytes).substr(0, bytes->size() - 8);
  if (number_at(*bytes, content.size()) != hash_of(content)) return std::nullopt;
  Cursor out{.question = number_at(content, 1),
             .value = static_cast<std::int64_t>(number_at(content, 9)),
             .key = static_cast<std::int64_t>(number_at(content, 17)),
             .text = std::string(content.substr(25))};
  if (base::find_invalid_utf8(out.text) != std::string_view::npos) return std::nullopt;
  return out;
}

}  // namespace casus::serve
