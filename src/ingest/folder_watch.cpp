#include "ingest/folder_watch.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/inotify.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace casus::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t events =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_ONLYDIR;

base::Error cannot_watch(const std::string& path, int why) {
  base::Error error{.code = "cannot_watch",
                    .message = "cannot be watched: " + std::generic_category().message(why),
                    .file = path};
  if (why == ENOSPC) error.hint = "raise fs.inotify.max_user_watches";
  return error;
}

bool is_unfinished(std::string_view name) {
  return name.empty() || name.front() == '.' || name.ends_with('~') || name.ends_with(".part") ||
         name.ends_with(".tmp");
}

}  // namespace

base::Result<FolderWatch> FolderWatch::open(const std::vector<std::string>& paths) {
  FolderWatch out;
  out.descriptor_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (out.descriptor_ < 0) return cannot_watch("", errno);
  for (const std::string& path : paths) {
    std::error_code status;
    const bool whole = fs::is_directory(path, status);
    if (!whole && !fs::exists(path, status)) return cannot_watch(path, ENOENT);
    fs::path folder = path;
    if (!whole) folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
    const int watch = inotify_add_watch(out.descriptor_, folder.c_str(), events);
    if (watch < 0) return cannot_watch(folder.string(), errno);
    Folder& entry = out.folders_[watch];  // one folder by two names is one watch
    if (entry.path.empty()) entry.path = folder.string();
    if (whole) {
      entry.all = true;
    } else {
      entry.names.insert(fs::path(path).filename().string());
    }
  }
  // Only now, so that nothing that comes meanwhile is missed; what is told twice is read once.
  for (const auto& [watch, folder] : out.folders_) out.list(folder, out.waiting_);
  return out;
}

FolderWatch::FolderWatch(FolderWatch&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      folders_(std::move(other.folders_)),
      waiting_(std::move(other.waiting_)) {}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) close(descriptor_);
}

void FolderWatch::list(const Folder& folder, std::set<std::string>& out) const {
  std::error_code status;
  for (fs::directory_iterator at(folder.path, status), end; !status && at != end; at.increment(status)) {
    const std::string name = at->path().filename().string();
    std::error_code kind;
    if (!at->is_regular_file(kind)) continue;
    if (folder.names.contains(name) || (folder.all && !is_unfinished(name))) out.insert(at->path().string());
  }
}

base::Result<std::vector<std::string>> FolderWatch::ready(std::chrono::milliseconds patience) {
  std::set<std::string> found = std::exchange(waiting_, {});
  if (found.empty()) {
    pollfd wait{descriptor_, POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return std::vector<std::string>();
  }
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t got = read(descriptor_, buffer.data(), buffer.size());
    if (got <= 0) break;  // nothing more for now
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const std::string name(event.len > 0 ? buffer.data() + at + sizeof event : "");
      at += sizeof event + event.len;
      if ((event.mask & IN_Q_OVERFLOW) != 0) {  // some were lost: look at everything
        for (const auto& [watch, folder] : folders_) list(folder, found);
        continue;
      }
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end()) continue;
      if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) {
        return base::Error{
            .code = "watch_lost", .message = "the folder is gone", .file = folder->second.path};
      }
      if ((event.mask & IN_ISDIR) != 0 || (event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) == 0) continue;
      if (folder->second.names.contains(name) || (folder->second.all && !is_unfinished(name))) {
        found.insert((fs::path(folder->second.path) / name).string());
      }
    }
  }
  return std::vector<std::string>(found.begin(), found.end());
}

}  // namespace casus::ingest
