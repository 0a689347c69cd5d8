// What the slice of tests/knowledge answers, and that bad rows are refused.
#include "knowledge/knowledge.h"

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/resource.h>

#include "base/ascii.h"
#include "knowledge/builder.h"
#include "knowledge/read_tables.h"

namespace casus::knowledge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* slice = CASUS_SOURCE_DIR "/tests/knowledge/slice";

const Knowledge& known() {
  static const Knowledge knowledge = [] {
    auto result = Knowledge::from_tables(slice);
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return knowledge;
}

// "3 org/CSTO name; ..." of the names at the first word.
std::string names(std::string_view text) {
  constexpr std::array<std::string_view, 8> senses = {"name",   "acronym", "adjective", "people",
                                                      "ethnic", "capital", "metonym",   "surname"};
  std::string out;
  const auto words = base::split(text, ' ');
  for (const Match& match : known().names_at(words, 0)) {
    if (!out.empty()) out += "; ";
    out += std::to_string(match.tokens) + ' ' + std::string(known().entry(match.entry).key) + ' ' +
           std::string(senses[static_cast<std::size_t>(match.sense)]);
  }
  return out;
}

TEST(Knowledge, FindsNamesTokenByToken) {
  struct Row {
    const char* text;
    const char* names;
  };
  constexpr Row rows[] = {
      {"Kyrgyzstan said", "1 KGZ name"},
      {"Kyrgyz Republic", "2 KGZ name; 1 KGZ adjective; 1 KGZ ethnic"},
      {"Collective Security Treaty Organisation members", "4 org/CSTO name"},
      {"Collective Security", ""},
      {"U.S. troops", "1 USA acronym"},
      {"U.S.-led forces", "1 USA acronym"},
      {"US troops", "1 USA acronym"},
      {"us and them", ""},
      {"Itar - Tass reported", "3 media/itar-tass name"},
      {"Itar-Tass reported", "1 media/itar-tass name"},
      {"Roza Otunbayeva said", "2 person/KGZ/roza otunbayeva name"},
      {"Medvedev said", "1 person/RUS/dmitry medvedev surname"},
      {"Hu said", "1 person/CHN/hu jintao surname"},
      {"Jintao said", ""},
      {"Ban said", "1 person/org/UN/ban ki-moon surname"},
      {"Kremlin said", "1 RUS metonym"},
      {"Moscow said", "1 RUS capital"},
      {"Uzbeks fled", "1 ethnic/uzbeks ethnic"},
      {"-", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(names(row.text), row.names) << row.text;
  }
}

TEST(Knowledge, NamesAWholeName) {
  ASSERT_EQ(known().named("Roza Otunbayeva").size(), 1U);
  EXPECT_TRUE(known().named("Roza").empty());
  EXPECT_EQ(known().entry(known().named("CSTO").front().entry).code, "IGOCST");
}

TEST(Knowledge, EntriesHaveKindCodeAndDates) {
  const Entry soviet = known().entry(*known().find("SUN"));
  EXPECT_EQ(soviet.kind, Kind::country);
  EXPECT_EQ(soviet.type, "historic");
  EXPECT_EQ(soviet.to, base::make_date(1991, 12, 26));
  EXPECT_EQ(known().entry(*known().find("armed/IMU")).code, "UZBREB");
  EXPECT_EQ(known().entry(*known().find("media/reuters")).code, "GBRMED");
  EXPECT_EQ(known().entry(*known().find("base/kant")).code, "RUSMIL");
  EXPECT_FALSE(known().find("XXX").has_value());
}

std::vector<std::string> holders(std::string_view body, std::string_view office, base::Date on) {
  std::vector<std::string> out;
  for (const Tenure& tenure : known().holders(body, office, on)) {
    out.push_back(std::string(known().entry(tenure.person).name) + " " + std::string(tenure.code));
  }
  return out;
}

TEST(Knowledge, KnowsWhoHeldAnOfficeOnADay) {
  using base::make_date;
  EXPECT_THAT(holders("KGZ", "head_of_state", make_date(2010, 6, 12)), ElementsAre("Roza Otunbayeva KGZGOV"));
  EXPECT_THAT(holders("KGZ", "head_of_state", make_date(2010, 4, 6)),
              ElementsAre("Kurmanbek Bakiyev KGZGOV"));
  EXPECT_THAT(holders("KGZ", "head_of_state", make_date(2012, 1, 1)), ElementsAre());
  EXPECT_THAT(holders("RUS", "", make_date(2010, 6, 12)),
              ElementsAre("Dmitry Medvedev RUSGOV", "Vladimir Putin RUSGOV"));
  EXPECT_THAT(holders("RUS", "head_of_state", make_date(2030, 1, 1)), ElementsAre("Vladimir Putin RUSGOV"));
  EXPECT_THAT(holders("org/UN", "secretary_general", make_date(2010, 6, 12)),
              ElementsAre("Ban Ki-moon IGOUNO"));
  const auto medvedev = known().tenures(known().named("Dmitri Medvedev").front().entry);
  ASSERT_EQ(medvedev.size(), 2U);
  EXPECT_EQ(medvedev[0].office, "head_of_state");
  EXPECT_EQ(medvedev[1].title, "Prime Minister of Russia");
  EXPECT_EQ(medvedev[1].ended, "resigned");
}

TEST(Knowledge, KnowsTitlesAndTheirRoles) {
  EXPECT_EQ(known().office_of_title("Defense Minister"), "defence_minister");
  EXPECT_EQ(known().role_of_office("defence_minister"), "MIL");
  EXPECT_EQ(known().office_of_title("dog catcher"), "");
}

TEST(Knowledge, KnowsMembersOnADay) {
  const EntryId csto = *known().find("org/CSTO");
  const auto on = [&](base::Date day) {
    std::vector<std::string> out;
    for (const Membership& row : known().members(csto, day)) out.emplace_back(row.country);
    return out;
  };
  EXPECT_THAT(on(base::make_date(2010, 6, 12)), ElementsAre("KAZ", "KGZ", "RUS", "TJK", "UZB"));
  EXPECT_THAT(on(base::make_date(2005, 1, 1)), ElementsAre("KAZ", "KGZ", "RUS", "TJK"));
  EXPECT_THAT(on(base::make_date(1999, 1, 1)), ElementsAre());
  EXPECT_TRUE(known().is_member(csto, "UZB", base::make_date(2012, 12, 19)));
  EXPECT_FALSE(known().is_member(csto, "UZB", base::make_date(2012, 12, 20)));
  EXPECT_FALSE(known().is_member(csto, "AFG", base::make_date(2014, 1, 1)));  // an observer
  EXPECT_FALSE(known().is_member(*known().find("org/SCO"), "KGZ", base::make_date(2010, 4, 15)));
  ASSERT_EQ(known().clauses(csto).size(), 2U);
  EXPECT_EQ(known().clauses(csto)[1].kind, "collective_defence");
}

TEST(Knowledge, FindsTheLongestRole) {
  const auto role = [](std::string_view text) -> std::string {
    const auto words = base::split(text, ' ');
    const auto found = known().role_at(words, 0);
    return found ? std::to_string(found->first) + ' ' + std::string(found->second.code) : "";
  };
  EXPECT_EQ(role("border guard kill"), "2 MIL");
  EXPECT_EQ(role("guard kill"), "1 COP");
  EXPECT_EQ(role("border"), "");
}

TEST(Knowledge, PlacesOfTables) {
  EXPECT_FALSE(known().has_gazetteer());
  const auto words = base::split(std::string_view("the Ferghana Valley"), ' ');
  const auto match = known().place_at(words, 1);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->tokens, 2U);
  const Place valley = known().place(match->places.front());
  EXPECT_EQ(valley.kind, "region");
  EXPECT_EQ(valley.name, "Fergana Valley");
  ASSERT_EQ(known().places_named("Kant air base").size(), 0U);
  ASSERT_EQ(known().places_named("Kant Air Base").size(), 1U);
  EXPECT_EQ(known().place(known().places_named("Kant Air Base").front()).country, "KGZ");
  EXPECT_EQ(known().place(known().places_named("Kyrgyz Republic").front()).kind, "country");
  EXPECT_EQ(known().place(known().places_named("Ferghana").front()).kind, "region");
}

TEST(Knowledge, TheSameTablesGiveTheSameHash) {
  const auto again = Knowledge::from_tables(slice);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->hash(), known().hash());
  EXPECT_EQ(again->hash().size(), 64U);
}

