// Documents as they are kept, to be read again: stories whose reading is out of date, and rejects.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/article.h"
#include "store/store.h"

namespace casus::store {

// What is needed to read a document again, and what came of it. Where the raw bytes were not kept (what came
// with schema 1), `raw` is empty and `article` is the story as it was read.
struct Stored {
  document::Article article;  // id, published, source, sha256, line; all of it for a story
  std::string raw;
  std::string reader;
  std::string file;
  std::uint64_t offset = 0;
  std::string record;   // of a story
  std::string version;  // what made the record, or rejected the document
  // Of a reject.
  std::string code, reason;
  std::int64_t attempts = 0;
  bool dropped = false;
};

// Walks through documents by story id, some at a time: another connection may write meanwhile.
class StoredDocuments {
 public:
  // Stories that another maker read; all of them where `maker` is nothing.
  static base::Result<StoredDocuments> stories(const std::string& file, const std::optional<Maker>& maker);
  // Rejects of these ids and of this code; all where there are none. Dropped ones only where they are named.
  static base::Result<StoredDocuments> rejects(const std::string& file, std::vector<std::string> ids,
                                               const std::string& code);

  // Nothing at the end. Error `damaged_input` with the story's id for one whose bytes are broken.
  base::Result<std::optional<Stored>> next();
  // How many there are, as of now.
  base::Result<std::int64_t> count();

  StoredDocuments(StoredDocuments&&) noexcept;
  StoredDocuments& operator=(StoredDocuments&&) noexcept;
  ~StoredDocuments();

 private:
  struct Parts;
  explicit StoredDocuments(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Gives rejects up: they stay counted, their bytes go. Returns how many. Ids without a reject are an error
// `no_such_reject`.
base::Result<std::int64_t> drop_rejects(const std::string& file, const std::vector<std::string>& ids,
                                        const std::string& code);

}  // namespace casus::store
