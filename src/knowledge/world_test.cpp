// What the tables of data/knowledge say of days on which dictionaries go wrong, and how much of the world
// they know.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <stdexcept>
#include <string>

#include "base/calendar.h"
#include "knowledge/knowledge.h"

namespace casus::knowledge {
namespace {

using base::make_date;
using testing::Contains;
using testing::Not;

const Knowledge& world() {
  static const Knowledge knowledge = [] {
    auto result = Knowledge::from_tables(CASUS_SOURCE_DIR "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return knowledge;
}

std::set<std::string> holders(std::string_view state, std::string_view office, std::string_view day) {
  std::set<std::string> out;
  for (const Tenure& tenure : world().holders(state, office, *base::parse_date(day))) {
    out.insert(std::string(world().entry(tenure.person).name));
  }
  return out;
}

std::set<std::string> members(std::string_view body, std::string_view day) {
  const auto entry = world().find("org/" + std::string(body));
  if (!entry) return {};
  std::set<std::string> out;
  for (const Membership& member : world().members(*entry, *base::parse_date(day))) {
    if (member.status == "member") out.insert(std::string(member.country));
  }
  return out;
}

bool named(std::string_view name, std::string_view key, Sense sense) {
  const auto matches = world().named(name);
  return std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
    return world().entry(match.entry).key == key && match.sense == sense;
  });
}

TEST(World, KnowsWhoHeldOfficeOnTheDay) {
  struct Row {
    const char* state;
    const char* office;
    const char* day;
    const char* person;
  };
  constexpr Row rows[] = {
      {"KGZ", "head_of_state", "2010-06-12", "Roza Otunbayeva"},
      {"KGZ", "head_of_government", "2010-06-12", "Roza Otunbayeva"},
      {"KGZ", "head_of_state", "2010-04-06", "Kurmanbek Bakiyev"},
      {"KGZ", "head_of_state", "2005-03-23", "Askar Akayev"},
      {"KGZ", "foreign_minister", "2010-06-12", "Ruslan Kazakbayev"},
      {"KGZ", "defence_minister", "2010-06-12", "Ismail Isakov"},
      {"KGZ", "interior_minister", "2010-06-12", "Bolot Sherniyazov"},
      {"RUS", "head_of_state", "2010-06-12", "Dmitry Medvedev"},
      {"RUS", "head_of_government", "2010-06-12", "Vladimir Putin"},
      {"RUS", "head_of_state", "2013-01-01", "Vladimir Putin"},
      {"UZB", "head_of_state", "2010-06-12", "Islam Karimov"},
      {"KAZ", "head_of_state", "2010-06-12", "Nursultan Nazarbayev"},
      {"UN", "secretary_general", "2010-06-12", "Ban Ki-moon"},
      {"CSTO", "secretary_general", "2010-06-12", "Nikolai Bordyuzha"},
      {"USA", "foreign_minister", "2010-06-12", "Hillary Clinton"},
      {"IRN", "supreme_leader", "2009-06-13", "Ali Khamenei"},
      {"EGY", "head_of_state", "2011-02-10", "Hosni Mubarak"},
      {"UKR", "head_of_state", "2014-02-21", "Viktor Yanukovych"},
      {"MLI", "head_of_state", "2012-04-13", "Dioncounda Traore"},
      {"THA", "head_of_government", "2014-05-23", "Prayuth Chan-ocha"},
      // an age before
      {"USA", "head_of_state", "1987-10-19", "Ronald Reagan"},
      {"USA", "foreign_minister", "1987-10-19", "George Shultz"},
      {"USA", "finance_minister", "1987-10-19", "James Baker"},
      {"USA", "finance_minister", "1985-09-22", "James Baker"},
      {"USA", "central_bank_governor", "1987-08-10", "Paul Volcker"},
      {"USA", "central_bank_governor", "1987-10-19", "Alan Greenspan"},
      {"USA", "defence_minister", "1987-10-19", "Caspar Weinberger"},
      {"GBR", "finance_minister", "1987-10-19", "Nigel Lawson"},
      {"JPN", "head_of_government", "1987-10-19", "Yasuhiro Nakasone"},
      {"JPN", "finance_minister", "1987-10-19", "Kiichi Miyazawa"},
      {"DEU", "finance_minister", "1987-10-19", "Gerhard Stoltenberg"},
      {"DEU", "central_bank_governor", "1987-10-19", "Karl Otto Poehl"},
      {"FRA", "head_of_government", "1987-10-19", "Jacques Chirac"},
      {"SUN", "supreme_leader", "1986-04-26", "Mikhail Gorbachev"},
      {"SUN", "supreme_leader", "1962-10-22", "Nikita Khrushchev"},
      {"CUB", "head_of_government", "1962-10-22", "Fidel Castro"},
      {"EGY", "head_of_state", "1973-10-06", "Anwar Sadat"},
      {"ISR", "head_of_government", "1973-10-06", "Golda Meir"},
      {"IRN", "supreme_leader", "1980-09-22", "Ruhollah Khomeini"},
      {"CHL", "head_of_state", "1973-09-10", "Salvador Allende"},
      {"ARG", "head_of_state", "1982-05-02", "Leopoldo Galtieri"},
      {"ZAF", "head_of_state", "1986-06-12", "P. W. Botha"},
      {"IND", "head_of_government", "1971-12-03", "Indira Gandhi"},
      {"UN", "secretary_general", "1961-09-17", "Dag Hammarskjold"},
      {"NATO", "secretary_general", "1987-12-08", "Lord Carrington"},
      {"OPEC", "council_president", "1987-06-25", "Rilwanu Lukman"},
  };
  for (const Row& row : rows) {
    const std::string office = world().find(row.state) ? row.state : "org/" + std::string(row.state);
    EXPECT_THAT(holders(office, row.office, row.day), Contains(row.person)) << row.state << ' ' << row.day;
  }
}

TEST(World, KnowsWhenAnOfficeWasLost) {
  struct Row {
    const char* state;
    const char* office;
    const char* day;
    const char* person;
  };
  constexpr Row rows[] = {
      {"KGZ", "head_of_state", "2010-06-12", "Kurmanbek Bakiyev"},
      {"RUS", "head_of_state", "2010-06-12", "Vladimir Putin"},
      {"RUS", "head_of_government", "2010-06-12", "Dmitry Medvedev"},
      {"EGY", "head_of_state", "2011-02-12", "Hosni Mubarak"},
      {"LBY", "head_of_state", "2011-10-20", "Muammar Gaddafi"},
      {"UKR", "head_of_state", "2014-02-24", "Viktor Yanukovych"},
      {"PHL", "head_of_state", "1986-02-26", "Ferdinand Marcos"},
      {"IRN", "head_of_state", "1979-02-12", "Mohammad Reza Pahlavi"},
      {"USA", "finance_minister", "1988-09-16", "James Baker"},
  };
  for (const Row& row : rows) {
    EXPECT_THAT(holders(row.state, row.office, row.day), Not(Contains(row.person)))
        << row.state << ' ' << row.day;
  }
}

TEST(World, KnowsHowATermBeganAndEnded) {
  const auto before = world().holders("KGZ", "head_of_state", make_date(2010, 4, 6));
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].began, "elected");
  EXPECT_EQ(before[0].ended, "ousted");
  const auto after = world().holders("KGZ", "head_of_state", make_date(2010, 6, 12));
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].began, "interim");
  EXPECT_EQ(after[0].code, "KGZGOV");
}

