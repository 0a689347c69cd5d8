#include "knowledge/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::knowledge {
namespace {

using testing::ElementsAre;

const Knowledge& known() {
  static const Knowledge knowledge = [] {
    auto result = Knowledge::from_tables(CASUS_SOURCE_DIR "/tests/knowledge/slice");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return knowledge;
}

constexpr base::Date story_day{std::chrono::year{2010}, std::chrono::month{6}, std::chrono::day{12}};

TEST(Answers, WhoHeldWhatOnADay) {
  const auto medvedev = who(known(), "Medvedev", story_day);
  ASSERT_EQ(medvedev.size(), 1U);
  ASSERT_EQ(medvedev.front().now.size(), 1U);
  EXPECT_EQ(medvedev.front().now.front().title, "President of Russia");
  ASSERT_EQ(medvedev.front().after.size(), 1U);
  EXPECT_EQ(medvedev.front().after.front().title, "Prime Minister of Russia");
  const auto bakiyev = who(known(), "Kurmanbek Bakiyev", story_day);
  ASSERT_EQ(bakiyev.size(), 1U);
  EXPECT_TRUE(bakiyev.front().now.empty());
  EXPECT_EQ(bakiyev.front().before.front().ended, "ousted");
  EXPECT_TRUE(who(known(), "Nobody", story_day).empty());
}

TEST(Answers, WhoLedAState) {
  std::vector<std::string> names;
  for (const Career& career : who(known(), "Russia", story_day)) names.emplace_back(career.person.name);
  EXPECT_THAT(names, ElementsAre("Dmitry Medvedev", "Vladimir Putin"));
  EXPECT_EQ(who(known(), "UN", story_day).size(), 1U);
  EXPECT_EQ(who(known(), "KGZ", story_day).front().person.name, "Roza Otunbayeva");
}

TEST(Answers, WhereAPlaceIs) {
  ASSERT_EQ(where(known(), "Ferghana Valley", "").size(), 1U);
  EXPECT_TRUE(where(known(), "Atlantis", "").empty());
}

TEST(Answers, WhoBelongedToABody) {
  const auto roll = members_of(known(), "Collective Security Treaty Organisation", story_day);
  ASSERT_TRUE(roll.has_value());
  EXPECT_EQ(roll->organisation.key, "org/CSTO");
  EXPECT_EQ(roll->members.size(), 5U);
  EXPECT_EQ(roll->clauses.size(), 2U);
  EXPECT_EQ(members_of(known(), "CSTO", base::make_date(2013, 1, 1))->members.size(), 4U);
  EXPECT_FALSE(members_of(known(), "Russia", story_day).has_value());
}

}  // namespace
}  // namespace casus::knowledge
