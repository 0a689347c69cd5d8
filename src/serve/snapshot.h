// What lists and aggregates look at: the columns of one state of the database, and what is known across its
// stories.
//
// A snapshot never changes: requests that began with one end with it. Two of them may share their columns,
// where only what is known across stories came later.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "serve/across.h"
#include "serve/columns.h"

namespace casus::serve {

class Snapshot {
 public:
  Snapshot(std::shared_ptr<const Columns> of, std::shared_ptr<const Across> with, std::uint64_t number)
      : columns(std::move(of)), known(std::move(with)), version(number) {}

  const std::shared_ptr<const Columns> columns;
  const std::shared_ptr<const Across> known;
  const std::uint64_t version;  // differs between any two snapshots of one program

  const Across& across = *known;
  // The columns, by their names.
  const std::int64_t seq = columns->seq;
  const Day latest = columns->latest;
  const Words& words = columns->words;
  const std::vector<std::string>&types = columns->types, &statuses = columns->statuses,
        &contexts = columns->contexts;
  const std::vector<StoryRow>& stories = columns->stories;
  const std::vector<Actor>& actors = columns->actors;
  const std::vector<Place>& places = columns->places;
  const std::vector<Role>& roles = columns->roles;
  const std::array<std::vector<std::uint32_t>, claim_count>& by_day = columns->by_day;

  const std::vector<Row>& of(Claim claim) const { return columns->of(claim); }
  std::string_view id_of(const Row& row) const { return columns->id_of(row); }
  std::string_view story_of(const Row& row) const { return columns->story_of(row); }
  std::uint32_t find_story(std::string_view id) const { return columns->find_story(id); }
  std::uint32_t find_story(std::int64_t key) const { return columns->find_story(key); }
  std::uint32_t find_row(Claim claim, std::uint32_t story, std::string_view id) const {
    return columns->find_row(claim, story, id);
  }
  // Which row of its kind of claim it is.
  std::uint32_t number_of(Claim claim, const Row& row) const {
    return static_cast<std::uint32_t>(&row - of(claim).data());
  }
  // As it stands across stories, else as its own story has it; an index into `statuses`.
  std::uint8_t status_of(Claim claim, std::uint32_t row) const {
    const auto& found = across.status[static_cast<std::size_t>(claim)];
    return found.empty() || found[row] == 0 ? columns->own_status(claim, of(claim)[row]) : found[row];
  }
  // The row of the first telling, where several stories tell of it; `nowhere` where one does.
  std::uint32_t first_of(Claim claim, std::uint32_t row) const {
    const auto& first = across.first[static_cast<std::size_t>(claim)];
    return first.empty() ? nowhere : first[row];
  }
};

}  // namespace casus::serve
