// A stretch of the calendar, from a century to a day, and its TIMEX3 value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/calendar.h"

namespace casus::resolve {

enum class Grain : std::uint8_t { century, decade, year, half, quarter, season, month, week, weekend, day };

// Years before Christ are negative and there is no year 0: -490 is 490 BC. A century or decade is held by its
// first year as written: 1900 for "19", 1990 for "199".
struct Stretch {
  Grain grain = Grain::day;
  int year = 0;
  int part = 0;      // half 1-2, quarter 1-4, season 0-3 (spring first), month 1-12, week 1-53
  unsigned day = 0;  // of the month, for grain day

  bool operator==(const Stretch&) const = default;
};

Stretch day_stretch(base::Date date);

// "19", "199", "1999", "1999-H1", "1999-Q3", "1999-SU", "1999-06", "1999-W23", "1999-W23-WE", "1999-06-12";
// "BC0490" and so on before Christ.
std::string to_value(const Stretch& stretch);

// First and last day. Nothing before Christ or beyond year 9999.
std::optional<std::pair<base::Date, base::Date>> interval_of(const Stretch& stretch);

// The stretch of a coarser (or the same) grain that holds the first day of `stretch`.
Stretch widened(const Stretch& stretch, Grain grain);

// `count` steps of its own grain later; before where negative.
Stretch shifted(const Stretch& stretch, int count);

// Easter Sunday of the Western churches (Anonymous Gregorian algorithm), for years 1 to 9999.
base::Date easter_of(int year);

// Whether a grain is finer than another.
constexpr bool finer(Grain a, Grain b) { return static_cast<int>(a) > static_cast<int>(b); }

}  // namespace casus::resolve
