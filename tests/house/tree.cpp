#include "tree.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>

namespace casus::house {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string run(const std::string& command, int* status) {
  std::string output;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) {
    if (status != nullptr) *status = -1;
    return output;
  }
  std::array<char, 65536> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), count);
  }
  const int ended = pclose(pipe);
  if (status != nullptr) *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
  return output;
}

std::vector<std::string> paths(const std::string& root) {
  namespace fs = std::filesystem;
  int status = 0;
  const std::string listed =
      run("git -c safe.directory='*' -C '" + root + "' ls-files -co --exclude-standard 2>/dev/null", &status);
  std::vector<std::string> result;
  if (status == 0 && !listed.empty()) {
    for (std::string& path : lines_of(listed)) {
      if (fs::is_regular_file(root + "/" + path)) result.push_back(std::move(path));
    }
    return result;
  }
  for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
    const std::string path = fs::relative(at->path(), root).generic_string();
    if (at->is_directory() && (path == ".git" || path == "build" || path == ".cache")) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file()) {
      result.push_back(path);
    }
  }
  return result;
}

std::vector<File> files(const std::string& root, const std::vector<std::string>& folders,
                        const std::vector<std::string>& endings) {
  std::vector<File> result;
  for (const std::string& path : paths(root)) {
    bool wanted = false;
    for (const std::string& folder : folders) wanted |= folder.empty() || path.starts_with(folder + "/");
    bool right_kind = false;
    for (const std::string& ending : endings) right_kind |= path.ends_with(ending);
    if (wanted && right_kind) result.push_back({path, read_file(root + "/" + path)});
  }
  return result;
}

Floors parse_floors(std::string_view readme) {
  Floors floors;
  for (const std::string& line : lines_of(readme)) {
    if (!line.starts_with("| ") || line.size() < 3 || line[2] < '0' || line[2] > '9') continue;
    const std::size_t open = line.find('`');
    const std::size_t close = line.find('`', open + 1);
    if (close == std::string::npos) continue;
    floors[line.substr(open + 1, close - open - 1)] = line[2] - '0';
  }
  return floors;
}

std::vector<ThirdParty> parse_third_party(std::string_view table) {
  std::vector<ThirdParty> result;
  for (const std::string& line : lines_of(table)) {
    std::istringstream words(line.substr(0, line.find('#')));
    ThirdParty row;
    if (!(words >> row.prefix)) continue;
    for (std::string room; words >> room;) row.rooms.insert(room);
    result.push_back(std::move(row));
  }
  return result;
}

std::string room_of(std::string_view path) {
  for (const std::string_view top : {"src/", "include/"}) {
    if (!path.starts_with(top)) continue;
    const std::string_view rest = path.substr(top.size());
    const std::size_t slash = rest.find('/');
    if (slash != std::string_view::npos) return std::string(rest.substr(0, slash));
  }
  return "";
}

bool is_test(std::string_view path) { return path.ends_with("_test.cpp"); }

}  // namespace casus::house
