#include "store/store.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sqlite3.h>

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

  base::Result<Store> open() { return Store::open(file_, {"0.1.0", "model", "lexicon"}); }

  // One number, over a connection of its own.
  std::int64_t number(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* row = nullptr;
    std::int64_t out = -1;
    if (sqlite3_open(file_.c_str(), &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW) {
      out = sqlite3_column_int64(row, 0);
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
};

document::Article article(const std::string& id) {
  document::Article out;
  out.id = id;
  out.sha256 = std::string(64, 'a');
  out.published = "2010-06-12";
  out.text = "Police in \u00d6sh arrested two men, Otunbayeva said.";
  out.file = "in.jsonl";
  out.line = 3;
  return out;
}

struct Story {
  explicit Story(const std::string& id) : document(*Document::open(article(id))) {
    document::Entity police;
    police.name = "Police";
    police.code = "KGZCOP";
    document.entities.push_back(police);
    document::TimeExpression time;
    time.span = {0, 6};
    time.begin = base::make_date(2010, 6, 11);
    document.times.push_back(time);
    events::Quote quote(events::Evidence({0, 34}, "quotes/1"));
    claims.quotes.push_back(quote);
    events::Event event(events::Evidence({16, 24}, "coerce.arrest"));
    event.type = ontology::EventType::coerce;
    event.contexts = {"legal", "legal"};
    event.participants = {{events::Party::actor, document::EntityId(0), "KGZCOP", {0, 6}, false, {}}};
    event.attribution = {events::QuoteId(0)};
    event.time.expression = document::TimeId(0);
    claims.events.push_back(event);
    events::Toll toll(events::Evidence({25, 32}, "tolls/1"));
    toll.low = toll.high = 2;
    claims.tolls.push_back(toll);
    claims.threads.emplace_back(events::EventId(0));
    claims.obligations.emplace_back(events::Evidence({0, 6}, "o"));
    claims.agenda.emplace_back(events::Evidence({0, 6}, "a"));
    ids = events::ids_of(document, claims);
  }
  Kept kept(std::string_view record = "{}") const { return {document, claims, ids, record}; }

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
  EXPECT_EQ(number("SELECT count(*) FROM events WHERE story = 'one' AND event = 'COERCE' AND \"start\" = 15 "
                   "AND \"end\" = 23 AND day = '2010-06-11' AND mode IS NULL"),
            1);
  EXPECT_EQ(
      number(
          "SELECT count(*) FROM events JOIN event_roles r ON r.story = events.story AND r.event = events.id "
          "JOIN entities e ON e.story = r.story AND e.id = r.entity WHERE r.code = 'KGZCOP'"),
      2);
  EXPECT_EQ(number("SELECT count(*) FROM attributions a JOIN quotes q ON q.id = a.quote"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM event_contexts"), 2);
  for (const char* table : {"times", "tolls", "responses", "obligations", "agenda"}) {
    EXPECT_EQ(number(std::string("SELECT count(*) FROM ") + table), 2) << table;
  }
  EXPECT_EQ(number("PRAGMA user_version"), 1);
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
  ASSERT_TRUE(store->reject(article("one"), raw, why));
  ASSERT_TRUE(store->reject(article("one"), raw, why));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(number("SELECT count(*) FROM rejects WHERE code = 'bad_json' AND file = 'in.jsonl' AND line = 3 "
                   "AND attempts = 2 AND length(raw) = 13"),
            1);
  ASSERT_TRUE(store->keep(Story("one").kept()));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(*store->rejects(), 0);
  EXPECT_EQ(*store->stories(), 1);
  // A reject does not take a reading away.
  ASSERT_TRUE(store->reject(article("one"), raw, why));
  EXPECT_EQ(*store->stories(), 1);
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
