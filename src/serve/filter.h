// The filters of every list and aggregate (docs/api.md), read from parameters and held against rows.
//
// A name given again widens (OR), another name narrows (AND). Reading a filter needs no database; binding it
// to a snapshot turns names into numbers once, so that a row is judged by comparing numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/snapshot.h"
#include "serve/url.h"

namespace casus::serve {

struct Box {
  double west = -180, south = -90, east = 180, north = 90;  // west > east crosses the date line
};
struct Circle {
  double lat = 0, lon = 0, km = 0;
};

struct Filter {
  Day from = no_day;  // first day, last day
  Day to = no_day;
  std::vector<std::string> actor, recipient;  // start of a code, or a name, or an entity's id
  std::vector<std::string> type, mode, cameo, context, status, country, source, situation, incident, story,
      salience, kind;
  std::vector<Box> boxes;
  std::vector<Circle> circles;
  std::string words;                // q
  bool merged_once = false;         // merged=first
  std::vector<std::string> merged;  // "story#claim" of a first telling

  // Nothing but what holds for stories (from, to, source, situation, incident, story, q).
  bool stories_only() const;

  // Takes the parameter; false where it is no filter. Errors: `bad_parameter`.
  base::Result<bool> take(const Parameter& parameter);
};

// All names that take() knows, in order.
const std::vector<std::string_view>& filter_names();

// A filter bound to one snapshot, which must outlive it.
class Bound {
 public:
  // `found` are the stories that the full text search found; null where there was none.
  Bound(const Filter& filter, const Snapshot& snapshot, const std::vector<std::uint32_t>* found);

  bool story(std::uint32_t story) const { return stories_.empty() || stories_[story]; }
  // Whether a claim passes, its story included.
  bool holds(Claim claim, std::uint32_t row) const;
  // Whether of the tellings of one thing only one is wanted.
  bool once() const { return filter_.merged_once; }
  // The days that pass, as a range of Columns::by_day.
  Day from() const { return filter_.from; }
  Day to() const { return filter_.to; }

 private:
  template <class Kind>
  static bool in(const std::vector<bool>& set, Kind at) {
    return set.empty() || set[at];
  }
  bool told_again(Claim claim, std::uint32_t row) const;
  bool party(const Row& row, bool recipient, const std::vector<bool>& actors,
             const std::vector<std::uint64_t>& entities) const;

  const Filter& filter_;
  const Snapshot& snapshot_;
  // Empty: everything passes.
  std::vector<bool> stories_, types_, statuses_, places_, actors_, recipients_, modes_, cameos_, kinds_;
  std::vector<std::uint64_t> actor_ids_, recipient_ids_;
  std::uint64_t contexts_ = 0;
  bool any_context_ = true;
  std::optional<bool> background_;
};

// Kilometres between two points.
double distance(double lat1, double lon1, double lat2, double lon2);

}  // namespace casus::serve
