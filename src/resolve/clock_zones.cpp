#include "resolve/clock_zones.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

#include "base/ascii.h"

namespace casus::resolve {
namespace {

using document::Document;
using document::PlaceMention;
using document::TimeExpression;

constexpr std::int64_t seconds_a_day = 86400;

std::string utc_with(int minutes) {
  if (minutes == 0) return "UTC";
  return fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                     std::abs(minutes) % 60);
}

bool is_utc(const TimeExpression& time) { return time.value && time.value->ends_with('Z'); }

// Minutes since midnight of "2010-06-12T20:00"; nothing for other values.
std::optional<int> clock_of(const TimeExpression& time) {
  constexpr std::size_t length = std::string_view("2010-06-12T20:00").size();
  if (!time.value || !time.begin || time.begin != time.end || time.value->size() < length)
    return std::nullopt;
  const std::string_view value = *time.value;
  if (value[10] != 'T' || value[13] != ':') return std::nullopt;
  for (const std::size_t i : {11U, 12U, 14U, 15U}) {
    if (!base::is_digit(value[i])) return std::nullopt;
  }
  const auto two = [&](std::size_t i) { return (value[i] - '0') * 10 + (value[i + 1] - '0'); };
  return two(11) * 60 + two(14);
}

void settle(TimeExpression& time, int minutes, int offset) {
  time.offset = offset;
  time.instant = base::day_number(*time.begin) * seconds_a_day + minutes * std::int64_t{60} - offset;
}

}  // namespace

// What says whose clock it is: an IANA zone, or minutes from Greenwich.
struct ClockZones::Zone {
  std::string name;
  std::optional<int> minutes;
  base::Span from;
};

// The clocks of a place or of a country that has but one time zone: of a capital rather than of another town,
// of a large one rather than of a small one.
std::string_view ClockZones::zone_of_name(std::string_view name) const {
  const auto best_of = [&](std::string_view wanted) {
    std::string_view best;
    int best_rank = -1;
    for (const std::uint32_t index : knowledge_.places_named(wanted)) {
      const knowledge::Place place = knowledge_.place(index);
      const int rank = place.rank == 5 ? 2 : place.kind == "country" ? 3 : place.kind == "city" ? 1 : 0;
      if (place.zone.empty() || rank <= best_rank) continue;
      best = place.zone;
      best_rank = rank;
    }
    return best;
  };
  if (const auto zone = best_of(name); !zone.empty()) return zone;
  for (const knowledge::Match& match : knowledge_.named(name)) {  // "Israeli"
    const knowledge::Entry entry = knowledge_.entry(match.entry);
    if (entry.kind == knowledge::Kind::country) return best_of(entry.name);
  }
  return {};
}

std::string ClockZones::zone_of_dateline(const Document& document) const {
  const document::Dateline& dateline = document.dateline;
  if (dateline.span.empty() || dateline.place.empty()) return {};
  for (const PlaceMention& place : document.places) {
    const bool inside = place.span.start >= dateline.span.start && place.span.end <= dateline.span.end;
    if (inside && !place.zone.empty() && knowledge_.zones().has(place.zone)) {
      return place.zone;
    }
  }
  // "Kabul, Afghanistan": the town of that name in that country or division, else the country.
  const std::string_view all = dateline.place;
  const std::string_view city = all.substr(0, all.find(','));
  const std::size_t comma = all.rfind(',');
  if (comma == std::string_view::npos) return std::string(zone_of_name(city));
  const std::string_view within = base::trimmed(all.substr(comma + 1));
  const auto wider = knowledge_.places_named(within);
  for (const std::uint32_t index : knowledge_.places_named(city)) {
    const knowledge::Place place = knowledge_.place(index);
    const bool there = std::any_of(wider.begin(), wider.end(), [&](std::uint32_t one) {
      return one == place.admin1_place ||
             (knowledge_.place(one).kind == "country" && knowledge_.place(one).country == place.country);
    });
    if (there && !place.zone.empty()) return std::string(place.zone);
  }
  return std::string(zone_of_name(within));
}

void ClockZones::locate(Document& document) const {
  document::Dateline& dateline = document.dateline;
  dateline.zone = zone_of_dateline(document);
  dateline.day.reset();
  const auto published = base::parse_instant(document.article().published);
  if (!published || dateline.zone.empty()) return;
  const auto offset = knowledge_.zones().offset_at(dateline.zone, *published);
  if (!offset) return;
  const std::int64_t there = *published + *offset;
  const std::int64_t days = there >= 0 ? there / seconds_a_day : (there - seconds_a_day + 1) / seconds_a_day;
  dateline.day = base::date_of(static_cast<int>(days));
}

ClockZones::Zone ClockZones::nearest_place(const Document& document, const TimeExpression& time) const {
  Zone out;
  if (time.tokens.begin >= document.size() || time.tokens.size() == 0) return out;
  const std::uint32_t sentence = document.sentence_of(time.tokens.begin);
  std::uint32_t nearest = 0;
  for (const PlaceMention& place : document.places) {
    if (place.zone.empty() || place.tokens.size() == 0 ||
        document.sentence_of(place.tokens.begin) != sentence) {
      continue;
    }
    // What stands before it is the clause's own more often than what comes after.
    const bool before = place.tokens.end <= time.tokens.begin;
    const std::uint32_t far = before
                                  ? time.tokens.begin - place.tokens.end
                                  : 2 * (place.tokens.begin - std::min(place.tokens.begin, time.tokens.end));
    if (!out.name.empty() && far >= nearest) continue;
    nearest = far;
    out.name = place.zone;
    out.from = place.span;
  }
  return out;
}

