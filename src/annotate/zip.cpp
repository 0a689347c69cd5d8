#include "annotate/zip.h"

#include <algorithm>
#include <cstring>
#include <zlib.h>

namespace casus::annotate {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::size_t end_size = 22;
constexpr std::size_t entry_size = 46;
constexpr std::size_t local_size = 30;
constexpr std::uint32_t largest = 1U << 30;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t out = 0;
  for (std::size_t i = width; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

base::Error error(std::string message) {
  return {.code = "zip", .message = std::move(message), .hint = "download the file again"};
}

}  // namespace

base::Result<Zip> Zip::open(std::string_view bytes) {
  if (bytes.size() < end_size) return error("this is not a zip archive");
  // The end record stands last, before a comment of at most 64 KiB.
  const std::size_t lowest = bytes.size() - std::min(bytes.size(), end_size + 0xFFFF);
  std::size_t end = bytes.size() - end_size;
  while (number(bytes, end, 4) != end_mark) {
    if (end == lowest) return error("this is not a zip archive, or it is cut off");
    --end;
  }
  Zip out;
  out.bytes_ = bytes;
  const std::uint32_t count = number(bytes, end + 10, 2);
  std::size_t at = number(bytes, end + 16, 4);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (at > bytes.size() || bytes.size() - at < entry_size || number(bytes, at, 4) != entry_mark) {
      return error("the zip archive's table of contents is damaged");
    }
    const std::size_t name_length = number(bytes, at + 28, 2);
    const std::size_t rest = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (bytes.size() - at - entry_size < name_length + rest) {
      return error("the zip archive's table of contents is damaged");
    }
    out.entries_.push_back({.name = bytes.substr(at + entry_size, name_length),
                            .method = number(bytes, at + 10, 2),
                            .crc = number(bytes, at + 16, 4),
                            .packed_size = number(bytes, at + 20, 4),
                            .size = number(bytes, at + 24, 4),
                            .offset = number(bytes, at + 42, 4)});
    at += entry_size + name_length + rest;
  }
  return out;
}

const Zip::Entry* Zip::find(std::string_view name) const {
  const auto at =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.name == name; });
  return at == entries_.end() ? nullptr : &*at;
}

base::Result<std::string> Zip::read(const Entry& entry) const {
  const std::string name(entry.name);
  const auto damaged = [&] { return error("the entry " + name + " of the zip archive is damaged"); };
  if (entry.size > largest) return error("the entry " + name + " of the zip archive is too large");
  if (entry.offset > bytes_.size() || bytes_.size() - entry.offset < local_size ||
      number(bytes_, entry.offset, 4) != local_mark) {
    return damaged();
  }
  const std::size_t start =
      entry.offset + local_size + number(bytes_, entry.offset + 26, 2) + number(bytes_, entry.offset + 28, 2);
  if (start > bytes_.size() || bytes_.size() - start < entry.packed_size) return damaged();
  const std::string_view packed = bytes_.substr(start, entry.packed_size);

  std::string out;
  if (entry.method == 0) {
    out = packed;
  } else if (entry.method == 8) {
    // Deflate cannot shrink by more than about 1032 times: a forged size is refused before it is allocated.
    if (entry.size / 1100 > packed.size()) return damaged();
    out.resize(entry.size);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return error("zlib cannot start");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    const bool whole = status == Z_STREAM_END && stream.total_out == out.size();
    inflateEnd(&stream);
    if (!whole) return damaged();
  } else {
    return error("the entry " + name + " of the zip archive is packed in an unknown way");
  }
  if (out.size() != entry.size ||
      crc32(0, reinterpret_cast<const Bytef*>(out.data()), static_cast<uInt>(out.size())) != entry.crc) {
    return damaged();
  }
  return out;
}

}  // namespace casus::annotate
