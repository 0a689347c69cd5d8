// What became of claims in later stories of their situation (the room inquire), by rows of a snapshot.
//
// Reads:  facts of situations.   Writes: nothing.
// Cost:   made once for each snapshot: a look-up for each claim that facts tell of. Memory: the facts, about
//         300 bytes a toll, request or planned thing, and four bytes a row.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "inquire/facts.h"
#include "serve/columns.h"

namespace casus::serve {

using Facts = std::shared_ptr<const inquire::Facts>;

struct Across {
  std::unordered_map<Word, Facts> situations;
  std::size_t behind = 0;  // situations that are not followed yet, or changed since they were

  // Of events, threads and agenda items that several stories tell: the row of the first telling, its own row
  // included; `nowhere` where one story tells it. Empty for other claims.
  std::array<std::vector<std::uint32_t>, claim_count> first;
  // Of threads and agenda items: index into Columns::statuses; 0 where nothing is known across stories.
  std::array<std::vector<std::uint8_t>, claim_count> status;
  // Where the claim stands in the facts of its situation: index of the asking, plan or counting; `nowhere`
  // where facts have none of it.
  std::array<std::vector<std::uint32_t>, claim_count> place;
  std::vector<std::uint32_t> figure;  // of tolls: index into the counting

  // Of the story's situation; null where it is not followed.
  const inquire::Facts* of(const StoryRow& story) const {
    const auto at = situations.find(story.situation);
    return at == situations.end() ? nullptr : at->second.get();
  }
};

// `facts` by the id of the situation.
Across across_of(const Columns& columns, const std::unordered_map<std::string, Facts>& facts);

}  // namespace casus::serve