TEST(Knowledge, SurvivesBeingWrittenAndMapped) {
  Builder builder;
  ASSERT_TRUE(read_tables(std::string(slice) + "/knowledge", builder).ok());
  ASSERT_TRUE(read_place_tables(std::string(slice) + "/knowledge", builder).ok());
  const std::string bytes = builder.bytes();
  const std::string path = testing::TempDir() + "/casus_knowledge_test.casus";
  ASSERT_TRUE(write_whole(path, bytes).ok());
  {
    const auto mapped = Knowledge::open(path);
    ASSERT_TRUE(mapped.ok()) << mapped.error().to_string();
    EXPECT_EQ(mapped->hash(), known().hash());
    EXPECT_EQ(mapped->size(), known().size());
    EXPECT_TRUE(mapped->find("KGZ").has_value());
  }
  for (std::size_t cut : {std::size_t{0}, std::size_t{5}, std::size_t{200}, bytes.size() - 1}) {
    ASSERT_TRUE(write_whole(path, std::string_view(bytes).substr(0, cut)).ok());
    EXPECT_EQ(Knowledge::open(path).error().code, "knowledge_broken") << cut;
  }
  for (std::size_t at : {std::size_t{3}, std::size_t{9}, std::size_t{70}, bytes.size() / 2}) {
    std::string bad = bytes;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    ASSERT_TRUE(write_whole(path, bad).ok());
    EXPECT_EQ(Knowledge::open(path).error().code, "knowledge_broken") << at;
  }
  std::filesystem::remove(path);
  EXPECT_EQ(Knowledge::open(path).error().code, "knowledge_missing");
  EXPECT_EQ(write_whole("/no/such/folder/file", bytes).error().code, "knowledge_write");
}

