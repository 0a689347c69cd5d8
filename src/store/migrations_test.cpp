#include "store/migrations.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>

#include "store/schema.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {
namespace {

using document::Document;

// A story with an item in every list, and its record as schema 1 kept it.
class MigrationTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(CASUS_BINARY_DIR) / "migrations_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "casus.db";
  }

  static std::unique_ptr<Connection> connect(const std::string& file) {
    auto connection = Connection::open(file, Connection::Access::read_write);
    EXPECT_TRUE(connection) << connection.error().to_string();
    return *std::move(connection);
  }

  // A database as the first schema had it.
  void make_first(const std::string& file, const std::string& record) {
    const auto connection = connect(file);
    ASSERT_TRUE(migrate(*connection, 1));
    auto story = connection->prepare(
        "INSERT INTO stories VALUES ('one', 'wire', '2010-06-12', 'Two held in Osh', NULL, ?, ?, '0.1.0', "
        "'model', 'lexicon', ?)");
    ASSERT_TRUE(story);
    ASSERT_TRUE(story->bind(std::string(64, 'a')).bind(text).bind(record).run());
    ASSERT_TRUE(connection->execute(
        "INSERT INTO events VALUES ('one', 'e1', 14, 22, 'COERCE', 'arrest', '173', -5, -5.5, 'actual', "
        "'main', 't1', '2010-06-11', 'p1', 0.9, 'coerce.arrest', 0);"
        "INSERT INTO rejects (story, sha256, file, line, code, reason, version, attempts, raw) "
        "VALUES ('two', 'bb', 'in.jsonl', 7, 'no_text', 'there is no text', '0.1.0', 2, x'7b7d');"));
  }

  static std::int64_t number(Connection& connection, const std::string& sql) {
    const auto out = connection.number(sql);
    EXPECT_TRUE(out) << sql << ": " << out.error().to_string();
    return out ? *out : -1;
  }

  static constexpr const char* text =
      "Police in \u00d6sh arrested two men, Otunbayeva said. She asked for talks.";
  std::filesystem::path folder_;
  std::string file_;
};

struct Story {
  Story() : document(*Document::open(article())) {
    document::Entity police;
    police.name = "Police";
    police.type = document::EntityType::police;
    police.code = "KGZCOP";
    police.country = "KGZ";
    police.key = "kgz.police";
    police.role_from = base::make_date(2010, 4, 7);
    document.entities.push_back(police);
    document::TimeExpression time;
    time.span = {32, 35};
    time.value = "2010-06-11";
    time.begin = time.end = base::make_date(2010, 6, 11);
    document.times.push_back(time);
    document::PlaceMention osh;
    osh.span = {10, 14};
    osh.name = "Osh";
    osh.kind = "city";
    osh.country = "KGZ";
    osh.latitude = 40.53;
    osh.longitude = 72.8;
    osh.geonames = 1527534;
    osh.confidence = 0.875F;
    document.places.push_back(osh);
    document.dateline = {{0, 6}, "Osh", base::make_date(2010, 6, 12), "Asia/Bishkek", {}};

    events::Quote quote(events::Evidence({0, 31}, "quotes/1"));
    quote.evidence.add({50, 68});
    quote.cue = {44, 48};
    quote.speaker = document::EntityId(0);
    quote.speaker_words = {33, 43};
    quote.directness = events::Directness::mixed;
    quote.time.value = "2010-06-10TNI";
    claims.quotes.push_back(quote);
    events::Event event(events::Evidence({15, 23}, "coerce.arrest"));
    event.evidence.add({24, 31});
    event.type = ontology::EventType::coerce;
    event.mode = "arrest";
    event.contexts = {"legal", "human_rights"};
    event.cameo = "173";
    event.goldstein = -5;
    event.score = -5.5;
    event.rules = {"coerce.arrest", "status.said"};
    event.participants = {{events::Party::actor, document::EntityId(0), "KGZCOP", {0, 6}, false, {}},
                          {events::Party::recipient, {}, "", {}, true, {0, 6}}};
    event.attribution = {events::QuoteId(0)};
    event.time.expression = document::TimeId(0);
    event.place = document::PlaceId(0);
    event.condition = {24, 27};
    event.confidence = 0.9F;
    claims.events.push_back(event);
    events::Event request(events::Evidence({54, 59}, "request.talks"));
    request.type = ontology::EventType::request;
    request.salience = events::Salience::background;
    request.rules = {"request.talks"};
    request.in_headline = true;
    claims.events.push_back(request);
    events::Toll toll(events::Evidence({24, 31}, "tolls/1"));
    toll.low = 2;
    toll.victims = {28, 31};
    toll.event = events::EventId(0);
    toll.place = document::PlaceId(0);
    toll.attribution = {events::QuoteId(0)};
    claims.tolls.push_back(toll);
    events::Thread thread(events::EventId(1));
    thread.responses = {{events::EventId(0), events::ResponseKind::refusal}};
    claims.threads.push_back(thread);
    events::Obligation duty(events::Evidence({0, 31}, "obligations/1"));
    duty.bearer = document::EntityId(0);
    duty.action = {15, 31};
    duty.members = {"KGZ", "RUS"};
    duty.basis = "CSTO";
    claims.obligations.push_back(duty);
    events::AgendaItem talks(events::Evidence({64, 69}, "agenda/1"));
    talks.what = events::AgendaKind::talks;
    talks.value.value = "2010-06-20";
    talks.actors = {document::EntityId(0)};
    claims.agenda.push_back(talks);

    ids.entities = {"n1"};
    ids.times = {"t1"};
    ids.places = {"p1"};
    ids.events = {"e1", "e2"};
    ids.quotes = {"q1"};
    ids.tolls = {"l1"};
    ids.threads = {"h1"};
    ids.obligations = {"o1"};
    ids.agenda = {"a1"};
  }

