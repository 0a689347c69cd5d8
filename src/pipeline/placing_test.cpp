#include "pipeline/placing.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>

#include "situate/memory_shelf.h"
#include "situate/situations.h"
#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::pipeline {
namespace {

const std::string data = CASUS_SOURCE_DIR "/data";

struct Told {
  std::string id, published, headline, text;
};

std::vector<Told> feed() {
  std::vector<Told> out;
  const std::vector<std::string> towns = {"Elmdale", "Norburg", "Westhaven"};
  const std::vector<std::string> people = {"Arlo Crane", "Petra Farrow", "Magnus Jessop", "Nadine Hallam",
                                           "Ivor Lockhart"};
  std::mt19937 random(12);
  for (int i = 0; i < 60; ++i) {
    const auto any = [&](const std::vector<std::string>& row) { return row[random() % row.size()]; };
    const std::string town = any(towns);
    out.push_back({"s" + std::to_string(i), "2015-03-" + std::to_string(10 + random() % 19),
                   "Shooting in " + town,
                   "Officers found " + any(people) + " shot on a street in " + town + ". A friend, " +
                       any(people) + ", said they had met near a barn before midnight. " + any(people) +
                       " of the police asked for help."});
  }
  out[5].published = "";
  return out;
}

class PlacingTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = std::filesystem::path(CASUS_BINARY_DIR) / "placing_test" /
                        testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    db_ = folder / "casus.db";
    auto opened = store::Connection::open(db_, store::Connection::Access::read_write);
    ASSERT_TRUE(opened);
    connection_ = *std::move(opened);
    ASSERT_TRUE(store::migrate(*connection_));
    ASSERT_TRUE(connection_->execute(
        "INSERT INTO inputs (key, sha256) VALUES (1, 'a'); INSERT INTO makers VALUES (1, 'v', 'm', 'l');"));
  }

  std::int64_t change(const char* op, const std::string& id) {
    auto add = connection_->prepare("INSERT INTO changes (op, resource, story) VALUES (?, 'stories', ?)");
    EXPECT_TRUE(add);
    EXPECT_TRUE(add->bind(op).bind(id).run());
    return connection_->last_key();
  }

  void keep(const Told& story) {
    auto add = connection_->prepare(
        "INSERT INTO stories (id, seq, input, maker, published, day, headline, language, sha256, names, "
        "text, "
        "record) VALUES (?1, ?2, 1, 1, ?3, coalesce(?3, ''), ?4, 'en', 'a', '', ?5, '{}') ON CONFLICT (id) "
        "DO "
        "UPDATE SET seq = excluded.seq, published = excluded.published, day = excluded.day, headline = "
        "excluded.headline, text = excluded.text");
    ASSERT_TRUE(add);
    ASSERT_TRUE(add->bind(story.id)
                    .bind(change("put", story.id))
                    .bind_or_null(story.published)
                    .bind(story.headline)
                    .bind(story.text)
                    .run());
  }

  std::string picture() {
    std::string out;
    for (const char* sql : {"SELECT id, copies, part, incident FROM placed_stories ORDER BY id",
                            "SELECT id, '', part, situation FROM incidents ORDER BY id"}) {
      auto rows = connection_->prepare(sql);
      EXPECT_TRUE(rows);
      while (*rows->step()) {
        out += rows->text(0) + " " + rows->text(1) + " " + rows->text(2) + " " + rows->text(3) + "\n";
      }
    }
    return out;
  }

  std::string db_;
  std::unique_ptr<store::Connection> connection_;
};

// What the same stories make of an empty memory.
std::string expected(const std::vector<Told>& stories) {
  const auto ordinary = situate::OrdinaryWords::load(data + "/words/en/ordinary.txt");
  EXPECT_TRUE(ordinary);
  situate::MemoryShelf shelf;
  situate::Situations situations(shelf);
  for (const Told& one : stories) {
    EXPECT_TRUE(
        situations.add(situate::entry_of({one.id, one.published, "", one.headline, one.text}, *ordinary)));
  }
  EXPECT_TRUE(situations.settle());
  std::string out;
  for (const auto& [id, entry] : shelf.all(situate::Level::story)) {
    out += id + " " + entry.place.copies + " " + entry.place.part + " " + entry.place.group + "\n";
  }
  for (const auto& [id, entry] : shelf.all(situate::Level::incident)) {
    out += id + "  " + entry.place.part + " " + entry.place.group + "\n";
  }
  return out;
}

TEST_F(PlacingTest, TheTablesHoldWhatMemoryWould) {
  std::vector<Told> stories = feed();
  const std::string straight = expected(stories);
  std::shuffle(stories.begin(), stories.end(), std::mt19937(3));
  for (std::size_t i = 0; i < stories.size(); ++i) {
    keep(stories[i]);
    if (i % 7 != 0) continue;
    ASSERT_TRUE(place_stories(db_, data));
  }
  const auto last = place_stories(db_, data);
  ASSERT_TRUE(last) << last.error().to_string();
  EXPECT_TRUE(picture() == straight);
  const auto again = place_stories(db_, data);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->placed, 0U);
}

TEST_F(PlacingTest, ChangedAndDeletedStoriesLeaveNoTrace) {
  std::vector<Told> stories = feed();
  for (const Told& one : stories) keep(one);
  ASSERT_TRUE(place_stories(db_, data));
  std::swap(stories[3].text, stories[8].text);
  keep(stories[3]);
  keep(stories[8]);
  ASSERT_TRUE(connection_->execute("DELETE FROM stories WHERE id IN ('s1', 's20', 's44')"));
  for (const char* id : {"s1", "s20", "s44"}) change("delete", id);
  std::erase_if(stories,
                [](const Told& one) { return one.id == "s1" || one.id == "s20" || one.id == "s44"; });
  const auto counts = place_stories(db_, data);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->placed, 2U);
  EXPECT_EQ(counts->gone, 3U);
  EXPECT_TRUE(picture() == expected(stories));
  EXPECT_EQ(
      *connection_->number("SELECT count(*) FROM story_keys k LEFT JOIN placed_stories s ON s.key = k.story "
                           "WHERE s.key IS NULL"),
      0);
}

TEST_F(PlacingTest, AnotherListOfWordsPlacesAllAnew) {
  for (const Told& one : feed()) keep(one);
  ASSERT_TRUE(place_stories(db_, data));
  ASSERT_TRUE(connection_->execute("UPDATE placing SET method = 'older'"));
  const auto counts = place_stories(db_, data);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->placed, 60U);
  EXPECT_TRUE(picture() == expected(feed()));
}

TEST_F(PlacingTest, ErrorsNameTheFile) {
  EXPECT_EQ(place_stories(db_, "nowhere").error().code, "cannot_read");
  EXPECT_FALSE(place_stories(db_ + ".none", data));
  EXPECT_FALSE(std::filesystem::exists(db_ + ".none"));
}

}  // namespace
}  // namespace casus::pipeline
