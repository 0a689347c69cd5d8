#include "inquire/scene.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>

#include "base/calendar.h"
#include "situate/versions.h"
#include "store/placed.h"

namespace casus::inquire {
namespace {

using base::Result;
using store::Connection;
using store::Statement;

using Take = std::function<void(const Statement&)>;

// `{}` in the statement is what narrows `x`, a table of claims, to the situation.
Result<void> for_each(Connection& connection, std::string_view sql, const std::string* situation,
                      const Take& take) {
  constexpr std::string_view of_situation =
      "JOIN stories s ON s.key = x.story JOIN placed_stories p ON p.id = s.id "
      "JOIN incidents i ON i.id = p.incident WHERE i.situation = ?";
  std::string whole(sql);
  if (const std::size_t at = whole.find("{}"); at != std::string::npos) whole.replace(at, 2, of_situation);
  auto rows = connection.prepare(whole);
  if (!rows) return rows.error();
  if (situation != nullptr) rows->bind(*situation);
  for (;;) {
    const auto more = rows->step();
    if (!more) return more.error();
    if (!*more) return {};
    take(*rows);
  }
}

constexpr std::string_view stories_sql =
    "SELECT s.key, s.id, s.source, coalesce(s.published, s.day), s.day, s.headline, p.copies, p.incident, "
    "i.situation, s.text FROM stories s JOIN placed_stories p ON p.id = s.id JOIN incidents i ON i.id = "
    "p.incident";

// Columns 0 to 5 of every claim: story, id, start, end, text, who says so.
constexpr std::string_view events_sql =
    "SELECT x.story, x.id, x.\"start\", x.\"end\", x.text, (SELECT q.speaker_text FROM attributions a JOIN "
    "quotes q ON q.story = a.story AND q.id = a.quote WHERE a.story = x.story AND a.claim = x.id AND a.n = "
    "0), "
    "x.key, x.event, x.mode, x.status, x.salience, x.score, x.day, x.at, l.name, l.country, l.lat, l.lon "
    "FROM events x LEFT JOIN places l ON l.story = x.story AND l.id = x.place {} AND x.headline = 0 "
    "ORDER BY x.story, x.\"start\", x.id";
constexpr std::string_view roles_sql =
    "SELECT r.event, r.role, r.entity, r.name, r.code FROM events x JOIN event_roles r ON r.event = x.key {} "
    "AND x.headline = 0 ORDER BY r.event, r.n";
constexpr std::string_view tolls_sql =
    "SELECT x.story, x.id, x.\"start\", x.\"end\", x.text, (SELECT q.speaker_text FROM attributions a JOIN "
    "quotes q ON q.story = a.story AND q.id = a.quote WHERE a.story = x.story AND a.claim = x.id AND a.n = "
    "0), "
    "x.kind, x.qualifier, x.low, x.high, x.cumulative, x.victims, x.event, x.day, x.at, l.name, l.country "
    "FROM tolls x LEFT JOIN places l ON l.story = x.story AND l.id = x.place {} AND x.headline = 0 "
    "ORDER BY x.story, x.\"start\", x.id";
constexpr std::string_view threads_sql =
    "SELECT x.story, x.id, x.request, x.status, x.key FROM threads x {} ORDER BY x.story, x.id";
constexpr std::string_view responses_sql =
    "SELECT r.thread, r.event, r.kind FROM threads x JOIN responses r ON r.thread = x.key {} "
    "ORDER BY r.thread, r.n";
constexpr std::string_view agenda_sql =
    "SELECT x.story, x.id, x.\"start\", x.\"end\", x.text, '', x.what, x.certainty, coalesce(t.\"begin\", "
    "x.day), coalesce(t.until, x.day), x.at, l.name, l.country, x.key FROM agenda x LEFT JOIN times t ON "
    "t.story = x.story AND t.id = x.time LEFT JOIN places l ON l.story = x.story AND l.id = x.place {} AND "
    "x.headline = 0 ORDER BY x.story, x.\"start\", x.id";
constexpr std::string_view countries_sql =
    "SELECT x.country, x.name FROM places x {} AND x.kind = 'country' AND x.country IS NOT NULL GROUP BY "
    "x.country, x.name ORDER BY x.country, count(*), x.name";
constexpr std::string_view agenda_actors_sql =
    "SELECT a.agenda, a.entity, n.name, n.code FROM agenda x JOIN agenda_actors a ON a.agenda = x.key LEFT "
    "JOIN entities n ON n.story = x.story AND n.id = a.entity {} ORDER BY a.agenda, a.n";

Story story_of(const Statement& row) {
  return {row.number(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
          row.text(6),   row.text(7), row.text(8), row.text(9), {}};
}

class Loader {
 public:
  Loader(Connection& connection, Scene& scene) : connection_(connection), scene_(scene) {}

  Result<void> load() {
    using Step = Result<void> (Loader::*)();
    constexpr std::array<Step, 7> steps = {&Loader::stories,  &Loader::versions, &Loader::events,
                                           &Loader::tolls,    &Loader::threads,  &Loader::agenda,
                                           &Loader::countries};
    for (const Step step : steps) {
      if (auto done = (this->*step)(); !done) return done;
    }
    return {};
  }

 private:
  Result<void> each(std::string_view sql, const Take& take) {
    return for_each(connection_, sql, &scene_.situation, take);
  }

  template <class T>
  T& start(std::vector<T>& list, const Statement& row) {
    T& out = list.emplace_back();
    out.story = number_.at(row.number(0));
    out.id = row.text(1);
    out.start = row.number(2);
    out.end = row.number(3);
    out.text = row.text(4);
    return out;
  }
  // Claims come by the key of their story; here they stand by its place.
  template <class T>
  static void order(std::vector<T>& list) {
    std::stable_sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.story < b.story; });
  }

