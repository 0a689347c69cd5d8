// What resolution considered and dropped, for a reader who asks why. Costs nothing where nobody asks.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "resolve/entity_trace.h"

namespace casus::resolve {

// A place that a name might have meant and was not taken to mean.
struct PlaceLoser {
  base::Span span;     // the first mention of the name
  std::string name;    // of the candidate
  std::string kind;    // country, admin1, admin2, city, ...
  std::string within;  // "Limburg, NLD"
  float share = 0;     // of the weight that all candidates of the name had, 0..1
  std::string reason;  // in plain words
  std::string chosen;  // what won, with where it lies; "" where the words name no place
};

using PlaceTrace = std::vector<PlaceLoser>;

struct Trace {
  EntityTrace actors;
  PlaceTrace places;
};

}  // namespace casus::resolve