// A disk that fills up half-way leaves the file that was there, and nothing else.
TEST(Knowledge, IsNeverHalfWritten) {
  const std::string folder = testing::TempDir() + "/casus_knowledge_full";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const std::string path = folder + "/knowledge.casus";
  ASSERT_TRUE(write_whole(path, std::string(5'000, 'a')).ok());
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 10'000;
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_whole(path, std::string(50'000, 'b'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old_handler);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, "knowledge_write");
  std::ifstream in(path, std::ios::binary);
  const std::string kept((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  EXPECT_EQ(kept, std::string(5'000, 'a'));
  const auto files = std::filesystem::directory_iterator(folder);
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
  std::filesystem::remove_all(folder);
}

TEST(Knowledge, ReadsTheTablesThemselves) {
  if (!std::filesystem::exists(CASUS_SOURCE_DIR "/data/knowledge/countries.tsv")) {
    GTEST_SKIP() << "data/knowledge is not there yet";
  }
  const auto result = Knowledge::from_tables(CASUS_SOURCE_DIR "/data");
  ASSERT_TRUE(result.ok()) << result.error().to_string();
  EXPECT_TRUE(result->find("KGZ").has_value());
}

TEST(Knowledge, RefusesRowsThatAreWrong) {
  struct Row {
    const char* table;
    const char* row;
    const char* message;
  };
  constexpr Row rows[] = {
      {"countries.tsv", "KG\tKyrgyz\tstate\t\t\t\t\t\t\tx", "three capital letters"},
      {"countries.tsv", "KGZ\tKyrgyz\tstate\t\t\t\t\t\t\tx", "stands twice"},
      {"countries.tsv", "XKX\tKosovo\tplanet\t\t\t\t\t\t\tx", "unknown kind"},
      {"countries.tsv", "XKX\tKosovo\tstate\t2009\t2008\t\t\t\t\tx", "ends before it begins"},
      {"countries.tsv", "XKX\tKosovo\tstate\t\t\t\t\tnorth\t1\tx", "no number"},
      {"country_names.tsv", "KGZ\tKyrgyz\tcolour\t\t", "unknown sense"},
      {"country_names.tsv", "QQQ\tQ\tname\t\t", "unknown country"},
      {"memberships.tsv", "NATO\tUSA\t\t\tmember\tx", "unknown organisation"},
      {"clauses.tsv", "NATO\tx\ty\tz\tw", "unknown organisation"},
      {"leaders/central_asia.tsv", "KGZ\tqueen\t\tNobody\t\t\t\t\t\t\t", "unknown office"},
      {"leaders/central_asia.tsv", "QQQ\thead_of_state\t\tNobody\t\t\t\t\t\t\t", "unknown country or body"},
      {"roles.tsv", "dog\tdog\tcivilian\t", "three capital letters"},
      {"roles.tsv", "dog\tDOG\tanimal\t", "unknown type"},
      {"place_aliases.tsv", "X\tregion/nowhere\t", "no place has the key"},
  };
  const std::string folder = testing::TempDir() + "/casus_knowledge_rows";
  for (const Row& row : rows) {
    std::filesystem::remove_all(folder);
    std::filesystem::copy(slice, folder, std::filesystem::copy_options::recursive);
    const std::string file = folder + "/knowledge/" + row.table;
    std::ofstream(file, std::ios::app) << row.row << '\n';
    const auto result = Knowledge::from_tables(folder);
    ASSERT_FALSE(result.ok()) << row.row;
    EXPECT_EQ(result.error().code, "bad_row");
    EXPECT_EQ(result.error().file, file);
    EXPECT_GT(result.error().line, 2U);
    EXPECT_THAT(result.error().message, HasSubstr(row.message)) << row.row;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace casus::knowledge
