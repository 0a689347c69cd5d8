// Which stories tell of the same: average-link grouping of stories by the terms they share.
//
// A term weighs by how few stories have it; a term of one story alone or of a third of all says nothing.
// Pairs that share no rare term are never compared: an index of terms finds the neighbours. Groups are merged
// closest first, and the closeness of two groups is the mean over all their pairs, so that one story that
// mentions two incidents does not chain them together.
//
// The result does not depend on the order of stories: they are taken by id, and ties fall to the smaller id.
// Cost: proportional to the pairs that share a rare term.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "situate/story_terms.h"

namespace casus::situate {

struct StoryPoint {
  std::string id;
  std::string published;  // a day or a date-time; "" where not known
  std::vector<Term> terms;
};

struct GroupingOptions {
  double closeness = 0.25;  // cosine from which groups are one; 0..1
  std::size_t common = 80;  // a term of more stories finds no neighbours (it still weighs)
  double everywhere = 0.3;  // a term in a larger share of the stories weighs nothing
  // What one story alone says makes it less like others while there are not many more stories than this;
  // among many it is mostly chance and is left out. 0 always leaves it out.
  double few = 0;
  int farthest_days = 0;  // groups whose stories lie farther apart are never one; 0 is no bound
};

// For each story, in the order given, the number of its group: the index of the group's story with the
// smallest id.
std::vector<std::size_t> group(const std::vector<StoryPoint>& stories, const GroupingOptions& options);

}  // namespace casus::situate
