// Words that every story uses: they say nothing about which incident a story tells of.
//
// Reads data/words/en/ordinary.txt: one word a line, in lower case; `#` begins a comment. Immutable after
// load; shared by threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"

namespace casus::situate {

class OrdinaryWords {
 public:
  // Errors: `cannot_read`, `bad_word_list` with its line.
  static base::Result<OrdinaryWords> load(const std::string& file);
  // The same list as text; `file` is what errors name.
  static base::Result<OrdinaryWords> parse(std::string_view text, const std::string& file);

  // The word as it stands or without a common ending (-s, -es, -ed, -ing, -ly, -er). Letters may be capital.
  bool has(std::string_view word) const;

 private:
  std::unordered_set<std::string> words_;
};

}  // namespace casus::situate
