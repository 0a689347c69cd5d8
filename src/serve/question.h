// What a request for a list or an aggregate asks, once its parameters are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "serve/cursor.h"
#include "serve/filter.h"
#include "serve/url.h"

namespace casus::serve {

inline constexpr std::size_t most_items = 1'000;

struct Question {
  Filter filter;
  std::size_t limit = 100;
  bool limit_given = false;
  std::optional<Cursor> cursor;
  std::string sort;
  std::vector<std::string> fields;
  std::vector<std::string> facets;
  std::vector<Parameter> other;  // what only one route knows
  std::uint64_t hash = 0;        // of filters and sort: what a cursor belongs to

  // The value of one of `other`; "" where it is not given.
  std::string_view operator[](std::string_view name) const;
};

// The names that every list takes beside the filters.
const std::vector<std::string_view>& list_names();  // limit, cursor, sort, fields, facet

// Reads parameters: filters and, for a list, the names of lists; `other` names what the route takes besides,
// each at most once. Errors: `bad_parameter`, also for a name that is none of these.
base::Result<Question> read_question(const std::vector<Parameter>& parameters, bool filters, bool list,
                                     const std::vector<std::string_view>& other);

// A whole number within bounds. Error: `bad_parameter`.
base::Result<std::int64_t> whole_number(std::string_view name, std::string_view value, std::int64_t least,
                                        std::int64_t most);

}  // namespace casus::serve
