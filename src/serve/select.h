// The rows of a snapshot that a filter lets pass: a page of them in some order, their number, and how they
// fall into values (facets).
//
// Cost: one pass over the rows, or over those of the days asked for: about 15 milliseconds a million.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/filter.h"
#include "serve/snapshot.h"

namespace casus::serve {

enum class SortBy : std::uint8_t { day, published, seq, confidence, goldstein, score, low, high };
struct Order {
  SortBy by = SortBy::day;
  bool down = false;  // the largest first; what has no value comes last either way
};
// "day", "-day", ...; nothing where it is none of those that this kind of claim has.
std::optional<Order> find_order(Claim claim, std::string_view name);
std::string order_names(Claim claim);

// Where a row stands in an order: rows ascend by it.
struct Mark {
  std::int64_t value = 0;
  std::int64_t key = 0;
  auto operator<=>(const Mark&) const = default;
};
Mark mark_of(const Snapshot& snapshot, const Row& row, Order order);

// All that pass, in no order that matters. Where one telling of each thing is wanted, the first by row that
// passes.
std::vector<std::uint32_t> matches(const Snapshot& snapshot, Claim claim, const Bound& bound);

struct Page {
  std::vector<std::uint32_t> rows;
  bool more = false;
};
// The first `limit` of `found` after the mark.
Page page_of(const Snapshot& snapshot, Claim claim, const std::vector<std::uint32_t>& found, Order order,
             const std::optional<Mark>& after, std::size_t limit);

struct Counted {
  std::string value;
  std::uint64_t count = 0;
};
// The names that facets_of() knows.
const std::vector<std::string_view>& facet_names();
// How many rows have each value, for each of `facets`: the most frequent first, at most `most` values. All
// are counted in one walk over the rows, which do not fit the processor's caches where there are many.
std::vector<std::vector<Counted>> facets_of(const Snapshot& snapshot, Claim claim,
                                            const std::vector<std::uint32_t>& rows,
                                            const std::vector<std::string>& facets, std::size_t most = 100);

}  // namespace casus::serve
