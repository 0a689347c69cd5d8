#include "base/files.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/sha256.h"

namespace casus::base {

std::optional<std::string> read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::string hash_of_files(const std::filesystem::path& folder, std::vector<std::filesystem::path> files) {
  std::sort(files.begin(), files.end());
  std::string all;
  for (const std::filesystem::path& file : files) {
    all += file.lexically_relative(folder).generic_string() + '\0';
    all += read_file(file.string()).value_or("") + '\0';
  }
  return sha256_hex(all);
}

}  // namespace casus::base