  static document::Article article() {
    document::Article out;
    out.id = "one";
    out.source = "wire";
    out.published = "2010-06-12";
    out.headline = "Two held in Osh";
    out.sha256 = std::string(64, 'a');
    out.text = "Police in \u00d6sh arrested two men, Otunbayeva said. She asked for talks.";
    return out;
  }

  Document document;
  events::Claims claims;
  events::Ids ids;
};

// The record of that story, as Casus writes it.
constexpr const char* record = R"json({
"casus":{"version":"0.1.0","schema":1,"model":"model","lexicon":"lexicon"},
"story":{"id":"one","source":"wire","published":"2010-06-12","headline":"Two held in Osh","url":null,
  "language":"en","dateline":{"start":0,"end":6,"place":"Osh","date":"2010-06-12"},"text":"","sha256":""},
"entities":[{"id":"n1","name":"Police","type":"police","code":"KGZCOP","country":"KGZ","role":null,
  "role_from":"2010-04-07","role_to":null,"key":"kgz.police","mentions":[]}],
"times":[{"id":"t1","start":31,"end":34,"text":" Ot","type":"DATE","value":"2010-06-11","mod":null,
  "begin":"2010-06-11","until":"2010-06-11","from":null}],
"places":[{"id":"p1","start":10,"end":13,"text":"\u00d6sh","name":"Osh","kind":"city","country":"KGZ",
  "admin1":null,"lat":40.53,"lon":72.8,"geonames":1527534,"confidence":0.875}],
"events":[{"id":"e1","trigger":{"start":14,"end":22,"text":"arrested"},"event":"COERCE","mode":"arrest",
  "contexts":["legal","human_rights"],"cameo":"173","goldstein":-5,"score":-5.5,"quad":"material conflict",
  "actors":["n1"],"recipients":[],"roles":[
    {"role":"actor","entity":"n1","code":"KGZCOP","start":0,"end":6,"text":"Police","inferred":false,"from":null},
    {"role":"recipient","entity":null,"code":null,"start":null,"end":null,"text":null,"inferred":true,
     "from":{"start":0,"end":6,"text":"Police"}}],
  "confidence":0.9,"status":"actual","time":"t1","place":"p1","attribution":["q1"],
  "condition":{"start":23,"end":26,"text":"two"},"salience":"main","rule":["coerce.arrest","status.said"],
  "evidence":[{"start":23,"end":30}]},
 {"id":"e2","in":"headline","trigger":{"start":53,"end":58,"text":"asked"},"event":"REQUEST","mode":null,
  "contexts":[],"cameo":null,"goldstein":null,"score":null,"quad":"verbal conflict","actors":[],
  "recipients":[],"roles":[],"confidence":0,"status":"actual","time":null,"place":null,"attribution":[],
  "condition":null,"salience":"background","rule":["request.talks"],"evidence":[]}],
"quotes":[{"id":"q1","content":[{"start":0,"end":30},{"start":49,"end":67}],
  "cue":{"start":43,"end":47,"text":"said"},"speaker":"n1","speaker_text":"Otunbayeva","direct":"mixed",
  "via":null,"time":"2010-06-10TNI","outer":null,"by":"quotes/1"}],
"tolls":[{"id":"l1","start":23,"end":30,"text":"two men","kind":"killed","low":2,"high":null,
  "qualifier":"exact","cumulative":false,"victims":"men","event":"e1","time":null,"place":"p1",
  "attribution":["q1"],"evidence":[],"by":"tolls/1"}],
"threads":[{"id":"h1","request":"e2","responses":[{"event":"e1","kind":"refusal"}],"status":"refused"}],
"obligations":[{"id":"o1","start":0,"end":30,"text":"Police in \u00d6sh arrested two men","bearer":"n1",
  "kind":"mandate","action":{"start":14,"end":30,"text":"arrested two men"},"condition":null,
  "members":["KGZ","RUS"],"known_members":[],"basis":"CSTO","status":"pending","attribution":[],
  "by":"obligations/1"}],
