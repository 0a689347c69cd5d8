#include "store/migrations.h"

#include <array>
#include <filesystem>

#include "base/failpoint.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace casus::store {
namespace {

using base::Error;
using base::Result;

constexpr std::array<const char* const*, 3> steps = {
    &migration_0001,
    &migration_0002,
    &migration_0003,
};

const std::array<Migration, steps.size()>& all() {
  static const auto list = [] {
    std::array<Migration, steps.size()> out{};
    for (std::size_t i = 0; i < steps.size(); ++i) out[i] = {static_cast<int>(i) + 1, *steps[i]};
    return out;
  }();
  return list;
}

// The first name beside the database that is free.
std::string backup_name(const std::string& file, int version) {
  const std::string wanted = file + ".schema-" + std::to_string(version) + ".backup";
  std::string name = wanted;
  std::error_code none;
  for (int n = 2; std::filesystem::exists(name, none); ++n) name = wanted + "." + std::to_string(n);
  return name;
}

Result<void> foreign_keys_hold(Connection& connection) {
  auto check = connection.prepare("PRAGMA foreign_key_check");
  if (!check) return check.error();
  const auto row = check->step();
  if (!row) return row.error();
  if (!*row) return {};
  const std::string table = check->text(0);
  check->reset();
  return Error{.code = "migration_failed",
               .message = "the table " + table + " refers to rows that are not there",
               .hint = "the database is as it was; `casus db verify` says more",
               .file = connection.file()};
}

// Steps from `version` to `to` in one transaction; nothing where another program took them in the meantime.
Result<void> take(Connection& connection, int version, int to) {
  if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) return begun;
  const auto now = schema_of(connection);
  Result<void> done;
  if (!now) done = now.error();
  if (now && *now == version) {
    std::string sql;
    for (const Migration& one : migrations()) {
      if (one.version > version && one.version <= to) sql += one.sql;
    }
    sql += "PRAGMA application_id = " + std::to_string(application_id) +
           "; PRAGMA user_version = " + std::to_string(to) + ";";
    done = connection.execute(sql.c_str());
    base::failpoint("migrate.steps");
    if (done && version > 0) done = foreign_keys_hold(connection);
  }
  if (done) done = connection.execute("COMMIT");
  base::failpoint("migrate.committed");
  if (!done) (void)connection.execute("ROLLBACK");
  return done;
}

}  // namespace

std::span<const Migration> migrations() { return all(); }
int schema_version() { return static_cast<int>(steps.size()); }

Result<int> schema_of(Connection& connection) {
  const auto application = connection.number("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = connection.number("PRAGMA user_version");
  if (!version) return version.error();
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  if (*application == 0 && *tables == 0) return 0;
  if (*application != application_id) {
    return Error{.code = "foreign_database",
                 .message = "this database belongs to another program",
                 .hint = "give another file to --db",
                 .file = connection.file()};
  }
  if (*version > schema_version()) {
    return Error{.code = "newer_schema",
                 .message = "a newer Casus wrote this database (schema " + std::to_string(*version) +
                            "; this one knows " + std::to_string(schema_version()) + ")",
                 .hint = "use that version, or another file",
                 .file = connection.file()};
  }
  return static_cast<int>(*version);
}

Result<void> migrate(Connection& connection, int to) {
  const auto version = schema_of(connection);
  if (!version) return version.error();
  if (*version >= to) return {};
  if (auto off = connection.execute("PRAGMA foreign_keys = OFF"); !off) return off;
  Result<void> done;
  if (*version == 0) {
    done = take(connection, 0, to);
  } else {
    done = connection.copy_to(backup_name(connection.file(), *version));
    base::failpoint("migrate.backup");
    for (int at = *version; done && at < to; ++at) done = take(connection, at, at + 1);
  }
  const auto on = connection.execute("PRAGMA foreign_keys = ON");
  return done ? on : done;
}

Result<std::unique_ptr<Connection>> open_for_reading(const std::string& file) {
  auto connection = Connection::open(file, Connection::Access::read_only);
  if (!connection) return connection.error();
  const auto version = schema_of(**connection);
  if (!version) return version.error();
  if (*version == 0) {
    return Error{.code = "foreign_database",
                 .message = "this is no database of Casus",
                 .hint = "casus ingest FILES --db FILE makes one",
                 .file = file};
  }
  if (*version < schema_version()) {
    return Error{.code = "older_schema",
                 .message = "an older Casus wrote this database (schema " + std::to_string(*version) +
                            "; this one reads " + std::to_string(schema_version()) + ")",
                 .hint = "casus db upgrade --db FILE brings it forward and keeps a copy",
                 .file = file};
  }
  return connection;
}

}  // namespace casus::store
