// Where a page of a list ended, as an opaque text: the next page begins after it, whatever has been added or
// taken away before it in the meantime.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus::serve {

struct Cursor {
  std::uint64_t question = 0;  // hash of what was asked: a cursor continues its own question only
  std::int64_t value = 0;      // of what is sorted by
  std::int64_t key = 0;        // tells rows of one value apart
  std::string text;            // the same, for lists whose rows have a text instead of a key
  bool operator==(const Cursor&) const = default;
};

// Letters, digits, "-" and "_".
std::string write_cursor(const Cursor& cursor);
// Nothing where the text is no cursor.
std::optional<Cursor> read_cursor(std::string_view text);

// Base64 for addresses, without padding.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace casus::serve
