// The service without a network, over a small database made by hand.
#include "serve/service.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "serve/answers.h"
#include "serve/assets.h"
#include "store/migrations.h"

namespace casus::serve {
namespace {

using nlohmann::json;

constexpr const char* osh = "\u00d6sh";

// A story with one event, one toll and one quote, as a record and as rows.
void add_story(store::Connection& db, std::int64_t key, const std::string& id, const std::string& day,
               const std::string& type, const std::string& actor) {
  const json record = {
      {"casus", json::object()},
      {"story",
       {{"id", id},
        {"published", day},
        {"source", "wire"},
        {"text", std::string(osh) + " shot <b>ten</b> people."},
        {"headline", nullptr}}},
      {"entities", json::array({{{"id", "x1"}, {"name", "police"}, {"code", actor}, {"type", "police"}}})},
      {"times", json::array()},
      {"places", json::array({{{"id", "p1"},
                               {"name", osh},
                               {"kind", "city"},
                               {"country", "KGZ"},
                               {"admin1", nullptr},
                               {"lat", 40.5},
                               {"lon", 72.8}}})},
      {"events", json::array({{{"id", "e1"},
                               {"trigger", {{"start", 4}, {"end", 8}, {"text", "shot"}}},
                               {"event", type},
                               {"mode", nullptr},
                               {"contexts", {"repression"}},
                               {"cameo", "190"},
                               {"goldstein", -10},
                               {"score", -9},
                               {"quad", "material conflict"},
                               {"roles", json::array({{{"role", "actor"},
                                                       {"entity", "x1"},
                                                       {"code", actor},
                                                       {"start", 0},
                                                       {"end", 3},
                                                       {"text", osh},
                                                       {"inferred", false},
                                                       {"from", nullptr}}})},
                               {"confidence", 0.9},
                               {"status", "actual"},
                               {"time", nullptr},
                               {"place", "p1"},
                               {"attribution", {"q1"}},
                               {"condition", nullptr},
                               {"salience", "main"},
                               {"rule", {"assault.attack"}},
                               {"evidence", json::array()}}})},
      {"quotes", json::array({{{"id", "q1"},
                               {"content", json::array({{{"start", 4}, {"end", 8}}})},
                               {"cue", nullptr},
                               {"speaker", "x1"},
                               {"speaker_text", "police"},
                               {"direct", false},
                               {"via", nullptr},
                               {"time", nullptr},
                               {"outer", nullptr}}})},
      {"tolls", json::array({{{"id", "t1"},
                              {"start", 4},
                              {"end", 8},
                              {"text", "ten"},
                              {"kind", "killed"},
                              {"low", key * 10},
                              {"high", nullptr},
                              {"qualifier", "at_least"},
                              {"cumulative", true},
                              {"victims", nullptr},
                              {"event", "e1"},
                              {"time", nullptr},
                              {"place", nullptr},
                              {"attribution", json::array()},
                              {"evidence", json::array()}}})},
      {"threads", json::array()},
      {"obligations", json::array()},
      {"agenda", json::array()},
      {"warnings", json::array()}};
  const std::string text = record["story"]["text"];
  const auto sql = [&](const std::string& statement) {
    const auto done = db.execute(statement.c_str());
    ASSERT_TRUE(done) << done.error().message << " in " << statement;
  };
  sql(fmt::format("INSERT INTO changes (op, resource, story) VALUES ('put', 'stories', '{}')", id));
  sql(fmt::format("INSERT OR IGNORE INTO inputs (key, sha256) VALUES ({}, 'sha{}')", key, key));
  sql("INSERT OR IGNORE INTO makers (key, version, model, lexicon) VALUES (1, 'v', 'm', 'l')");
  auto add = db.prepare(
      "INSERT INTO stories (key, id, seq, input, maker, source, published, day, language, sha256, names, "
      "text, record) "
      "VALUES (?1, ?2, (SELECT max(seq) FROM changes), ?1, 1, 'wire', ?3, ?3, 'en', 'sha', '', ?4, ?5)");
  ASSERT_TRUE(add);
  const std::string body = record.dump();
  ASSERT_TRUE(add->bind(key).bind(id).bind(day).bind(text).bind(body).run());
  sql(fmt::format(
      "INSERT INTO entities (story, id, name, type, code) VALUES ({}, 'x1', 'police', 'police', '{}')", key,
      actor));
  sql(
      fmt::format("INSERT INTO places (story, id, \"start\", \"end\", text, name, kind, country, lat, lon, "
                  "confidence) VALUES ({}, 'p1', 0, 3, '{}', '{}', 'city', 'KGZ', 40.5, 72.8, 1)",
                  key, osh, osh));
  sql(fmt::format(
      "INSERT INTO events (story, id, \"start\", \"end\", text, event, cameo, goldstein, score, status, "
      "salience, at, place, country, confidence, rule, headline) VALUES ({}, 'e1', 4, 8, 'shot', '{}', "
      "'190', -10, -9, 'actual', 'main', '{}', 'p1', 'KGZ', 0.9, 'assault.attack', 0)",
      key, type, day));
  sql(
      fmt::format("INSERT INTO event_roles (event, n, role, entity, name, code, inferred) SELECT key, 0, "
                  "'actor', 'x1', 'police', '{}', 0 FROM events WHERE story = {}",
                  actor, key));
  sql(fmt::format("INSERT INTO event_contexts SELECT key, 'repression' FROM events WHERE story = {}", key));
  sql(
      fmt::format("INSERT INTO quotes (story, id, \"start\", \"end\", text, speaker, direct, at, headline) "
                  "VALUES ({}, 'q1', 4, 8, 'shot', 'x1', 'indirect', '{}', 0)",
                  key, day));
  sql(fmt::format(
      "INSERT INTO tolls (story, id, \"start\", \"end\", text, kind, low, qualifier, cumulative, event, at, "
      "headline) VALUES ({}, 't1', 4, 8, 'ten', 'killed', {}, 'at_least', 1, 'e1', '{}', 0)",
      key, key * 10, day));
  sql(fmt::format(
      "INSERT OR REPLACE INTO placed_stories (id, published, source, revision, correction, shingles, "
      "minhash, terms, copies, part, incident) VALUES ('{0}', '{1}', 'wire', 0, 0, 0, x'', x'', "
      "'{0}', 's1', 's1')",
      id, day));
  sql("INSERT OR IGNORE INTO incidents (id, terms, part, situation) VALUES ('s1', x'', 's1', 's1')");
}

class ServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path folder = std::filesystem::path(CASUS_BINARY_DIR) / "serve_test" /
                                         testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    file_ = folder / "test.db";
    auto opened = store::Connection::open(file_, store::Connection::Access::read_write);
    ASSERT_TRUE(opened);
    db_ = *std::move(opened);
    ASSERT_TRUE(store::migrate(*db_));
    ASSERT_TRUE(db_->execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF"));
    add_story(*db_, 1, "s1", "2010-06-11", "ASSAULT", "KGZCOP");
    add_story(*db_, 2, "s2", "2010-06-12", "ASSAULT", "KGZMIL");
    add_story(*db_, 3, "s3", "2010-06-13", "AID", "RUSGOV");
    open();
  }
  void open(std::string token = {}) {
    service_.reset();
    auto service = Service::open({.db = file_, .token = std::move(token), .follow = std::chrono::minutes(1)});
    ASSERT_TRUE(service) << service.error().message;
    service_ = *std::move(service);
  }

