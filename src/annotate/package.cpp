#include "annotate/package.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/sha256.h"

namespace casus::annotate {
namespace {

constexpr std::string_view config_name = "config.cfg";

base::Error content_error(std::string message, const std::string& path) {
  return {.code = "package_content",
          .message = std::move(message),
          .hint = "give the wheel or the unpacked folder of en_core_web_md or en_core_web_sm",
          .file = path};
}

base::Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) {
    return base::Error{.code = "package_missing", .message = "the file cannot be read", .file = path};
  }
  return bytes;
}

std::vector<std::string> config_folders_of(const Zip& zip) {
  std::vector<std::string> out;
  for (const Zip::Entry& entry : zip.entries()) {
    if (!entry.name.ends_with(config_name)) continue;
    std::string root(entry.name.substr(0, entry.name.size() - config_name.size()));
    if (zip.find(root + "tokenizer") != nullptr) out.push_back(std::move(root));
  }
  return out;
}

std::vector<std::string> config_folders_of(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> out;
  std::error_code ignored;
  auto at = fs::recursive_directory_iterator(folder, ignored);
  for (; at != fs::recursive_directory_iterator(); at.increment(ignored)) {
    if (at.depth() > 3) at.disable_recursion_pending();
    if (at->path().filename() != config_name) continue;
    if (fs::is_regular_file(at->path().parent_path() / "tokenizer", ignored)) {
      out.push_back(at->path().parent_path().string() + "/");
    }
  }
  return out;
}

}  // namespace

base::Result<Package> Package::open(const std::string& wheel_or_folder) {
  Package out;
  out.path_ = wheel_or_folder;
  std::vector<std::string> roots;
  std::error_code ignored;
  if (std::filesystem::is_directory(wheel_or_folder, ignored)) {
    roots = config_folders_of(std::filesystem::path(wheel_or_folder));
  } else {
    auto bytes = read_file(wheel_or_folder);
    if (!bytes) return bytes.error();
    out.wheel_ = std::make_unique<std::string>(*std::move(bytes));
    auto zip = Zip::open(*out.wheel_);
    if (!zip) {
      base::Error error = zip.error();
      error.file = wheel_or_folder;
      return error;
    }
    out.zip_ = *std::move(zip);
    out.sha256_ = base::sha256_hex(*out.wheel_);
    roots = config_folders_of(out.zip_);
  }
  if (roots.size() != 1) {
    return content_error(
        roots.empty() ? "there is no language model in it" : "there is more than one language model in it",
        wheel_or_folder);
  }
  out.root_ = roots.front();
  return out;
}

bool Package::has(std::string_view name) const {
  const std::string full = root_ + std::string(name);
  if (wheel_) return zip_.find(full) != nullptr;
  std::error_code ignored;
  return std::filesystem::is_regular_file(full, ignored);
}

base::Result<std::string> Package::read(std::string_view name) const {
  const std::string full = root_ + std::string(name);
  if (!has(name)) return content_error("the package lacks " + std::string(name), path_);
  if (!wheel_) return read_file(full);
  auto bytes = zip_.read(*zip_.find(full));
  if (bytes) return bytes;
  base::Error error = bytes.error();
  error.file = path_;
  return error;
}

}  // namespace casus::annotate
