// make_database FILE STORIES EVENTS: a database of made-up stories with EVENTS events each, for measuring
// what asks it. A tenth of them are one situation, the rest many small ones. The same arguments make the same
// database.
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "base/calendar.h"
#include "store/migrations.h"
#include "store/sqlite.h"

namespace {

using casus::store::Connection;
using casus::store::Statement;

constexpr const char* types[] = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                 "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                 "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT", "DISRUPT"};
constexpr const char* statuses[] = {"actual", "actual",  "actual",      "actual",
                                    "future", "negated", "conditional", "hypothetical"};
constexpr const char* contexts[] = {"military", "election",   "repression",
                                    "economic", "diplomatic", "legislative"};
constexpr const char* roles[] = {"GOV", "MIL", "COP", "OPP", "CVL", "REB", "MED", "BUS"};

[[noreturn]] void fail(const std::string& what) {
  fmt::print(stderr, "make_database: {}\n", what);
  std::exit(1);
}

class Maker {
 public:
  explicit Maker(Connection& db) : db_(db) {}

  void make(std::int64_t stories, std::int64_t events) {
    begin();
    for (std::int64_t key = 1; key <= stories; ++key) {
      story(key, stories, events);
      if (key % 5'000 == 0) {
        run("COMMIT");
        run("BEGIN");
        fmt::print(stderr, "\r{} of {} stories", key, stories);
      }
    }
    run("COMMIT");
    run("ANALYZE");
    fmt::print(stderr, "\n");
  }