  Response ask(const std::string& target, Request request = {}) {
    if (request.method.empty()) request.method = "GET";
    if (request.host.empty()) request.host = "localhost:8642";
    request.target = target;
    return service_->answer(request);
  }
  json get(const std::string& target) {
    const Response response = ask("/api/v1/" + target);
    EXPECT_EQ(response.status, 200) << target << ": " << response.body;
    return json::parse(response.body, nullptr, false);
  }
  std::vector<std::string> stories(const std::string& target) {
    std::vector<std::string> out;
    const json page = get(target);
    for (const json& item : page["items"]) out.push_back(item.contains("story") ? item["story"] : item["id"]);
    return out;
  }
  using Ids = std::vector<std::string>;

  std::string file_;
  std::unique_ptr<store::Connection> db_;
  std::unique_ptr<Service> service_;
};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

TEST_F(ServiceTest, Filters) {
  const std::pair<std::string_view, Ids> cases[] = {
      {"events", {"s1", "s2", "s3"}},
      {"events?sort=-day", {"s3", "s2", "s1"}},
      {"events?type=ASSAULT", {"s1", "s2"}},
      {"events?type=ASSAULT&type=AID", {"s1", "s2", "s3"}},
      {"events?actor=KGZ", {"s1", "s2"}},
      {"events?actor=KGZCOP&actor=RUS", {"s1", "s3"}},
      {"events?actor=Police", {"s1", "s2", "s3"}},
      {"events?actor=x1", {"s1", "s2", "s3"}},
      {"events?recipient=KGZ", {}},
      {"events?from=2010-06-12", {"s2", "s3"}},
      {"events?from=2010-06-12&to=2010-06-12", {"s2"}},
      {"events?cameo=19", {"s1", "s2", "s3"}},
      {"events?cameo=18", {}},
      {"events?context=repression", {"s1", "s2", "s3"}},
      {"events?context=election", {}},
      {"events?country=KGZ&story=s2", {"s2"}},
      {"events?country=RUS", {}},
      {"events?bbox=72,40,73,41", {"s1", "s2", "s3"}},
      {"events?bbox=170,40,-170,41", {}},
      {"events?near=40.5,72.9,20", {"s1", "s2", "s3"}},
      {"events?near=41.5,72.9,20", {}},
      {"events?status=negated", {}},
      {"events?q=shot", {"s1", "s2", "s3"}},
      {"events?q=osh", {"s1", "s2", "s3"}},
      {"events?q=absent", {}},
      {"events?q=%22", {}},
      {"events?q=shot+AND+%28", {}},
      {"events?source=WIRE&story=s3", {"s3"}},
      {"tolls?type=AID", {"s3"}},
      {"tolls?kind=killed&sort=-low&limit=1", {"s3"}},
      {"tolls?kind=injured", {}},
      {"quotes?actor=RUS", {"s3"}},
      {"stories?type=AID", {"s3"}},
      {"stories?from=2010-06-12&sort=-day", {"s3", "s2"}},
  };
  for (const auto& [target, expected] : cases) EXPECT_EQ(stories(std::string(target)), expected) << target;
}

TEST_F(ServiceTest, Items) {
  const json event = get("events?story=s1")["items"][0];
  EXPECT_EQ(event["text"], "shot");
  EXPECT_EQ(event["day"], "2010-06-11");
  EXPECT_EQ(event["actors"][0]["name"], "police");
  EXPECT_EQ(event["place"]["precision"], "point");
  EXPECT_EQ(event["attribution"][0]["speaker_text"], "police");
  EXPECT_EQ(event["condition"], nullptr);
  const json quote = get("quotes?story=s1")["items"][0];
  EXPECT_EQ(quote["text"], "shot") << "code points, not bytes: the first letter takes two";
  EXPECT_EQ(quote["claims"], json({"e1"}));
  EXPECT_EQ(get("events?story=s1&fields=id,event")["items"][0], json({{"id", "e1"}, {"event", "ASSAULT"}}));
  EXPECT_EQ(get("stories/s2")["events"][0]["id"], "e1");
  EXPECT_EQ(ask("/api/v1/stories/s9").status, 404);
  EXPECT_EQ(ask("/api/v1/across").status, 400);
  EXPECT_EQ(ask("/api/v1/across?situation=s9").status, 404);
}

TEST_F(ServiceTest, PagesHoldWhileStoriesComeAndGo) {
  Ids seen;
  std::string next = "/api/v1/events?limit=1";
  for (int page = 0; page < 9 && !next.empty(); ++page) {
    const Response response = ask(next);
    const json body = json::parse(response.body);
    for (const json& item : body["items"]) seen.push_back(item["story"]);
    if (page == 0) {
      // Before the place where the page ended, and behind it.
      ASSERT_TRUE(
          db_->execute("INSERT INTO changes (op, resource, story) VALUES ('delete', 'stories', 's1')"));
      ASSERT_TRUE(db_->execute("DELETE FROM stories WHERE id = 's1'"));
      add_story(*db_, 4, "s4", "2010-06-14", "ASSAULT", "KGZCOP");
      service_->look();
    }
    const std::string link = header(response, "Link");
    next = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    EXPECT_EQ(body["next"].is_null(), next.empty());
  }
  EXPECT_EQ(seen, (Ids{"s1", "s2", "s3", "s4"}));
}

TEST_F(ServiceTest, ChangesAreSeenAndTold) {
  EXPECT_EQ(get("changes")["last"], 3);
  const std::string tag = header(ask("/api/v1/events"), "ETag");
  Request again;
  again.if_none_match = tag;
  EXPECT_EQ(ask("/api/v1/events", again).status, 304);
  add_story(*db_, 4, "s4", "2010-06-10", "ASSAULT", "KGZCOP");
  EXPECT_EQ(service_->look().change, 4);
  EXPECT_EQ(ask("/api/v1/events", again).status, 200);
  EXPECT_EQ(stories("events").front(), "s4") << "an older day comes first";
  Heard after{3, 0};
  EXPECT_EQ(service_->tell(after),
            "id: 4-0\nevent: change\ndata: "
            "{\"seq\":4,\"op\":\"put\",\"resource\":\"stories\",\"story\":\"s4\",\"id\":null}\n\n");
  EXPECT_EQ(after.change, 4);
  EXPECT_EQ(service_->tell(after), "");
  Request listener;
  listener.last_event_id = "2";
  EXPECT_EQ(ask("/api/v1/stream", listener).stream_after, (Heard{2, 0}));
  listener.last_event_id = "2-7";
  EXPECT_EQ(ask("/api/v1/stream", listener).stream_after, (Heard{2, 7}));
  for (const char* bad : {"x", "-1", "2-", "-", "2-x", "2-3-4"}) {
    listener.last_event_id = bad;
    EXPECT_EQ(ask("/api/v1/stream", listener).status, 400) << bad;
  }
}

TEST_F(ServiceTest, ReviewsAreTold) {
  ASSERT_EQ(ask("/api/v1/stories").status, 200);  // waits until the database has been read
  const Heard before = service_->look();
  Request post;
  post.method = "POST";
  post.content_type = "application/json";
  post.body = R"({"story":"s1","id":"e1","verdict":"accept"})";
  ASSERT_EQ(ask("/api/v1/reviews", post).status, 201);
  // By another server of the same database as well.
  auto other = Service::open({.db = file_});
  ASSERT_TRUE(other);
  Request gone;
  gone.method = "DELETE";
  gone.host = "localhost";
  gone.target = "/api/v1/reviews/1";
  ASSERT_EQ((*other)->answer(gone).status, 204);
  const Heard now = service_->look();
  EXPECT_EQ(now, (Heard{before.change, 2}));
  EXPECT_EQ(ask("/api/v1/stream").stream_after, now) << "from now on";
  Heard heard = before;
  EXPECT_EQ(service_->tell(heard),
            "id: 3-1\nevent: change\ndata: "
            "{\"op\":\"put\",\"resource\":\"reviews\",\"n\":1,\"story\":\"s1\",\"id\":\"e1\"}\n\n"
            "id: 3-2\nevent: change\ndata: "
            "{\"op\":\"delete\",\"resource\":\"reviews\",\"n\":1,\"story\":\"s1\",\"id\":\"e1\"}\n\n");
  EXPECT_EQ(heard, now);
  EXPECT_EQ(service_->tell(heard), "");
}

TEST(Stream, ALineBreakNeverEndsAnEvent) {
  EXPECT_EQ(event_text({7, 2}, "change", "a\nb\r\nc\rd"),
            "id: 7-2\nevent: change\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
}

TEST_F(ServiceTest, Aggregates) {
  const json facets = get("events?facet=event,actor,country&limit=1")["facets"];
  EXPECT_EQ(facets["event"], json::parse(R"([{"value":"ASSAULT","count":2},{"value":"AID","count":1}])"));
  EXPECT_EQ(facets["country"], json::parse(R"([{"value":"KGZ","count":3}])"));
  EXPECT_EQ(json::parse(ask("/api/v1/timeline?bucket=hour").body)["detail"],
            "bucket: \"hour\" is not one of day, week, month; what stories tell is dated by the day");
  const json timeline = get("timeline?bucket=month");
  EXPECT_EQ(timeline["lanes"]["force"][0]["count"], 2);
  EXPECT_EQ(timeline["lanes"]["tolls"][0]["high"], 30);
  EXPECT_EQ(timeline["score"][0]["count"], 3);
  EXPECT_EQ(get("map")["points"][0]["count"], 3);
  const json points = get("tolls/series?kind=killed")["series"][0]["points"];
  EXPECT_EQ(points[0]["superseded"], true);
  EXPECT_EQ(points[2]["superseded"], false);
  const json lines = get("summary")["lines"];
  EXPECT_EQ(lines[0]["parts"][4], json::parse(R"({"text":"at least 30","story":"s3","id":"t1"})"));
  // The same as data: each claim that the words show is an item, with its figure.
  const json& figure = lines[0]["items"][1];
  EXPECT_EQ(figure["list"], "tolls");
  EXPECT_EQ(figure["kind"], "killed");
  EXPECT_EQ(figure["low"], 30);
  EXPECT_EQ(figure["qualifier"], "at_least");
  for (const json& line : lines) {
    std::vector<json> items;
    for (const json& item : line["items"]) items.push_back({item["story"], item["id"]});
    for (const json& part : line["parts"]) {
      if (!part.contains("id")) continue;
      const json claim = {part["story"], part["id"]};
      EXPECT_NE(std::find(items.begin(), items.end(), claim), items.end()) << line.dump();
    }
    EXPECT_TRUE(line["count"].is_number_unsigned());
  }
  EXPECT_EQ(get("actors?limit=1")["items"][0]["type"], "police");
  EXPECT_EQ(get("places")["items"][0]["events"], 3);
}

TEST_F(ServiceTest, Twins) {
  Response csv = ask("/api/v1/tolls.csv");
  std::string text;
  while (csv.more(text)) {
  }
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
  Request wish;
  wish.accept = "text/csv";
  EXPECT_TRUE(ask("/api/v1/tolls?limit=1", wish).type.starts_with("text/csv"));
  EXPECT_EQ(ask("/api/v1/quotes.geojson").status, 404);
}

TEST_F(ServiceTest, Reviews) {
  Request post;
  post.method = "POST";
  post.body =
      R"({"story":"s1","id":"e1","verdict":"correct","correction":{"event":"COERCE"},"reviewer":"ann"})";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 415);
  post.content_type = "application/json";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 201);
  const json review = get("reviews?story=s1")["items"][0];
  EXPECT_EQ(review["correction"]["event"], "COERCE");
  EXPECT_EQ(review["coded"]["event"], "ASSAULT");
  post.origin = "http://evil.example";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 403);
  post.origin = "http://localhost:8642";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 201);
  for (const char* bad :
       {"", "[]", "{}", R"({"story":"s1","id":"e1","verdict":"maybe"})",
        R"({"story":"s1","id":"e1","verdict":"accept","x":1})",
        R"({"story":"s1","id":"e1","verdict":"correct"})", R"({"story":1,"id":"e1","verdict":"accept"})"}) {
    post.body = bad;
    EXPECT_EQ(ask("/api/v1/reviews", post).status, 400) << bad;
  }
  post.body = R"({"story":"s1","id":"e9","verdict":"accept"})";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 422);
  Request gone;
  gone.method = "DELETE";
  EXPECT_EQ(ask("/api/v1/reviews/1", gone).status, 204);
  EXPECT_EQ(ask("/api/v1/reviews/1", gone).status, 404);
  EXPECT_EQ(get("reviews")["items"].size(), 1u);
}

