#include "knowledge/zones.h"

#include <algorithm>

namespace casus::knowledge {

const ZoneRow* Zones::find(std::string_view zone) const {
  const auto name = [this](const ZoneRow& row) {
    return std::string_view(pool_.data() + row.name.offset, row.name.length);
  };
  const auto at =
      std::lower_bound(zones_.begin(), zones_.end(), zone,
                       [&](const ZoneRow& row, std::string_view wanted) { return name(row) < wanted; });
  return at != zones_.end() && name(*at) == zone ? &*at : nullptr;
}

std::span<const ZoneStep> Zones::steps_of(std::string_view zone) const {
  const ZoneRow* row = find(zone);
  return row == nullptr ? std::span<const ZoneStep>() : steps_.subspan(row->first, row->count);
}

std::optional<int> Zones::offset_at(std::string_view zone, std::int64_t instant) const {
  const auto steps = steps_of(zone);
  const auto after = std::upper_bound(steps.begin(), steps.end(), instant,
                                      [](std::int64_t at, const ZoneStep& step) { return at < step.at; });
  if (after == steps.begin()) return std::nullopt;
  return std::prev(after)->offset;
}

std::optional<int> Zones::offset_of(std::string_view zone, base::Date day, int minutes) const {
  constexpr std::int64_t seconds_a_day = 86400;
  const std::int64_t shown = base::day_number(day) * seconds_a_day + minutes * 60LL;
  const auto before = offset_at(zone, shown - seconds_a_day);
  const auto after = offset_at(zone, shown + seconds_a_day);
  if (!before || !after || *before == *after) return before;
  // The clocks were moved around that time. Still as before it: so at an hour shown twice, and at one left
  // out.
  const auto steps = steps_of(zone);
  const auto moved = std::upper_bound(steps.begin(), steps.end(), shown - seconds_a_day,
                                      [](std::int64_t at, const ZoneStep& step) { return at < step.at; });
  if (shown - *before < moved->at) return before;
  // A gap: what the clocks show is too late for the offset before and too early for the one after.
  if (shown - *after < moved->at) return before;
  return after;
}

}  // namespace casus::knowledge
