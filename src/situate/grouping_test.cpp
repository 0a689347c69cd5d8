#include "situate/grouping.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace casus::situate {
namespace {

OrdinaryWords ordinary() {
  auto words = OrdinaryWords::parse(
      "police\nshoot\nshot\ndead\nwas\non\nin\nof\nno\narrest\nmade\nstreet\navenue\nsaid\nman\nsunday\n# a "
      "comment\n"
      "the\na\nwho\nover\ndeath\nheld\nas\nand\nvictim\n",
      "list");
  EXPECT_TRUE(words);
  return *std::move(words);
}

Point story(std::string id, std::string_view published, std::string_view headline, std::string_view text) {
  static const OrdinaryWords words = ordinary();
  return story_point(std::move(id), day_number(published), terms_of(headline, text, words));
}

// Two shootings told in nearly the same words; names and places differ.
std::vector<Point> feed() {
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
  const auto groups = group(feed(), incident_measure);
  EXPECT_EQ(groups[0], groups[1]);
  EXPECT_EQ(groups[2], groups[3]);
  EXPECT_NE(groups[0], groups[2]);
  EXPECT_NE(groups[4], groups[0]);
  EXPECT_NE(groups[4], groups[2]);
}

TEST(Grouping, GroupsLieInOneConnectedPart) {
  const auto groups = group(feed(), incident_measure);
  const auto parts = connected(feed(), incident_measure);
  for (std::size_t i = 0; i < groups.size(); ++i) EXPECT_EQ(parts[groups[i]], parts[i]);
  EXPECT_NE(parts[4], parts[0]);
}

TEST(Grouping, DoesNotDependOnTheOrderOfPoints) {
  const std::vector<Point> straight = feed();
  const auto expected = group(straight, incident_measure);
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    std::vector<Point> shuffled;
    for (const std::size_t i : order) shuffled.push_back(straight[i]);
    const auto groups = group(shuffled, incident_measure);
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(shuffled[groups[i]].id, straight[expected[order[i]]].id);
    }
  }
}

TEST(Grouping, KeepsApartWhatIsTooFarApartInTime) {
  std::vector<Point> points = feed();
  Measure measure = incident_measure;
  measure.farthest_days = 60;
  points[1].day = *points[1].day + 365;
  const auto groups = group(points, measure);
  EXPECT_NE(groups[0], groups[1]);
  EXPECT_EQ(groups[2], groups[3]);
}

TEST(Grouping, OfNothingIsNothing) { EXPECT_TRUE(group({}, incident_measure).empty()); }

TEST(Points, ClosenessFadesWithTheDaysBetween) {
  std::vector<Point> points = feed();
  const double near = closeness(points[0], points[1], incident_measure);
  points[1].day = *points[1].day + 100;
  const double later = closeness(points[0], points[1], incident_measure);
  points[1].day.reset();
  EXPECT_GT(near, later);
  EXPECT_GT(later, 0);
  EXPECT_EQ(closeness(points[0], points[1], incident_measure), 0);
  EXPECT_NEAR(closeness(points[0], points[0], incident_measure), 1, 1e-6);
}

std::size_t names_in(std::string_view text) {
  const std::vector<Term> terms = terms_of("", text, ordinary());
  return static_cast<std::size_t>(
      std::count_if(terms.begin(), terms.end(), [](const Term& term) { return term.name; }));
}

TEST(StoryTerms, NamesAreCapitalisedWordsAndPairsOfThem) {
  EXPECT_EQ(names_in("They met Peter Quill."), 3U);   // Peter, Quill, Peter Quill
  EXPECT_EQ(names_in("They met Peter, Quill."), 2U);  // a comma parts them
  EXPECT_EQ(names_in("They met him. The men left."), 0U);
  EXPECT_EQ(names_in("They met the Street Police."), 0U);  // ordinary words
  EXPECT_EQ(names_in("They met on Hazel Street."), 2U);    // Hazel, Hazel Street
  EXPECT_GT(terms_of("", "a 31-year-old man", ordinary()).size(),
            terms_of("", "a 31-ear-old man", ordinary()).size());
}

TEST(OrdinaryWordsTest, KnowsCommonEndings) {
  auto words = OrdinaryWords::parse("arrest\nplan\nmove\ncity\nquick\n", "list");
  ASSERT_TRUE(words);
  for (const char* word : {"arrest", "Arrests", "ARRESTED", "arresting", "planned", "moving", "cities",
                           "quickly", "mover", "planners"}) {
    EXPECT_TRUE(words->has(word)) << word;
  }
  for (const char* word : {"", "plane", "cit", "arres", "Osh"}) EXPECT_FALSE(words->has(word)) << word;
}

TEST(OrdinaryWordsTest, ErrorsNameTheLine) {
  const auto bad = OrdinaryWords::parse("one\n# two\nTwo Words\n", "list.txt");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "bad_word_list");
  EXPECT_EQ(bad.error().line, 3U);
  EXPECT_EQ(OrdinaryWords::load("no/such/file").error().code, "cannot_read");
}

}  // namespace
}  // namespace casus::situate
