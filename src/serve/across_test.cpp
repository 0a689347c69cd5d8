// What the API says of claims whose sequel is in other stories: a crisis of four dispatches, made by hand.
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <thread>

#include "serve/service.h"
#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::serve {
namespace {

using nlohmann::json;

struct MadeEvent {
  std::string id, type, mode, actor, recipient;
};

// Rows and record of a story. Its claims: events, perhaps a toll t1, a thread h1, an agenda item a1.
class Maker {
 public:
  Maker(store::Connection& db, std::string id, const std::string& day, const std::string& text,
        const std::string& source)
      : db_(db), id_(std::move(id)), day_(day) {
    record_ = {{"story",
                {{"id", id_}, {"published", day}, {"source", source}, {"text", text}, {"headline", nullptr}}},
               {"entities", json::array()},
               {"times", json::array()},
               {"places", json::array()}};
    for (const char* list : {"events", "quotes", "tolls", "threads", "obligations", "agenda"})
      record_[list] = json::array();
    sql(fmt::format("INSERT INTO changes (op, resource, story) VALUES ('put', 'stories', '{}')", id_));
    sql(fmt::format("INSERT OR IGNORE INTO inputs (sha256) VALUES ('sha {}')", id_));
    sql("INSERT OR IGNORE INTO makers (key, version, model, lexicon) VALUES (1, 'v', 'm', 'l')");
    sql(fmt::format(
        "INSERT INTO stories (id, seq, input, maker, source, published, day, language, sha256, "
        "names, text, record) VALUES ('{0}', (SELECT max(seq) FROM changes), (SELECT max(key) FROM "
        "inputs), 1, '{1}', '{2}', '{2}', 'en', 'sha', '', '{3}', '{{}}')",
        id_, source, day, text));
    key_ = db_.last_key();
  }
  Maker& event(const MadeEvent& one) {
    record_["events"].push_back({{"id", one.id},
                                 {"trigger", {{"start", 0}, {"end", 4}, {"text", one.type}}},
                                 {"event", one.type},
                                 {"roles", json::array()},
                                 {"status", "actual"},
                                 {"salience", "main"}});
    sql(fmt::format(
        "INSERT INTO events (story, id, \"start\", \"end\", text, event, mode, score, status, salience, at, "
        "confidence, rule, headline) VALUES ({}, '{}', 0, 4, '{}', '{}', {}, 0, 'actual', 'main', '{}', 0.9, "
        "'r', 0)",
        key_, one.id, one.type, one.type, one.mode.empty() ? "NULL" : "'" + one.mode + "'", day_));
    const std::int64_t event = db_.last_key();
    for (const auto& [n, role, code] :
         {std::tuple(0, "actor", one.actor), std::tuple(1, "recipient", one.recipient)}) {
      if (code.empty()) continue;
      sql(fmt::format(
          "INSERT INTO event_roles (event, n, role, entity, name, code, inferred) VALUES ({}, {}, "
          "'{}', 'ent-{}', 'the {}', '{}', 0)",
          event, n, role, code, code, code));
    }
    return *this;
  }
  Maker& toll(std::int64_t low, const std::string& qualifier) {
    record_["tolls"].push_back({{"id", "t1"}, {"kind", "killed"}, {"qualifier", qualifier}, {"low", low}});
    sql(
        fmt::format("INSERT INTO tolls (story, id, \"start\", \"end\", text, kind, low, high, qualifier, "
                    "cumulative, at, headline) VALUES ({}, 't1', 0, 4, 'dead', 'killed', {}, {}, '{}', 1, "
                    "'{}', 0)",
                    key_, low, qualifier == "exact" ? std::to_string(low) : "NULL", qualifier, day_));
    return *this;
  }
  Maker& thread(const std::string& request) {
    record_["threads"].push_back(
        {{"id", "h1"}, {"request", request}, {"responses", json::array()}, {"status", "open"}});
    sql(fmt::format(
        "INSERT INTO threads (story, id, request, status, at) VALUES ({}, 'h1', '{}', 'open', '{}')", key_,
        request, day_));
    return *this;
  }
  Maker& agenda(const std::string& what, const std::string& on) {
    record_["agenda"].push_back(
        {{"id", "a1"}, {"what", what}, {"certainty", "scheduled"}, {"value", on}, {"actors", json::array()}});
    sql(
        fmt::format("INSERT INTO agenda (story, id, \"start\", \"end\", text, what, certainty, day, at, "
                    "headline) VALUES ({}, 'a1', 0, 4, '{}', '{}', 'scheduled', '{}', '{}', 0)",
                    key_, what, what, on, on));
    return *this;
  }
  // Ends the story.
  void in(const std::string& situation) {
    auto record = db_.prepare("UPDATE stories SET record = ?1 WHERE key = ?2");
    ASSERT_TRUE(record);
    ASSERT_TRUE(record->bind(record_.dump()).bind(key_).run());
    if (situation.empty()) return;
    sql(
        fmt::format("INSERT INTO placed_stories (id, published, source, revision, correction, shingles, "
                    "minhash, terms, copies, part, incident) VALUES ('{0}', '{1}', 'x', 0, 0, 0, x'', x'', "
                    "'{0}', '{2}', '{2}')",
                    id_, day_, situation));
    sql(
        fmt::format("INSERT OR IGNORE INTO incidents (id, terms, part, situation) VALUES ('{0}', x'', '{0}', "
                    "'{0}')",
                    situation));
  }

