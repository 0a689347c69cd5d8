#include "situate/situations.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "situate/memory_shelf.h"

namespace casus::situate {
namespace {

const OrdinaryWords& ordinary() {
  static const auto words = [] {
    auto loaded = OrdinaryWords::load(CASUS_SOURCE_DIR "/data/words/en/ordinary.txt");
    return loaded ? *std::move(loaded) : OrdinaryWords();
  }();
  return words;
}

// Two crises of June 2010 in one feed, written from public facts; some states and bodies speak in both.
std::vector<Told> feed() {
  return {
      {"k1", "2010-06-11", "one", "Emergency declared in southern Kyrgyzstan",
       "Crowds of Kyrgyz and Uzbeks fought in Osh through the night. The interim government of Kyrgyzstan "
       "declared a "
       "state of emergency in the south, and Roza Otunbayeva appealed for calm."},
      {"k2", "2010-06-12", "two", "Kyrgyzstan asks Russia for peacekeepers",
       "Roza Otunbayeva asked Russia for peacekeepers as fighting between Kyrgyz and Uzbeks in Osh went on. "
       "Dmitry "
       "Medvedev sent medicine to Bishkek. Kyrgyzstan has no troops to spare in the south."},
      {"k3", "2010-06-14", "one", "Uzbekistan shuts its border with Kyrgyzstan",
       "Uzbeks fled Osh and Jalal-Abad for the border, and Uzbekistan said it would let nobody else in. The "
       "government "
       "of Kyrgyzstan under Roza Otunbayeva put the toll in the south at more than a hundred. The United "
       "Nations "
       "Security Council called for calm."},
      {"k4", "2010-06-17", "two", "Refugees wait near Osh",
       "The Red Cross said the barricades in Osh still kept Uzbeks from leaving. Kyrgyzstan asked the United "
       "Nations "
       "and Turkey for tents. Roza Otunbayeva said the referendum would go ahead."},
      {"f1", "2010-06-10", "one", "Israel lets more goods into Gaza",
       "Israel eased the blockade of Gaza ten days after its commandos boarded the flotilla. Turkey demanded "
       "an "
       "inquiry by the United Nations into the deaths of nine people aboard the Mavi Marmara."},
      {"f2", "2010-06-13", "two", "Turkey repeats call for flotilla inquiry",
       "Turkey renewed its call for an inquiry into the raid on the Mavi Marmara, and Israel said a panel of "
       "its own "
       "would look at the blockade of Gaza. Recep Tayyip Erdogan said Israel could not judge itself."},
      {"f3", "2010-06-14", "one", "Israel names panel on flotilla raid",
       "Benjamin Netanyahu named a retired judge to lead the panel on the flotilla raid. Turkey said Israel "
       "could not "
       "investigate the Mavi Marmara deaths itself; Gaza stays under blockade. The United Nations Security "
       "Council had "
       "called for a prompt inquiry."},
      {"f4", "2010-06-17", "two", "Cabinet in Jerusalem eases Gaza blockade",
       "The cabinet of Benjamin Netanyahu agreed to let more goods into Gaza by land. Turkey and Russia "
       "welcomed the "
       "step; Hamas said Israel must lift the blockade whole."},
  };
}

struct World {
  MemoryShelf shelf;
  Situations situations{shelf};

