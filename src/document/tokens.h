// Dense facts, one per token, as columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "document/labels.h"

namespace casus::document {

using TokenIndex = std::uint32_t;
inline constexpr TokenIndex no_token = std::numeric_limits<TokenIndex>::max();

// A half-open range of tokens.
struct TokenRange {
  TokenIndex begin = 0;
  TokenIndex end = 0;

  constexpr TokenIndex size() const { return end - begin; }
  constexpr bool empty() const { return begin >= end; }
  constexpr bool contains(TokenIndex i) const { return begin <= i && i < end; }
  constexpr bool contains(TokenRange other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(TokenRange other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const TokenRange&) const = default;
};

// A string kept in the document's own arena: see Document::string().
struct StringRef {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

// The columns. All have the same length once the annotator has run; before that, only those it has reached.
struct TokenColumns {
  std::vector<base::Span> span;           // bytes of the clean text
  std::vector<std::uint8_t> space_after;  // 1 where a single blank follows
  std::vector<Tag> tag;
  std::vector<Pos> pos;
  std::vector<Dep> dep;
  std::vector<TokenIndex> head;  // a root is its own head
  std::vector<StringRef> lemma;
  std::vector<StringRef> morph;  // "Number=Sing|Person=3", sorted by feature; "" for none
  std::vector<std::uint8_t> sentence_start;

  std::size_t size() const { return span.size(); }
};

}  // namespace casus::document
