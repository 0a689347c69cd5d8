#include "store/placed.h"

#include <array>
#include <utility>

#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::store {
namespace {

using base::Result;

// Keys stand by spans of so many days; those of entries without a day by themselves.
constexpr std::int64_t days_of_a_span = 366;
constexpr std::int64_t no_span = -1'000'000;

std::int64_t span_of(std::optional<std::int64_t> day) {
  if (!day) return no_span;
  return *day >= 0 ? *day / days_of_a_span : -((-*day + days_of_a_span - 1) / days_of_a_span);
}

enum Sql : std::size_t {
  find_story,
  get_story,
  stories_by_copies,
  stories_by_part,
  stories_by_group,
  add_story,
  add_story_key,
  move_story,
  drop_story,
  drop_story_key,
  find_incident,
  get_incident,
  incidents_by_part,
  incidents_by_group,
  add_incident,
  add_incident_key,
  move_incident,
  drop_incident,
  drop_incident_key,
  sql_count
};

#define STORY_COLUMNS \
  "key, id, day, published, source, revision, correction, shingles, minhash, terms, copies, part, incident"
#define INCIDENT_COLUMNS "key, id, day, terms, part, situation"

constexpr std::array<std::string_view, sql_count> statements = {
    "SELECT s.id, s.day FROM story_keys k JOIN placed_stories s ON s.key = k.story "
    "WHERE k.span = ? AND k.key = ?",
    "SELECT " STORY_COLUMNS " FROM placed_stories WHERE id = ?",
    "SELECT " STORY_COLUMNS " FROM placed_stories WHERE copies = ?",
    "SELECT " STORY_COLUMNS " FROM placed_stories WHERE part = ?",
    "SELECT " STORY_COLUMNS " FROM placed_stories WHERE incident = ?",
    "INSERT INTO placed_stories (id, day, published, source, revision, correction, shingles, minhash, terms, "
    "copies, part, incident) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT OR IGNORE INTO story_keys VALUES (?,?,?)",
    "UPDATE placed_stories SET copies = ?, part = ?, incident = ? WHERE id = ?",
    "DELETE FROM placed_stories WHERE key = ?",
    "DELETE FROM story_keys WHERE span = ? AND key = ? AND story = ?",
    "SELECT s.id, s.day FROM incident_keys k JOIN incidents s ON s.key = k.incident "
    "WHERE k.span = ? AND k.key = ?",
    "SELECT " INCIDENT_COLUMNS " FROM incidents WHERE id = ?",
    "SELECT " INCIDENT_COLUMNS " FROM incidents WHERE part = ?",
    "SELECT " INCIDENT_COLUMNS " FROM incidents WHERE situation = ?",
    "INSERT INTO incidents (id, day, terms, part, situation) VALUES (?,?,?,?,?)",
    "INSERT OR IGNORE INTO incident_keys VALUES (?,?,?)",
    "UPDATE incidents SET part = ?, situation = ? WHERE id = ?",
    "DELETE FROM incidents WHERE key = ?",
    "DELETE FROM incident_keys WHERE span = ? AND key = ? AND incident = ?",
};

#undef STORY_COLUMNS
#undef INCIDENT_COLUMNS

PlacedRow row_of(PlacedTable table, const Statement& from) {
  PlacedRow out;
  out.id = from.text(1);
  if (!from.null(2)) out.day = from.number(2);
  if (table == PlacedTable::incidents) {
    out.terms = from.bytes(3);
    out.part = from.text(4);
    out.group = from.text(5);
    return out;
  }
  out.published = from.text(3);
  out.source = from.text(4);
  out.revision = from.number(5);
  out.correction = from.number(6) != 0;
  out.shingles = from.number(7);
  out.minhash = from.bytes(8);
  out.terms = from.bytes(9);
  out.copies = from.text(10);
  out.part = from.text(11);
  out.group = from.text(12);
  return out;
}

// A key is any 64 bits; SQLite's numbers are signed.
std::int64_t signed_key(std::uint64_t key) { return static_cast<std::int64_t>(key); }

}  // namespace

