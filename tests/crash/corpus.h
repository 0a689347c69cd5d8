// Files that hold everything an ingest meets: stories, repeated ones, corrected ones, broken lines, stories
// that cannot be coded, a plain text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casus::made_up {

std::vector<std::string> write_corpus(const std::filesystem::path& folder, int stories);

}  // namespace casus::made_up
