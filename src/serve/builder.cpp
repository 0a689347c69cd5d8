// One way of reading serves both: the whole database in a few scans, each along the order in which its table
// lies on disk, or the same statements for one story. Tables that belong together (events, their roles, their
// contexts) are read side by side, as all of them come by the key of the event.
#include "serve/builder.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "store/migrations.h"

namespace casus::serve {
namespace {

using base::Result;
using store::Connection;
using store::Statement;

constexpr std::string_view stories_sql = "SELECT key, id, seq, source, day FROM stories {} ORDER BY key";
constexpr std::string_view events_sql =
    "SELECT e.key, e.story, e.id, e.at, e.day, e.place, e.event, e.mode, e.cameo, e.status, e.salience, "
    "e.score, e.goldstein, e.confidence, e.headline, p.name, p.country, p.admin1, p.kind, p.lat, p.lon "
    "FROM events e LEFT JOIN places p ON p.story = e.story AND p.id = e.place {} ORDER BY e.key";
constexpr std::string_view roles_sql =
    "SELECT event, role, entity, name, code FROM event_roles {} ORDER BY event, n";
constexpr std::string_view contexts_sql = "SELECT event, context FROM event_contexts {} ORDER BY event";
constexpr std::string_view tolls_sql =
    "SELECT e.key, e.story, e.id, e.at, e.day, e.place, e.event, e.kind, e.low, e.high, e.cumulative, "
    "e.headline, p.name, p.country, p.admin1, p.kind, p.lat, p.lon "
    "FROM tolls e LEFT JOIN places p ON p.story = e.story AND p.id = e.place {} ORDER BY e.key";
constexpr std::string_view threads_sql =
    "SELECT key, story, id, at, request, status FROM threads {} ORDER BY key";
constexpr std::string_view obligations_sql =
    "SELECT e.key, e.story, e.id, e.at, e.kind, e.status, e.headline, e.bearer, n.name, n.code "
    "FROM obligations e LEFT JOIN entities n ON n.story = e.story AND n.id = e.bearer {} ORDER BY e.key";
constexpr std::string_view agenda_sql =
    "SELECT e.key, e.story, e.id, e.at, e.day, e.event, e.what, e.certainty, e.headline, p.name, p.country, "
    "p.admin1, p.kind, p.lat, p.lon "
    "FROM agenda e LEFT JOIN places p ON p.story = e.story AND p.id = e.place {} ORDER BY e.key";
constexpr std::string_view agenda_actors_sql =
    "SELECT a.agenda, a.entity, n.name, n.code FROM agenda_actors a JOIN agenda e ON e.key = a.agenda "
    "LEFT JOIN entities n ON n.story = e.story AND n.id = a.entity {} ORDER BY a.agenda, a.n";
constexpr std::string_view quotes_sql =
    "SELECT e.key, e.story, e.id, e.at, e.day, e.direct, e.headline, e.speaker, n.name, n.code "
    "FROM quotes e LEFT JOIN entities n ON n.story = e.story AND n.id = e.speaker {} ORDER BY e.key";

// What narrows each of them to one story.
constexpr std::string_view of_story = "WHERE e.story = ?1";
constexpr std::string_view of_story_plain = "WHERE story = ?1";
constexpr std::string_view of_events = "WHERE event IN (SELECT key FROM events WHERE story = ?1)";

enum Which : std::size_t {
  read_stories,
  read_events,
  read_roles,
  read_contexts,
  read_tolls,
  read_threads,
  read_obligations,
  read_agenda,
  read_agenda_actors,
  read_quotes,
  which_count
};
constexpr std::array<std::pair<std::string_view, std::string_view>, which_count> statements = {{
    {stories_sql, "WHERE key = ?1"},
    {events_sql, of_story},
    {roles_sql, of_events},
    {contexts_sql, of_events},
    {tolls_sql, of_story},
    {threads_sql, of_story_plain},
    {obligations_sql, of_story},
    {agenda_sql, of_story},
    {agenda_actors_sql, of_story},
    {quotes_sql, of_story},
}};

std::string filled(std::string_view sql, std::string_view where) {
  const std::size_t at = sql.find("{}");
  return std::string(sql.substr(0, at)) + std::string(where) + std::string(sql.substr(at + 2));
}

// The number of `text` in a short list; it is added where it is new. A list that is full keeps its last.
std::uint8_t number_in(std::vector<std::string>& list, std::string_view text) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == text) return static_cast<std::uint8_t>(i);
  }
  if (list.size() < 255) list.emplace_back(text);
  return static_cast<std::uint8_t>(list.size() - 1);
}

