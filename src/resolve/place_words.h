// How English speaks of places (data/words/en/places.txt), as look-up tables. Immutable after load.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace casus::resolve {

enum class PlaceWord : std::uint16_t {
  division = 1,
  settlement = 2,
  part = 4,
  locative = 8,
  speaks = 16,
  between = 32,
  doubtful = 64,
  inside = 128,
  paper = 256,
};

class PlaceWords {
 public:
  // Reads `folder`/places.txt. Errors: `missing_file`, `bad_place_word` with file and line.
  static base::Result<PlaceWords> load(const std::string& folder);
  // The same from text.
  static base::Result<PlaceWords> parse(std::string_view text);

  // Whether `word` is of the class. Doubtful words are compared as written, all others in small letters.
  bool is(std::string_view word, PlaceWord word_class) const;

 private:
  std::unordered_map<std::string, std::uint16_t> classes_;
};

}  // namespace casus::resolve
