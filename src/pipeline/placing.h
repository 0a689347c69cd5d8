// Stories of a database find their place: near-duplicates, incidents, situations (docs/situations.md).
//
// Goes on where it was left: stories that came or changed since are placed, those that are gone leave. What
// the tables hold afterwards depends on the stories alone, not on their order nor on how often this ran. Some
// hundred stories are one transaction; a crash leaves whole ones.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "situate/shelf.h"
#include "store/placed.h"

namespace casus::pipeline {

// The tables as a shelf.
class PlacedShelf : public situate::Shelf {
 public:
  explicit PlacedShelf(store::PlacedTables& tables) : tables_(tables) {}

  base::Result<std::vector<std::string>> find(situate::Level level, const std::vector<std::uint64_t>& keys,
                                              std::optional<int> first, std::optional<int> last) override;
  base::Result<std::optional<situate::Entry>> get(situate::Level level, std::string_view id) override;
  base::Result<std::vector<situate::Entry>> members(situate::Level level, situate::Belonging by,
                                                    std::string_view id) override;
  base::Result<void> put(situate::Level level, const situate::Entry& entry,
                         const std::vector<std::uint64_t>& keys) override;
  base::Result<void> move(situate::Level level, std::string_view id, const situate::Place& place) override;
  base::Result<void> drop(situate::Level level, std::string_view id) override;

 private:
  store::PlacedTables& tables_;
};

struct PlacingCounts {
  std::uint64_t placed = 0;
  std::uint64_t gone = 0;
};

// `data` is the data folder, for its list of ordinary words: where that was edited since, all stories are
// placed anew. `progress` is called after every transaction. Errors: those of the list and of the file.
base::Result<PlacingCounts> place_stories(const std::string& db, const std::string& data,
                                          const std::function<void(const PlacingCounts&)>& progress = {});

}  // namespace casus::pipeline