 private:
  void sql(const std::string& statement) {
    const auto done = db_.execute(statement.c_str());
    ASSERT_TRUE(done) << done.error().message << " in " << statement;
  }
  store::Connection& db_;
  std::string id_, day_;
  std::int64_t key_ = 0;
  json record_;
};

class AcrossTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder = std::filesystem::path(CASUS_BINARY_DIR) / "serve_across_test" /
                                         testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const std::string file = folder / "test.db";
    auto opened = store::Connection::open(file, store::Connection::Access::read_write);
    ASSERT_TRUE(opened);
    db_ = *std::move(opened);
    ASSERT_TRUE(store::migrate(*db_));
    ASSERT_TRUE(db_->execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF"));
    Maker(*db_, "w1", "2010-06-11", "Help was asked for.", "one")
        .event({"e1", "ASSAULT", "", "KGZMIL", ""})
        .event({"r1", "REQUEST", "assist", "KGZGOV", "RUSGOV"})
        .toll(45, "at_least")
        .thread("r1")
        .agenda("referendum", "2010-06-20")
        .in("w1");
    Maker(*db_, "w2", "2010-06-12", "No help came.", "two")
        .event({"e1", "ASSAULT", "", "KGZMIL", ""})
        .event({"x1", "REJECT", "assist", "RUSGOV", "KGZGOV"})
        .toll(63, "exact")
        .in("w1");
    held();
    Maker(*db_, "w4", "2010-06-11", "Elsewhere.", "one").agenda("vote", "2010-06-13").in("");
    file_ = file;
    open(std::chrono::minutes(1));
  }
  void open(std::chrono::milliseconds follow) {
    service_.reset();
    auto service = Service::open({.db = file_, .follow = follow});
    ASSERT_TRUE(service) << service.error().message;
    service_ = *std::move(service);
  }
  void held() {
    Maker(*db_, "w3", "2010-06-21", "So far all was calm. The referendum was held on Sunday.", "three")
        .toll(40, "exact")
        .in("w1");
  }
  Response ask(const std::string& target) {
    Request request;
    request.method = "GET";
    request.target = "/api/v1/" + target;
    request.host = "localhost";
    return service_->answer(request);
  }
  json get(const std::string& target) {
    const Response response = ask(target);
    EXPECT_EQ(response.status, 200) << target << ": " << response.body;
    return json::parse(response.body, nullptr, false);
  }

  std::string file_;
  std::unique_ptr<store::Connection> db_;
  std::unique_ptr<Service> service_;
};

