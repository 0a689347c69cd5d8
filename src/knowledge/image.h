// The one file that knowledge is read from: named sections of plain rows, mapped into memory, versioned and
// checksummed (docs/formats/knowledge.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"

namespace casus::knowledge {

// A file mapped, or the same bytes in memory. Immutable; moving it keeps its sections where they are.
class Image {
 public:
  // Errors, each with the file and what to run: `knowledge_missing`, `knowledge_broken` (no such file,
  // another version or byte order, truncated, damaged). Cost: one pass over the bytes for the checksum.
  static base::Result<Image> open(const std::string& path);
  static base::Result<Image> from_bytes(std::string bytes);

  Image(Image&& other) noexcept;
  Image& operator=(Image&& other) noexcept;
  ~Image();

  // SHA-256 of the sections, as the compiler wrote it: 64 hexadecimal digits.
  const std::string& hash() const { return hash_; }
  std::size_t size() const { return bytes_.size(); }
  bool has(std::string_view name) const;
  // The section as an array; empty where it is absent.
  template <class T>
  std::span<const T> section(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    const std::span<const std::byte> bytes = find(name);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  base::Error broken(std::string message) const;

 private:
  struct Section {
    std::string_view name;
    std::span<const std::byte> bytes;
  };
  struct alignas(64) Block {
    std::byte bytes[64];
  };

  Image() = default;
  base::Result<void> read_table();
  std::span<const std::byte> find(std::string_view name) const;

  std::string path_;
  std::string hash_;
  std::span<const std::byte> bytes_;
  bool mapped_ = false;
  std::vector<Block> copy_;
  std::vector<Section> sections_;
};

// Collects sections and lays them out.
class ImageWriter {
 public:
  template <class T>
  void add(std::string name, std::span<const T> rows) {
    static_assert(std::is_trivially_copyable_v<T>);
    sections_.emplace_back(std::move(name),
                           std::string(reinterpret_cast<const char*>(rows.data()), rows.size_bytes()));
  }
  std::string bytes() const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

// Writes to a temporary file beside `path`, flushes it, renames it: never half a file. Error
// `knowledge_write`.
base::Result<void> write_whole(const std::string& path, std::string_view bytes);

}  // namespace casus::knowledge
