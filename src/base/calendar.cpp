#include "base/calendar.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace casus::base {
namespace {

constexpr int seconds_a_day = 86400;

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

std::optional<std::int64_t> parse_instant(std::string_view text) {
  const auto day = parse_date(text);
  if (!day || text.size() < 17) return std::nullopt;
  std::string_view rest = text.substr(11);
  // hh:mm[:ss[.fraction]], of a clock or of its distance from Greenwich ("+0430" too)
  const auto clock = [&rest](bool colon_needed) -> std::optional<int> {
    int seconds = 0;
    for (int unit = 3600; unit > 0; unit /= 60) {
      if (unit < 3600 && !rest.starts_with(':')) {
        const bool ends = rest.empty() || !is_digit(rest.front());
        if (ends && (unit == 1 || !colon_needed)) break;
        if (colon_needed) return std::nullopt;
      }
      if (rest.starts_with(':')) rest.remove_prefix(1);
      const auto value = rest.size() < 2 ? std::nullopt : number(rest.substr(0, 2));
      if (!value || (unit < 3600 && *value > (unit == 1 ? 60 : 59))) return std::nullopt;
      seconds += *value * unit;
      rest.remove_prefix(2);
    }
    return seconds;
  };
  const auto shown = clock(true);
  if (!shown || *shown > seconds_a_day) return std::nullopt;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
  }
  std::int64_t instant = day_number(*day) * std::int64_t{seconds_a_day} + *shown;
  if (rest == "Z" || rest == "z") return instant;
  const bool east = rest.starts_with('+');
  if (!east && !rest.starts_with('-')) return std::nullopt;
  rest.remove_prefix(1);
  const auto offset = clock(false);
  if (!offset || !rest.empty() || *offset > seconds_a_day) return std::nullopt;
  return instant - (east ? *offset : -*offset);
}

std::string instant_string(std::int64_t instant) {
  const std::chrono::sys_seconds at{std::chrono::seconds(instant)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto seconds = static_cast<int>((at - day).count());
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(Date(day)), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
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