TEST_F(AcrossTest, ItemsSayWhatBecameOfThem) {
  struct Row {
    std::string target, pointer, expected;
  };
  const Row rows[] = {
      {"events?story=w2&type=ASSAULT", "/items/0/merged", R"("w1#e1")"},
      {"events?story=w1&type=ASSAULT", "/items/0/merged", R"("w1#e1")"},
      {"events?story=w2&type=REJECT", "/items/0/merged", "null"},
      {"threads", "/items/0/status", R"("refused")"},
      {"threads", "/items/0/responses",
       R"([{"story":"w2","id":"x1","kind":"refusal","later":true,"text":"REJECT","day":"2010-06-12"}])"},
      {"threads?facet=status", "/facets/status", R"([{"value":"refused","count":1}])"},
      {"agenda?story=w1", "/items/0/status", R"("took_place")"},
      {"agenda?story=w1", "/items/0/resolved_by",
       R"({"story":"w3","id":null,"start":25,"end":44,"text":"referendum was held","published":"2010-06-21"})"},
      {"agenda?story=w4", "/items/0/status", R"("due")"},
      {"agenda?story=w4", "/items/0/resolved_by", "null"},
      {"tolls?story=w1", "/items/0/superseded_by", R"({"story":"w2","id":"t1"})"},
      {"tolls?story=w2", "/items/0/superseded_by", "null"},
      {"tolls/series", "/series/0/points/0/superseded", "true"},
      {"tolls/series", "/series/0/points/1/conflicts", R"([{"story":"w3","id":"t1"}])"},
      {"tolls/series", "/series/0/bands",
       R"([{"day":"2010-06-11","low":45.0,"high":45.0,"open":true,"figures":1},
           {"day":"2010-06-12","low":63.0,"high":63.0,"open":false,"figures":1},
           {"day":"2010-06-21","low":40.0,"high":63.0,"open":false,"figures":2}])"},
      {"timeline", "/lanes/asks/0/status", R"("refused")"},
      {"timeline", "/lanes/agenda/0/status", R"("took_place")"},
      {"timeline", "/lanes/agenda/1/status", R"("due")"},
      {"health", "/behind", "0"},
  };
  for (const Row& row : rows) {
    const json answer = get(row.target);
    EXPECT_EQ(answer.value(json::json_pointer(row.pointer), json("absent")), json::parse(row.expected))
        << row.target << " " << row.pointer << "\n"
        << answer.dump();
  }
}

TEST_F(AcrossTest, Filters) {
  using Ids = std::vector<std::string>;
  const std::pair<std::string, Ids> cases[] = {
      {"events?type=ASSAULT", {"w1", "w2"}},
      {"events?type=ASSAULT&merged=first", {"w1"}},
      {"events?type=ASSAULT&merged=first&source=two", {"w2"}},
      {"events?merged=w1%23e1", {"w1", "w2"}},
      {"events?merged=w1%23e1&merged=first", {"w1"}},
      {"events?merged=w2%23x1", {}},
      {"threads?status=refused", {"w1"}},
      {"threads?status=open", {}},
      {"agenda?status=took_place", {"w1"}},
      {"agenda?status=due", {"w4"}},
      {"agenda?status=scheduled", {"w4", "w1"}},
  };
  for (const auto& [target, expected] : cases) {
    Ids found;
    const json page = get(target);
    for (const json& item : page["items"]) found.push_back(item["story"]);
    EXPECT_EQ(found, expected) << target;
    EXPECT_EQ(page["total"], expected.size()) << target;
  }
  EXPECT_EQ(ask("events?merged=w1").status, 400);
}

TEST_F(AcrossTest, LinesAreFactsAndWords) {
  const json summary = get("summary");
  EXPECT_EQ(summary["situation"]["id"], "w1");
  const json& lines = summary["lines"];
  ASSERT_EQ(lines.size(), 4u) << lines.dump();
  const std::pair<std::string, std::string> expected[] = {
      {"counted", R"([
          {"list":"tolls","story":"w1","id":"t1","day":"2010-06-11","text":"dead","as":"first","kind":"killed",
           "victims":null,"low":45,"high":null,"qualifier":"at_least","by":"one"},
          {"list":"tolls","story":"w3","id":"t1","day":"2010-06-21","text":"dead","as":"last","kind":"killed",
           "victims":null,"low":40,"high":40,"qualifier":"exact","by":"three"},
          {"list":"tolls","story":"w2","id":"t1","day":"2010-06-12","text":"dead","as":"against",
           "kind":"killed","victims":null,"low":63,"high":63,"qualifier":"exact","by":"two"}])"},
      {"asked", R"([{"list":"events","story":"w1","id":"r1","day":"2010-06-11","text":"REQUEST",
          "actors":["the KGZGOV"],"recipients":["the RUSGOV"],"mode":"assist","status":"refused"}])"},
      {"answered", R"([{"list":"events","story":"w2","id":"x1","day":"2010-06-12","text":"REJECT",
          "actors":["the RUSGOV"],"recipients":["the KGZGOV"],"mode":"assist","status":"refused",
          "request":{"story":"w1","id":"r1","start":0,"end":4,"text":"REQUEST","published":"2010-06-11"}}])"},
      {"next", R"([{"list":"agenda","story":"w1","id":"a1","day":"2010-06-20","text":"referendum",
          "kind":"referendum","until":"2010-06-20","place":null,"status":"took_place",
          "resolved_by":{"story":"w3","id":null,"start":25,"end":44,"text":"referendum was held",
          "published":"2010-06-21"}}])"},
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i]["kind"], expected[i].first);
    EXPECT_EQ(lines[i]["count"], 1);
    EXPECT_EQ(lines[i]["items"], json::parse(expected[i].second)) << lines[i].dump();
  }
  EXPECT_EQ(lines[0]["parts"][1], json({{"text", "at least 45"}, {"story", "w1"}, {"id", "t1"}}));
  EXPECT_EQ(get("situations/w1")["lines"], lines);
  // Of the claims that pass only.
  const json narrowed = get("summary?source=two")["lines"];
  ASSERT_EQ(narrowed.size(), 1u) << narrowed.dump();
  EXPECT_EQ(narrowed[0]["items"].size(), 1u);
  EXPECT_EQ(get("summary?story=w4")["situation"], nullptr);
}

