// The rows of one story's claims, and of what it speaks of (docs/formats/database.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"
#include "events/claims.h"
#include "events/ids.h"
#include "store/sqlite.h"

namespace casus::store {

// One text of a story as it was read.
struct Reading {
  const document::Document& document;
  const events::Claims& claims;
  const events::Ids& ids;
};

// A claim by its resource ("events", "tolls", ...) and its id.
struct ClaimName {
  std::string_view resource;
  std::string id;
  friend auto operator<=>(const ClaimName&, const ClaimName&) = default;
};

class Rows {
 public:
  static base::Result<Rows> open(Connection& connection);

  // The day that claims without one of their own count for: the story's, else that of its dateline, else "".
  static std::string day_of(const document::Document& document);
  // Names of everybody and every place in it, a line each, sorted; for the full-text index.
  static std::string names_of(const document::Document& document);
  // The claims of a reading, sorted.
  static std::vector<ClaimName> names_of(const Reading& reading);

  // `story` is the key of its row. Stops at the first error.
  base::Result<void> add(std::int64_t story, const Reading& reading);
  // Takes all that add() wrote.
  base::Result<void> remove(std::int64_t story);
  // The claims that are there, sorted.
  base::Result<std::vector<ClaimName>> names_of(std::int64_t story);

 private:
  static constexpr std::size_t statement_count = 35;
  class Adder;
  Rows() = default;
  Connection* connection_ = nullptr;
  std::array<Statement, statement_count> sql_;
};

}  // namespace casus::store