 private:
  std::int64_t some(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  // Few have much: the square of an even number between 0 and 1.
  std::int64_t skewed(std::int64_t below) {
    const double even = static_cast<double>(random_() >> 11) / 9007199254740992.0;
    return static_cast<std::int64_t>(even * even * static_cast<double>(below));
  }
  void run(const char* sql) {
    if (auto done = db_.execute(sql); !done) fail(done.error().message);
  }
  Statement prepare(const char* sql) {
    auto statement = db_.prepare(sql);
    if (!statement) fail(statement.error().message);
    return *std::move(statement);
  }
  static void add(Statement& statement) {
    if (auto done = statement.run(); !done) fail(done.error().message);
  }

  void begin() {
    run("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN;"
        "INSERT INTO makers VALUES (1, '0', 'made', 'up'); INSERT INTO inputs (key, sha256) VALUES (1, 'made "
        "up');");
    changes_ = prepare("INSERT INTO changes (seq, op, resource, story) VALUES (?1, 'put', 'stories', ?2)");
    stories_ = prepare(
        "INSERT INTO stories (key, id, seq, input, maker, source, published, day, headline, language, "
        "sha256, names, text, record) "
        "VALUES (?1, ?2, ?1, 1, 1, ?3, ?4, ?4, ?5, 'en', 'made up', '', ?6, ?7)");
    entities_ = prepare("INSERT INTO entities (story, id, name, type, code, country) VALUES (?,?,?,?,?,?)");
    places_ = prepare(
        "INSERT INTO places (story, id, \"start\", \"end\", text, name, kind, country, admin1, lat, lon, "
        "confidence) "
        "VALUES (?1,'p1',0,4,?2,?2,?3,?4,?5,?6,?7,1)");
    events_ = prepare(
        "INSERT INTO events (key, story, id, \"start\", \"end\", text, event, cameo, goldstein, score, "
        "status, salience, at, place, "
        "country, confidence, rule, headline) VALUES "
        "(?,?,?,?,?,'acted',?,?,?,?,?,?,?,'p1',?,0.9,'made.up',0)");
    roles_ = prepare(
        "INSERT INTO event_roles (event, n, role, entity, name, code, inferred) VALUES (?,?,?,?,?,?,0)");
    contexts_ = prepare("INSERT INTO event_contexts VALUES (?,?)");
    tolls_ = prepare(
        "INSERT INTO tolls (story, id, \"start\", \"end\", text, kind, low, high, qualifier, cumulative, "
        "event, at, headline) "
        "VALUES (?1,'t1',0,4,'some',?2,?3,?3,'exact',1,'e0',?4,0)");
    threads_ =
        prepare("INSERT INTO threads (story, id, request, status, at) VALUES (?1,'h1','e0','open',?2)");
    quotes_ = prepare(
        "INSERT INTO quotes (story, id, \"start\", \"end\", text, speaker, speaker_text, direct, at, "
        "headline) "
        "VALUES (?1,'q1',0,4,'said',?2,'an official','indirect',?3,0)");
    agenda_ = prepare(
        "INSERT INTO agenda (story, id, \"start\", \"end\", text, what, certainty, day, at, headline) "
        "VALUES (?1,'a1',0,4,'vote','vote','scheduled',?2,?2,0)");
    placed_ = prepare(
        "INSERT INTO placed_stories (key, id, published, source, revision, correction, shingles, minhash, "
        "terms, copies, part, incident) VALUES (?1, ?2, ?3, ?4, 0, 0, 0, x'', x'', ?2, 'p', ?5)");
    incidents_ =
        prepare("INSERT OR IGNORE INTO incidents (id, terms, part, situation) VALUES (?1, x'', 'p', ?2)");
  }

  void story(std::int64_t key, std::int64_t all, std::int64_t events) {
    const std::string id = fmt::format("story-{:08}", key);
    const std::int64_t days = key * 3'650 / all;
    const std::string day = casus::base::to_string(
        casus::base::add_days(casus::base::make_date(2015, 1, 1), static_cast<int>(days)));
    const std::string ahead = casus::base::to_string(
        casus::base::add_days(casus::base::make_date(2015, 1, 1), static_cast<int>(days + some(60))));
    const std::string source = fmt::format("Agency {}", skewed(40));
    const std::string headline = fmt::format("Story {} of agency", key);
    const std::int64_t town = skewed(2'000);
    const std::string country =
        fmt::format("{}{}{}", char('A' + town % 13), char('A' + town / 13 % 11), char('A' + town / 143 % 7));
    const std::string place = fmt::format("Town {}", town);
    const double lat = static_cast<double>(town * 7919 % 12'000) / 100 - 60,
                 lon = static_cast<double>(town * 104'729 % 36'000) / 100 - 180;
    const std::string text =
        fmt::format("{}, the town of {}. An official said that somebody acted. word{} word{}", day, town,
                    some(5'000), some(5'000));

    struct Who {
      std::string id, name, code;
    };
    std::vector<Who> who;
    std::string entities;
    for (int i = 0; i < 6; ++i) {
      const std::int64_t number = skewed(400);
      const std::int64_t land = number / 3;
      const std::string code = fmt::format("{}{}{}{}", char('A' + land % 13), char('A' + land / 13 % 11),
                                           char('A' + land / 143 % 7), roles[number % 8]);
      who.push_back({fmt::format("x{}", i), fmt::format("Actor {}", number), code});
      entities += fmt::format(
          "{}{{\"id\":\"x{}\",\"name\":\"Actor "
          "{}\",\"type\":\"government\",\"code\":\"{}\",\"country\":\"{}\",\"mentions\":[]}}",
          i == 0 ? "" : ",", i, number, code, code.substr(0, 3));
      entities_.bind(key)
          .bind(who.back().id)
          .bind(who.back().name)
          .bind(std::string_view("government"))
          .bind(code)
          .bind(std::string_view(code).substr(0, 3));
      add(entities_);
    }
    std::string list;
    for (std::int64_t n = 0; n < events; ++n) {
      const char* const type = n == 0 ? "REQUEST" : types[some(17)];
      const char* const status = statuses[some(8)];
      const char* const context = contexts[some(6)];
      const Who &from = who[static_cast<std::size_t>(some(3))],
                &to = who[static_cast<std::size_t>(3 + some(3))];
      const double score = static_cast<double>(some(20)) - 10;
      const std::string cameo = fmt::format("{:02}0", 1 + some(20)), event = fmt::format("e{}", n);
      const std::string_view salience = some(3) == 0 ? "background" : "main";
      const std::int64_t number = (key - 1) * events + n + 1;
      events_.bind(number)
          .bind(key)
          .bind(event)
          .bind(n * 10)
          .bind(n * 10 + 5)
          .bind(std::string_view(type))
          .bind(cameo)
          .bind(score)
          .bind(score)
          .bind(std::string_view(status))
          .bind(salience)
          .bind(day)
          .bind(country);
      add(events_);
      for (const auto& [role, one, at] :
           {std::tuple("actor", &from, std::int64_t{0}), std::tuple("recipient", &to, std::int64_t{1})}) {
        roles_.bind(number)
            .bind(at)
            .bind(std::string_view(role))
            .bind(one->id)
            .bind(one->name)
            .bind(one->code);
        add(roles_);
      }
      contexts_.bind(number).bind(std::string_view(context));
      add(contexts_);
      list += fmt::format(
          R"({}{{"id":"{}","trigger":{{"start":{},"end":{},"text":"acted"}},"event":"{}","mode":null,"contexts":["{}"],"cameo":"{}","goldstein":{},"score":{},"quad":"verbal conflict","actors":["{}"],"recipients":["{}"],"roles":[{{"role":"actor","entity":"{}","code":"{}","start":0,"end":4,"text":"some","inferred":false,"from":null}},{{"role":"recipient","entity":"{}","code":"{}","start":5,"end":9,"text":"body","inferred":false,"from":null}}],"confidence":0.9,"status":"{}","time":null,"place":"p1","attribution":["q1"],"condition":null,"salience":"{}","rule":["made.up"],"evidence":[]}})",
          n == 0 ? "" : ",", event, n * 10, n * 10 + 5, type, context, cameo, score, score, from.id, to.id,
          from.id, from.code, to.id, to.code, status, salience);
    }
    const std::int64_t toll = 1 + skewed(500);
    const char* const kind = some(3) == 0 ? "injured" : "killed";
    const bool vote = some(3) == 0;
    const std::string record = fmt::format(
        R"({{"casus":{{}},"story":{{"id":"{}","source":"{}","published":"{}","headline":"{}","url":null,"language":"en","dateline":null,"text":"{}","sha256":"made up"}},"entities":[{}],"times":[],"places":[{{"id":"p1","start":0,"end":4,"text":"{}","name":"{}","kind":"city","country":"{}","admin1":null,"lat":{},"lon":{},"geonames":null,"confidence":1}}],"events":[{}],"quotes":[{{"id":"q1","content":[{{"start":0,"end":4}}],"cue":null,"speaker":"x0","speaker_text":"an official","direct":false,"via":null,"time":null,"outer":null}}],"tolls":[{{"id":"t1","start":0,"end":4,"text":"some","kind":"{}","low":{},"high":{},"qualifier":"exact","cumulative":true,"victims":null,"event":"e0","time":null,"place":null,"attribution":["q1"],"evidence":[]}}],"threads":[{{"id":"h1","request":"e0","responses":[],"status":"open"}}],"obligations":[],"agenda":[{}],"warnings":[]}})",
        id, source, day, headline, text, entities, place, place, country, lat, lon, list, kind, toll, toll,
        vote
            ? fmt::format(
                  R"({{"id":"a1","start":0,"end":4,"text":"vote","what":"vote","event":null,"value":"{}","certainty":"scheduled","actors":[],"place":null,"attribution":[]}})",
                  ahead)
            : "");
    changes_.bind(key).bind(id);
    add(changes_);
    stories_.bind(key).bind(id).bind(source).bind(day).bind(headline).bind(text).bind(record);
    add(stories_);
    places_.bind(key)
        .bind(place)
        .bind(std::string_view("city"))
        .bind(country)
        .bind_null()
        .bind(lat)
        .bind(lon);
    add(places_);
    tolls_.bind(key).bind(std::string_view(kind)).bind(toll).bind(day);
    add(tolls_);
    threads_.bind(key).bind(day);
    add(threads_);
    quotes_.bind(key).bind(std::string_view("x0")).bind(day);
    add(quotes_);
    // Every tenth story is of one huge crisis; of the others, twenty that follow each other are one. An
    // incident is what four of them tell.
    const std::string situation = key % 10 == 0 ? "huge" : fmt::format("crisis-{:06}", key / 22);
    const std::string incident = fmt::format("{}-{}", situation, key % 10 == 0 ? key / 40 : key / 5);
    incidents_.bind(incident).bind(situation);
    add(incidents_);
    placed_.bind(key).bind(id).bind(day).bind(source).bind(incident);
    add(placed_);
    if (vote) {
      agenda_.bind(key).bind(ahead);
      add(agenda_);
    }
  }

  Connection& db_;
  std::mt19937_64 random_{20100611};
  Statement changes_, stories_, entities_, places_, events_, roles_, contexts_, tolls_, threads_, quotes_,
      agenda_, placed_, incidents_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) fail("FILE STORIES EVENTS");
  auto db = Connection::open(argv[1], Connection::Access::read_write);
  if (!db) fail(db.error().message);
  const auto schema = (*db)->number("SELECT count(*) FROM sqlite_schema");
  if (!schema) fail(schema.error().message);
  if (*schema > 0) fail("the file is there already");
  if (auto done = (*db)->execute("PRAGMA journal_mode = WAL"); !done) fail(done.error().message);
  if (auto done = casus::store::migrate(**db); !done) fail(done.error().message);
  Maker(**db).make(std::atoll(argv[2]), std::atoll(argv[3]));
  return 0;
}
