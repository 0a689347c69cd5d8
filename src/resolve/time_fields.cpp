#include "resolve/time_fields.h"

#include <cmath>
#include <fmt/format.h>

#include "base/calendar.h"

namespace casus::resolve {
namespace {

std::optional<Stretch> holiday_in(const Holiday& holiday, int year) {
  if (year < 1 || year > 9998) return std::nullopt;
  if (holiday.easter) return day_stretch(base::add_days(easter_of(year), *holiday.easter));
  base::Date date = base::make_date(year, holiday.month, holiday.day);
  if (!date.ok()) return std::nullopt;
  if (holiday.weekday) {
    const int ahead = (static_cast<int>(*holiday.weekday) - static_cast<int>(base::weekday_of(date)) + 7) % 7;
    date = base::add_days(date, ahead);
  }
  return day_stretch(date);
}

}  // namespace

std::optional<Grain> grain_of(Unit unit) {
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::millennium:
      return std::nullopt;
    case Unit::day:
    case Unit::night:
      return Grain::day;
    case Unit::week:
    case Unit::fortnight:
      return Grain::week;
    case Unit::weekend:
      return Grain::weekend;
    case Unit::month:
      return Grain::month;
    case Unit::quarter:
      return Grain::quarter;
    case Unit::year:
      return Grain::year;
    case Unit::decade:
      return Grain::decade;
    case Unit::century:
      return Grain::century;
  }
  return std::nullopt;
}

std::string duration_value(Unit unit, double count, bool vague) {
  const auto text = [&](double value) {
    return vague ? std::string("X") : fmt::format("{:g}", std::round(value * 1000) / 1000);
  };
  const bool half = !vague && std::fabs(count - std::floor(count) - 0.5) < 1e-9;
  const double whole = std::floor(count);
  const auto with_half = [&](const char* lead, const char* big, double small, const char* small_unit) {
    if (!half) return fmt::format("{}{}{}", lead, text(count), big);
    const std::string big_part = whole > 0 ? fmt::format("{:g}{}", whole, big) : std::string();
    return fmt::format("{}{}{:g}{}", lead, big_part, small, small_unit);
  };
  switch (unit) {
    case Unit::second:
      return "PT" + text(count) + "S";
    case Unit::minute:
      return with_half("PT", "M", 30, "S");
    case Unit::hour:
      return with_half("PT", "H", 30, "M");
    case Unit::day:
    case Unit::night:
      return "P" + text(count) + "D";
    case Unit::week:
      return "P" + text(count) + "W";
    case Unit::fortnight:
      return "P" + text(count * 2) + "W";
    case Unit::weekend:
      return "P" + text(count) + "WE";
    case Unit::month:
      return "P" + text(count) + "M";
    case Unit::quarter:
      return vague ? "PXQ" : "P" + text(count * 3) + "M";
    case Unit::year:
      return with_half("P", "Y", 6, "M");
    case Unit::decade:
      return vague ? "PXDE" : "P" + text(count * 10) + "Y";
    case Unit::century:
      return vague || !half ? "P" + text(count) + "CE" : "P" + text(count * 100) + "Y";
    case Unit::millennium:
      return "P" + text(count) + "ML";
  }
  return {};
}

std::optional<Stretch> fields_in(const Phrase& phrase, int year) {
  if (phrase.holiday != nullptr) return holiday_in(*phrase.holiday, year);
  if (phrase.month && phrase.day) {
    const Stretch out{Grain::day, year, *phrase.month, static_cast<unsigned>(*phrase.day)};
    if (year > 0 && !interval_of(out)) return std::nullopt;
    return out;
  }
  if (phrase.month) return Stretch{Grain::month, year, *phrase.month, 0};
  if (phrase.season) return Stretch{Grain::season, year, *phrase.season, 0};
  if (phrase.quarter) return Stretch{Grain::quarter, year, *phrase.quarter, 0};
  if (phrase.half) return Stretch{Grain::half, year, *phrase.half, 0};
  return Stretch{Grain::year, year, 0, 0};
}

}  // namespace casus::resolve
