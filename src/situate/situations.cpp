#include "situate/situations.h"

#include <map>

namespace casus::situate {
namespace {

// Measured on stories of shootings (docs/situations.md): below, incidents flow together; above, they fall
// apart.
constexpr double incident_closeness = 0.27;
constexpr int incident_days = 400;  // trials tell of it again
// A crisis speaks of the same people and places; its incidents need share little else.
constexpr double situation_closeness = 0.06;
constexpr int situation_days = 90;

}  // namespace

std::vector<Placed> place_stories(const std::vector<StoryPoint>& stories) {
  GroupingOptions narrow;
  narrow.closeness = incident_closeness;
  narrow.farthest_days = incident_days;
  narrow.few = 20;
  const std::vector<std::size_t> incidents = group(stories, narrow);

  // An incident as one point: the terms of all its stories, the date of its first.
  std::map<std::size_t, StoryPoint> points;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    StoryPoint& point = points[incidents[i]];
    if (point.id.empty() || stories[i].id < point.id) point.id = stories[i].id;
    if (!stories[i].published.empty() &&
        (point.published.empty() || stories[i].published < point.published)) {
      point.published = stories[i].published;
    }
    // Only names: two crises share many other words.
    std::map<TermHash, std::uint32_t> counts;
    for (const Term& term : point.terms) counts[term.hash] += term.count;
    for (const Term& term : stories[i].terms) {
      if (term.name) counts[term.hash] += term.count;
    }
    point.terms.clear();
    for (const auto& [hash, count] : counts) point.terms.push_back({hash, count, true});
  }
  std::vector<StoryPoint> merged;
  std::vector<std::size_t> first;  // of each point: its incident
  for (auto& [incident, point] : points) {
    merged.push_back(std::move(point));
    first.push_back(incident);
  }
  GroupingOptions wide;
  wide.closeness = situation_closeness;
  wide.farthest_days = situation_days;
  const std::vector<std::size_t> situations = group(merged, wide);

  std::map<std::size_t, std::size_t> situation_of;  // incident -> the incident that names its situation
  for (std::size_t m = 0; m < merged.size(); ++m) situation_of[first[m]] = first[situations[m]];
  std::vector<Placed> out(stories.size());
  for (std::size_t i = 0; i < stories.size(); ++i) out[i] = {incidents[i], situation_of[incidents[i]]};
  return out;
}

}  // namespace casus::situate
