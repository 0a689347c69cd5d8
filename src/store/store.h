// The embedded database: coded stories with their claims, and rejected ones with their reason.
//
// One SQLite file (docs/formats/database.md, docs/decisions/0005-sqlite-schema-v1.md). Claims are rows, so
// that SQL can ask who did what to whom; the record stands beside them as written. A story that is kept again
// takes the place of its earlier reading; one that was rejected and is now coded is no reject any more, and
// the other way round.
//
// Threads: one at a time. All changes between two commit() calls are one transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"
#include "events/claims.h"
#include "events/ids.h"

namespace casus::store {

// One text of a story as it was read, with the record that was written of it.
struct Kept {
  const document::Document& document;
  const events::Claims& claims;
  const events::Ids& ids;
  std::string_view record;
};

// What made a record: the columns version, model, lexicon.
struct Maker {
  std::string version;
  std::string model;
  std::string lexicon;
};

class Store {
 public:
  // Creates the file and its tables where it is new. Errors: those of the file; `foreign_database` where it
  // is a database of another program; `newer_schema` where a later Casus wrote it.
  static base::Result<Store> open(const std::string& file, Maker maker);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();  // what was not committed is given up

  base::Result<void> keep(const Kept& story);
  base::Result<void> reject(const document::Article& article, std::string_view raw, const base::Error& why);
  base::Result<void> commit();

  // Rows as of the last change, committed or not.
  base::Result<std::int64_t> stories() const;
  base::Result<std::int64_t> rejects() const;

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::store
