// Time zones: how far the clocks of a place stood from Greenwich on a day since 1945.
//
// Zones have their IANA names ("Asia/Kabul"). Immutable; a view of the knowledge file. Cost: a binary search.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/calendar.h"
#include "knowledge/rows.h"

namespace casus::knowledge {

class Zones {
 public:
  Zones() = default;
  // Rows as the knowledge file holds them: zones sorted by name, the steps of each by time.
  Zones(std::span<const ZoneRow> zones, std::span<const ZoneStep> steps, std::span<const char> pool)
      : zones_(zones), steps_(steps), pool_(pool) {}

  bool empty() const { return zones_.empty(); }
  bool has(std::string_view zone) const { return find(zone) != nullptr; }

  // Seconds that local clocks are ahead of UTC at an instant (seconds since 1970-01-01T00:00Z). Nothing for
  // an unknown zone and before 1945.
  std::optional<int> offset_at(std::string_view zone, std::int64_t instant) const;

  // The same for what a local clock shows: minutes since the midnight that begins `day`. An hour that the
  // clocks showed twice is the first of both; one that they left out counts as if they had not been moved.
  std::optional<int> offset_of(std::string_view zone, base::Date day, int minutes) const;

 private:
  const ZoneRow* find(std::string_view zone) const;
  std::span<const ZoneStep> steps_of(std::string_view zone) const;

  std::span<const ZoneRow> zones_;
  std::span<const ZoneStep> steps_;
  std::span<const char> pool_;
};

}  // namespace casus::knowledge
