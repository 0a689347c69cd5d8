// Time zones: compiled zone files read, and what clocks showed.
#include "knowledge/zones.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "knowledge/zone_file.h"

namespace casus::knowledge {
namespace {

constexpr int hour = 3600;

std::string big_endian(std::int64_t value, int size) {
  std::string out;
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
  return out;
}

struct Step {
  std::int64_t at;
  int type;
};

// A file as the zone compiler writes it in its slim form: an empty part of 32 bits, then one of 64.
std::string zone_file(const std::vector<int>& offsets, const std::vector<Step>& steps,
                      const std::string& rule) {
  const auto header = [](std::size_t times, std::size_t types, std::size_t letters) {
    std::string out = "TZif2" + std::string(15, '\0');
    for (const std::size_t count : {std::size_t{0}, std::size_t{0}, std::size_t{0}, times, types, letters}) {
      out += big_endian(static_cast<std::int64_t>(count), 4);
    }
    return out;
  };
  std::string out = header(0, 1, 1) + std::string(7, '\0') + header(steps.size(), offsets.size(), 4);
  for (const Step& step : steps) out += big_endian(step.at, 8);
  for (const Step& step : steps) out += static_cast<char>(step.type);
  for (const int offset : offsets) out += big_endian(offset, 4) + std::string(2, '\0');
  return out + "LMT" + '\0' + "\n" + rule + "\n";
}

std::int64_t instant(int year, unsigned month, unsigned day, int hours) {
  return base::day_number(base::make_date(year, month, day)) * std::int64_t{86400} +
         hours * std::int64_t{hour};
}

// The zones under test, laid out as the knowledge file has them.
class Table {
 public:
  explicit Table(std::vector<std::pair<std::string, std::string>> files) {
    for (const auto& [name, bytes] : files) {
      auto steps = read_zone(bytes, name);
      if (!steps) throw std::runtime_error(steps.error().to_string());
      rows_.push_back({{static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(name.size())},
                       static_cast<std::uint32_t>(steps_.size()),
                       static_cast<std::uint32_t>(steps->size())});
      pool_ += name;
      steps_.insert(steps_.end(), steps->begin(), steps->end());
    }
  }
  Zones zones() const { return {rows_, steps_, pool_}; }

