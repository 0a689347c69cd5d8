// The words of time (data/words/en/times.txt, holidays.txt) as look-up tables.
//
// Immutable after load, shared by threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace casus::resolve {

enum class WordClass : std::uint8_t {
  month,
  weekday,
  weekdays,
  number,
  scale,
  vague,
  ordinal,
  decade,
  unit,
  units,
  part,
  season,
  today,
  tonight,
  present,
  past,
  future,
  step,
  edge,
  edge_of,
  more,
  mod,
  every,
  frequency,
  zone,     // minutes east of Greenwich; a word of several meanings has several senses
  zone_of,  // index for zone(): the clocks of a place, summer time and all
  forward,
  counted,
  seasonal,
  announce,
};

struct WordSense {
  WordClass word_class = WordClass::month;
  int value = 0;
  bool capital = false;  // only where the text writes a capital
};

// A named day. With `weekday` it is the first such weekday on or after month and day; with `easter` it is
// that many days from Easter Sunday.
struct Holiday {
  std::vector<std::string> words;  // lower case; apostrophe and letters split as the text is
  unsigned month = 0;
  unsigned day = 0;
  std::optional<unsigned> weekday;
  std::optional<int> easter;
};

class TimeWords {
 public:
  // Reads both tables from `folder` (data/words/en). Errors: a file that cannot be read, `bad_time_word` with
  // file and line.
  static base::Result<TimeWords> load(const std::string& folder);
  // The same from text.
  static base::Result<TimeWords> parse(std::string_view times, std::string_view holidays);

  // Senses of a lower-case word; null where it has none.
  const std::vector<WordSense>* find(std::string_view word) const;
  // Named days that begin with `word`, longest first; null where none does.
  const std::vector<Holiday>* holidays(std::string_view word) const;
  // The time zone behind a sense of class zone_of: "America/New_York".
  std::string_view zone(int value) const { return zones_[static_cast<std::size_t>(value)]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using Table = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Table<std::vector<WordSense>> words_;
  Table<std::vector<Holiday>> holidays_;
  std::vector<std::string> zones_;
};

}  // namespace casus::resolve
