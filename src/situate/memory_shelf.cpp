#include "situate/memory_shelf.h"

#include <cassert>

namespace casus::situate {

using base::Result;

void MemoryShelf::join(Floor& floor, const Entry& entry) {
  floor.copies[entry.place.copies].insert(entry.id);
  floor.parts[entry.place.part].insert(entry.id);
  floor.groups[entry.place.group].insert(entry.id);
}

void MemoryShelf::leave(Floor& floor, const Entry& entry) {
  const auto out = [&](auto& index, const std::string& of) {
    const auto found = index.find(of);
    if (found == index.end()) return;
    found->second.erase(entry.id);
    if (found->second.empty()) index.erase(found);
  };
  out(floor.copies, entry.place.copies);
  out(floor.parts, entry.place.part);
  out(floor.groups, entry.place.group);
}

Result<std::vector<std::string>> MemoryShelf::find(Level level, const std::vector<std::uint64_t>& keys,
                                                   std::optional<int> first, std::optional<int> last) {
  const Floor& here = floor(level);
  Ids found;
  for (const std::uint64_t key : keys) {
    const auto row = here.index.find(key);
    if (row == here.index.end()) continue;
    for (const std::string& id : row->second) {
      const std::optional<int>& day = here.entries.find(id)->second.day;
      if (day.has_value() != first.has_value()) continue;
      if (day && (*day < *first || *day > *last)) continue;
      found.insert(id);
    }
  }
  return std::vector<std::string>(found.begin(), found.end());
}

Result<std::optional<Entry>> MemoryShelf::get(Level level, std::string_view id) {
  const auto found = floor(level).entries.find(id);
  if (found == floor(level).entries.end()) return std::optional<Entry>();
  return std::optional<Entry>(found->second);
}

Result<std::vector<Entry>> MemoryShelf::members(Level level, Belonging by, std::string_view id) {
  const Floor& here = floor(level);
  const auto& index = by == Belonging::copies ? here.copies
                      : by == Belonging::part ? here.parts
                                              : here.groups;
  std::vector<Entry> out;
  const auto found = index.find(id);
  if (found == index.end()) return out;
  for (const std::string& one : found->second) out.push_back(here.entries.find(one)->second);
  return out;
}

Result<void> MemoryShelf::put(Level level, const Entry& entry, const std::vector<std::uint64_t>& keys) {
  if (auto gone = drop(level, entry.id); !gone) return gone;
  Floor& here = floor(level);
  here.entries.emplace(entry.id, entry);
  here.keys.emplace(entry.id, keys);
  for (const std::uint64_t key : keys) here.index[key].insert(entry.id);
  join(here, entry);
  return {};
}

Result<void> MemoryShelf::move(Level level, std::string_view id, const Place& place) {
  Floor& here = floor(level);
  const auto found = here.entries.find(id);
  assert(found != here.entries.end());
  leave(here, found->second);
  found->second.place = place;
  join(here, found->second);
  return {};
}

Result<void> MemoryShelf::drop(Level level, std::string_view id) {
  Floor& here = floor(level);
  const auto found = here.entries.find(id);
  if (found == here.entries.end()) return {};
  for (const std::uint64_t key : here.keys.find(id)->second) {
    const auto row = here.index.find(key);
    row->second.erase(found->first);
    if (row->second.empty()) here.index.erase(row);
  }
  here.keys.erase(here.keys.find(id));
  leave(here, found->second);
  here.entries.erase(found);
  return {};
}

}  // namespace casus::situate
