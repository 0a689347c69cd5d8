// Is the database sound? Checks as queries: each yields a row for everything that is wrong.
#include <array>
#include <string_view>

#include "base/sha256.h"
#include "store/migrations.h"
#include "store/packing.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

namespace casus::store {
namespace {

using base::Result;

struct Check {
  std::string_view complaint;  // the first column stands before it
  std::string_view sql;
};

constexpr std::array<Check, 18> checks = {{
    {"", "SELECT integrity_check FROM pragma_integrity_check(20) WHERE integrity_check <> 'ok'"},
    {": a row refers to nothing in ",
     "SELECT \"table\" || ' row ' || coalesce(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check"},
    {"", "SELECT c FROM (SELECT rtreecheck('points_tree') AS c) WHERE c <> 'ok'"},
    {": a point is not in the tree of points",
     "SELECT p.key FROM points p WHERE NOT EXISTS (SELECT 1 FROM points_tree t WHERE t.key = p.key)"},
    {": a story without a document that says so",
     "SELECT s.id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.input = s.input AND "
     "d.story = s.id AND d.outcome IN ('coded', 'no_event'))"},
    {": a document is said to be coded, and its story is not there",
     "SELECT d.story FROM documents d WHERE d.outcome IN ('coded', 'no_event') AND NOT EXISTS (SELECT 1 FROM "
     "stories s WHERE s.id = d.story AND s.input = d.input)"},
    {": a document is said to be rejected, and there is no reject",
     "SELECT d.story FROM documents d WHERE d.outcome = 'rejected' AND NOT EXISTS (SELECT 1 FROM rejects r "
     "WHERE r.story = d.story AND r.input = d.input)"},
    {": a reject without a document that says so",
     "SELECT r.story FROM rejects r WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.input = r.input AND "
     "d.story = r.story AND d.outcome = 'rejected')"},
    {": more than one place of a document says what became of it",
     "SELECT story FROM documents WHERE outcome <> 'duplicate' GROUP BY input, story HAVING count(*) > 1"},
    {": an outcome that its events contradict",
     "SELECT d.story FROM documents d JOIN stories s ON s.id = d.story AND s.input = d.input WHERE "
     "d.outcome <> 'duplicate' AND (d.outcome = 'coded') <> EXISTS (SELECT 1 FROM events e WHERE e.story = "
     "s.key)"},
    {": its record is no JSON", "SELECT id FROM stories WHERE NOT json_valid(record)"},
    {": its claims are not those of its record",
     "SELECT id FROM stories s WHERE json_valid(record) AND ("
     "json_array_length(record, '$.events') <> (SELECT count(*) FROM events WHERE story = s.key) OR "
     "json_array_length(record, '$.quotes') <> (SELECT count(*) FROM quotes WHERE story = s.key) OR "
     "json_array_length(record, '$.tolls') <> (SELECT count(*) FROM tolls WHERE story = s.key) OR "
     "json_array_length(record, '$.threads') <> (SELECT count(*) FROM threads WHERE story = s.key) OR "
     "json_array_length(record, '$.obligations') <> (SELECT count(*) FROM obligations WHERE story = s.key) "
     "OR "
     "json_array_length(record, '$.agenda') <> (SELECT count(*) FROM agenda WHERE story = s.key) OR "
     "json_array_length(record, '$.entities') <> (SELECT count(*) FROM entities WHERE story = s.key) OR "
     "json_array_length(record, '$.times') <> (SELECT count(*) FROM times WHERE story = s.key) OR "
     "json_array_length(record, '$.places') <> (SELECT count(*) FROM places WHERE story = s.key) OR "
     "EXISTS (SELECT 1 FROM json_each(record, '$.events') x WHERE NOT EXISTS (SELECT 1 FROM events e WHERE "
     "e.story = s.key AND e.id = x.value ->> '$.id')))"},
    {": an event does not lie on its words",
     "SELECT s.id || ' ' || c.id FROM events c JOIN stories s ON s.key = c.story WHERE "
     "substr(s.text, c.\"start\" + 1, c.\"end\" - c.\"start\") <> c.text"},
    {": a toll does not lie on its words",
     "SELECT s.id || ' ' || c.id FROM tolls c JOIN stories s ON s.key = c.story WHERE "
     "substr(s.text, c.\"start\" + 1, c.\"end\" - c.\"start\") <> c.text"},
    {": a quote does not lie on its words",
     "SELECT s.id || ' ' || c.id FROM quotes c JOIN stories s ON s.key = c.story WHERE "
     "substr(s.text, c.\"start\" + 1, c.\"end\" - c.\"start\") <> c.text"},
    {": a story that no change tells of",
     "SELECT id FROM stories s WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.seq = s.seq AND "
     "c.resource = 'stories' AND c.story = s.id)"},
    {": a reject that no change tells of",
     "SELECT story FROM rejects r WHERE NOT EXISTS (SELECT 1 FROM changes c WHERE c.seq = r.seq AND "
     "c.resource = 'rejects' AND c.story = r.story)"},
    {": a file was read further than its documents",
     "SELECT f.name FROM progress p JOIN files f ON f.key = p.file WHERE NOT EXISTS (SELECT 1 FROM documents "
     "d "
     "WHERE d.file = p.file)"},
}};

class Verifier {
 public:
  Verifier(Connection& connection, std::size_t limit) : connection_(connection), limit_(limit) {}

  Result<void> run(const Check& check) {
    auto rows = connection_.prepare(check.sql);
    if (!rows) return rows.error();
    for (;;) {
      const auto more = rows->step();
      if (!more) return more.error();
      if (!*more) return {};
      if (full()) return rows->reset(), Result<void>();
      complain(rows->text(0) + std::string(check.complaint));
    }
  }

  // The command exists for a table that is written to; nothing is written.
  void full_text() {
    const auto whole = connection_.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
    if (!whole) complain("the full-text index does not agree with the stories: " + whole.error().message);
  }

  Result<void> inputs() {
    auto rows = connection_.prepare("SELECT sha256, size, packed, raw FROM inputs WHERE raw IS NOT NULL");
    if (!rows) return rows.error();
    for (;;) {
      const auto more = rows->step();
      if (!more) return more.error();
      if (!*more) return {};
      const auto raw =
          unpack(rows->bytes(3), rows->number(2) != 0, static_cast<std::size_t>(rows->number(1)));
      if (raw && base::sha256_hex(*raw) == rows->text(0)) continue;
      if (full()) return rows->reset(), Result<void>();
      complain("the input " + rows->text(0) + " is damaged");
    }
  }

  bool full() const { return found_.size() >= limit_; }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  void complain(std::string what) {
    if (!full()) found_.push_back(std::move(what));
  }

  Connection& connection_;
  const std::size_t limit_;
  std::vector<std::string> found_;
};

}  // namespace

Result<std::vector<std::string>> verify(const std::string& file, std::size_t limit) {
  {
    const auto readable = open_for_reading(file);
    if (!readable) return readable.error();
  }
  auto connection = Connection::open(file, Connection::Access::read_write);
  if (!connection) return connection.error();
  Verifier verifier(**connection, limit);
  if (!(*connection)->read_only()) verifier.full_text();
  for (const Check& check : checks) {
    if (auto ran = verifier.run(check); !ran) return ran.error();
    if (verifier.full()) break;
  }
  if (auto ran = verifier.inputs(); !ran) return ran.error();
  return verifier.take();
}

}  // namespace casus::store
