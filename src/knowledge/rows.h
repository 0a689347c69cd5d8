// The rows of a compiled knowledge file, byte for byte (docs/formats/knowledge.md). Plain arrays, sorted as
// said.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "base/calendar.h"

namespace casus::knowledge {

// A string of the pool.
struct Text {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

inline constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

// Days since 1970-01-01; `no_day` where open.
using Day = std::int32_t;
inline constexpr Day no_day = std::numeric_limits<Day>::min();

// Later than any day of a story: of a name that a place is called by but never officially had.
inline constexpr Day never = std::numeric_limits<Day>::max();

inline Day day_of(const std::optional<base::Date>& date) {
  if (!date) return no_day;
  return base::day_number(*date);
}
inline std::optional<base::Date> date_of(Day day) {
  if (day == no_day) return std::nullopt;
  return base::date_of(day);
}
// Whether a day lies between two days, either of which may be open.
constexpr bool covers(Day from, Day to, Day on) {
  return (from == no_day || from <= on) && (to == no_day || on <= to);
}

struct EntryRow {
  Text key;
  Text name;
  Text code;
  Text country;
  Text type;
  Day from = no_day;
  Day to = no_day;
  std::uint32_t kind = 0;
};

// What a node of the trie of names holds.
struct NameRow {
  std::uint32_t entry = 0;
  std::uint32_t sense = 0;
  bool operator==(const NameRow&) const = default;
};

struct TenureRow {  // by person, then from
  std::uint32_t person = 0;
  std::uint32_t office = 0;
  Text country;
  Text title;
  Text code;
  Text began;
  Text ended;
  Day from = no_day;
  Day to = no_day;
};

struct OfficeRow {
  Text id;
  Text role;
  std::uint32_t rank = 0;
};

struct TitleRow {  // by title
  Text title;      // lower case
  std::uint32_t office = 0;
};

struct MembershipRow {  // by organisation, then country, then from
  std::uint32_t organisation = 0;
  Text country;
  Text status;
  Day from = no_day;
  Day to = no_day;
};

struct ClauseRow {  // by organisation
  std::uint32_t organisation = 0;
  Text kind;
  Text article;
  Text text;
};

struct Alpha2Row {  // by alpha2
  Text alpha2;
  Text alpha3;
};

struct RoleRow {
  Text noun;
  Text code;
  Text type;
};

// A time zone: its steps are steps[first] up to steps[first + count].
struct ZoneRow {  // by name
  Text name;      // "Asia/Kabul"
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// From an instant on, clocks are so far ahead of UTC.
struct ZoneStep {           // by zone, then at
  std::int64_t at = 0;      // seconds since 1970-01-01T00:00Z
  std::int32_t offset = 0;  // seconds, east positive
  std::int32_t zero = 0;
};

enum class PlaceKind : std::uint8_t { country, admin1, admin2, city, base, airport, region };

struct PlaceRow {
  std::uint64_t geonames = 0;
  double latitude = 0;
  double longitude = 0;
  std::uint32_t entry = no_row;
  std::uint32_t population = 0;
  Text name;
  Text country;                   // alpha-3
  std::uint32_t admin1 = no_row;  // index of the place that holds it
  std::uint32_t admin2 = no_row;
  float radius = 0;  // kilometres; how far a thing in it may lie from its point
  PlaceKind kind = PlaceKind::city;
  std::uint8_t rank = 0;
  std::uint16_t zone = 0;  // index of its time zone + 1; 0 where not known
};
static_assert(sizeof(PlaceRow) == 64);

// A name that a place had for some time.
struct PlaceNameRow {  // by place, then from
  std::uint32_t place = 0;
  Text name;
  Day from = no_day;
  Day to = no_day;
};

}  // namespace casus::knowledge
