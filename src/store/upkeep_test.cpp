#include "store/upkeep.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/stored.h"

namespace casus::store {
namespace {

using document::Document;
using testing::HasSubstr;

class UpkeepTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(CASUS_BINARY_DIR) / "upkeep_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "casus.db";
  }

  // Stories of one event each, and a document that could not be coded.
  static void fill(const std::string& file, std::vector<std::string> ids) {
    auto store = Store::open(file, {"1", "m", "l"});
    ASSERT_TRUE(store) << store.error().to_string();
    std::uint64_t offset = 0;
    for (const std::string& id : ids) {
      const std::string raw = "{\"id\": \"" + id + "\", \"text\": \"Troops left Osh.\"}";
      document::Article article;
      article.id = id;
      article.published = "2010-06-12";
      article.text = "Troops left Osh.";
      article.sha256 = base::sha256_hex(raw);
      article.file = "in.jsonl";
      const auto document = Document::open(article);
      events::Claims claims;
      claims.events.emplace_back(events::Evidence({7, 11}, "retreat.leave"));
      const events::Ids made = events::ids_of(*document, claims);
      const std::string record =
          "{\"entities\":[],\"times\":[],\"places\":[],\"events\":[{\"id\":\"" + made.events[0] +
          "\"}],\"quotes\":[],\"tolls\":[],\"threads\":[],\"obligations\":[],\"agenda\":[]}";
      const auto kept = store->keep({*document, claims, made, record, {raw, offset, "jsonl"}});
      ASSERT_TRUE(kept) << kept.error().to_string();
      offset += 100;
    }
    const std::string bad = "{\"id\": \"bad\", \"text\": 5}";
    document::Article article;
    article.id = "bad";
    article.sha256 = base::sha256_hex(bad);
    article.file = "in.jsonl";
    article.line = 9;
    ASSERT_TRUE(store->reject(article, {bad, 900, "jsonl"}, {.code = "bad_field", .message = "no string"}));
    ASSERT_TRUE(store->commit());
  }

  void execute(const std::string& sql) {
    const auto connection = Connection::open(file_, Connection::Access::read_write);
    ASSERT_TRUE(connection);
    const auto done = (*connection)->execute(sql.c_str());
    ASSERT_TRUE(done) << done.error().to_string();
  }

  std::filesystem::path folder_;
  std::string file_;
};

struct Damage {
  const char* sql;
  const char* complaint;  // part of one
};

TEST_F(UpkeepTest, EveryKindOfDamageIsSeen) {
  const Damage damages[] = {
      {"DELETE FROM events WHERE key = 1", "claims are not those of its record"},
      {"UPDATE events SET id = 'other' WHERE key = 1", "claims are not those of its record"},
      {"UPDATE events SET \"start\" = \"start\" + 1 WHERE key = 1", "does not lie on its words"},
      {"UPDATE stories SET record = 'no JSON' WHERE key = 2", "record is no JSON"},
      {"UPDATE inputs SET raw = x'00' WHERE key = 1", "is damaged"},
      {"UPDATE inputs SET raw = (SELECT raw FROM inputs WHERE key = 2), size = (SELECT size FROM inputs "
       "WHERE key = 2), packed = (SELECT packed FROM inputs WHERE key = 2) WHERE key = 1",
       "is damaged"},
      {"DELETE FROM documents WHERE story = 'one'", "a story without a document"},
      {"UPDATE documents SET outcome = 'no_event' WHERE story = 'one'",
       "an outcome that its events contradict"},
      {"DELETE FROM rejects", "said to be rejected"},
      {"UPDATE documents SET outcome = 'duplicate' WHERE story = 'bad'", "a reject without a document"},
      {"DELETE FROM stories WHERE id = 'two'", "its story is not there"},
      {"DELETE FROM changes WHERE story = 'one'", "no change tells of"},
      {"DROP TRIGGER search_change; UPDATE stories SET headline = 'Other words' WHERE key = 1",
       "full-text index"},
      {"INSERT INTO event_roles VALUES (99, 0, 'actor', NULL, NULL, NULL, NULL, NULL, NULL, 0)",
       "refers to nothing"},
      {"DROP TRIGGER points_add; INSERT INTO points VALUES (1, 40.5, 72.8)", "not in the tree of points"},
  };
  for (const Damage& damage : damages) {
    SCOPED_TRACE(damage.sql);
    SetUp();
    fill(file_, {"one", "two", "three"});
    auto wrong = verify(file_);
    ASSERT_TRUE(wrong) << wrong.error().to_string();
    ASSERT_TRUE(wrong->empty()) << wrong->front();
    execute(damage.sql);
    wrong = verify(file_);
    ASSERT_TRUE(wrong) << wrong.error().to_string();
    EXPECT_THAT(*wrong, testing::Contains(HasSubstr(damage.complaint)));
  }
}

