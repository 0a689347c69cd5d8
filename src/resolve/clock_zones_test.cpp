// Rows of (published, text) -> whose clock a clock time is: "words = value zone offset instant".
#include "resolve/clock_zones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "document/conllu.h"
#include "knowledge/builder.h"
#include "knowledge/name_form.h"
#include "knowledge/read_tables.h"
#include "resolve/dateline.h"
#include "resolve/times.h"

namespace casus::resolve {
namespace {

using knowledge::ZoneStep;

constexpr int hour = 3600;

std::int64_t instant(int year, unsigned month, unsigned day, int hours) {
  return base::day_number(base::make_date(year, month, day)) * std::int64_t{86400} +
         hours * std::int64_t{hour};
}

// The tables of the slice, some towns, and what their clocks showed in 2010 and 2011.
const knowledge::Knowledge& world() {
  static const knowledge::Knowledge known = [] {
    knowledge::Builder builder;
    const auto read = knowledge::read_tables(CASUS_SOURCE_DIR "/tests/knowledge/slice/knowledge", builder);
    if (!read) throw std::runtime_error(read.error().to_string());
    const std::int64_t begin = instant(1945, 1, 1, 0);
    const auto summer = [&](int offset, std::int64_t from, std::int64_t to) {
      return std::vector<ZoneStep>{{begin, offset}, {from, offset + hour}, {to, offset}};
    };
    builder.add_zone("Asia/Kabul", {{begin, 4 * hour + 1800}});
    builder.add_zone("Asia/Bishkek", {{begin, 6 * hour}});
    builder.add_zone("America/Los_Angeles",
                     summer(-8 * hour, instant(2010, 3, 14, 10), instant(2010, 11, 7, 9)));
    builder.add_zone("America/New_York", summer(-5 * hour, instant(2010, 3, 14, 7), instant(2010, 11, 7, 6)));
    builder.add_zone("Europe/Moscow", summer(3 * hour, instant(2010, 3, 27, 23), instant(2010, 10, 30, 23)));
    builder.add_zone("Asia/Kolkata", {{begin, 5 * hour + 1800}});
    const auto town = [&](const char* name, const char* country, const char* zone, std::uint32_t people,
                          std::uint8_t rank) {
      const std::uint32_t place = builder.add_place(
          {.population = people, .name = builder.keep(name), .country = builder.keep(country), .rank = rank});
      builder.place(place).kind = knowledge::PlaceKind::city;
      builder.place(place).zone = builder.find_zone(zone).value_or(0);
      builder.add_place_name(place, name);
    };
    town("Kabul", "AFG", "Asia/Kabul", 3'000'000, 5);
    town("Osh", "KGZ", "Asia/Bishkek", 300'000, 4);
    town("Los Angeles", "USA", "America/Los_Angeles", 3'900'000, 3);
    town("Moscow", "USA", "America/Los_Angeles", 25'000, 2);
    town("Moscow", "RUS", "Europe/Moscow", 12'000'000, 5);
    town("New York", "USA", "America/New_York", 8'000'000, 3);
    town("New Delhi", "IND", "Asia/Kolkata", 300'000, 5);
    builder.settle_zones();
    const std::string file = testing::TempDir() + "/casus_clock_zones_test.casus";
    if (auto written = knowledge::write_whole(file, builder.bytes()); !written) {
      throw std::runtime_error(written.error().to_string());
    }
    auto opened = knowledge::Knowledge::open(file);
    if (!opened) throw std::runtime_error(opened.error().to_string());
    return std::move(*opened);
  }();
  return known;
}

const TimeReader& reader() {
  static const TimeReader loaded = [] {
    auto result = TimeReader::load(CASUS_SOURCE_DIR "/data/words/en");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

// One sentence a line, tokens where blanks are; `places` are those that a reader of places would find.
document::Document read(const std::string& published, const std::string& text,
                        const std::vector<std::string>& places = {}) {
  std::string rows = "# newdoc id = t\n# published = " + published + "\n";
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    ++row;
    rows += std::to_string(row) + "\t" + word + "\t" + word + "\tX\tNN\t_\t" +
            (row == 1 ? "0\tROOT" : "1\tdep") + "\t_\t_\n";
    if (word.ends_with('.')) {
      rows += "\n";
      row = 0;
    }
    at = end + 1;
  }
  auto document = document::read_conllu(rows + "\n");
  if (!document) throw std::runtime_error(document.error().to_string());
  read_dateline(*document, world());
  for (const std::string& name : places) {
    const std::size_t at = document->text().find(name);
    const auto start = static_cast<std::uint32_t>(at);
    document::PlaceMention place;
    place.span = {start, start + static_cast<std::uint32_t>(name.size())};
    place.tokens = document->tokens_in(place.span);
    const auto known = world().places_named(knowledge::from_capitals(name));
    if (known.empty()) throw std::runtime_error("no such place: " + name);
    place.zone = world().place(known.front()).zone;
    document->places.push_back(place);
  }
  const ClockZones clocks(world(), reader().words());
  clocks.locate(*document);
  reader().read(*document);
  clocks.read(*document);
  return std::move(*document);
}

std::string shown(const document::Document& document) {
  std::string out;
  for (const document::TimeExpression& time : document.times) {
    if (!out.empty()) out += "; ";
    out += std::string(document.text(time.span)) + " = " + time.value.value_or("?");
    if (!time.instant) continue;
    out += " " + time.zone + " " + base::instant_string(*time.instant);
    EXPECT_TRUE(time.offset);
  }
  return out;
}

struct Row {
  const char* published;
  const char* text;
  const char* times;
};

constexpr Row rows[] = {
    // the dateline's clocks, as they stood that day
    {"2010-06-12", "KABUL, Afghanistan (AP) -- A bomb went off at 3 p.m. on Friday.",
     "3 p.m. on Friday = 2010-06-11T15:00 Asia/Kabul 2010-06-11T10:30:00Z"},
    {"2010-06-12", "LOS ANGELES (AP) -- The plane landed at noon on Friday.",
     "noon on Friday = 2010-06-11T12:00 America/Los_Angeles 2010-06-11T19:00:00Z"},
    {"2010-12-12", "LOS ANGELES (AP) -- The plane landed at noon on Friday.",
     "noon on Friday = 2010-12-10T12:00 America/Los_Angeles 2010-12-10T20:00:00Z"},
    {"2010-06-12", "MOSCOW (AP) -- A truce began at midnight on Friday.",
     "midnight on Friday = 2010-06-11T24:00 Europe/Moscow 2010-06-11T20:00:00Z"},
    {"2010-06-12", "MOSCOW, Idaho (AP) -- The fair opened at 0900 hours on Friday.",
     "0900 hours on Friday = 2010-06-11T09:00"},  // a state that the slice does not have
    // another place's, which the words name
    {"2010-06-12", "LOS ANGELES (AP) -- The raid began at 9 a.m. Kabul time on Friday.",
     "9 a.m. Kabul time on Friday = 2010-06-11T09:00 Asia/Kabul 2010-06-11T04:30:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 9 a.m. Moscow time on Friday.",
     "9 a.m. Moscow time on Friday = 2010-06-11T09:00 Europe/Moscow 2010-06-11T05:00:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 9 a.m. Afghan time on Friday.",
     "9 a.m. Afghan time on Friday = 2010-06-11T09:00 Asia/Kabul 2010-06-11T04:30:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 9 a.m. Ruritania time on Friday.",
     "9 a.m. Ruritania time on Friday = 2010-06-11T09:00"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 9 a.m. New York time on Friday.",
     "9 a.m. New York time on Friday = 2010-06-11T09:00 America/New_York 2010-06-11T13:00:00Z"},
    // zones by name
    {"2010-06-12", "He spoke at 2000 GMT on Friday.",
     "2000 GMT on Friday = 2010-06-11T20:00Z UTC 2010-06-11T20:00:00Z"},
    {"2010-06-12", "The ship left at 1500Z on Friday.",
     "1500Z on Friday = 2010-06-11T15:00Z UTC 2010-06-11T15:00:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 8 p.m. EST on Friday.",
     "8 p.m. EST on Friday = 2010-06-11T20:00 UTC-05:00 2010-06-12T01:00:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 8 p.m. Eastern time on Friday.",
     "8 p.m. Eastern time on Friday = 2010-06-11T20:00 America/New_York 2010-06-12T00:00:00Z"},
    {"2010-12-12", "KABUL (AP) -- He spoke at 8 p.m. ET on Friday.",
     "8 p.m. ET on Friday = 2010-12-10T20:00 America/New_York 2010-12-11T01:00:00Z"},
    {"2010-06-12", "KABUL (AP) -- He spoke at 8 p.m. Eastern Daylight Time on Friday.",
     "8 p.m. Eastern Daylight Time on Friday = 2010-06-11T20:00 UTC-04:00 2010-06-12T00:00:00Z"},
    {"2010-06-12", "NEW DELHI (AP) -- He spoke at 8 p.m. IST on Friday.",
     "8 p.m. IST on Friday = 2010-06-11T20:00 UTC+05:30 2010-06-11T14:30:00Z"},
    {"2010-06-12", "LOS ANGELES (AP) -- He spoke at 8 p.m. MSK on Friday.",
     "8 p.m. MSK on Friday = 2010-06-11T20:00 Europe/Moscow 2010-06-11T16:00:00Z"},
    {"2010-06-12", "They met at 8 p.m. Eastern Airlines said so.", "8 p.m. = 2010-06-12T20:00"},
    {"2010-06-12", "They met 3 Pacific leaders.", ""},
    // told for Greenwich too
    {"2010-06-12", "The quake struck at 3 p.m. (1000 GMT).",
     "3 p.m. = 2010-06-12T15:00 UTC+05:00 2010-06-12T10:00:00Z; 1000 GMT = 2010-06-12T10:00Z UTC "
     "2010-06-12T10:00:00Z"},
    {"2010-06-12", "OSH (AP) -- The quake struck at 3 a.m. (2100 GMT).",
     "3 a.m. = 2010-06-12T03:00 Asia/Bishkek 2010-06-11T21:00:00Z; 2100 GMT = 2010-06-12T21:00Z UTC "
     "2010-06-11T21:00:00Z"},
    // nothing that says so
    {"2010-06-12", "The quake struck at 3 p.m. on Friday.", "3 p.m. on Friday = 2010-06-11T15:00"},
    {"2010-06-12", "KABUL (AP) -- They met on Friday night.", "Friday night = 2010-06-11TNI"},
    // the day where the story was written
    {"2010-06-12T01:00:00Z", "LOS ANGELES (AP) -- The trial opened today.", "today = 2010-06-11"},
    {"2010-06-12T08:00:00Z", "LOS ANGELES (AP) -- The trial opened today.", "today = 2010-06-12"},
    {"2010-06-11T19:00:00Z", "OSH (AP) -- The trial opened today.", "today = 2010-06-12"},
    {"2010-06-11T22:30:00-04:00", "OSH (AP) -- The trial opened yesterday.", "yesterday = 2010-06-11"},
    {"2010-06-12T01:00:00", "LOS ANGELES (AP) -- The trial opened today.", "today = 2010-06-12"},
    {"2010-06-12", "LOS ANGELES (AP) -- The trial opened today.", "today = 2010-06-12"},
    {"2010-06-12T01:00:00Z", "The trial opened today.", "today = 2010-06-12"},
    {"2010-06-12T01:00:00Z", "LOS ANGELES (AP) -- The trial opened at 2 p.m. Friday.",
     "2 p.m. Friday = 2010-06-11T14:00 America/Los_Angeles 2010-06-11T21:00:00Z"},
};

TEST(ClockZones, SayWhoseClockItIs) {
  for (const Row& row : rows) EXPECT_EQ(shown(read(row.published, row.text)), row.times) << row.text;
}

TEST(ClockZones, TakeLocalTimeFromThePlaceOfTheClause) {
  const char* text = "KABUL (AP) -- The plane left New York for talks at 9 a.m. local time on Friday.";
  EXPECT_EQ(shown(read("2010-06-12", text, {"KABUL", "New York"})),
            "9 a.m. local time on Friday = 2010-06-11T09:00 America/New_York 2010-06-11T13:00:00Z");
  const auto document =
      read("2010-06-12", "KABUL (AP) -- They met in New York. The plane left at 0600 local time.",
           {"KABUL", "New York"});
  EXPECT_EQ(shown(document), "0600 local time = 2010-06-12T06:00 Asia/Kabul 2010-06-12T01:30:00Z");
  EXPECT_EQ(document.text(document.times[0].zone_from), "KABUL (AP)");
}

TEST(ClockZones, TakeThePlaceRightBeside) {
  const auto zone = [](const char* text) {
    const auto document = read("2010-06-12", text, {"KABUL", "New York"});
    return document.times.front().zone;
  };
  EXPECT_EQ(zone("KABUL (AP) -- He will speak at 3 p.m. Monday in New York."), "America/New_York");
  EXPECT_EQ(zone("KABUL (AP) -- He speaks in New York at 3 p.m. on Monday."), "America/New_York");
  EXPECT_EQ(zone("KABUL (AP) -- He left New York at 3 p.m. on Monday."), "Asia/Kabul");
  EXPECT_EQ(zone("KABUL (AP) -- He spoke at 3 p.m. of life in New York."), "Asia/Kabul");
}

TEST(ClockZones, KeepTheDayOfTheDateline) {
  const auto document = read("2010-06-12T01:00:00Z", "LOS ANGELES (AP) -- The trial opened today.");
  EXPECT_EQ(document.dateline.zone, "America/Los_Angeles");
  EXPECT_EQ(document.day(), base::make_date(2010, 6, 11));
  EXPECT_EQ(document.text(document.times[0].from), "LOS ANGELES (AP)");
}

}  // namespace
}  // namespace casus::resolve
