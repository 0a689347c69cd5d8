#include "situate/grouping.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace casus::situate {
namespace {

StoryPoint story(std::string id, std::string published, std::string headline, std::string text) {
  return {std::move(id), std::move(published), terms_of(headline, text)};
}

// Two shootings told in nearly the same words; names and places differ.
std::vector<StoryPoint> feed() {
  return {
      story("a1", "2015-03-01", "Man shot dead in Elmdale",
            "Police said Peter Quill, 31, was shot dead on Hazel Street in Elmdale on Sunday. No arrest was "
            "made."),
      story("a2", "2015-03-02", "Victim of Elmdale shooting named",
            "The man shot dead on Hazel Street in Elmdale was named as Peter Quill. Police made no arrest."),
      story("b1", "2015-03-01", "Man shot dead in Norburg",
            "Police said Adam Vane, 24, was shot dead on Cedar Avenue in Norburg on Sunday. No arrest was "
            "made."),
      story("b2", "2015-03-03", "Arrest in Norburg shooting",
            "A man was held over the death of Adam Vane, who was shot dead on Cedar Avenue in Norburg. "
            "Police made an arrest."),
      story("c1", "2015-03-02", "Harvest fair opens",
            "Farmers from the valley brought apples and sheep to the harvest fair, and a band played until "
            "dark."),
  };
}

TEST(Grouping, NamesAndPlacesTellIncidentsApart) {
  const auto groups = group(feed(), {});
  EXPECT_EQ(groups[0], groups[1]);
  EXPECT_EQ(groups[2], groups[3]);
  EXPECT_NE(groups[0], groups[2]);
  EXPECT_NE(groups[4], groups[0]);
  EXPECT_NE(groups[4], groups[2]);
}

TEST(Grouping, DoesNotDependOnTheOrderOfStories) {
  const std::vector<StoryPoint> straight = feed();
  const auto expected = group(straight, {});
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    std::vector<StoryPoint> shuffled;
    for (const std::size_t i : order) shuffled.push_back(straight[i]);
    const auto groups = group(shuffled, {});
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(shuffled[groups[i]].id, straight[expected[order[i]]].id);
    }
  }
}

TEST(Grouping, KeepsApartWhatIsTooFarApartInTime) {
  std::vector<StoryPoint> stories = feed();
  stories[1].published = "2016-03-01";
  GroupingOptions options;
  options.farthest_days = 60;
  const auto groups = group(stories, options);
  EXPECT_NE(groups[0], groups[1]);
  EXPECT_EQ(groups[2], groups[3]);
}

TEST(Grouping, OfNothingIsNothing) { EXPECT_TRUE(group({}, {}).empty()); }

std::size_t names_in(std::string_view text) {
  const std::vector<Term> terms = terms_of("", text);
  return static_cast<std::size_t>(
      std::count_if(terms.begin(), terms.end(), [](const Term& term) { return term.name; }));
}

TEST(StoryTerms, NamesAreCapitalisedWordsAndPairsOfThem) {
  EXPECT_EQ(names_in("They met Peter Quill."), 3U);   // Peter, Quill, Peter Quill
  EXPECT_EQ(names_in("They met Peter, Quill."), 2U);  // a comma parts them
  EXPECT_EQ(names_in("They met him. The men left."), 0U);
  EXPECT_GT(terms_of("", "a 31-year-old man").size(), terms_of("", "a 31-ear-old man").size());
}

}  // namespace
}  // namespace casus::situate
