#include "store/store.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store/migrations.h"

namespace casus::store {
namespace {

using document::Document;

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(CASUS_BINARY_DIR) / "store_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "casus.db";
  }

  base::Result<Store> open() { return Store::open(file_, maker_); }

  // What became of the documents, by their place.
  std::string outcomes() {
    return text(
        "SELECT group_concat(outcome) FROM (SELECT outcome FROM documents ORDER BY file, \"offset\")");
  }

  std::int64_t number(const std::string& sql) { return std::strtoll(text(sql).c_str(), nullptr, 10); }
  // One value, over a connection of its own.
  std::string text(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* row = nullptr;
    std::string out = "-1";
    if (sqlite3_open(file_.c_str(), &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW) {
      const auto* const value = sqlite3_column_text(row, 0);
      out = value == nullptr ? "" : reinterpret_cast<const char*>(value);
    } else {
      ADD_FAILURE() << sql << ": " << sqlite3_errmsg(db);
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    return out;
  }
  void execute(const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  std::filesystem::path folder_;
  std::string file_;
  Maker maker_ = {"0.1.0", "model", "lexicon"};
};

document::Article article(const std::string& id, char hash = 'a') {
  document::Article out;
  out.id = id;
  out.sha256 = std::string(64, hash);
  out.published = "2010-06-12";
  out.text = "Police in \u00d6sh arrested two men, Otunbayeva said.";
  out.file = "in.jsonl";
  out.line = 3;
  return out;
}

struct Story {
  explicit Story(const std::string& id) : Story(article(id)) {}
  explicit Story(const document::Article& given) : document(*Document::open(given)) {
    document::Entity police;
    police.name = "Police";
    police.code = "KGZCOP";
    document.entities.push_back(police);
    document::TimeExpression time;
    time.span = {0, 6};
    time.begin = base::make_date(2010, 6, 11);
    document.times.push_back(time);
    document::PlaceMention osh;
    osh.span = {0, 6};
    osh.name = "Osh";
    osh.country = "KGZ";
    osh.latitude = 40.53;
    osh.longitude = 72.8;
    osh.confidence = 0.8F;
    document.places.push_back(osh);
    events::Quote quote(events::Evidence({0, 34}, "quotes/1"));
    claims.quotes.push_back(quote);
    events::Event event(events::Evidence({15, 23}, "coerce.arrest"));
    event.type = ontology::EventType::coerce;
    event.contexts = {"legal", "legal"};
    event.participants = {{events::Party::actor, document::EntityId(0), "KGZCOP", {0, 6}, false, {}}};
    event.attribution = {events::QuoteId(0)};
    event.time.expression = document::TimeId(0);
    event.place = document::PlaceId(0);
    claims.events.push_back(event);
    events::Toll toll(events::Evidence({25, 32}, "tolls/1"));
    toll.low = toll.high = 2;
    claims.tolls.push_back(toll);
    claims.threads.emplace_back(events::EventId(0));
    claims.obligations.emplace_back(events::Evidence({0, 6}, "o"));
    claims.agenda.emplace_back(events::Evidence({0, 6}, "a"));
    ids = events::ids_of(document, claims);
  }
  Kept kept(std::string_view record = "{}", std::uint64_t offset = 0) const {
    return {document, claims, ids, record, {"raw bytes", offset, "jsonl"}};
  }

  Document document;
  events::Claims claims;
  events::Ids ids;
};

TEST_F(StoreTest, KeepsClaimsAsRowsAndTheRecordAsItIs) {
  {
    auto store = open();
    ASSERT_TRUE(store) << store.error().to_string();
    ASSERT_TRUE(store->keep(Story("one").kept("{\"a\":1}")));
    ASSERT_TRUE(store->keep(Story("two").kept()));
    const auto done = store->commit();
    ASSERT_TRUE(done) << done.error().to_string();
  }
  EXPECT_EQ(number("SELECT count(*) FROM stories"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM stories WHERE id = 'one' AND record = '{\"a\":1}'"), 1);
  // Code points, not bytes: the o with dots is two of these.
  EXPECT_EQ(number("SELECT count(*) FROM events e JOIN stories s ON s.key = e.story WHERE s.id = 'one' AND "
                   "event = 'COERCE' AND \"start\" = 14 AND \"end\" = 22 AND e.text = 'arrested' AND "
                   "e.day = '2010-06-11' AND at = e.day AND mode IS NULL"),
            1);
  EXPECT_EQ(number("SELECT count(*) FROM events v JOIN event_roles r ON r.event = v.key JOIN entities e "
                   "ON e.story = v.story AND e.id = r.entity WHERE r.code = 'KGZCOP' AND r.name = 'Police'"),
            2);
  EXPECT_EQ(
      number("SELECT count(*) FROM attributions a JOIN quotes q ON q.story = a.story AND q.id = a.quote"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM agenda WHERE at = '2010-06-12' AND day IS NULL"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM events e JOIN points p ON p.key = e.point JOIN points_tree t "
                   "ON t.key = p.key WHERE t.south <= 40.6 AND t.north >= 40.5 AND e.country = 'KGZ'"),
            2);
  EXPECT_EQ(number("SELECT count(*) FROM points"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM event_contexts"), 2);
  for (const char* table : {"times", "tolls", "threads", "obligations", "agenda", "places"}) {
    EXPECT_EQ(number(std::string("SELECT count(*) FROM ") + table), 2) << table;
  }
  EXPECT_EQ(number("PRAGMA user_version"), schema_version());
}

TEST_F(StoreTest, ANewReadingTakesThePlaceOfTheOld) {
  auto store = open();
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->keep(Story("one").kept()));
  ASSERT_TRUE(store->commit());
  Story changed("one");
  changed.claims.events.clear();
  changed.claims.threads.clear();
  ASSERT_TRUE(store->keep(changed.kept("{\"b\":2}")));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(number("SELECT count(*) FROM stories WHERE record = '{\"b\":2}'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM events"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM event_roles"), 0);
}

TEST_F(StoreTest, RejectsAreKeptWithTheirReasonUntilTheStoryIsCoded) {
  auto store = open();
  ASSERT_TRUE(store);
  const std::string raw("{\"text\": \"\xff\0\"", 13);
  const base::Error why{.code = "bad_json", .message = "this line is no JSON"};
  const Seen seen{raw, 70, "jsonl"};
  ASSERT_TRUE(store->reject(article("one"), seen, why));
  ASSERT_TRUE(store->reject(article("one"), seen, why));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(number("SELECT count(*) FROM rejects r JOIN inputs i ON i.key = r.input WHERE code = 'bad_json' "
                   "AND file = 'in.jsonl' AND line = 3 AND \"offset\" = 70 AND reader = 'jsonl' AND "
                   "attempts = 2 AND i.size = 13"),
            1);
  EXPECT_EQ(outcomes(), "rejected");
  ASSERT_TRUE(store->keep(Story("one").kept()));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(*store->rejects(), 0);
  EXPECT_EQ(*store->stories(), 1);
  // Another place of the same document is a duplicate.
  EXPECT_EQ(outcomes(), "duplicate,coded");
  // A reject does not take a reading away.
  ASSERT_TRUE(store->reject(article("one"), seen, why));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(*store->stories(), 1);
  EXPECT_EQ(*store->rejects(), 0);
  EXPECT_EQ(outcomes(), "duplicate,coded");
}

TEST_F(StoreTest, TheSameDocumentAgainChangesNothingButTheCount) {
  auto store = open();
  ASSERT_TRUE(store);
  const Story story("one");
  ASSERT_TRUE(store->keep(story.kept("{}", 0)));
  ASSERT_TRUE(store->keep(story.kept("{}", 0)));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(outcomes(), "coded");
  ASSERT_TRUE(store->keep(story.kept("{}", 9)));
  ASSERT_TRUE(store->pass(story.document.article(), {"raw bytes", 0, "jsonl"}));
  ASSERT_TRUE(store->pass(story.document.article(), {"raw bytes", 18, "jsonl"}));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(outcomes(), "coded,duplicate,duplicate");
  EXPECT_EQ(number("SELECT count(*) FROM changes"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM inputs"), 1);
}

TEST_F(StoreTest, OfTwoVersionsTheLaterOneIsKeptWhicheverCameFirst) {
  document::Article first = article("one", 'b'), second = article("one", 'a');
  second.published = "2010-06-13";
  second.headline = "Corrected";
  for (const bool forwards : {true, false}) {
    SCOPED_TRACE(forwards);
    file_ = folder_ / (forwards ? "forwards.db" : "backwards.db");
    auto store = open();
    ASSERT_TRUE(store);
    const Story old(first), later(second);
    ASSERT_TRUE(store->keep((forwards ? old : later).kept("{}", 0)));
    ASSERT_TRUE(store->keep((forwards ? later : old).kept("{}", 50)));
    ASSERT_TRUE(store->commit());
    EXPECT_EQ(number("SELECT count(*) FROM stories WHERE headline = 'Corrected'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM stories"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM events"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM inputs"), 2);
    EXPECT_EQ(outcomes(), forwards ? "duplicate,coded" : "coded,duplicate");
    const auto known = Known::open(file_, maker_);
    ASSERT_TRUE(known);
  }
}

TEST_F(StoreTest, KnowsWhatNeedsNoCoding) {
  auto store = open();
  ASSERT_TRUE(store);
  auto known = Known::open(file_, maker_);
  ASSERT_TRUE(known);
  document::Article one = article("one", 'b');
  EXPECT_FALSE(*known->knows(one));
  ASSERT_TRUE(store->keep(Story(one).kept()));
  EXPECT_FALSE(*known->knows(one));  // not committed
  ASSERT_TRUE(store->commit());
  EXPECT_TRUE(*known->knows(one));
  document::Article changed = one;
  changed.sha256[0] = 'a';
  EXPECT_TRUE(*known->knows(changed));  // an older version
  changed.published = "2010-07-01";
  EXPECT_FALSE(*known->knows(changed));
  changed = one;
  changed.source = "wire";
  EXPECT_FALSE(*known->knows(changed));
  auto other = Known::open(file_, {"0.2.0", "model", "lexicon"});
  ASSERT_TRUE(other);
  EXPECT_FALSE(*other->knows(one));
}

TEST_F(StoreTest, TellsWhatChanged) {
  auto store = open();
  ASSERT_TRUE(store);
  Story story("one");
  ASSERT_TRUE(store->keep(story.kept("{}")));
  ASSERT_TRUE(store->keep(Story("two").kept("{}")));
  ASSERT_TRUE(store->commit());
  const std::string event = story.ids.events[0];
  story.claims.events.clear();
  story.claims.threads.clear();
  story.ids = events::ids_of(story.document, story.claims);
  ASSERT_TRUE(store->keep(story.kept("{\"b\":2}")));
  ASSERT_TRUE(store->commit());
  // Two claims went, and the story is put once, after that.
  EXPECT_EQ(
      number("SELECT count(*) FROM changes WHERE op = 'delete' AND story = 'one' AND resource = 'events' "
             "AND id = '" +
             event + "'"),
      1);
  EXPECT_EQ(number("SELECT count(*) FROM changes WHERE op = 'delete'"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM changes WHERE op = 'put'"), 2);
  EXPECT_EQ(number("SELECT seq = (SELECT max(seq) FROM changes) FROM stories WHERE id = 'one'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM search WHERE search MATCH 'arresting'"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM search WHERE search MATCH 'names: osh'"), 2);
  // The full-text index agrees with the stories.
  execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
}

TEST_F(StoreTest, CheckpointsAreCommittedWithTheClaims) {
  {
    auto store = open();
    ASSERT_TRUE(store);
    EXPECT_FALSE(*store->checkpoint_of("in.jsonl"));
    ASSERT_TRUE(store->keep(Story("one").kept()));
    ASSERT_TRUE(store->checkpoint({"in.jsonl", 40, 1, false, "mark", "settings"}));
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->keep(Story("two").kept()));
    ASSERT_TRUE(store->checkpoint({"in.jsonl", 80, 2, true, "mark", "settings"}));
  }
  auto store = open();
  ASSERT_TRUE(store);
  const auto at = store->checkpoint_of("in.jsonl");
  ASSERT_TRUE(at && *at);
  EXPECT_EQ((*at)->offset, 40u);
  EXPECT_EQ((*at)->documents, 1u);
  EXPECT_FALSE((*at)->done);
  EXPECT_EQ((*at)->settings, "settings");
}

TEST_F(StoreTest, WhatIsNotCommittedIsNotThere) {
  {
    auto store = open();
    ASSERT_TRUE(store);
    ASSERT_TRUE(store->keep(Story("one").kept()));
    ASSERT_TRUE(store->commit());
    ASSERT_TRUE(store->keep(Story("two").kept()));
  }
  EXPECT_EQ(number("SELECT count(*) FROM stories"), 1);
  const auto again = open();
  ASSERT_TRUE(again);
  EXPECT_EQ(*again->stories(), 1);
}

TEST_F(StoreTest, RefusesWhatIsNotItsOwn) {
  std::ofstream(file_)
      << "this is a text file, much longer than the header of a database, and no database at all";
  auto broken = open();
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "database_broken");
  EXPECT_EQ(broken.error().file, file_);

  std::filesystem::remove(file_);
  execute("CREATE TABLE notes (x)");
  EXPECT_EQ(open().error().code, "foreign_database");

  std::filesystem::remove(file_);
  ASSERT_TRUE(open());
  execute("PRAGMA user_version = 99");
  EXPECT_EQ(open().error().code, "newer_schema");

  file_ = folder_ / "no" / "such" / "folder.db";
  EXPECT_EQ(open().error().code, "database_unreadable");
}

}  // namespace
}  // namespace casus::store
