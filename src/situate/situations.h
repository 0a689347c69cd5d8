// Two levels across stories: an incident (one shooting, one summit) and the situation that incidents belong
// to (the crisis). Both are groupings of stories (grouping.h): incidents close, situations wide and bounded
// in time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "situate/grouping.h"

namespace casus::situate {

struct Placed {
  std::size_t incident = 0;   // the story (index as given) with the smallest id of the incident
  std::size_t situation = 0;  // the same of the situation
};

// For each story, in the order given. The result does not depend on that order. Cost: as group(), twice.
std::vector<Placed> place_stories(const std::vector<StoryPoint>& stories);

}  // namespace casus::situate
