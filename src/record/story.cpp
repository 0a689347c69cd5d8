#include "record/story.h"

#include <chrono>

#include "base/ascii.h"

namespace casus::record {
namespace {

using base::Date;

// A whole number of exactly `count` digits at `at`; nothing where other characters stand there.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!base::is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

When stretch(Date first, Date last, std::string_view value) {
  if (!first.ok() || !last.ok()) return {{}, {}, std::string(value)};
  return {first, last, std::string(value)};
}

}  // namespace

When days_of(std::string_view value) {
  const When unknown{{}, {}, std::string(value)};
  const auto year = digits(value, 0, 4);
  if (!year) return unknown;
  const std::string_view rest = value.substr(4);
  if (rest.empty()) return stretch(base::make_date(*year, 1, 1), base::make_date(*year, 12, 31), value);
  if (rest.front() != '-') return unknown;
  if (rest.size() >= 2 && rest[1] == 'W') {
    const auto week = digits(value, 6, 2);
    if (!week || *week < 1 || *week > 53 || value.size() != 8) return unknown;
    // The week with 4 January in it is the first.
    const Date fourth = base::make_date(*year, 1, 4);
    const int after_monday = static_cast<int>((base::weekday_of(fourth) + 6) % 7);
    const Date first = base::add_days(fourth, (*week - 1) * 7 - after_monday);
    return stretch(first, base::add_days(first, 6), value);
  }
  const auto month = digits(value, 5, 2);
  if (!month || *month < 1 || *month > 12) return unknown;
  const auto m = static_cast<unsigned>(*month);
  if (value.size() == 7) {
    const Date first = base::make_date(*year, m, 1);
    return stretch(first,
                   Date(std::chrono::year_month_day_last(std::chrono::year(*year),
                                                         std::chrono::month_day_last(std::chrono::month(m)))),
                   value);
  }
  const auto date = base::parse_date(value.substr(0, 10));
  if (!date || (value.size() > 10 && value[10] != 'T')) return unknown;
  return stretch(*date, *date, value);
}

When Story::when(std::string_view said) const {
  if (said.empty()) return {};
  const Time* expression = time(said);
  if (expression == nullptr) return days_of(said);
  When out{base::parse_date(expression->begin), base::parse_date(expression->until), expression->value};
  if (out.first && !out.last) out.last = out.first;
  return out;
}

}  // namespace casus::record