TEST_F(ServiceTest, KeepsStrangersOut) {
  Request request;
  request.host = "evil.example";
  EXPECT_EQ(ask("/api/v1/events", request).status, 421);
  EXPECT_EQ(ask("/", request).status, 421);
  for (const char* host : {"localhost", "127.0.0.1:8642", "[::1]:8642", "LOCALHOST:1"}) {
    request.host = host;
    EXPECT_EQ(ask("/api/v1/health", request).status, 200) << host;
  }
  open("secret");
  EXPECT_EQ(ask("/api/v1/events").status, 401);
  EXPECT_EQ(ask("/").status, 200) << "the page itself holds nothing";
  EXPECT_EQ(ask("/api/v1/events?token=secret").status, 200);
  Request with;
  with.token = "secret";
  EXPECT_EQ(ask("/api/v1/events", with).status, 200);
  with.token = "secreT";
  EXPECT_EQ(ask("/api/v1/events", with).status, 401);
  Request post;
  post.method = "POST";
  post.content_type = "application/json";
  post.body = R"({"story":"s1","id":"e1","verdict":"accept"})";
  EXPECT_EQ(ask("/api/v1/reviews?token=secret", post).status, 401) << "what writes needs the header";
  post.token = "secret";
  EXPECT_EQ(ask("/api/v1/reviews", post).status, 201);
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abcabc"));
  EXPECT_FALSE(same_secret("", "abc"));
  EXPECT_FALSE(same_secret("abc", ""));
}