// "At 3 p.m. in Tokyo", "in Tokyo at 3 p.m.": the place right beside it.
ClockZones::Zone ClockZones::place_beside(const Document& document, const TimeExpression& time) const {
  const auto word = [&](document::TokenIndex token) {
    return token < document.size() ? base::lowered(document.token(token).text()) : std::string();
  };
  if (time.tokens.size() == 0) return {};
  for (const PlaceMention& place : document.places) {
    if (place.zone.empty() || place.kind == "country" || place.tokens.size() == 0) continue;
    const document::TokenIndex first = place.tokens.begin;
    const bool after = first == time.tokens.end + 1 && word(time.tokens.end) == "in";
    const bool before = place.tokens.end + 1 == time.tokens.begin && word(place.tokens.end) == "at" &&
                        first > 0 && word(first - 1) == "in";
    if (after || before) return {place.zone, {}, place.span};
  }
  return {};
}

ClockZones::Zone ClockZones::said(const Document& document, const TimeExpression& time, int minutes) const {
  std::string lower = base::lowered(document.text(time.zone_words));
  std::replace_if(
      lower.begin(), lower.end(), [](char c) { return base::is_space(c); }, ' ');
  if (lower == "local time") return nearest_place(document, time);
  Zone out;
  out.from = time.zone_words;
  const std::string& here = document.dateline.zone;
  const auto offset_here =
      here.empty() ? std::nullopt : knowledge_.zones().offset_of(here, *time.begin, minutes);
  if (const std::vector<WordSense>* senses = words_.find(lower)) {
    for (const WordSense& sense : *senses) {
      if (sense.word_class == WordClass::zone_of) out.name = words_.zone(sense.value);
      if (sense.word_class != WordClass::zone) continue;
      const bool as_here = offset_here && *offset_here == sense.value * 60;
      if (!out.minutes || as_here) out.minutes = sense.value;
    }
    if (out.minutes) out.name = utc_with(*out.minutes);
    if (!out.name.empty()) return out;
  }
  constexpr std::string_view word = " time";
  if (!lower.ends_with(word)) return {};
  const std::string_view words = document.text(time.zone_words);
  out.name = zone_of_name(words.substr(0, words.size() - word.size()));
  return out.name.empty() ? Zone{} : out;
}

void ClockZones::read(Document& document) const {
  const document::Dateline& dateline = document.dateline;
  for (std::size_t i = 0; i < document.times.size(); ++i) {
    TimeExpression& time = document.times[i];
    const auto minutes = clock_of(time);
    if (!minutes || time.instant) continue;
    if (is_utc(time)) {
      time.zone = "UTC";
      time.zone_from = time.zone_words;
      settle(time, *minutes, 0);
      continue;
    }
    Zone zone;
    if (!time.zone_words.empty()) zone = said(document, time, *minutes);
    const bool another = !time.zone_words.empty() && zone.name.empty() &&
                         base::lowered(document.text(time.zone_words)) != "local time";
    if (another) continue;  // of a place that is not known

    // "At 3 p.m. (1000 GMT)": the difference is the offset, whatever the day there.
    if (zone.name.empty() && i + 1 < document.times.size()) {
      TimeExpression& next = document.times[i + 1];
      const std::string_view between =
          document.text(base::Span{time.span.end, std::max(time.span.end, next.span.start)});
      const auto there = clock_of(next);
      if (there && is_utc(next) && base::trimmed(between) == "(") {
        constexpr int day = 24 * 60, most_east = 14 * 60;
        int ahead = (*minutes - *there) % day;
        if (ahead < 0) ahead += day;
        if (ahead > most_east) ahead -= day;
        const auto usual = dateline.zone.empty()
                               ? std::nullopt
                               : knowledge_.zones().offset_of(dateline.zone, *time.begin, *minutes);
        time.zone = usual && *usual == ahead * 60 ? dateline.zone : utc_with(ahead);
        time.zone_from = next.span;
        settle(time, *minutes, ahead * 60);
        next.zone = "UTC";
        next.zone_from = next.zone_words;
        next.offset = 0;
        next.instant = time.instant;
        continue;
      }
    }
    if (zone.name.empty()) zone = place_beside(document, time);
    if (zone.name.empty() && !dateline.zone.empty()) zone = {dateline.zone, {}, dateline.span};
    if (zone.name.empty()) continue;
    const auto offset = zone.minutes ? std::optional<int>(*zone.minutes * 60)
                                     : knowledge_.zones().offset_of(zone.name, *time.begin, *minutes);
    if (!offset) continue;
    time.zone = std::move(zone.name);
    time.zone_from = zone.from;
    settle(time, *minutes, *offset);
  }
}

}  // namespace casus::resolve
