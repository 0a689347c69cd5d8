// The database's tables as they grew: numbered steps, each in a file of its own (migration_NNNN.cpp).
//
// A step leads from the schema before it to its own number and never changes once it stands in a release. A
// new database takes all of them in one transaction. An older one is copied to a file beside it first
// ("crisis.db.schema-1.backup"), then each step is one transaction together with the number that says it was
// taken, so that a crash leaves the schema before the step or after it. Foreign keys are not enforced while
// steps run, and are checked before the last word.
//
// To add a step: a file migration_NNNN.cpp with its SQL, its name here, its row in migrations.cpp, a test
// that opens the schema before it, and docs/formats/database.md.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace casus::store {

class Connection;

struct Migration {
  int version;      // the schema it leads to
  const char* sql;  // run inside a transaction
};

extern const char* const migration_0001;
extern const char* const migration_0002;
extern const char* const migration_0003;

// By version, from 1 without gaps.
std::span<const Migration> migrations();
// The schema that this program writes.
int schema_version();

// Whether the file is a database of Casus, and of which schema; 0 where it is new and empty. Errors:
// `foreign_database`, `newer_schema`, those of the file.
base::Result<int> schema_of(Connection& connection);

// Brings the file to schema `to`, which is at least the one it has. Errors: as above; `migration_failed`
// where rows would refer to nothing; those of the file. Nothing is changed where there is an error, except by
// the steps before it.
base::Result<void> migrate(Connection& connection, int to = schema_version());

// Opens a database for reading. Errors: those of the file; `foreign_database` also where it is new and empty,
// `newer_schema`, `older_schema` where it has to be brought forward first.
base::Result<std::unique_ptr<Connection>> open_for_reading(const std::string& file);

}  // namespace casus::store
