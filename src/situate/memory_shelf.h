// A shelf in memory: for tests, and for databases whose stories were never placed.
#pragma once

#include <map>
#include <set>
#include <unordered_map>

#include "situate/shelf.h"

namespace casus::situate {

class MemoryShelf : public Shelf {
 public:
  base::Result<std::vector<std::string>> find(Level level, const std::vector<std::uint64_t>& keys,
                                              std::optional<int> first, std::optional<int> last) override;
  base::Result<std::optional<Entry>> get(Level level, std::string_view id) override;
  base::Result<std::vector<Entry>> members(Level level, Belonging by, std::string_view id) override;
  base::Result<void> put(Level level, const Entry& entry, const std::vector<std::uint64_t>& keys) override;
  base::Result<void> move(Level level, std::string_view id, const Place& place) override;
  base::Result<void> drop(Level level, std::string_view id) override;

  // By id.
  const std::map<std::string, Entry, std::less<>>& all(Level level) const { return floor(level).entries; }

 private:
  using Ids = std::set<std::string, std::less<>>;
  struct Floor {
    std::map<std::string, Entry, std::less<>> entries;
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> keys;
    std::unordered_map<std::uint64_t, Ids> index;
    std::map<std::string, Ids, std::less<>> copies, parts, groups;
  };
  Floor& floor(Level level) { return floors_[static_cast<std::size_t>(level)]; }
  const Floor& floor(Level level) const { return floors_[static_cast<std::size_t>(level)]; }
  static void join(Floor& floor, const Entry& entry);
  static void leave(Floor& floor, const Entry& entry);

  Floor floors_[2];
};

}  // namespace casus::situate
