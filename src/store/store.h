// The embedded database: stories with their claims, the raw input they came from, and what became of every
// document that was seen.
//
// One SQLite file (docs/formats/database.md, docs/decisions/0011-sqlite-schema-v2.md). Claims are rows, so
// that SQL can ask who did what to whom; the record stands beside them as written, and the raw input by its
// hash, compressed.
//
// What is in the file depends on what was put in and not on the order: the same document a second time, from
// the same place or another, changes nothing but the count of duplicates; of two versions of a story (one id,
// different bytes) the one published later is kept, then the longer one, then the one with the greater hash.
// Ids are made from content. Only row keys, places in files and change numbers tell in which order things
// came.
//
// Threads: one at a time. All changes between two commit() calls are one transaction: claims, document and
// how far the input was read. After an error of the file everything since the last commit() is given up and
// the store refuses more: open it again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/document.h"
#include "events/claims.h"
#include "events/ids.h"

namespace casus::store {

// Where a document stands, and the bytes it was read from. The line is the article's own.
struct Seen {
  std::string_view raw;
  std::uint64_t offset = 0;    // bytes from the beginning of the input to where it begins
  std::string_view reader;     // "text", "jsonl", ...: what reads the raw bytes again
  std::string_view file = {};  // the input's name, the same each time; "" takes the article's own
};

// What a document's row says at the place where it was seen.
enum class Became : std::uint8_t { coded, no_event, duplicate, rejected };
std::string_view name(Became);

// One text of a story as it was read, with the record that was written of it.
struct Kept {
  const document::Document& document;
  const events::Claims& claims;
  const events::Ids& ids;
  std::string_view record;
  Seen seen;
};

// What made a record.
struct Maker {
  std::string version;
  std::string model;
  std::string lexicon;
};

// How far an input was read. `mark` is what the reader of the input tells it by: a hash of bytes that were
// read, the etag of a feed. `settings` is what else a reading depends on; with others it begins anew.
struct Checkpoint {
  std::string file;
  std::uint64_t offset = 0;     // bytes that are done with
  std::uint64_t documents = 0;  // documents that are done with
  bool done = false;            // the end was reached
  std::string mark;
  std::string settings;
};

// `full` waits for the disk at every commit: for a source that does not come again. `normal` may lose the
// last commits when the power fails, whole ones, never parts: for what can be read again.
enum class Durability { normal, full };

struct Options {
  Durability durability = Durability::full;
  std::string vfs = {};  // of SQLite; "" is the system's own
  int wait_ms = 10'000;  // for another program that writes
};

class Store {
 public:
  // Creates the file and its tables where it is new, and brings an older schema forward (migrations.h).
  // Errors: those of the file; `foreign_database` where it is a database of another program; `newer_schema`
  // where a later Casus wrote it.
  static base::Result<Store> open(const std::string& file, Maker maker, const Options& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();  // what was not committed is given up

  // A story that was coded.
  base::Result<Became> keep(const Kept& story);
  // A document that could not be.
  base::Result<Became> reject(const document::Article& article, const Seen& seen, const base::Error& why);
  // A document that Known says needs no coding.
  base::Result<Became> pass(const document::Article& article, const Seen& seen);
  base::Result<void> checkpoint(const Checkpoint& at);
  base::Result<void> commit();

  base::Result<std::optional<Checkpoint>> checkpoint_of(const std::string& file) const;
  const Maker& maker() const;

  // Rows as of the last change, committed or not.
  base::Result<std::int64_t> stories() const;
  base::Result<std::int64_t> rejects() const;

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Says which documents need no coding, over a connection of its own, so that a thread that reads may ask
// while another writes. It sees what was committed.
class Known {
 public:
  static base::Result<Known> open(const std::string& file, const Maker& maker, const std::string& vfs = {});

  // The same document was coded by the same maker and with the same date and source, or a later version of
  // the story was.
  base::Result<bool> knows(const document::Article& article);

  Known(Known&&) noexcept;
  Known& operator=(Known&&) noexcept;
  ~Known();

 private:
  struct Parts;
  explicit Known(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::store