TEST(World, KnowsMembersByDate) {
  EXPECT_EQ(members("CSTO", "2010-06-12"),
            (std::set<std::string>{"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB"}));
  EXPECT_THAT(members("CSTO", "2005-06-12"), Not(Contains("UZB")));
  EXPECT_THAT(members("CSTO", "2013-06-12"), Not(Contains("UZB")));
  EXPECT_EQ(members("SCO", "2010-06-12"), (std::set<std::string>{"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}));
  EXPECT_THAT(members("EURASEC", "2010-06-12"), Not(Contains("UZB")));
  EXPECT_EQ(members("NATO", "2010-06-12").size(), 28u);
  EXPECT_EQ(members("EU", "2010-06-12").size(), 27u);
  EXPECT_EQ(members("UN", "2010-06-12").size(), 192u);
  EXPECT_EQ(members("UN", "2012-06-12").size(), 193u);
}

TEST(World, TellsTheStateFromThePeopleAndTheGroup) {
  EXPECT_TRUE(named("Kyrgyz", "KGZ", Sense::adjective));
  EXPECT_TRUE(named("Kirghiz", "KGZ", Sense::adjective));
  EXPECT_TRUE(named("Uzbekistani", "UZB", Sense::adjective));
  EXPECT_TRUE(named("Uzbek", "UZB", Sense::adjective));
  EXPECT_TRUE(named("Uzbeks", "UZB", Sense::ethnic));
  EXPECT_FALSE(named("Uzbeks", "UZB", Sense::people));
  EXPECT_TRUE(named("Tashkent", "UZB", Sense::capital));
  EXPECT_TRUE(named("Kremlin", "RUS", Sense::metonym));
  EXPECT_TRUE(named("Downing Street", "GBR", Sense::metonym));
  EXPECT_TRUE(named("Foggy Bottom", "USA", Sense::metonym));
  EXPECT_TRUE(named("USSR", "SUN", Sense::acronym));
  EXPECT_TRUE(named("Zaire", "COD", Sense::name));
  EXPECT_TRUE(named("Itar-Tass", "media/itar_tass", Sense::name));
  EXPECT_TRUE(named("Shanghai Cooperation Organization", "org/SCO", Sense::name));
  EXPECT_TRUE(named("Kant military base", "base/kant_air_base", Sense::name));
}

TEST(World, KnowsWhatATreatyObliges) {
  const auto csto = world().find("org/CSTO");
  ASSERT_TRUE(csto.has_value());
  const auto clauses = world().clauses(*csto);
  EXPECT_TRUE(std::any_of(clauses.begin(), clauses.end(), [](const Clause& c) {
    return c.kind == "collective_defence" && c.article == "Article 4";
  }));
}

// Days 1990-2025 on which a state has a holder, counted on the 1st and the 15th of each month.
double share_of_days(std::string_view office) {
  int held = 0;
  int all = 0;
  for (std::size_t i = 0; i < world().size(); ++i) {
    const Entry entry = world().entry(EntryId(i));
    if (entry.kind != Kind::country || entry.type != "state" || entry.key == "VAT") continue;
    for (int year = 1990; year <= 2025; ++year) {
      for (unsigned month = 1; month <= 12; ++month) {
        for (const unsigned day : {1u, 15u}) {
          const base::Date date = make_date(year, month, day);
          if (entry.from && date < *entry.from) continue;
          ++all;
          held += world().holders(entry.key, office, date).empty() ? 0 : 1;
        }
      }
    }
  }
  return all == 0 ? 0 : static_cast<double>(held) / all;
}

TEST(World, KnowsHeadsOfAllStates) {
  EXPECT_GE(share_of_days("head_of_state"), 0.97);
  EXPECT_GE(share_of_days("head_of_government"), 0.97);
}

TEST(World, IsLargeEnough) {
  std::size_t states = 0;
  std::size_t armed = 0;
  std::size_t media = 0;
  std::size_t bodies = 0;
  for (std::size_t i = 0; i < world().size(); ++i) {
    const Entry entry = world().entry(EntryId(i));
    states += entry.kind == Kind::country && entry.type == "state" ? 1 : 0;
    armed += entry.kind == Kind::armed_group ? 1 : 0;
    media += entry.kind == Kind::media ? 1 : 0;
    bodies += entry.kind == Kind::organisation ? 1 : 0;
  }
  EXPECT_EQ(states, 194u);
  EXPECT_GE(armed, 500u);
  EXPECT_GE(media, 300u);
  EXPECT_GE(bodies, 120u);
}

}  // namespace
}  // namespace casus::knowledge