  Result<void> stories() {
    auto done = each(std::string(stories_sql) + " WHERE i.situation = ?",
                     [&](const Statement& row) { scene_.stories.push_back(story_of(row)); });
    std::sort(scene_.stories.begin(), scene_.stories.end(), [](const Story& a, const Story& b) {
      return a.published != b.published ? a.published < b.published : a.id < b.id;
    });
    for (std::uint32_t i = 0; i < scene_.stories.size(); ++i) number_[scene_.stories[i].key] = i;
    return done;
  }

  // Which dispatches were superseded: only sets of near-duplicates with more than one are looked at.
  Result<void> versions() {
    std::map<std::string, std::vector<std::uint32_t>> sets;
    for (std::uint32_t i = 0; i < scene_.stories.size(); ++i) sets[scene_.stories[i].copies].push_back(i);
    for (const auto& [id, members] : sets) {
      if (members.size() < 2) continue;
      std::map<std::string, std::uint32_t> by_id;
      for (const std::uint32_t one : members) by_id[scene_.stories[one].id] = one;
      std::vector<situate::Edition> editions;
      auto done = for_each(
          connection_,
          "SELECT id, published, source, revision, correction, shingles, minhash FROM placed_stories "
          "WHERE copies = ?",
          &id, [&](const Statement& row) {
            situate::Edition& one = editions.emplace_back();
            one.id = row.text(0);
            one.published = row.text(1);
            one.source = row.text(2);
            one.mark = {static_cast<std::int32_t>(row.number(3)), row.number(4) != 0};
            one.print.shingles = static_cast<std::uint32_t>(row.number(5));
            const std::string_view bytes = row.bytes(6);
            for (std::size_t k = 0; k < one.print.smallest.size() && 4 * (k + 1) <= bytes.size(); ++k) {
              for (std::size_t b = 0; b < 4; ++b) {
                one.print.smallest[k] |=
                    static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[4 * k + b])) << (8 * b);
              }
            }
          });
      if (!done) return done;
      for (const situate::Version& version : situate::versions_of(editions)) {
        const auto here = by_id.find(editions[version.edition].id);
        if (here == by_id.end() || !version.superseded_by) continue;
        scene_.stories[here->second].superseded_by = editions[*version.superseded_by].id;
      }
    }
    return {};
  }

  Result<void> events() {
    std::unordered_map<std::int64_t, std::size_t> by_key;
    auto done = each(events_sql, [&](const Statement& row) {
      by_key[row.number(6)] = scene_.events.size();
      Event& out = start(scene_.events, row);
      out.speaker = row.text(5);
      out.event = row.text(7);
      out.mode = row.text(8);
      out.status = row.text(9);
      out.main = row.text(10) != "background";
      out.score = row.real(11);
      out.day = row.text(12);
      out.at = row.text(13);
      out.place = row.text(14);
      out.country = row.text(15);
      if (!row.null(16)) out.lat = row.real(16);
      if (!row.null(17)) out.lon = row.real(17);
    });
    if (!done) return done;
    done = each(roles_sql, [&](const Statement& row) {
      const auto event = by_key.find(row.number(0));
      if (event == by_key.end()) return;
      Event& of = scene_.events[event->second];
      (row.text(1) == "actor" ? of.actors : of.recipients).push_back({row.text(2), row.text(3), row.text(4)});
    });
    order(scene_.events);
    return done;
  }

  Result<void> tolls() {
    auto done = each(tolls_sql, [&](const Statement& row) {
      Toll& out = start(scene_.tolls, row);
      out.speaker = row.text(5);
      out.kind = row.text(6);
      out.qualifier = row.text(7);
      if (!row.null(8)) out.low = row.number(8);
      if (!row.null(9)) out.high = row.number(9);
      out.cumulative = row.number(10) != 0;
      out.victims = row.text(11);
      out.event = row.text(12);
      out.day = row.text(13);
      out.at = row.text(14);
      out.place = row.text(15);
      out.country = row.text(16);
    });
    order(scene_.tolls);
    return done;
  }

  Result<void> threads() {
    std::unordered_map<std::int64_t, std::size_t> by_key;
    auto done = each(threads_sql, [&](const Statement& row) {
      by_key[row.number(4)] = scene_.threads.size();
      scene_.threads.push_back({number_.at(row.number(0)), row.text(1), row.text(2), row.text(3), {}});
    });
    if (!done) return done;
    done = each(responses_sql, [&](const Statement& row) {
      const auto thread = by_key.find(row.number(0));
      if (thread != by_key.end())
        scene_.threads[thread->second].responses.push_back({row.text(1), row.text(2)});
    });
    order(scene_.threads);
    return done;
  }

  Result<void> agenda() {
    std::unordered_map<std::int64_t, std::size_t> by_key;
    auto done = each(agenda_sql, [&](const Statement& row) {
      by_key[row.number(13)] = scene_.agenda.size();
      AgendaItem& out = start(scene_.agenda, row);
      out.what = row.text(6);
      out.certainty = row.text(7);
      out.first = row.text(8);
      out.last = row.text(9);
      out.at = row.text(10);
      out.place = row.text(11);
      out.country = row.text(12);
    });
    if (!done) return done;
    done = each(agenda_actors_sql, [&](const Statement& row) {
      const auto item = by_key.find(row.number(0));
      if (item != by_key.end())
        scene_.agenda[item->second].actors.push_back({row.text(1), row.text(2), row.text(3)});
    });
    order(scene_.agenda);
    return done;
  }

  // Of several names the one that is said most often stays: it comes last.
  Result<void> countries() {
    return each(countries_sql, [&](const Statement& row) { scene_.countries[row.text(0)] = row.text(1); });
  }

  Connection& connection_;
  Scene& scene_;
  std::unordered_map<std::int64_t, std::uint32_t> number_;  // key of a story -> its place
};

}  // namespace

