// Calendar days without time zones: what a story's date line and a TIMEX3 value are made of.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus::base {

// A proleptic Gregorian day. Always valid where it comes from these functions.
using Date = std::chrono::year_month_day;

inline Date make_date(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

// "2010-06-12", and the day of "2010-06-12T08:00:00Z". Nothing where the text is not such a day.
std::optional<Date> parse_date(std::string_view text);

// Seconds since 1970-01-01T00:00Z of "2010-06-12T08:00:00Z", "2010-06-12T08:00+04:30". Nothing where the text
// is no such time, or does not say how far its clock is from Greenwich.
std::optional<std::int64_t> parse_instant(std::string_view text);
// The same back: "2010-06-12T08:00:00Z".
std::string instant_string(std::int64_t instant);

// "2010-06-12"
std::string to_string(Date date);

Date add_days(Date date, int days);
// Keeps the day of the month where it exists, else takes the month's last day.
Date add_months(Date date, int months);

// 0 Sunday ... 6 Saturday.
unsigned weekday_of(Date date);
int days_between(Date from, Date to);
// Days since 1970-01-01, and back.
inline int day_number(Date date) {
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}
inline Date date_of(int day_number) { return Date(std::chrono::sys_days(std::chrono::days(day_number))); }

struct IsoWeek {
  int year = 0;
  unsigned week = 0;  // 1..53
};
IsoWeek iso_week_of(Date date);

}  // namespace casus::base