struct PairHash {
  std::size_t operator()(const Actor& actor) const {
    return (std::uint64_t{actor.code} << 32 | actor.name) * 0x9e3779b97f4a7c15u >> 7;
  }
  std::size_t operator()(const Place& place) const {
    return ((std::uint64_t{place.name} << 32 | place.admin1) ^ (std::uint64_t{place.country} << 16) ^
            std::hash<double>()(place.lat) ^ (std::hash<double>()(place.lon) << 1)) *
               0x9e3779b97f4a7c15u >>
           7;
  }
};

class Builder {
 public:
  Builder(std::array<Statement, which_count>& sql, std::optional<std::int64_t> only, Columns& to)
      : sql_(sql), only_(only), to_(to) {}

  void index() {
    for (std::uint32_t i = 0; i < to_.actors.size(); ++i) actors_[to_.actors[i]] = i;
    for (std::uint32_t i = 0; i < to_.places.size(); ++i) places_[to_.places[i]] = i;
  }
  void only(std::int64_t story) { only_ = story; }

  // Incident and situation of every story, those of older ones too: a story that comes may move others.
  Result<void> places(Statement& row) {
    std::unordered_map<std::int64_t, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < to_.stories.size(); ++i) {
      to_.stories[i].incident = to_.stories[i].situation = Words::none;
      numbers.emplace(to_.stories[i].key, i);
    }
    row.reset();
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      const auto story = numbers.find(row.number(0));
      if (story == numbers.end()) continue;
      to_.stories[story->second].incident = word(row, 1);
      to_.stories[story->second].situation = word(row, 2);
    }
  }

  Result<void> read() {
    story_numbers_.clear();
    if (auto done = stories(); !done) return done;
    if (auto done = events(); !done) return done;
    if (auto done = tolls(); !done) return done;
    if (auto done = threads(); !done) return done;
    if (auto done = obligations(); !done) return done;
    if (auto done = agenda(); !done) return done;
    return quotes();
  }

 private:
  Statement& begin(Which which) {
    Statement& statement = sql_[which];
    statement.reset();
    if (only_) statement.bind(*only_);
    return statement;
  }

  Word word(const Statement& row, int column) { return to_.words.add(row.bytes(column)); }

  Result<void> stories() {
    Statement& row = begin(read_stories);
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      StoryRow story;
      story.key = row.number(0);
      story.id = word(row, 1);
      story.seq = row.number(2);
      story.source = word(row, 3);
      story.published = day_of(row.bytes(4));
      story_numbers_[story.key] = static_cast<std::uint32_t>(to_.stories.size());
      to_.stories.push_back(story);
    }
  }

  // key, story, id, at
  bool start(Row& out, const Statement& row, Claim claim) {
    const auto story = story_numbers_.find(row.number(1));
    if (story == story_numbers_.end()) return false;
    const std::size_t kind = static_cast<std::size_t>(claim);
    StoryRow& of = to_.stories[story->second];
    if (of.count[kind]++ == 0) of.first[kind] = static_cast<std::uint32_t>(to_.rows[kind].size());
    out.key = row.number(0);
    out.story = story->second;
    const std::string_view id = row.bytes(2).substr(0, 255);
    out.id = static_cast<std::uint32_t>(to_.ids.size());
    out.id_size = static_cast<std::uint8_t>(id.size());
    to_.ids += id;
    out.day = day_of(row.bytes(3));
    out.first_role = static_cast<std::uint32_t>(to_.roles.size());
    return true;
  }
  void add(const Row& row, Claim claim) { to_.rows[static_cast<std::size_t>(claim)].push_back(row); }

  // name, country, admin1, kind, lat, lon from `column` on
  std::uint32_t place(const Statement& row, int column) {
    if (row.null(column)) return nowhere;
    Place place;
    place.name = word(row, column);
    place.country = word(row, column + 1);
    place.admin1 = word(row, column + 2);
    place.kind = word(row, column + 3);
    place.located = !row.null(column + 4) && !row.null(column + 5);
    place.lat = place.located ? row.real(column + 4) : 0;
    place.lon = place.located ? row.real(column + 5) : 0;
    const auto [at, fresh] = places_.try_emplace(place, static_cast<std::uint32_t>(to_.places.size()));
    if (fresh) to_.places.push_back(place);
    return at->second;
  }
  // entity, name, code from `column` on
  void role(Row& out, const Statement& row, int column, bool recipient) {
    if (row.null(column) && row.null(column + 1) && row.null(column + 2)) return;
    const Actor actor{.code = word(row, column + 2), .name = word(row, column + 1)};
    const auto [at, fresh] = actors_.try_emplace(actor, static_cast<std::uint32_t>(to_.actors.size()));
    if (fresh) to_.actors.push_back(actor);
    to_.roles.push_back({.entity = hash_of(row.bytes(column)), .actor = at->second, .recipient = recipient});
    ++out.roles;
  }
  // What a claim has from its event: parties, place, type and the rest that filters ask for.
  void follow(Row& out, std::string_view event) {
    if (event.empty()) return;
    out.event = to_.find_row(Claim::event, out.story, event);
    if (out.event == nowhere) return;
    const Row& other = to_.of(Claim::event)[out.event];
    out.first_role = other.first_role;
    out.roles = other.roles;
    out.type = other.type;
    out.mode = other.mode;
    out.cameo = other.cameo;
    out.status = other.status;
    out.background = other.background;
    out.contexts = other.contexts;
    out.headline = other.headline;
    if (out.place == nowhere) out.place = other.place;
  }

  Result<void> events() {
    Statement& row = begin(read_events);
    Statement& roles = begin(read_roles);
    Statement& contexts = begin(read_contexts);
    auto role_left = roles.step();
    auto context_left = contexts.step();
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) break;
      Row out;
      const std::int64_t key = row.number(0);
      const bool known = start(out, row, Claim::event);
      out.own_day = day_of(row.bytes(4));
      out.type = number_in(to_.types, row.bytes(6));
      out.mode = word(row, 7);
      out.cameo = word(row, 8);
      out.status = number_in(to_.statuses, row.bytes(9));
      out.background = row.bytes(10) == "background";
      out.score = static_cast<float>(row.real(11));
      out.goldstein = static_cast<float>(row.real(12));
      out.confidence = static_cast<float>(row.real(13));
      out.headline = row.number(14) != 0;
      out.place = place(row, 15);
      for (; role_left && *role_left && roles.number(0) <= key; role_left = roles.step()) {
        if (known && roles.number(0) == key) role(out, roles, 2, roles.bytes(1) == "recipient");
      }
      for (; context_left && *context_left && contexts.number(0) <= key; context_left = contexts.step()) {
        const std::uint8_t bit = number_in(to_.contexts, contexts.bytes(1));
        if (contexts.number(0) == key && bit < 64) out.contexts |= std::uint64_t{1} << bit;
      }
      if (!role_left) return role_left.error();
      if (!context_left) return context_left.error();
      if (known) add(out, Claim::event);
    }
    roles.reset();
    contexts.reset();
    return {};
  }

  Result<void> tolls() {
    Statement& row = begin(read_tolls);
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      Row out;
      if (!start(out, row, Claim::toll)) continue;
      out.own_day = day_of(row.bytes(4));
      out.place = place(row, 12);
      follow(out, row.bytes(6));
      out.kind = word(row, 7);
      if (!row.null(8)) out.low = row.number(8);
      if (!row.null(9)) out.high = row.number(9);
      out.cumulative = row.number(10) != 0;
      out.headline = row.number(11) != 0;
      add(out, Claim::toll);
    }
  }

  Result<void> threads() {
    Statement& row = begin(read_threads);
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      Row out;
      if (!start(out, row, Claim::thread)) continue;
      follow(out, row.bytes(4));
      out.status = number_in(to_.statuses, row.bytes(5));
      add(out, Claim::thread);
    }
  }

  Result<void> obligations() {
    Statement& row = begin(read_obligations);
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      Row out;
      if (!start(out, row, Claim::obligation)) continue;
      out.kind = word(row, 4);
      out.status = number_in(to_.statuses, row.bytes(5));
      out.headline = row.number(6) != 0;
      role(out, row, 7, false);
      add(out, Claim::obligation);
    }
  }

  Result<void> agenda() {
    Statement& row = begin(read_agenda);
    Statement& actors = begin(read_agenda_actors);
    auto left = actors.step();
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) break;
      Row out;
      const std::int64_t key = row.number(0);
      const bool known = start(out, row, Claim::agenda);
      if (known) {
        out.own_day = day_of(row.bytes(4));
        out.place = place(row, 9);
        follow(out, row.bytes(5));
        out.kind = word(row, 6);
        out.status = number_in(to_.statuses, row.bytes(7));
        out.headline = row.number(8) != 0;
      }
      bool own = false;
      for (; left && *left && actors.number(0) <= key; left = actors.step()) {
        if (!known || actors.number(0) != key) continue;
        if (!std::exchange(own, true)) {
          out.first_role = static_cast<std::uint32_t>(to_.roles.size());
          out.roles = 0;
        }
        role(out, actors, 1, false);
      }
      if (!left) return left.error();
      if (known) add(out, Claim::agenda);
    }
    actors.reset();
    return {};
  }

  Result<void> quotes() {
    Statement& row = begin(read_quotes);
    for (;;) {
      const auto more = row.step();
      if (!more) return more.error();
      if (!*more) return {};
      Row out;
      if (!start(out, row, Claim::quote)) continue;
      out.own_day = day_of(row.bytes(4));
      out.kind = word(row, 5);
      out.headline = row.number(6) != 0;
      role(out, row, 7, false);
      add(out, Claim::quote);
    }
  }

  std::array<Statement, which_count>& sql_;
  std::optional<std::int64_t> only_;
  Columns& to_;
  std::unordered_map<std::int64_t, std::uint32_t> story_numbers_;
  std::unordered_map<Actor, std::uint32_t, PairHash> actors_;
  std::unordered_map<Place, std::uint32_t, PairHash> places_;
};

