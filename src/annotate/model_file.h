// The one file a language model is read from: named sections, mapped into memory, versioned and checksummed.
// docs/formats/model.md describes the bytes. Written once by the converter (annotate/convert.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace casus::annotate {

// A mapped model file. Immutable; shared by threads; sections live as long as this object (moving it keeps
// them).
class ModelFile {
 public:
  // Maps and verifies the file. Errors, all naming the file and how to rebuild it: `model_missing`,
  // `model_format` (not such a file), `model_version` (another version of the format, or byte order),
  // `model_truncated`, `model_checksum`. Cost: one pass over the bytes (about 10 ms for the md model).
  static base::Result<ModelFile> open(const std::string& path);

  // The same over a copy of bytes in memory; for tests and fuzzing.
  static base::Result<ModelFile> from_bytes(std::string_view bytes, const std::string& name = "");

  ModelFile(ModelFile&& other) noexcept;
  ModelFile& operator=(ModelFile&& other) noexcept;
  ~ModelFile();

  const std::string& path() const { return path_; }
  // SHA-256 of names and contents of all sections, 64 hexadecimal digits, as stored by the converter. Changes
  // whenever any weight or table does; names the model in evidence.
  const std::string& content_id() const { return content_id_; }

  bool has(std::string_view name) const;
  // The bytes of a section, 64-byte aligned; empty where there is none of this name.
  std::span<const std::byte> section(std::string_view name) const;
  // The bytes as text.
  std::string_view text(std::string_view name) const;
  // The section as an array of T; empty where absent or where its size is no multiple of sizeof(T).
  template <class T>
  std::span<const T> section_as(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    const std::span<const std::byte> bytes = section(name);
    if (bytes.size() % sizeof(T) != 0) return {};
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  // All section names, in file order.
  std::vector<std::string_view> names() const;

  // An Error about this file's contents (`model_content`), with the usual hint; for those who read sections.
  base::Error broken(std::string message) const;

 private:
  struct Section {
    std::string_view name;
    std::span<const std::byte> bytes;
  };

  ModelFile() = default;
  base::Result<void> read_table();

  std::string path_;
  std::string content_id_;
  std::span<const std::byte> bytes_;
  bool mapped_ = false;
  struct Block {
    alignas(64) std::byte bytes[64];
  };
  std::vector<Block> copy_;        // of from_bytes()
  std::vector<Section> sections_;  // sorted by name
};

// Collects sections and writes the file.
class ModelFileWriter {
 public:
  // Names are unique and not empty.
  void add(std::string name, std::string bytes);
  template <class T>
  void add_array(std::string name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    add(std::move(name), std::string(reinterpret_cast<const char*>(values.data()), values.size_bytes()));
  }

  // A section added before, or nullptr.
  const std::string* find(std::string_view name) const;

  // The whole file as bytes.
  std::string bytes() const;
  // Writes to a temporary file beside `path`, flushes it to disk, then renames: never half a file. Error
  // `model_write`.
  base::Result<void> write(const std::string& path) const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace casus::annotate
