// What other tables refer to - raw inputs, files, makers - and the account of every document: what became of
// it at each place where it stands, and how far a file was read.
//
// A part of Store: within its transactions, on its connection.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {

// The file that a document is accounted under.
std::string_view file_name(const document::Article& article, const Seen& seen);

class Accounts {
 public:
  static constexpr std::size_t statement_count = 13;

  // `connection` must outlive this.
  static base::Result<Accounts> open(Connection& connection, Maker maker);

  const Maker& maker() const { return maker_; }
  // The key of the row, which is added where it is new.
  base::Result<std::int64_t> maker_of();
  // The same of a raw input; bytes that were not known before are kept.
  base::Result<std::int64_t> input_of(const std::string& sha256, std::string_view raw);

  // Of all places where one document stands, one says what became of it and the others are duplicates; all
  // are where another version of the story stands in its place. Without `wanted`, what some place of it says
  // stays so. Returns what this place says.
  base::Result<Became> account(const document::Article& article, const Seen& seen, std::int64_t input,
                               std::optional<Became> wanted);
  // Another version stands in its place: all its places are duplicates.
  base::Result<void> retire(std::int64_t input, const std::string& story);

  base::Result<void> set(const Checkpoint& at);
  base::Result<std::optional<Checkpoint>> checkpoint_of(const std::string& file);

 private:
  Accounts(Connection& connection, Maker maker) : connection_(&connection), maker_(std::move(maker)) {}
  base::Result<std::optional<std::int64_t>> first(Statement& statement);
  base::Result<std::int64_t> find_or_add(std::size_t find, std::size_t add,
                                         std::initializer_list<std::string_view> values);
  base::Result<std::int64_t> file_of(std::string_view file);

  Connection* connection_;
  Maker maker_;
  std::array<Statement, statement_count> sql_;
  std::optional<std::int64_t> maker_key_;
  std::unordered_map<std::string, std::int64_t> files_;  // keys of the last few
};

}  // namespace casus::store
