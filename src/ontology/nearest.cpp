#include <algorithm>
#include <cstddef>
#include <numeric>

#include "ontology/ontology.h"

namespace casus::ontology {
namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t swap = corner + (folded(a[i]) == folded(b[j]) ? 0 : 1);
      corner = row[j + 1];
      row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, swap});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view wrong, const std::vector<std::string>& names) {
  if (wrong.size() > 64) return {};
  const std::size_t allowed = std::max<std::size_t>(1, wrong.size() / 3);
  std::size_t best = allowed + 1;
  std::string found;
  for (const std::string& name : names) {
    const std::size_t d = distance(wrong, name);
    if (d < best || (d == best && !found.empty() && name < found)) {
      best = d;
      found = name;
    }
  }
  return found;
}

}  // namespace casus::ontology
