// The tables of data/knowledge (docs/knowledge.md), row by row into a builder.
#pragma once

#include <string>

#include "base/result.h"
#include "knowledge/builder.h"

namespace casus::knowledge {

// Reads every table below `folder` (data/knowledge). A table that is not there is empty, except countries.tsv
// and offices.tsv. Errors: `missing_table`, `bad_row` with file, line and reason.
base::Result<void> read_tables(const std::string& folder, Builder& builder);

// Reads divisions.tsv, place_names.tsv and place_aliases.tsv, which speak of places of the gazetteer; to be
// called once the gazetteer is in. Without a gazetteer, rows about places that are not there are passed over.
base::Result<void> read_place_tables(const std::string& folder, Builder& builder);

// SHA-256 over the names and bytes of all tables below `folder`: 64 hexadecimal digits. Tables that were
// edited since a knowledge file was made have another one.
std::string tables_hash(const std::string& folder);

}  // namespace casus::knowledge
