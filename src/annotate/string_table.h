// A list of strings in a model file: u32 offsets (one more than strings) and the bytes, in two sections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/model_file.h"
#include "base/result.h"

namespace casus::annotate {

// Views into the model file, which must outlive this.
class StringTable {
 public:
  StringTable() = default;

  // Sections NAME/offsets and NAME/bytes. Empty where both are absent; Error where they contradict each
  // other.
  static base::Result<StringTable> read(const ModelFile& file, const std::string& name);

  std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  bool empty() const { return size() == 0; }
  std::string_view operator[](std::size_t i) const {
    return bytes_.substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }
  // Index of a string in a table that is sorted bytewise. Cost: a binary search.
  std::optional<std::size_t> find(std::string_view wanted) const;
  bool contains(std::string_view wanted) const { return find(wanted).has_value(); }

 private:
  std::span<const std::uint32_t> offsets_;
  std::string_view bytes_;
};

// Adds the two sections.
void add_strings(ModelFileWriter& writer, const std::string& name, const std::vector<std::string>& strings);

}  // namespace casus::annotate
