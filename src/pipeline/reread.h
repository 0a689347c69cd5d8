// Documents out of the database, to be read and coded again.
#pragma once

#include <deque>
#include <mutex>
#include <optional>

#include "pipeline/source.h"
#include "store/stored.h"

namespace casus::pipeline {

// Reads the raw bytes again, as the reader that took them first does. Where they were not kept the story is
// taken as it was read; an item with the error `no_raw` where there is no story either, `not_again` where
// the bytes hold no such document any more.
ingest::Item read_again(const store::Stored& stored);

// In the order of the database. taken() gives, for each outcome in turn, what it was made from.
class StoredItems : public Items {
 public:
  explicit StoredItems(store::StoredDocuments documents) : documents_(std::move(documents)) {}

  std::optional<ingest::Item> next() override;
  store::Stored taken();
  // An error of the database ends the items; it is said here.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  store::StoredDocuments documents_;
  std::mutex mutex_;
  std::deque<store::Stored> under_way_;
  std::optional<base::Error> error_;
};

}  // namespace casus::pipeline
