// What data can cause is a Result; what only we can cause is an assert.
//
// An Error says what is wrong, where (file, line, column or byte offset, as far as known), and what to do.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace casus::base {

struct Error {
  std::string code;                          // stable, snake_case: "bad_utf8", "model_checksum"
  std::string message;                       // one plain sentence
  std::string hint = {};                     // what to do about it; may be empty
  std::string file = {};                     // where: path as given by the user; may be empty
  std::optional<std::uint64_t> line = {};    // 1-based
  std::optional<std::uint64_t> column = {};  // 1-based, code points
  std::optional<std::uint64_t> offset = {};  // 0-based, bytes

  // "file:line:column: message (hint)", leaving out what is not known.
  std::string to_string() const;
};

// A value or an Error. Check with `if (result)` before `*result`.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), std::get<0>(state_); }
  const T& value() const& { return assert(ok()), std::get<0>(state_); }
  T&& value() && { return assert(ok()), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return assert(!ok()), std::get<1>(state_); }
  Error&& error() && { return assert(!ok()), std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

// Success or an Error, for work that yields nothing.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const& { return assert(!ok()), *error_; }
  Error&& error() && { return assert(!ok()), *std::move(error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace casus::base
