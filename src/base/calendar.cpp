#include "base/calendar.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace casus::base {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date = make_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Date add_days(Date date, int days) { return Date{std::chrono::sys_days{date} + std::chrono::days{days}}; }

Date add_months(Date date, int months) {
  const auto moved = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  const Date same_day{moved.year(), moved.month(), date.day()};
  if (same_day.ok()) return same_day;
  return Date{moved.year() / moved.month() / std::chrono::last};
}

unsigned weekday_of(Date date) { return std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding(); }

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

IsoWeek iso_week_of(Date date) {
  // The ISO week belongs to the year that holds its Thursday.
  const unsigned weekday = weekday_of(date);
  const int to_thursday = 4 - static_cast<int>(weekday == 0 ? 7 : weekday);
  const Date thursday = add_days(date, to_thursday);
  const int year = static_cast<int>(thursday.year());
  const int day_of_year = days_between(make_date(year, 1, 1), thursday);
  return {year, static_cast<unsigned>(day_of_year / 7 + 1)};
}

}  // namespace casus::base