// Everything of `from` but the stories of `gone`.
void copy_without(const Columns& from, const std::vector<bool>& gone, Columns& to) {
  to.words = from.words;
  to.types = from.types;
  to.statuses = from.statuses;
  to.contexts = from.contexts;
  to.actors = from.actors;
  to.places = from.places;
  std::vector<std::uint32_t> number(from.stories.size(), nowhere);
  for (std::uint32_t i = 0; i < from.stories.size(); ++i) {
    if (gone[i]) continue;
    number[i] = static_cast<std::uint32_t>(to.stories.size());
    to.stories.push_back(from.stories[i]);
    to.stories.back().first.fill(0);
    to.stories.back().count.fill(0);
  }
  std::vector<std::uint32_t> events(from.of(Claim::event).size(), nowhere);
  for (std::size_t kind = 0; kind < claim_count; ++kind) {
    to.rows[kind].reserve(from.rows[kind].size());
    for (std::uint32_t i = 0; i < from.rows[kind].size(); ++i) {
      Row row = from.rows[kind][i];
      if (number[row.story] == nowhere) continue;
      row.story = number[row.story];
      const std::string_view id = from.id_of(row);
      row.id = static_cast<std::uint32_t>(to.ids.size());
      to.ids += id;
      const Row* const event = row.event == nowhere ? nullptr : &from.of(Claim::event)[row.event];
      if (event != nullptr) row.event = events[row.event];
      if (event != nullptr && from.rows[kind][i].first_role == event->first_role && row.event != nowhere) {
        row.first_role = to.of(Claim::event)[row.event].first_role;
      } else {
        const std::uint32_t first = row.first_role;
        row.first_role = static_cast<std::uint32_t>(to.roles.size());
        to.roles.insert(to.roles.end(), from.roles.begin() + first, from.roles.begin() + first + row.roles);
      }
      if (kind == 0) events[i] = static_cast<std::uint32_t>(to.rows[0].size());
      StoryRow& story = to.stories[row.story];
      if (story.count[kind]++ == 0) story.first[kind] = static_cast<std::uint32_t>(to.rows[kind].size());
      to.rows[kind].push_back(row);
    }
  }
}

