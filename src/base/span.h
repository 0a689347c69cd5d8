// A piece of text by position.
//
// Spans are half-open ranges of UTF-8 bytes of a story's clean text. Code points are computed only where text
// leaves the house (JSON, a browser): see base/utf8.h.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace casus::base {

struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - start; }
  constexpr bool empty() const { return start >= end; }
  constexpr bool contains(Span other) const { return start <= other.start && other.end <= end; }
  constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

// The smallest span that covers both. An empty span does not stretch the other.
constexpr Span join(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.start, b.start), std::max(a.end, b.end)};
}

// The characters of `span`. The span must lie within `text`.
constexpr std::string_view cut(std::string_view text, Span span) {
  return text.substr(span.start, span.size());
}

}  // namespace casus::base