TEST_F(ServiceTest, EveryAnswerIsSafe) {
  for (const char* target : {"/", "/nowhere", "/api/v1/events", "/api/v1/nowhere", "/api/v1/events?limit=0",
                             "/../../etc/passwd", "//", "/%2e%2e/x"}) {
    const Response response = ask(target);
    EXPECT_TRUE(
        header(response, "Content-Security-Policy").starts_with("default-src 'none'; script-src 'self'"))
        << target;
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << target;
    if (response.status >= 400) {
      EXPECT_EQ(response.type, "application/problem+json") << target;
      EXPECT_EQ(json::parse(response.body)["status"], response.status);
    }
  }
  Request other;
  other.method = "PUT";
  EXPECT_EQ(ask("/api/v1/events", other).status, 405);
  EXPECT_EQ(header(ask("/api/v1/events", other), "Allow"), "GET, HEAD");
}

// The description and the routes say the same: paths, methods, parameters, twins.
TEST(Description, IsTrue) {
  const json api = json::parse(openapi_document());
  std::set<std::string> described, known;
  for (const auto& [path, methods] : api["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      for (const json& parameter : operation["parameters"]) {
        std::string name;
        if (parameter.contains("$ref")) {
          name = parameter["$ref"].get<std::string>();
          name = name.substr(name.rfind('/') + 1);
          ASSERT_TRUE(api["components"]["parameters"].contains(name)) << name;
          EXPECT_EQ(api["components"]["parameters"][name]["name"], name);
        } else if (parameter["in"] == "query") {
          name = parameter["name"];
        }
        if (!name.empty()) described.insert(method + " " + path + " ?" + name);
      }
      described.insert(method + " " + path);
    }
  }
  for (const Route& route : routes()) {
    std::string method(route.method);
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c | 32); });
    std::vector<std::string> paths = {std::string(route.path)};
    for (const std::string_view ending : route.endings)
      paths.push_back(std::string(route.path) + "." + std::string(ending));
    std::vector<std::string_view> names = route.parameters;
    if (route.filters) names.insert(names.end(), filter_names().begin(), filter_names().end());
    if (route.list) names.insert(names.end(), list_names().begin(), list_names().end());
    for (const std::string& path : paths) {
      known.insert(method + " " + path);
      for (const std::string_view name : names) known.insert(method + " " + path + " ?" + std::string(name));
    }
  }
  EXPECT_EQ(described, known);
}

}  // namespace
}  // namespace casus::serve
