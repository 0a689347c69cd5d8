#include "resolve/time_value.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace casus::resolve {
namespace {

constexpr std::array<const char*, 4> seasons = {"SP", "SU", "FA", "WI"};

// Day arithmetic stays inside what the calendar can hold.
bool in_calendar(int year) { return year >= 1 && year <= 9998; }

int floor_to(int value, int step) { return value - ((value % step) + step) % step; }

// Years without the gap at zero.
int year_after(int year, int count) {
  int moved = (year < 0 ? year + 1 : year) + count;
  if (moved <= 0) --moved;
  return moved;
}

base::Date monday_of(int year, int week) {
  // 4 January is always in week 1.
  const base::Date fourth = base::make_date(year, 1, 4);
  const unsigned weekday = base::weekday_of(fourth);
  const int from_monday = weekday == 0 ? 6 : static_cast<int>(weekday) - 1;
  return base::add_days(fourth, (week - 1) * 7 - from_monday);
}

base::Date last_of(int year, int month) {
  return base::Date{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::last};
}

base::Date first_of(int year, int month) { return base::make_date(year, static_cast<unsigned>(month), 1); }

}  // namespace

Stretch day_stretch(base::Date date) {
  return {Grain::day, static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<unsigned>(date.day())};
}

std::string to_value(const Stretch& s) {
  const char* era = s.year < 0 ? "BC" : "";
  const int year = s.year < 0 ? -s.year : s.year;
  switch (s.grain) {
    case Grain::century:
      return fmt::format("{}{:02}", era, year / 100);
    case Grain::decade:
      return fmt::format("{}{:03}", era, year / 10);
    case Grain::year:
      return fmt::format("{}{:04}", era, year);
    case Grain::half:
      return fmt::format("{}{:04}-H{}", era, year, s.part);
    case Grain::quarter:
      return fmt::format("{}{:04}-Q{}", era, year, s.part);
    case Grain::season:
      return fmt::format("{}{:04}-{}", era, year, seasons[static_cast<std::size_t>(s.part) % 4]);
    case Grain::month:
      return fmt::format("{}{:04}-{:02}", era, year, s.part);
    case Grain::week:
      return fmt::format("{}{:04}-W{:02}", era, year, s.part);
    case Grain::weekend:
      return fmt::format("{}{:04}-W{:02}-WE", era, year, s.part);
    case Grain::day:
      return fmt::format("{}{:04}-{:02}-{:02}", era, year, s.part, s.day);
  }
  return {};
}

std::optional<std::pair<base::Date, base::Date>> interval_of(const Stretch& s) {
  if (!in_calendar(s.year)) return std::nullopt;
  switch (s.grain) {
    case Grain::century:
      return std::pair{first_of(s.year, 1), last_of(s.year + 99, 12)};
    case Grain::decade:
      return std::pair{first_of(s.year, 1), last_of(s.year + 9, 12)};
    case Grain::year:
      return std::pair{first_of(s.year, 1), last_of(s.year, 12)};
    case Grain::half:
      return std::pair{first_of(s.year, s.part * 6 - 5), last_of(s.year, s.part * 6)};
    case Grain::quarter:
      return std::pair{first_of(s.year, s.part * 3 - 2), last_of(s.year, s.part * 3)};
    case Grain::season:
      if (s.part == 3) return std::pair{first_of(s.year, 12), last_of(s.year + 1, 2)};
      return std::pair{first_of(s.year, s.part * 3 + 3), last_of(s.year, s.part * 3 + 5)};
    case Grain::month:
      return std::pair{first_of(s.year, s.part), last_of(s.year, s.part)};
    case Grain::week: {
      const base::Date monday = monday_of(s.year, s.part);
      return std::pair{monday, base::add_days(monday, 6)};
    }
    case Grain::weekend: {
      const base::Date monday = monday_of(s.year, s.part);
      return std::pair{base::add_days(monday, 5), base::add_days(monday, 6)};
    }
    case Grain::day: {
      const base::Date date = base::make_date(s.year, static_cast<unsigned>(s.part), s.day);
      if (!date.ok()) return std::nullopt;
      return std::pair{date, date};
    }
  }
  return std::nullopt;
}

Stretch widened(const Stretch& s, Grain grain) {
  if (grain == s.grain) return s;
  int year = s.year;
  int month = 1;
  if (const auto days = interval_of(s)) {
    year = static_cast<int>(days->first.year());
    month = static_cast<int>(static_cast<unsigned>(days->first.month()));
    if (grain == Grain::week || grain == Grain::weekend) {
      const base::IsoWeek week = base::iso_week_of(days->first);
      return {grain, week.year, static_cast<int>(week.week), 0};
    }
  } else if (s.grain == Grain::day || s.grain == Grain::month) {
    month = s.part;
  }
  switch (grain) {
    case Grain::century:
      return {grain, year < 0 ? -floor_to(-year, 100) : floor_to(year, 100), 0, 0};
    case Grain::decade:
      return {grain, year < 0 ? -floor_to(-year, 10) : floor_to(year, 10), 0, 0};
    case Grain::half:
      return {grain, year, month <= 6 ? 1 : 2, 0};
    case Grain::quarter:
      return {grain, year, (month + 2) / 3, 0};
    case Grain::season:
      return {grain, month <= 2 ? year_after(year, -1) : year, (month + 9) % 12 / 3, 0};
    case Grain::month:
      return {grain, year, month, 0};
    case Grain::year:
    case Grain::week:
    case Grain::weekend:
    case Grain::day:
      return {Grain::year, year, 0, 0};
  }
  return s;
}

Stretch shifted(const Stretch& s, int count) {
  Stretch out = s;
  const auto in_parts = [&](int parts, int first) {
    const int total = (s.part - first) + count;
    const int years = floor_to(total, parts) / parts;
    out.year = year_after(s.year, years);
    out.part = total - years * parts + first;
    return out;
  };
  switch (s.grain) {
    case Grain::century:
      out.year = s.year < 0 ? s.year + count * 100 : s.year + count * 100;
      return out;
    case Grain::decade:
      out.year = s.year + count * 10;
      return out;
    case Grain::year:
      out.year = year_after(s.year, count);
      return out;
    case Grain::half:
      return in_parts(2, 1);
    case Grain::quarter:
      return in_parts(4, 1);
    case Grain::season:
      return in_parts(4, 0);
    case Grain::month:
      return in_parts(12, 1);
    case Grain::week:
    case Grain::weekend: {
      if (!in_calendar(s.year)) return out;
      const base::IsoWeek week = base::iso_week_of(base::add_days(monday_of(s.year, s.part), count * 7));
      return {s.grain, week.year, static_cast<int>(week.week), 0};
    }
    case Grain::day: {
      const auto days = interval_of(s);
      if (!days) return out;
      return day_stretch(base::add_days(days->first, count));
    }
  }
  return out;
}

base::Date easter_of(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
            g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4,
            l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  const int day = (h + l - 7 * m + 114) % 31 + 1;
  return base::make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

}  // namespace casus::resolve