struct PlacedTables::Parts {
  std::unique_ptr<Connection> connection;
  std::array<Statement, sql_count> sql;
  Statement& operator[](Sql which) { return sql[which]; }
};

PlacedTables::PlacedTables(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PlacedTables::PlacedTables(PlacedTables&&) noexcept = default;
PlacedTables& PlacedTables::operator=(PlacedTables&&) noexcept = default;
PlacedTables::~PlacedTables() {
  if (parts_) roll_back();
}

Result<PlacedTables> PlacedTables::open(const std::string& file) {
  // Refuses what is not a database of this schema.
  if (auto fit = open_for_reading(file); !fit) return fit.error();
  auto parts = std::make_unique<Parts>();
  auto connection = Connection::open(file, Connection::Access::read_write);
  if (!connection) return connection.error();
  parts->connection = *std::move(connection);
  if (auto set = parts->connection->execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"); !set)
    return set.error();
  if (auto done = parts->connection->prepare(statements, parts->sql); !done) return done.error();
  return PlacedTables(std::move(parts));
}

Result<void> PlacedTables::begin() { return parts_->connection->execute("BEGIN IMMEDIATE"); }
Result<void> PlacedTables::commit() { return parts_->connection->execute("COMMIT"); }
void PlacedTables::roll_back() {
  if (parts_->connection->in_transaction()) (void)parts_->connection->execute("ROLLBACK");
}

Result<std::vector<std::string>> PlacedTables::find(PlacedTable table, const std::vector<std::uint64_t>& keys,
                                                    std::optional<std::int64_t> first,
                                                    std::optional<std::int64_t> last) {
  Statement& found = (*parts_)[table == PlacedTable::stories ? find_story : find_incident];
  std::vector<std::string> out;
  for (std::int64_t span = span_of(first); span <= span_of(last); ++span) {
    for (const std::uint64_t key : keys) {
      found.bind(span).bind(signed_key(key));
      for (;;) {
        const auto more = found.step();
        if (!more) return more.error();
        if (!*more) break;
        if (!found.null(1) && (found.number(1) < *first || found.number(1) > *last)) continue;
        out.push_back(found.text(0));
      }
    }
  }
  return out;
}

Result<std::optional<PlacedRow>> PlacedTables::get(PlacedTable table, std::string_view id) {
  Statement& statement = (*parts_)[table == PlacedTable::stories ? get_story : get_incident];
  const auto row = statement.bind(id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<PlacedRow>();
  std::optional<PlacedRow> out = row_of(table, statement);
  statement.reset();
  return out;
}

Result<std::vector<PlacedRow>> PlacedTables::members(PlacedTable table, PlacedBy by, std::string_view id) {
  const bool stories = table == PlacedTable::stories;
  const Sql which = by == PlacedBy::copies ? stories_by_copies
                    : by == PlacedBy::part ? (stories ? stories_by_part : incidents_by_part)
                                           : (stories ? stories_by_group : incidents_by_group);
  Statement& statement = (*parts_)[which];
  statement.bind(id);
  std::vector<PlacedRow> out;
  for (;;) {
    const auto more = statement.step();
    if (!more) return more.error();
    if (!*more) return out;
    out.push_back(row_of(table, statement));
  }
}

Result<void> PlacedTables::put(PlacedTable table, const PlacedRow& row,
                               const std::vector<std::uint64_t>& keys) {
  const bool stories = table == PlacedTable::stories;
  Statement& add = (*parts_)[stories ? add_story : add_incident].bind(row.id).bind(row.day);
  if (stories) {
    add.bind(row.published).bind(row.source).bind(row.revision).bind(std::int64_t{row.correction});
    add.bind(row.shingles).bind_blob(row.minhash).bind_blob(row.terms).bind(row.copies);
  } else {
    add.bind_blob(row.terms);
  }
  if (auto added = add.bind(row.part).bind(row.group).run(); !added) return added;
  const std::int64_t entry = parts_->connection->last_key();
  const std::int64_t span = span_of(row.day);
  Statement& key_row = (*parts_)[stories ? add_story_key : add_incident_key];
  for (const std::uint64_t key : keys) {
    if (auto added = key_row.bind(span).bind(signed_key(key)).bind(entry).run(); !added) return added;
  }
  return {};
}

Result<void> PlacedTables::move(PlacedTable table, std::string_view id, std::string_view copies,
                                std::string_view part, std::string_view group) {
  if (table == PlacedTable::stories)
    return (*parts_)[move_story].bind(copies).bind(part).bind(group).bind(id).run();
  return (*parts_)[move_incident].bind(part).bind(group).bind(id).run();
}

Result<void> PlacedTables::drop(PlacedTable table, std::string_view id,
                                const std::vector<std::uint64_t>& keys) {
  const bool stories = table == PlacedTable::stories;
  Statement& get = (*parts_)[stories ? get_story : get_incident];
  const auto row = get.bind(id).step();
  if (!row) return row.error();
  if (!*row) return {};
  const std::int64_t entry = get.number(0);
  const std::int64_t span = get.null(2) ? no_span : span_of(get.number(2));
  get.reset();
  Statement& key_row = (*parts_)[stories ? drop_story_key : drop_incident_key];
  for (const std::uint64_t key : keys) {
    if (auto gone = key_row.bind(span).bind(signed_key(key)).bind(entry).run(); !gone) return gone;
  }
  return (*parts_)[stories ? drop_story : drop_incident].bind(entry).run();
}

Result<std::int64_t> PlacedTables::placed_through(std::string_view method) {
  auto state = parts_->connection->prepare("SELECT seq, method FROM placing");
  if (!state) return state.error();
  const auto row = state->step();
  if (!row) return row.error();
  if (*row && state->text(1) == method) return state->number(0);
  state->reset();
  auto cleared = parts_->connection->execute(
      "DELETE FROM story_keys; DELETE FROM incident_keys; DELETE FROM placed_stories; DELETE FROM incidents; "
      "DELETE FROM placing;");
  if (!cleared) return cleared.error();
  return std::int64_t{0};
}

Result<void> PlacedTables::set_placed_through(std::int64_t seq, std::string_view method) {
  auto set = parts_->connection->prepare(
      "INSERT INTO placing VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, method = "
      "excluded.method");
  if (!set) return set.error();
  return set->bind(seq).bind(method).run();
}

Result<std::vector<Unplaced>> PlacedTables::unplaced(std::int64_t seq, int most) {
  auto stories = parts_->connection->prepare(
      "SELECT seq, id, published, source, headline, text, day FROM stories WHERE seq > ? ORDER BY seq LIMIT "
      "?");
  if (!stories) return stories.error();
  stories->bind(seq).bind(std::int64_t{most});
  std::vector<Unplaced> out;
  for (;;) {
    const auto more = stories->step();
    if (!more) return more.error();
    if (!*more) return out;
    // A story that does not say when it was published is of the day of its dateline.
    out.push_back({stories->number(0), stories->text(1),
                   stories->null(2) ? stories->text(6) : stories->text(2), stories->text(3), stories->text(4),
                   stories->text(5)});
  }
}

Result<std::vector<std::string>> PlacedTables::orphans(std::int64_t seq) {
  auto gone = parts_->connection->prepare(
      "SELECT DISTINCT c.story FROM changes c WHERE c.seq > ? AND c.resource = 'stories' AND c.op = 'delete' "
      "AND "
      "NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = c.story) ORDER BY 1");
  if (!gone) return gone.error();
  gone->bind(seq);
  std::vector<std::string> out;
  for (;;) {
    const auto more = gone->step();
    if (!more) return more.error();
    if (!*more) return out;
    out.push_back(gone->text(0));
  }
}

Result<std::int64_t> PlacedTables::last_change() {
  return parts_->connection->number("SELECT coalesce(max(seq), 0) FROM changes");
}

}  // namespace casus::store