void sort(Columns& columns) {
  columns.stories_by_id.resize(columns.stories.size());
  for (std::uint32_t i = 0; i < columns.stories.size(); ++i) columns.stories_by_id[i] = i;
  std::sort(columns.stories_by_id.begin(), columns.stories_by_id.end(),
            [&](std::uint32_t a, std::uint32_t b) {
              return columns.words[columns.stories[a].id] < columns.words[columns.stories[b].id];
            });
  for (const StoryRow& story : columns.stories) columns.latest = std::max(columns.latest, story.published);
  columns.stories_by_key = columns.stories_by_id;
  std::sort(
      columns.stories_by_key.begin(), columns.stories_by_key.end(),
      [&](std::uint32_t a, std::uint32_t b) { return columns.stories[a].key < columns.stories[b].key; });
  for (std::size_t kind = 0; kind < claim_count; ++kind) {
    auto& order = columns.by_day[kind];
    const auto& rows = columns.rows[kind];
    order.resize(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) order[i] = i;
    // What has no day comes last.
    const auto rank = [&](std::uint32_t i) {
      return rows[i].day == no_day ? std::numeric_limits<std::int64_t>::max() : std::int64_t{rows[i].day};
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(rank(a), rows[a].key) < std::pair(rank(b), rows[b].key);
    });
  }
}

}  // namespace

