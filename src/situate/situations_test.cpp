#include "situate/situations.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace casus::situate {
namespace {

StoryPoint story(std::string id, std::string published, std::string text) {
  return {std::move(id), std::move(published), terms_of("", text)};
}

// Two crises of the same week, three stories each.
std::vector<StoryPoint> feed() {
  return {
      story("k1", "2010-06-11",
            "Crowds of Kyrgyz and Uzbeks fought in Osh. Kyrgyzstan declared a state of emergency in the "
            "south, and Roza Otunbayeva appealed for calm."),
      story("k2", "2010-06-12",
            "Roza Otunbayeva asked Russia for peacekeepers as fighting between Kyrgyz and Uzbeks in Osh went "
            "on; Kyrgyzstan has no troops to spare in the south."),
      story("k3", "2010-06-14",
            "Uzbeks fled Osh for the border. The government of Kyrgyzstan under Roza Otunbayeva put the toll "
            "in the south at more than a hundred."),
      story("f1", "2010-06-10",
            "Israel eased the blockade of Gaza after the raid on the flotilla. Turkey demanded an inquiry "
            "into the deaths aboard the Mavi Marmara."),
      story("f2", "2010-06-13",
            "Turkey renewed its call for an inquiry into the raid on the Mavi Marmara flotilla, and Israel "
            "named a panel on the blockade of Gaza."),
      story("f3", "2010-06-15",
            "The panel on the flotilla raid met in Jerusalem. Turkey said Israel could not investigate the "
            "Mavi Marmara deaths itself; Gaza stays under blockade."),
  };
}

TEST(Situations, TwoCrisesOfOneWeekStayApart) {
  const auto placed = place_stories(feed());
  EXPECT_EQ(placed[0].situation, placed[1].situation);
  EXPECT_EQ(placed[1].situation, placed[2].situation);
  EXPECT_EQ(placed[3].situation, placed[4].situation);
  EXPECT_EQ(placed[4].situation, placed[5].situation);
  EXPECT_NE(placed[0].situation, placed[3].situation);
}

TEST(Situations, AnIncidentLiesInOneSituation) {
  const auto placed = place_stories(feed());
  for (const Placed& a : placed) {
    for (const Placed& b : placed) {
      EXPECT_TRUE(a.incident != b.incident || a.situation == b.situation);
    }
  }
}

TEST(Situations, ReplayInAnotherOrderGivesTheSame) {
  const auto straight = feed();
  const auto expected = place_stories(straight);
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    std::vector<StoryPoint> shuffled;
    for (const std::size_t i : order) shuffled.push_back(straight[i]);
    const auto placed = place_stories(shuffled);
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(shuffled[placed[i].situation].id, straight[expected[order[i]].situation].id);
      EXPECT_EQ(shuffled[placed[i].incident].id, straight[expected[order[i]].incident].id);
    }
  }
}

}  // namespace
}  // namespace casus::situate
