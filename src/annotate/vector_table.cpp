#include "annotate/vector_table.h"

#include <algorithm>

namespace casus::annotate {

base::Result<VectorTable> VectorTable::read(const ModelFile& file) {
  VectorTable out;
  out.keys_ = file.section_as<StringId>("vectors/keys");
  out.rows_ = file.section_as<std::int32_t>("vectors/rows");
  out.buckets_ = file.section_as<std::uint32_t>("vectors/buckets");
  out.data_ = file.section_as<float>("vectors/data");
  const auto shape = file.section_as<std::uint64_t>("vectors/shape");
  if (shape.empty() && out.keys_.empty()) return VectorTable();
  if (shape.size() != 2 || shape[1] == 0 || out.data_.size() % shape[1] != 0 ||
      out.data_.size() / shape[1] != shape[0]) {
    return file.broken("the word vectors have the wrong shape");
  }
  out.width_ = shape[1];
  const auto row_count = static_cast<std::int64_t>(shape[0]);
  const bool sound =
      out.keys_.size() == out.rows_.size() && out.buckets_.size() == 65537 && out.buckets_.front() == 0 &&
      out.buckets_.back() == out.keys_.size() && std::is_sorted(out.buckets_.begin(), out.buckets_.end()) &&
      std::all_of(out.rows_.begin(), out.rows_.end(), [&](auto r) { return r >= 0 && r < row_count; });
  if (!sound) return file.broken("the key table of the word vectors is wrong");
  return out;
}

std::int32_t VectorTable::row(StringId orth) const {
  if (keys_.empty()) return no_row;
  const std::size_t bucket = orth >> 48;
  const auto first = keys_.begin() + buckets_[bucket];
  const auto last = keys_.begin() + buckets_[bucket + 1];
  const auto at = std::lower_bound(first, last, orth);
  if (at == last || *at != orth) return no_row;
  return rows_[static_cast<std::size_t>(at - keys_.begin())];
}

}  // namespace casus::annotate
