#include "annotate/string_table.h"

#include <algorithm>

namespace casus::annotate {

base::Result<StringTable> StringTable::read(const ModelFile& file, const std::string& name) {
  StringTable out;
  out.offsets_ = file.section_as<std::uint32_t>(name + "/offsets");
  out.bytes_ = file.text(name + "/bytes");
  if (out.offsets_.empty()) {
    if (!file.section(name + "/offsets").empty() || !out.bytes_.empty()) {
      return file.broken("the strings of " + name + " have no offsets");
    }
    return out;
  }
  if (out.offsets_.front() != 0 || out.offsets_.back() != out.bytes_.size() ||
      !std::is_sorted(out.offsets_.begin(), out.offsets_.end())) {
    return file.broken("the offsets of " + name + " are wrong");
  }
  return out;
}

std::optional<std::size_t> StringTable::find(std::string_view wanted) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const int order = (*this)[middle].compare(wanted);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return std::nullopt;
}

void add_strings(ModelFileWriter& writer, const std::string& name, const std::vector<std::string>& strings) {
  std::vector<std::uint32_t> offsets = {0};
  std::string bytes;
  for (const std::string& string : strings) {
    bytes += string;
    offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  writer.add_array<std::uint32_t>(name + "/offsets", offsets);
  writer.add(name + "/bytes", std::move(bytes));
}

}  // namespace casus::annotate
