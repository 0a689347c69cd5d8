#include "annotate/msgpack.h"

#include <bit>
#include <string>

namespace casus::annotate::msgpack {
namespace {

constexpr int deepest = 64;

}  // namespace

// Recursive descent over the first byte of each value. `failure_` is set once and stops everything.
class Reader {
 public:
  explicit Reader(std::string_view input) : input_(input) {}

  base::Result<Value> read() {
    Value value = read_value(0);
    if (failure_ == nullptr && at_ != input_.size()) failure_ = "bytes follow the value";
    if (failure_ == nullptr) return value;
    return base::Error{
        .code = "msgpack", .message = std::string("not MessagePack: ") + failure_, .offset = at_};
  }

 private:
  std::uint64_t take_integer(std::size_t width) {
    if (input_.size() - at_ < width) return fail("it ends in the middle of a value");
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < width; ++i) out = out << 8 | static_cast<unsigned char>(input_[at_ + i]);
    at_ += width;
    return out;
  }

  std::int64_t take_signed(std::size_t width) {
    const std::uint64_t bits = take_integer(width);
    const unsigned unused = 64 - 8 * static_cast<unsigned>(width);
    return static_cast<std::int64_t>(bits << unused) >> unused;
  }

  Value integer(std::uint64_t number, double real) {
    Value out;
    out.kind_ = Kind::integer;
    out.number_ = number;
    out.real_ = real;
    return out;
  }

  Value real(double number) {
    Value out;
    out.kind_ = Kind::real;
    out.real_ = number;
    return out;
  }

  Value bytes(std::uint64_t length) {
    Value out;
    out.kind_ = Kind::bytes;
    if (length > input_.size() - at_) {
      fail("it ends in the middle of a value");
      return out;
    }
    out.bytes_ = input_.substr(at_, length);
    at_ += length;
    return out;
  }

  // `count` values for an array, twice the entries for a map. Each takes at least one byte.
  Value many(Kind kind, std::uint64_t count, int depth) {
    Value out;
    out.kind_ = kind;
    if (count > input_.size() - at_) {
      fail("a list is longer than the file");
      return out;
    }
    if (depth >= deepest) {
      fail("it is nested too deeply");
      return out;
    }
    // Reserve what small lists need; a forged count of many cheap elements grows only as they are read.
    out.items_.reserve(count < 4096 ? count : 4096);
    for (std::uint64_t i = 0; i < count && failure_ == nullptr; ++i) {
      out.items_.push_back(read_value(depth + 1));
    }
    return out;
  }

  Value read_value(int depth) {
    const auto first = static_cast<unsigned>(take_integer(1));
    if (failure_ != nullptr) return {};
    if (first < 0x80) return integer(first, first);
    if (first < 0x90) return many(Kind::map, 2ULL * (first & 0x0FU), depth);
    if (first < 0xA0) return many(Kind::array, first & 0x0FU, depth);
    if (first < 0xC0) return bytes(first & 0x1FU);
    if (first >= 0xE0) {
      const std::int64_t number = static_cast<std::int64_t>(first) - 256;
      return integer(static_cast<std::uint64_t>(number), static_cast<double>(number));
    }
    switch (first) {
      case 0xC0:
        return {};
      case 0xC2:
      case 0xC3: {
        Value out = integer(first & 1U, first & 1U);
        out.kind_ = Kind::boolean;
        return out;
      }
      case 0xC4:
      case 0xD9:
        return bytes(take_integer(1));
      case 0xC5:
      case 0xDA:
        return bytes(take_integer(2));
      case 0xC6:
      case 0xDB:
        return bytes(take_integer(4));
      case 0xCA:
        return real(std::bit_cast<float>(static_cast<std::uint32_t>(take_integer(4))));
      case 0xCB:
        return real(std::bit_cast<double>(take_integer(8)));
      case 0xCC:
      case 0xCD:
      case 0xCE:
      case 0xCF: {
        const std::uint64_t number = take_integer(std::size_t{1} << (first - 0xCC));
        return integer(number, static_cast<double>(number));
      }
      case 0xD0:
      case 0xD1:
      case 0xD2:
      case 0xD3: {
        const std::int64_t number = take_signed(std::size_t{1} << (first - 0xD0));
        return integer(static_cast<std::uint64_t>(number), static_cast<double>(number));
      }
      case 0xDC:
        return many(Kind::array, take_integer(2), depth);
      case 0xDD:
        return many(Kind::array, take_integer(4), depth);
      case 0xDE:
        return many(Kind::map, 2 * take_integer(2), depth);
      case 0xDF:
        return many(Kind::map, 2 * take_integer(4), depth);
      default:
        fail("a value of an unknown kind");
        return {};
    }
  }

  std::uint64_t fail(const char* why) {
    if (failure_ == nullptr) failure_ = why;
    return 0;
  }

  std::string_view input_;
  std::size_t at_ = 0;
  const char* failure_ = nullptr;
};

const std::vector<Value>& Value::none() {
  static const std::vector<Value> empty;
  return empty;
}

const Value* Value::find(std::string_view wanted) const {
  if (kind_ != Kind::map) return nullptr;
  for (std::size_t i = 0; i < size(); ++i) {
    if (key(i).is(Kind::bytes) && key(i).bytes() == wanted) return &value(i);
  }
  return nullptr;
}

const Value* Value::find(std::uint64_t wanted) const {
  if (kind_ != Kind::map) return nullptr;
  for (std::size_t i = 0; i < size(); ++i) {
    if (key(i).is(Kind::integer) && key(i).unsigned_integer() == wanted) return &value(i);
  }
  return nullptr;
}

base::Result<Value> read(std::string_view input) { return Reader(input).read(); }

}  // namespace casus::annotate::msgpack
