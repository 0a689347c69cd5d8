// Tells which files of folders are ready to be read: written and closed, or moved into place. Linux, inotify.
//
// Files that are there already are told first, by name, so that nothing is missed between two runs. Files
// that are being written are not ready; hidden ones (".x") and names that end with "~", ".part" or ".tmp"
// never are. Folders below are not followed. A folder that is taken away or cannot be watched is an error.
// One thread.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace casus::ingest {

class FolderWatch {
 public:
  // `paths` are folders and files. A file is told whenever it was written anew or replaced: its folder is
  // watched for its name. Errors: `cannot_watch`, with the system's reason.
  static base::Result<FolderWatch> open(const std::vector<std::string>& paths);

  FolderWatch(FolderWatch&& other) noexcept;
  FolderWatch& operator=(FolderWatch&&) = delete;
  ~FolderWatch();

  // Files that have become ready since, by name, each once; waits at most `patience` for the first one. Files
  // that were there at open() come at the first call. Empty where nothing happened, or where a signal came
  // in. Error `watch_lost` where a folder is gone.
  base::Result<std::vector<std::string>> ready(std::chrono::milliseconds patience);

 private:
  struct Folder {
    std::string path;
    bool all = false;             // every file of it
    std::set<std::string> names;  // else these
  };

  FolderWatch() = default;
  void list(const Folder& folder, std::set<std::string>& out) const;

  int descriptor_ = -1;
  std::map<int, Folder> folders_;  // by watch
  std::set<std::string> waiting_;  // told at the next call
};

}  // namespace casus::ingest
