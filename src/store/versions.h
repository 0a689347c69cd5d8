// Which of two versions of a story is kept: one id, different bytes.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>

namespace casus::store {

// Ordered: the one published later, then the longer one, then the one with the greater hash.
struct StoryVersion {
  std::string published;
  std::size_t bytes = 0;  // of the text
  std::string sha256;

  friend bool operator<(const StoryVersion& a, const StoryVersion& b) {
    return std::tie(a.published, a.bytes, a.sha256) < std::tie(b.published, b.bytes, b.sha256);
  }
};

}  // namespace casus::store
