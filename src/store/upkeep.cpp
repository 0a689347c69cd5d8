#include "store/upkeep.h"

#include <filesystem>

#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::store {

using base::Result;

Result<Stats> stats(const std::string& file) {
  auto opened = open_for_reading(file);
  if (!opened) return opened.error();
  Connection& connection = **opened;
  if (auto begun = connection.execute("BEGIN"); !begun) return begun.error();
  Stats out;
  const auto version = connection.number("PRAGMA user_version");
  if (!version) return version.error();
  out.schema = static_cast<int>(*version);
  auto days = connection.prepare("SELECT min(day), max(day) FROM stories WHERE day <> ''");
  if (!days) return days.error();
  if (const auto row = days->step(); !row) {
    return row.error();
  } else if (*row) {
    out.first_day = days->text(0);
    out.last_day = days->text(1);
    days->reset();
  }
  for (const char* const sql : {
           "SELECT 'documents', count(*) FROM documents",
           "SELECT 'documents: ' || o.value, (SELECT count(*) FROM documents d WHERE d.outcome = o.value) "
           "FROM json_each('[\"coded\", \"no_event\", \"duplicate\", \"rejected\"]') o",
           "SELECT 'rejects: ' || code, count(*) FROM rejects GROUP BY code ORDER BY code",
           "SELECT 'stories', count(*) FROM stories",
           "SELECT 'stories: by an earlier version, model or rules', count(*) FROM stories WHERE maker <> "
           "(SELECT maker FROM stories ORDER BY seq DESC LIMIT 1)",
           "SELECT 'events', count(*) FROM events UNION ALL SELECT 'quotes', count(*) FROM quotes UNION ALL "
           "SELECT 'tolls', count(*) FROM tolls UNION ALL SELECT 'threads', count(*) FROM threads UNION ALL "
           "SELECT 'obligations', count(*) FROM obligations UNION ALL "
           "SELECT 'agenda', count(*) FROM agenda UNION ALL SELECT 'entities', count(*) FROM entities UNION "
           "ALL "
           "SELECT 'places', count(*) FROM places UNION ALL SELECT 'points', count(*) FROM points",
           "SELECT 'changes', count(*) FROM changes UNION ALL SELECT 'last change', coalesce(max(seq), 0) "
           "FROM changes",
           "SELECT 'files', count(*) FROM files",
           "SELECT 'inputs', count(*) FROM inputs UNION ALL SELECT 'bytes of inputs', coalesce(sum(size), 0) "
           "FROM inputs UNION ALL SELECT 'bytes of inputs: as kept', coalesce(sum(length(raw)), 0) FROM "
           "inputs",
       }) {
    auto rows = connection.prepare(sql);
    if (!rows) return rows.error();
    for (;;) {
      const auto more = rows->step();
      if (!more) return more.error();
      if (!*more) break;
      out.numbers.emplace_back(rows->text(0), rows->number(1));
    }
  }
  std::error_code status;
  for (const std::string part : {"", "-wal"}) {
    const auto bytes = std::filesystem::file_size(file + part, status);
    if (!status) {
      out.numbers.emplace_back(part.empty() ? "bytes of the file" : "bytes of its log",
                               static_cast<std::int64_t>(bytes));
    }
  }
  return out;
}

Result<void> back_up(const std::string& file, const std::string& to) {
  auto opened = open_for_reading(file);
  if (!opened) return opened.error();
  return (*opened)->copy_to(to);
}

Result<int> upgrade(const std::string& file) {
  // Not made where it is not there.
  if (auto there = Connection::open(file, Connection::Access::read_only); !there) return there.error();
  auto opened = Connection::open(file, Connection::Access::read_write);
  if (!opened) return opened.error();
  const auto version = schema_of(**opened);
  if (!version) return version.error();
  if (*version == 0) {
    return base::Error{.code = "foreign_database",
                       .message = "this is no database of Casus",
                       .hint = "casus ingest FILES --db FILE makes one",
                       .file = file};
  }
  if (auto done = migrate(**opened); !done) return done.error();
  return *version;
}

}  // namespace casus::store
