// A story, or an incident of several, as a point: its terms with weights of unit length, and its day.
//
// A point depends on nothing but what it was made of, and closeness on nothing but the two points. So what is
// close to what never changes when other stories come, and groups can be kept up to date by looking at
// neighbours alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "situate/story_terms.h"

namespace casus::situate {

struct Weight {
  TermHash term = 0;
  float weight = 0;
};

struct Point {
  std::string id;
  std::optional<int> day;       // days since 1970-01-01; nothing where not known
  std::vector<Weight> weights;  // by term; the sum of squares is 1, or 0 for a point without terms
};

// What makes two points one group.
struct Measure {
  double closeness = 0;   // from which groups are one; 0..1
  int farthest_days = 0;  // points farther apart are not close at all
  // Closeness fades with the days between: to half of what `fade_floor` leaves after `fade_days`.
  double fade_days = 0;
  double fade_floor = 1;  // what is left of it after very long; 0..1
  std::size_t keys = 0;   // how many terms of a point neighbours are found by
};

// One shooting, one summit: told in the same words of the same people. Measured, see docs/situations.md.
extern const Measure incident_measure;
// A crisis: its incidents speak of the same people and places.
extern const Measure situation_measure;

// The day as Point has it, of "2010-06-12" or a date-time; nothing where the text is none.
std::optional<int> day_number(std::string_view published);

// A point of all terms of a story.
Point story_point(std::string id, std::optional<int> day, const std::vector<Term>& terms);
// A point of its most frequent names. Terms by hash.
Point incident_point(std::string id, std::optional<int> day, const std::vector<Term>& terms);
// The names among the terms that incident_point() goes by; at most as many. By hash.
std::vector<Term> main_names(const std::vector<Term>& terms);

// The cosine of the two, less what time takes. 0 where one has a day and the other has none.
double closeness(const Point& a, const Point& b, const Measure& measure);
// The same of a cosine that is known.
double faded(double cosine, const Point& a, const Point& b, const Measure& measure);

// Neighbours are found by keys: two points are only compared where they share one. The keys are the terms
// with the smallest hashes, so that points which share many terms are likely to share keys as well.
// Ascending.
std::vector<std::uint64_t> keys_of(const Point& point, const Measure& measure);

}  // namespace casus::situate
