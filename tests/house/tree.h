// The repository as the house tests see it: its files, and the tables that say what may stand where.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casus::house {

struct File {
  std::string path;  // relative to the repository, with '/'
  std::string text;
};

// What a check found wrong: "src/base/a.h:3: what is wrong". Empty means right.
using Complaints = std::vector<std::string>;

std::string read_file(const std::string& path);
std::vector<std::string> lines_of(std::string_view text);
// Standard output of a shell command; `status` gets its exit code.
std::string run(const std::string& command, int* status = nullptr);

// Every file that git tracks or would track, below any of `folders` ("" is the top) and with any of
// `endings`. A tree without git (a source archive) is walked instead.
std::vector<std::string> paths(const std::string& root);
std::vector<File> files(const std::string& root, const std::vector<std::string>& folders,
                        const std::vector<std::string>& endings);

// Room -> floor, from the table in src/README.md: rows "| 3 | `ingest` | ... |".
using Floors = std::map<std::string, int>;
Floors parse_floors(std::string_view readme);

// One row of third_party.txt: an include prefix and the rooms that may use it ("*" for all).
struct ThirdParty {
  std::string prefix;
  std::set<std::string> rooms;
};
std::vector<ThirdParty> parse_third_party(std::string_view table);

// The room of a path: "src/base/span.h" -> "base", "include/casus/casus.h" -> "casus", otherwise "".
std::string room_of(std::string_view path);
bool is_test(std::string_view path);

}  // namespace casus::house