  void tell(const Told& story, bool settle = true) {
    ASSERT_TRUE(situations.add(entry_of(story, ordinary())));
    if (settle) {
      ASSERT_TRUE(situations.settle());
    }
  }
  std::string incident(const std::string& id) const {
    return shelf.all(Level::story).find(id)->second.place.group;
  }
  std::string situation(const std::string& id) const {
    return shelf.all(Level::incident).find(incident(id))->second.place.group;
  }
  // All of it, to compare two worlds.
  std::string picture() const {
    std::string out;
    for (const Level level : {Level::story, Level::incident}) {
      for (const auto& [id, entry] : shelf.all(level)) {
        out += id + " " + entry.place.copies + " " + entry.place.part + " " + entry.place.group + "\n";
      }
    }
    return out;
  }
};

TEST(Situations, TwoCrisesInOneFeedStayApart) {
  World world;
  for (const Told& story : feed()) world.tell(story);
  for (const char* id : {"k2", "k3", "k4"}) EXPECT_EQ(world.situation(id), "k1") << id;
  for (const char* id : {"f2", "f3", "f4"}) EXPECT_EQ(world.situation(id), "f1") << id;
}

// A feed with towns, people and days drawn by chance, many of them alike, and dispatches sent again.
std::vector<Told> made_feed(unsigned seed, int size) {
  std::mt19937 random(seed);
  const std::vector<std::string> towns = {"Elmdale",   "Norburg", "Westhaven",
                                          "Ridgemont", "Harwick", "Ashford"};
  const std::vector<std::string> people = {"Arlo Crane",    "Petra Farrow", "Magnus Jessop", "Nadine Hallam",
                                           "Ivor Lockhart", "Fiona Kettle", "Orson Dunmore"};
  std::vector<Told> out;
  for (int i = 0; i < size; ++i) {
    const auto any = [&](const std::vector<std::string>& row) { return row[random() % row.size()]; };
    if (i > 3 && random() % 5 == 0) {
      Told again = out[random() % out.size()];
      again.id = "s" + std::to_string(i);
      again.text += " Police said more on the next day about " + any(people) + ".";
      out.push_back(again);
      continue;
    }
    const std::string town = any(towns), victim = any(people), other = any(people);
    const unsigned day = 1 + static_cast<unsigned>(random() % 28);
    out.push_back(
        {"s" + std::to_string(i),
         "2015-0" + std::to_string(1 + random() % 9) + (day < 10 ? "-0" : "-") + std::to_string(day),
         random() % 2 == 0 ? "one" : "two", "Shooting in " + town,
         "Officers found " + victim + " shot on a street in " + town + ". A friend, " + other +
             ", said they had met near " + any(towns) + " before midnight. " + any(people) +
             " of the police in " + town + " asked for help."});
  }
  return out;
}

TEST(Situations, ReplayInAnotherOrderGivesTheSame) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::vector<Told> stories = made_feed(seed, 120);
    World straight;
    for (const Told& story : stories) straight.tell(story);
    std::mt19937 random(seed + 100);
    for (int round = 0; round < 6; ++round) {
      std::shuffle(stories.begin(), stories.end(), random);
      World shuffled;
      // Whether groups are settled after each story or once in a while is the same.
      for (const Told& story : stories) shuffled.tell(story, random() % 4 == 0);
      ASSERT_TRUE(shuffled.situations.settle());
      ASSERT_TRUE(shuffled.picture() == straight.picture()) << "seed " << seed << " round " << round;
    }
  }
}

TEST(Situations, DroppedAndChangedStoriesLeaveNoTrace) {
  for (const unsigned seed : {4U, 5U}) {
    std::vector<Told> stories = made_feed(seed, 90);
    const std::vector<Told> others = made_feed(seed + 50, 90);
    World straight;
    for (const Told& story : stories) straight.tell(story);
    World restless;
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < stories.size(); ++i) {
      // Under another text first, then dropped or told anew.
      Told wrong = others[i];
      wrong.id = stories[i].id;
      restless.tell(wrong, i % 3 == 0);
      if (random() % 2 == 0) {
        ASSERT_TRUE(restless.situations.drop(wrong.id));
      }
    }
    for (const Told& story : stories) restless.tell(story);
    for (const Told& story : stories) restless.tell(story);
    ASSERT_TRUE(restless.picture() == straight.picture()) << "seed " << seed;
  }
}

TEST(Situations, AllGoneIsAllGone) {
  World world;
  const std::vector<Told> stories = feed();
  for (const Told& story : stories) world.tell(story);
  for (const Told& story : stories) ASSERT_TRUE(world.situations.drop(story.id));
  ASSERT_TRUE(world.situations.settle());
  EXPECT_EQ(world.picture(), "");
}

TEST(Situations, StoriesWithoutADayAreComparedWithEachOtherAlone) {
  World world;
  std::vector<Told> stories = feed();
  stories[0].published = stories[1].published = "";
  for (const Told& story : stories) world.tell(story);
  EXPECT_EQ(world.situation("k1"), world.situation("k2"));
  EXPECT_NE(world.situation("k1"), world.situation("k3"));
}

}  // namespace
}  // namespace casus::situate
