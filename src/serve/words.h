// Strings told by number, each kept once: names, codes and ids of a whole database in a few bytes each.
//
// Cost: a look-up is one hash and about one comparison. Copies are plain memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus::serve {

using Word = std::uint32_t;

class Words {
 public:
  static constexpr Word none = 0;  // the empty string

  Words();
  Word add(std::string_view text);
  // `none` where the text is empty, `nowhere` where it is not among the words.
  Word find(std::string_view text) const;
  static constexpr Word nowhere = ~Word{0};

  std::string_view operator[](Word word) const {
    return std::string_view(letters_).substr(ends_[word], ends_[word + 1] - ends_[word]);
  }
  std::size_t size() const { return ends_.size() - 1; }

 private:
  std::size_t slot_of(std::string_view text) const;
  void grow();

  std::string letters_;
  std::vector<std::uint32_t> ends_;  // of the word before: word i is [ends_[i], ends_[i + 1])
  std::vector<Word> slots_;          // open addressing; `nowhere` is free
};

// For what is told by its text alone and compared often.
std::uint64_t hash_of(std::string_view text);

}  // namespace casus::serve