const Event* Scene::event(std::uint32_t story, std::string_view id) const {
  auto at =
      std::partition_point(events.begin(), events.end(), [&](const Event& e) { return e.story < story; });
  for (; at != events.end() && at->story == story; ++at) {
    if (at->id == id) return &*at;
  }
  return nullptr;
}

Result<std::vector<Story>> placed_stories(Connection& connection) {
  std::vector<Story> out;
  auto done = for_each(connection, std::string(stories_sql) + " ORDER BY s.id", nullptr,
                       [&](const Statement& row) { out.push_back(story_of(row)); });
  if (!done) return done.error();
  return out;
}

Result<std::vector<SituationRow>> situations(Connection& connection) {
  std::map<std::string, SituationRow> rows;
  auto done = for_each(
      connection,
      "SELECT i.situation, i.id, count(*), min(nullif(s.day, '')), max(s.day) FROM incidents i JOIN "
      "placed_stories p ON p.incident = i.id JOIN stories s ON s.id = p.id GROUP BY i.id ORDER BY i.id",
      nullptr, [&](const Statement& row) {
        SituationRow& out = rows[row.text(0)];
        out.id = row.text(0);
        out.incidents.push_back(row.text(1));
        out.stories += row.number(2);
        const std::string first = row.text(3), last = row.text(4);
        if (!first.empty() && (out.first.empty() || first < out.first)) out.first = first;
        out.last = std::max(out.last, last);
      });
  if (!done) return done.error();
  std::vector<SituationRow> out;
  out.reserve(rows.size());
  for (auto& [id, row] : rows) out.push_back(std::move(row));
  std::stable_sort(out.begin(), out.end(),
                   [](const SituationRow& a, const SituationRow& b) { return a.stories > b.stories; });
  return out;
}

Result<Scene> load_scene(Connection& connection, const std::string& situation) {
  Scene scene;
  for (const char* sql : {"SELECT situation FROM incidents WHERE situation = ? LIMIT 1",
                          "SELECT situation FROM incidents WHERE id = ?",
                          "SELECT i.situation FROM placed_stories p JOIN incidents i ON i.id = p.incident "
                          "WHERE p.id = ?"}) {
    if (!scene.situation.empty()) break;
    auto done =
        for_each(connection, sql, &situation, [&](const Statement& row) { scene.situation = row.text(0); });
    if (!done) return done.error();
  }
  if (scene.situation.empty()) {
    return base::Error{.code = "no_such_situation",
                       .message = "there is no situation, incident or story \"" + situation + "\"",
                       .hint = "casus situation --db FILE lists them",
                       .file = connection.file()};
  }
  // One state of the database for all statements.
  if (auto begun = connection.execute("BEGIN"); !begun) return begun.error();
  auto loaded = Loader(connection, scene).load();
  (void)connection.execute("ROLLBACK");
  if (!loaded) return loaded.error();
  return scene;
}

int days_between(std::string_view first, std::string_view second) {
  const auto a = base::parse_date(first), b = base::parse_date(second);
  return a && b ? base::days_between(*a, *b) : 0;
}

}  // namespace casus::inquire
