// Whole files: what the readers of tables and word lists, and the hashes over them, have in common.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casus::base {

// The bytes of a file; nothing where it cannot be opened.
std::optional<std::string> read_file(const std::string& file);

// SHA-256 over the files in order of their paths, each by its path below `folder` and its bytes: 64
// hexadecimal digits. A file that cannot be opened counts as empty.
std::string hash_of_files(const std::filesystem::path& folder, std::vector<std::filesystem::path> files);

}  // namespace casus::base