 private:
  std::string pool_;
  std::vector<ZoneRow> rows_;
  std::vector<ZoneStep> steps_;
};

// By the name of each zone.
const Zones& zones() {
  static const Table table({
      // Summer time by a rule alone, since always; one hour.
      {"America/Pacific", zone_file({-8 * hour}, {}, "PST8PDT,M3.2.0,M11.1.0")},
      {"Asia/Half", zone_file({4 * hour + 1800}, {}, "<+0430>-4:30")},
      // A country that left summer time in 2005 and moved its clocks for good; a step before 1945 too.
      {"Asia/Moved", zone_file({5 * hour, 6 * hour, 5 * hour},
                               {{instant(1930, 1, 1, 0), 0}, {instant(2005, 8, 11, 18), 1}}, "<+06>-6")},
      // South of the equator: summer over the turn of the year; the rule says how much.
      {"Australia/South", zone_file({9 * hour + 1800}, {}, "ACST-9:30ACDT-10:30,M10.1.0,M4.1.0/3")},
      {"Europe/East", zone_file({2 * hour}, {}, "EET-2EEST,M3.5.0/3,M10.5.0/4")},
      {"Zulu/Julian", zone_file({0}, {}, "GMT0BST,J60/1,300/1")},
  });
  static const Zones out = table.zones();
  return out;
}

struct Row {
  const char* zone;
  int year;
  unsigned month, day;
  int minutes;  // local
  int offset;   // minutes; no_offset for none
};
constexpr int none = 100'000;

TEST(Zones, SayHowFarClocksStoodFromGreenwich) {
  constexpr Row rows[] = {
      {"Asia/Half", 2010, 6, 12, 15 * 60, 270},
      {"Asia/Half", 1946, 1, 1, 0, 270},
      {"Asia/Moved", 1950, 6, 12, 0, 300},
      {"Asia/Moved", 2005, 8, 11, 12 * 60, 300},
      {"Asia/Moved", 2005, 8, 12, 12 * 60, 360},
      {"Asia/Moved", 2030, 8, 12, 0, 360},
      {"America/Pacific", 2010, 1, 12, 0, -480},
      {"America/Pacific", 2010, 6, 12, 0, -420},
      {"America/Pacific", 2010, 3, 14, 60, -480},   // moved at 2 a.m.
      {"America/Pacific", 2010, 3, 14, 150, -480},  // 2.30 a.m. was left out
      {"America/Pacific", 2010, 3, 14, 180, -420},
      {"America/Pacific", 2010, 11, 7, 90, -420},  // 1.30 a.m. came twice
      {"America/Pacific", 2010, 11, 7, 120, -480},
      {"America/Pacific", 2099, 7, 1, 0, -420},
      {"Europe/East", 2010, 3, 27, 24 * 60, 120},  // midnight at the end of the day
      {"Europe/East", 2010, 3, 28, 12 * 60, 180},  // the last Sunday
      {"Europe/East", 2010, 10, 31, 12 * 60, 120},
      {"Australia/South", 2010, 1, 12, 0, 630},
      {"Australia/South", 2010, 6, 12, 0, 570},
      {"Australia/South", 2010, 12, 31, 0, 630},
      {"Zulu/Julian", 2010, 2, 28, 0, 0},
      {"Zulu/Julian", 2010, 3, 2, 0, 60},
      {"Zulu/Julian", 2012, 3, 1, 12 * 60, 60},  // the 60th day without the leap day
      {"Zulu/Julian", 2010, 10, 29, 0, 0},
      {"Asia/Half", 1944, 6, 12, 0, none},
      {"Asia/Nowhere", 2010, 6, 12, 0, none},
      {"", 2010, 6, 12, 0, none},
  };
  for (const Row& row : rows) {
    const auto offset =
        zones().offset_of(row.zone, base::make_date(row.year, row.month, row.day), row.minutes);
    EXPECT_EQ(offset.value_or(none * 60), row.offset * 60)
        << row.zone << " " << row.year << "-" << row.month << "-" << row.day << " " << row.minutes;
  }
}

TEST(Zones, KnowAnInstant) {
  EXPECT_EQ(zones().offset_at("America/Pacific", instant(2010, 3, 14, 9)), -8 * hour);
  EXPECT_EQ(zones().offset_at("America/Pacific", instant(2010, 3, 14, 10)), -7 * hour);
  EXPECT_EQ(zones().offset_at("America/Pacific", instant(1944, 12, 31, 0)), std::nullopt);
  EXPECT_TRUE(zones().has("Asia/Half"));
  EXPECT_FALSE(zones().has("Asia"));
  EXPECT_TRUE(Zones().empty());
}

TEST(Zones, RefuseWhatIsNoZone) {
  const std::string whole = zone_file({hour}, {{instant(1980, 4, 6, 1), 0}}, "CET-1CEST,M3.5.0,M10.5.0/3");
  ASSERT_TRUE(read_zone(whole, "CET"));
  const std::string closing = zone_file({hour}, {}, "");
  EXPECT_TRUE(read_zone(closing, "without a rule"));
  for (std::size_t size = 0; size < whole.size() - 27; size += 5) {
    EXPECT_FALSE(read_zone(whole.substr(0, size), "CET")) << size;
  }
  std::string old = whole;
  old[4] = '\0';
  EXPECT_FALSE(read_zone(old, "of the first version"));
  EXPECT_FALSE(read_zone(zone_file({hour}, {{instant(1980, 4, 6, 1), 3}}, "CET-1"), "a step to nowhere"));
  for (const char* rule : {"CET", "C-1", "CET-1CEST,M3.5", "CET-1CEST,M13.1.0,M10.5.0", "CET-1CEST,M3.5.0",
                           "<CET-1", "CET-1CEST,M3.5.0,M10.5.0x"}) {
    const auto read = read_zone(zone_file({hour}, {}, rule), "file");
    ASSERT_FALSE(read) << rule;
    EXPECT_EQ(read.error().code, "bad_package");
    EXPECT_EQ(read.error().file, "file");
  }
}

}  // namespace
}  // namespace casus::knowledge
