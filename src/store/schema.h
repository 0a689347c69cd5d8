// The database's tables, schema version 1 (docs/formats/database.md).
#pragma once

namespace casus::store {

inline constexpr int schema_version = 1;
inline constexpr int application_id = 0x43617375;  // "Casu"

extern const char* const schema_sql;

}  // namespace casus::store