TEST_F(AcrossTest, OfASituationAsAWhole) {
  const json across = get("across?situation=w1");
  EXPECT_EQ(across["asks"][0]["requests"], json::parse(R"([{"story":"w1","id":"r1"}])"));
  EXPECT_EQ(across["asks"][0]["answers"][0]["later"], true);
  EXPECT_EQ(across["plans"][0]["status"], "took_place");
  EXPECT_EQ(across["events"], json::parse(R"([{"tellings":[{"story":"w1","id":"e1"},{"story":"w2","id":"e1"}],
                             "stories":2,"sources":2,"differences":[]}])"));
  EXPECT_EQ(ask("across?situation=w2").status, 404);
}

TEST_F(AcrossTest, FollowsWhatChanges) {
  EXPECT_EQ(get("agenda?story=w1")["items"][0]["status"], "took_place");
  ASSERT_TRUE(
      db_->execute("INSERT INTO changes (op, resource, story) VALUES ('delete', 'stories', 'w3');"
                   "DELETE FROM placed_stories WHERE id = 'w3'; DELETE FROM stories WHERE id = 'w3'"));
  service_->look();
  EXPECT_EQ(get("agenda?story=w1")["items"][0]["status"], "open") << "no story has reached its day";
  EXPECT_EQ(get("agenda?story=w1")["items"][0]["resolved_by"], nullptr);
  held();
  service_->look();
  EXPECT_EQ(get("agenda?story=w1")["items"][0]["status"], "took_place");
}

// Who does not wait for it is answered at once, and gets it later without a change of the database.
TEST_F(AcrossTest, ComesLaterWhereNobodyWaits) {
  for (int round = 0; round < 5; ++round) {
    open(std::chrono::milliseconds(0));
    std::string status;
    for (int i = 0; i < 2'000; ++i) {
      const bool all = get("health")["behind"] == 0;
      const Response answer = ask("agenda?story=w1");
      ASSERT_EQ(answer.status, 200);
      status = json::parse(answer.body)["items"][0]["status"];
      EXPECT_TRUE(status == "took_place" || (!all && status == "due")) << status;
      if (all) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(status, "took_place");
    EXPECT_EQ(get("summary")["lines"].size(), 4u);
  }
}

}  // namespace
}  // namespace casus::serve
