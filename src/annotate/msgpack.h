// Reads MessagePack, the format of the language model packages' files. Only the converter needs it.
//
// Maps keep their order and may have keys of any kind (the packages use text, binary and integer keys).
// Extension types are refused. The input is not trusted: every length is checked against what is left, and
// nesting is bounded, so any bytes give a value or an Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::annotate::msgpack {

enum class Kind : std::uint8_t { nil, boolean, integer, real, bytes, array, map };

// One value. Text and binary are both `bytes`, views into the input, which must outlive the value.
class Value {
 public:
  Kind kind() const { return kind_; }
  bool is(Kind kind) const { return kind_ == kind; }

  // Each is meaningful for its own kind only; integers above 2^63 keep their bits.
  bool boolean() const { return number_ != 0; }
  std::uint64_t unsigned_integer() const { return number_; }
  std::int64_t integer() const { return static_cast<std::int64_t>(number_); }
  double real() const { return real_; }  // of an integer too
  std::string_view bytes() const { return bytes_; }

  // Elements of an array; empty for other kinds.
  const std::vector<Value>& items() const { return kind_ == Kind::array ? items_ : none(); }

  // Entries of a map, in file order.
  std::size_t size() const { return kind_ == Kind::map ? items_.size() / 2 : items_.size(); }
  const Value& key(std::size_t entry) const { return items_[2 * entry]; }
  const Value& value(std::size_t entry) const { return items_[2 * entry + 1]; }
  // The entry with this key, or nullptr (also where this is no map).
  const Value* find(std::string_view key) const;
  const Value* find(std::uint64_t key) const;

 private:
  friend class Reader;
  static const std::vector<Value>& none();

  Kind kind_ = Kind::nil;
  std::uint64_t number_ = 0;
  double real_ = 0;
  std::string_view bytes_;
  std::vector<Value> items_;
};

// Reads exactly one value that fills `input`. Errors: `msgpack` with the byte offset.
base::Result<Value> read(std::string_view input);

}  // namespace casus::annotate::msgpack
