// Word vectors by string id.
#pragma once

#include <cstdint>
#include <span>

#include "annotate/lexeme.h"
#include "annotate/model_file.h"
#include "base/result.h"

namespace casus::annotate {

// Views into the model file, which must outlive this. Immutable, shared by threads.
class VectorTable {
 public:
  static constexpr std::int32_t no_row = -1;

  VectorTable() = default;  // has no words

  // The vectors of a model; without words where the model has none (sm).
  static base::Result<VectorTable> read(const ModelFile& file);

  bool empty() const { return keys_.empty(); }
  std::size_t rows() const { return width_ == 0 ? 0 : data_.size() / width_; }
  std::size_t width() const { return width_; }

  // The row of a word's ORTH id, or no_row. Cost: two cache misses.
  std::int32_t row(StringId orth) const;
  std::span<const float> vector(std::int32_t row) const {
    return data_.subspan(static_cast<std::size_t>(row) * width_, width_);
  }

 private:
  std::span<const StringId> keys_;          // ascending
  std::span<const std::int32_t> rows_;      // of each key
  std::span<const std::uint32_t> buckets_;  // first key with top 16 bits >= i; 65537 entries
  std::span<const float> data_;
  std::size_t width_ = 0;
};

}  // namespace casus::annotate
