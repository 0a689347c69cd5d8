// What the grouping keeps between stories; where it lies is another's business (memory, a database).
//
// Two kinds of entries: stories, and incidents made of stories. An entry is found by keys: numbers that it
// shares with what may be close to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "situate/fingerprint.h"
#include "situate/point.h"
#include "situate/versions.h"

namespace casus::situate {

enum class Level : std::uint8_t { story, incident };

// Where an entry belongs. Each is the smallest id of the entries that share it.
struct Place {
  std::string copies;  // of a story: its near-duplicates
  std::string part;    // the connected part; groups lie inside one part
  std::string group;   // of a story its incident, of an incident its situation
  friend bool operator==(const Place&, const Place&) = default;
};

enum class Belonging : std::uint8_t { copies, part, group };

struct Entry {
  std::string id;
  std::optional<int> day;
  std::vector<Term> terms;  // by hash; of an incident its main names
  // Of stories only:
  std::string published;
  std::string source;
  Mark mark;
  Fingerprint print;

  Place place;
};

class Shelf {
 public:
  virtual ~Shelf() = default;

  // Ids of entries that have one of the keys and a day from `first` to `last`; without a day where these are
  // nothing. In any order, perhaps more than once, perhaps some beyond these days.
  virtual base::Result<std::vector<std::string>> find(Level level, const std::vector<std::uint64_t>& keys,
                                                      std::optional<int> first, std::optional<int> last) = 0;
  virtual base::Result<std::optional<Entry>> get(Level level, std::string_view id) = 0;
  // All entries that share this belonging, in any order.
  virtual base::Result<std::vector<Entry>> members(Level level, Belonging by, std::string_view id) = 0;
  // A new entry, or a new form of one that is there.
  virtual base::Result<void> put(Level level, const Entry& entry, const std::vector<std::uint64_t>& keys) = 0;
  // Only its place changes.
  virtual base::Result<void> move(Level level, std::string_view id, const Place& place) = 0;
  virtual base::Result<void> drop(Level level, std::string_view id) = 0;
};

}  // namespace casus::situate
