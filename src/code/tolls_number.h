// How many victims a noun phrase speaks of: figures, words, ranges, bounds, vague magnitudes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "code/tolls_tables.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

struct Quantity {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  events::Qualifier qualifier = events::Qualifier::exact;
  document::TokenRange tokens;  // the figure with the words that bound it
  bool more = false;            // "others", "also", and what `added` names
  bool added = false;           // "another", "additional": on top of those before
  bool none = false;            // "no civilians"
};

// Whether these words stand at token `at`, before `limit`, whatever their case.
bool phrase_at(const document::Document& document, document::TokenIndex at, document::TokenIndex limit,
               const std::vector<std::string>& words);

// The figure that begins at token `at` and ends before `limit`, with the words around it that bound it.
std::optional<Quantity> figure_at(const document::Document& document, const TollTables& tables,
                                  document::TokenIndex at, document::TokenIndex limit);

// Part of a date, a clock time, a sum of money: no count of people.
bool is_time(const document::Document& document, document::TokenIndex t);

// The figure of the noun phrase with this head: "At least 85 people", "thousands of others", "two". Nothing
// where it has none ("the insurgents", "a man").
std::optional<Quantity> quantity_of(const document::Document& document, const TollTables& tables,
                                    document::TokenIndex head);

}  // namespace casus::code