TEST_F(UpkeepTest, ADigestIsOfWhatIsThereAndNotOfTheOrder) {
  const std::string other = folder_ / "other.db";
  fill(file_, {"one", "two", "three"});
  fill(other, {"three", "two", "one", "two"});
  const auto first = digest(file_), second = digest(other);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->size(), 64u);
  EXPECT_EQ(*first, *second);
  for (const char* const sql :
       {"UPDATE events SET status = 'future' WHERE key = 2", "UPDATE rejects SET reason = 'another'",
        "UPDATE documents SET outcome = 'no_event' WHERE story = 'one'",
        "UPDATE stories SET source = '' WHERE id = 'one'", "INSERT INTO inputs (sha256) VALUES ('ff')",
        "INSERT INTO event_contexts VALUES (1, 'legal')"}) {
    SCOPED_TRACE(sql);
    const auto before = digest(file_);
    execute(sql);
    const auto after = digest(file_);
    ASSERT_TRUE(before && after);
    EXPECT_NE(*before, *after);
  }
}

TEST_F(UpkeepTest, ACopyIsTheSameAndOverwritesNothing) {
  fill(file_, {"one", "two"});
  const std::string copy = folder_ / "copy.db";
  ASSERT_TRUE(back_up(file_, copy));
  EXPECT_EQ(*digest(copy), *digest(file_));
  EXPECT_EQ(back_up(file_, copy).error().code, "exists");
  EXPECT_FALSE(back_up(file_, folder_ / "no" / "such" / "folder.db"));
}

TEST_F(UpkeepTest, StoredDocumentsComeBackWithTheirBytes) {
  fill(file_, {"one", "two"});
  auto stories = StoredDocuments::stories(file_, std::nullopt);
  ASSERT_TRUE(stories);
  EXPECT_EQ(*stories->count(), 2);
  const auto first = stories->next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->article.id, "one");
  EXPECT_EQ((*first)->raw, "{\"id\": \"one\", \"text\": \"Troops left Osh.\"}");
  EXPECT_EQ((*first)->reader, "jsonl");
  EXPECT_TRUE(*stories->next());
  EXPECT_FALSE(*stories->next());
  EXPECT_EQ(*StoredDocuments::stories(file_, Maker{"1", "m", "l"})->count(), 0);
  EXPECT_EQ(*StoredDocuments::stories(file_, Maker{"1", "m", "other"})->count(), 2);

  EXPECT_EQ(drop_rejects(file_, {"nobody"}, "").error().code, "no_such_reject");
  EXPECT_TRUE(*StoredDocuments::rejects(file_, {}, "bad_field")->next());
  EXPECT_FALSE(*StoredDocuments::rejects(file_, {}, "other")->next());
  EXPECT_EQ(*drop_rejects(file_, {"bad"}, ""), 1);
  EXPECT_FALSE(*StoredDocuments::rejects(file_, {}, "")->next());
  const auto named = StoredDocuments::rejects(file_, {"bad"}, "")->next();
  ASSERT_TRUE(named && *named);
  EXPECT_TRUE((*named)->dropped);
  EXPECT_TRUE((*named)->raw.empty());
  EXPECT_TRUE(verify(file_)->empty());
}

}  // namespace
}  // namespace casus::store
