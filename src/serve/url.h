// The target of a request, taken apart: path, ending, parameters.
//
// "/api/v1/events.csv?actor=RUS&actor=KGZ" is the path "/api/v1/events", the ending "csv" and two parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace casus::serve {

struct Parameter {
  std::string name;
  std::string value;
};

struct Target {
  std::string path;    // decoded
  std::string ending;  // "csv", "jsonl", "geojson", "ics", "json"; "" where there is none
  std::string query;   // as sent, without the question mark
  std::vector<Parameter> parameters;
};

inline constexpr std::size_t longest_target = 8'192;  // bytes
inline constexpr std::size_t most_parameters = 200;

// Error `bad_parameter`: bytes that are no UTF-8 once decoded, a control character, a broken percent sign, a
// target that is too long.
base::Result<Target> parse_target(std::string_view target);

}  // namespace casus::serve