"agenda":[{"id":"a1","start":63,"end":68,"text":"talks","what":"talks","event":null,"value":"2010-06-20",
  "certainty":"expected","actors":["n1"],"place":null,"attribution":[],"by":"agenda/1"}],
"warnings":[]})json";

TEST_F(MigrationTest, TheFirstSchemaComesForwardWithEveryRowThatANewOneHas) {
  make_first(file_, record);
  ASSERT_TRUE(Store::open(file_, {"0.1.0", "model", "lexicon"}));

  const std::string fresh = folder_ / "fresh.db";
  {
    const Story story;
    auto store = Store::open(fresh, {"0.1.0", "model", "lexicon"});
    ASSERT_TRUE(store) << store.error().to_string();
    const auto kept = store->keep({story.document, story.claims, story.ids, record, {"", 0, ""}});
    ASSERT_TRUE(kept) << kept.error().to_string();
    ASSERT_TRUE(store->commit());
  }
  const auto connection = connect(file_);
  ASSERT_TRUE(connection->execute(("ATTACH '" + fresh + "' AS fresh").c_str()));
  const std::map<std::string, int> rows = {
      {"makers", 1},      {"stories", 1},      {"entities", 1},     {"times", 1},       {"points", 1},
      {"points_tree", 1}, {"places", 1},       {"events", 2},       {"event_roles", 2}, {"event_contexts", 2},
      {"quotes", 1},      {"quote_pieces", 2}, {"attributions", 2}, {"tellings", 1},    {"tolls", 1},
      {"threads", 1},     {"responses", 1},    {"obligations", 1},  {"agenda", 1},      {"agenda_actors", 1},
      {"search", 1}};
  for (const auto& [table, count] : rows) {
    SCOPED_TRACE(table);
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM main." + table), count);
    for (const char* order :
         {"main.%1 EXCEPT SELECT * FROM fresh.%1", "fresh.%1 EXCEPT SELECT * FROM main.%1"}) {
      std::string sql = std::string("SELECT count(*) FROM (SELECT * FROM ") + order + ")";
      for (std::size_t at; (at = sql.find("%1")) != std::string::npos;) sql.replace(at, 2, table);
      EXPECT_EQ(number(*connection, sql), 0) << sql;
    }
  }
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM rejects WHERE story = 'two' AND attempts = 2"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM documents WHERE outcome = 'rejected'"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM documents WHERE outcome = 'coded'"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM changes WHERE op = 'put'"), 2);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM search WHERE search MATCH 'arrest'"), 1);
}

TEST_F(MigrationTest, TheOldDatabaseIsKeptBesideIt) {
  make_first(file_, record);
  ASSERT_TRUE(Store::open(file_, {"0.1.0", "model", "lexicon"}));
  const std::string backup = file_ + ".schema-1.backup";
  ASSERT_TRUE(std::filesystem::exists(backup));
  const auto old = connect(backup);
  EXPECT_EQ(number(*old, "PRAGMA user_version"), 1);
  EXPECT_EQ(number(*old, "SELECT count(*) FROM events WHERE story = 'one'"), 1);
  // A new database has nothing to keep, and one that is up to date is left alone.
  const std::string fresh = folder_ / "fresh.db";
  ASSERT_TRUE(Store::open(fresh, {}));
  ASSERT_TRUE(Store::open(fresh, {}));
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    EXPECT_FALSE(file.path().filename().string().starts_with("fresh.db.schema")) << file.path();
  }
}

TEST_F(MigrationTest, WhatCannotComeForwardStaysAsItWas) {
  make_first(file_, "{\"story\": this is no JSON");
  const auto opened = Store::open(file_, {"0.1.0", "model", "lexicon"});
  ASSERT_FALSE(opened);
  const auto connection = connect(file_);
  EXPECT_EQ(number(*connection, "PRAGMA user_version"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM stories"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM events"), 1);
  EXPECT_EQ(number(*connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'inputs'"), 0);
}

TEST_F(MigrationTest, ReadersSayWhatToDo) {
  EXPECT_EQ(open_for_reading(file_).error().code, "database_unreadable");
  make_first(file_, record);
  const auto older = open_for_reading(file_);
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, "older_schema");
  EXPECT_NE(older.error().hint.find("casus db upgrade"), std::string::npos);
  ASSERT_TRUE(Store::open(file_, {}));
  EXPECT_TRUE(open_for_reading(file_));
  ASSERT_TRUE(connect(file_)->execute("PRAGMA user_version = 99"));
  EXPECT_EQ(open_for_reading(file_).error().code, "newer_schema");
}

TEST(Migrations, AreNumberedFromOneWithoutGaps) {
  int next = 1;
  for (const Migration& one : migrations()) EXPECT_EQ(one.version, next++);
  EXPECT_EQ(schema_version(), next - 1);
}

}  // namespace
}  // namespace casus::store
