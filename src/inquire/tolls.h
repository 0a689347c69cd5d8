// Tolls of one incident, or of a whole crisis, as a series over time.
//
// Running totals of one kind and of the same victims make one series a situation; figures of one incident
// make one an incident. Nothing is thrown away: a figure that a later one took the place of is marked as
// superseded, and figures of one day by different sources that cannot both be right are marked as in
// conflict.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

struct TollPoint {
  std::size_t toll = 0;     // index into Scene::tolls
  std::string published;    // of its story
  bool superseded = false;  // a later figure took its place, or a later version of the dispatch did
  std::optional<std::size_t> superseded_by;  // the first point that did; none where it was the dispatch
  std::vector<std::size_t> conflicts;        // points of this series, by index
};

struct TollSeries {
  std::string kind;
  std::string victims;            // "fighters"; "" for people of any kind
  std::string incident;           // "" for a running total of the situation
  std::vector<TollPoint> points;  // by publication
};

// The series with the most points first, then by kind and first claim. Cost: of each series, its points times
// those that stand beside them until a later one takes their place.
std::vector<TollSeries> toll_series(const Scene& scene);

// The range a figure allows: "at least 23" is 23 and more, "about 100" is a tenth up or down.
struct TollRange {
  double low = 0;
  std::optional<double> high;
};
TollRange range_of(const Toll& toll);
TollRange range_of(const std::optional<std::int64_t>& low, const std::optional<std::int64_t>& high,
                   std::string_view qualifier);

// "at least 23", "about 100", "24-99", "more than 300"
std::string figure_of(const Toll& toll);
std::string figure_of(const std::optional<std::int64_t>& low, const std::optional<std::int64_t>& high,
                      std::string_view qualifier);

}  // namespace casus::inquire
