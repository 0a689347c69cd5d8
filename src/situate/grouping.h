// Which points are one group: average-link grouping of points that are connected.
//
// Groups are merged closest first, and the closeness of two groups is the mean over all their pairs, so that
// one story that mentions two incidents does not chain them together. Groups whose points lie farther apart
// than the measure allows are never one.
//
// The result does not depend on the order of points: they are taken by id, and ties fall to the smaller id.
// Nor does it depend on points that are not connected with these: grouping all at once or part by part is the
// same. Cost: proportional to the pairs that share a term, and their logarithm.
#pragma once

#include <cstddef>
#include <vector>

#include "situate/point.h"

namespace casus::situate {

// For each point, in the order given, the number of its group: the index of the group's point with the
// smallest id. Ids differ.
std::vector<std::size_t> group(const std::vector<Point>& points, const Measure& measure);

// The parts that hang together by pairs which share a key and are close enough; a group never lies in two of
// them. As group(): the index of the part's point with the smallest id.
std::vector<std::size_t> connected(const std::vector<Point>& points, const Measure& measure);

}  // namespace casus::situate
