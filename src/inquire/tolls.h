// Tolls of one incident, or of a whole crisis, as a series over time.
//
// Running totals of one kind and of the same victims make one series a situation; figures of one incident
// make one an incident. Nothing is thrown away: a figure that a later one took the place of is marked as
// superseded, and figures of one day by different sources that cannot both be right are marked as in
// conflict.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

struct TollPoint {
  std::size_t toll = 0;     // index into Scene::tolls
  std::string published;    // of its story
  bool superseded = false;  // a later figure took its place, or a later version of the dispatch did
  std::vector<std::size_t> conflicts;  // points of this series, by index
};

struct TollSeries {
  std::string kind;
  std::string victims;            // "fighters"; "" for people of any kind
  std::string incident;           // "" for a running total of the situation
  std::vector<TollPoint> points;  // by publication
};

// The series with the most points first, then by kind and first claim.
std::vector<TollSeries> toll_series(const Scene& scene);

// The range a figure allows: "at least 23" is 23 and more, "about 100" is a tenth up or down.
struct TollRange {
  double low = 0;
  std::optional<double> high;
};
TollRange range_of(const Toll& toll);

// "at least 23", "about 100", "24-99", "more than 300"
std::string figure_of(const Toll& toll);

}  // namespace casus::inquire