struct ColumnsSource::Parts {
  std::unique_ptr<Connection> connection;
  std::array<Statement, which_count> whole;
  std::array<Statement, which_count> one;
  Statement changed_stories, placed;
  std::int64_t data_version = -1;
};

ColumnsSource::ColumnsSource(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ColumnsSource::~ColumnsSource() = default;

Result<std::unique_ptr<ColumnsSource>> ColumnsSource::open(const std::string& file) {
  auto connection = store::open_for_reading(file);
  if (!connection) return connection.error();
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  for (std::size_t i = 0; i < which_count; ++i) {
    const auto& [sql, where] = statements[i];
    auto all = parts->connection->prepare(filled(sql, ""));
    if (!all) return all.error();
    parts->whole[i] = *std::move(all);
    auto one = parts->connection->prepare(filled(sql, where));
    if (!one) return one.error();
    parts->one[i] = *std::move(one);
  }
  auto changes = parts->connection->prepare(
      "SELECT c.story, s.key FROM (SELECT DISTINCT story FROM changes WHERE seq > ?1 AND resource = "
      "'stories') "
      "c LEFT JOIN stories s ON s.id = c.story ORDER BY s.seq");
  if (!changes) return changes.error();
  parts->changed_stories = *std::move(changes);
  auto placed = parts->connection->prepare(
      "SELECT s.key, p.incident, i.situation FROM stories s JOIN placed_stories p ON p.id = s.id "
      "JOIN incidents i ON i.id = p.incident");
  if (!placed) return placed.error();
  parts->placed = *std::move(placed);
  return std::unique_ptr<ColumnsSource>(new ColumnsSource(std::move(parts)));
}

Result<bool> ColumnsSource::changed() {
  const auto version = parts_->connection->number("PRAGMA data_version");
  if (!version) return version.error();
  return *version != parts_->data_version;
}

Result<std::shared_ptr<const Columns>> ColumnsSource::read(const Columns* before) {
  Parts& parts = *parts_;
  // One state of the database for all statements.
  if (auto begun = parts.connection->execute("BEGIN"); !begun) return begun.error();
  const auto give_up = [&](base::Error error) {
    (void)parts.connection->execute("ROLLBACK");
    return error;
  };
  const auto seq = parts.connection->number("SELECT coalesce(max(seq), 0) FROM changes");
  if (!seq) return give_up(seq.error());
  const auto data_version = parts.connection->number("PRAGMA data_version");
  if (!data_version) return give_up(data_version.error());

  auto columns = std::make_shared<Columns>();
  columns->seq = *seq;
  std::vector<std::int64_t> fresh;
  bool whole = before == nullptr || before->seq > *seq;
  if (!whole) {
    std::vector<bool> gone(before->stories.size(), false);
    std::size_t changes = 0;
    Statement& row = parts.changed_stories.bind(before->seq);
    for (;;) {
      const auto more = row.step();
      if (!more) return give_up(more.error());
      if (!*more) break;
      ++changes;
      const std::uint32_t story = before->find_story(row.bytes(0));
      if (story != nowhere) gone[story] = true;
      if (!row.null(1)) fresh.push_back(row.number(1));
    }
    // Where most of it is new, one pass over all is cheaper; it also drops words nobody uses any more.
    whole = changes > 1000 && changes > before->stories.size() / 4;
    if (!whole) copy_without(*before, gone, *columns);
  }
  Builder builder(whole ? parts.whole : parts.one, std::nullopt, *columns);
  builder.index();
  if (whole) {
    if (auto done = builder.read(); !done) return give_up(done.error());
  } else {
    for (const std::int64_t story : fresh) {
      builder.only(story);
      if (auto done = builder.read(); !done) return give_up(done.error());
    }
  }
  if (auto done = builder.places(parts.placed); !done) return give_up(done.error());
  if (auto done = parts.connection->execute("COMMIT"); !done) return give_up(done.error());
  parts.data_version = *data_version;
  sort(*columns);
  return std::shared_ptr<const Columns>(std::move(columns));
}

}  // namespace casus::serve
