// Answers kept for the next one who asks the same of the same snapshot: the latest ones, bounded in bytes.
//
// Threads: any.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace casus::serve {

class Kept {
 public:
  explicit Kept(std::size_t most_bytes = std::size_t{16} << 20) : most_bytes_(most_bytes) {}

  std::optional<std::string> find(std::string_view tag);
  void keep(std::string tag, std::string body);

 private:
  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::list<std::pair<std::string, std::string>> latest_;  // the last asked for first
  std::size_t bytes_ = 0;
};

}  // namespace casus::serve
