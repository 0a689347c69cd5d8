#include "situate/situations.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "situate/grouping.h"

namespace casus::situate {
namespace {

using base::Result;

Point point_of(Level level, const Entry& entry) {
  return level == Level::story ? story_point(entry.id, entry.day, entry.terms)
                               : incident_point(entry.id, entry.day, entry.terms);
}

bool same_terms(const std::vector<Term>& a, const std::vector<Term>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Term& x, const Term& y) {
    return x.hash == y.hash && x.count == y.count && x.name == y.name;
  });
}

bool same_story(const Entry& a, const Entry& b) {
  return a.day == b.day && a.published == b.published && a.source == b.source && a.mark == b.mark &&
         a.print.smallest == b.print.smallest && a.print.shingles == b.print.shingles &&
         same_terms(a.terms, b.terms);
}

// Near-duplicates that an index would find: as with closeness, what shares no key is not compared.
bool copies_of(const Entry& a, const Entry& b) {
  if (a.day.has_value() != b.day.has_value()) return false;
  if (a.day && std::abs(*a.day - *b.day) > incident_measure.farthest_days) return false;
  if (!near_duplicates(a.print, a.terms, b.print, b.terms)) return false;
  std::vector<std::uint64_t> first = keys_of(Level::story, a);
  std::vector<std::uint64_t> second = keys_of(Level::story, b);
  std::sort(first.begin(), first.end());
  return std::any_of(second.begin(), second.end(),
                     [&](std::uint64_t key) { return std::binary_search(first.begin(), first.end(), key); });
}

// Parts and groups of these entries among themselves, by id.
std::map<std::string, Place> place(Level level, const std::map<std::string, Entry, std::less<>>& entries) {
  const Measure& measure = level == Level::story ? incident_measure : situation_measure;
  std::vector<Point> points;
  points.reserve(entries.size());
  for (const auto& [id, entry] : entries) points.push_back(point_of(level, entry));
  const std::vector<std::size_t> parts = connected(points, measure);
  std::map<std::size_t, std::vector<std::size_t>> by_part;
  for (std::size_t i = 0; i < points.size(); ++i) by_part[parts[i]].push_back(i);
  std::map<std::string, Place> out;
  for (const auto& [part, members] : by_part) {
    std::vector<Point> own;
    own.reserve(members.size());
    for (const std::size_t i : members) own.push_back(std::move(points[i]));
    const std::string part_id = own.front().id;  // points are by id, and a part is named by its first
    const std::vector<std::size_t> groups = group(own, measure);
    for (std::size_t i = 0; i < own.size(); ++i) {
      out[own[i].id] = {entries.find(own[i].id)->second.place.copies, part_id, own[groups[i]].id};
    }
  }
  return out;
}

// An incident out of its stories.
Entry incident_of(const std::vector<const Entry*>& stories) {
  Entry out;
  std::map<TermHash, std::uint32_t> counts;
  for (const Entry* story : stories) {
    if (out.id.empty() || story->id < out.id) out.id = story->id;
    if (story->day && (!out.day || *story->day < *out.day)) out.day = story->day;
    for (const Term& term : story->terms) {
      if (term.name) counts[term.hash] += term.count;
    }
  }
  for (const auto& [hash, count] : counts) out.terms.push_back({hash, count, true});
  out.terms = main_names(out.terms);
  return out;
}

}  // namespace

std::vector<std::uint64_t> keys_of(Level level, const Entry& entry) {
  if (level == Level::incident) return keys_of(point_of(level, entry), situation_measure);
  std::vector<std::uint64_t> keys = keys_of(point_of(level, entry), incident_measure);
  const std::vector<std::uint64_t> bands = bands_of(entry.print);
  keys.insert(keys.end(), bands.begin(), bands.end());
  return keys;
}

Entry entry_of(const Told& story, const OrdinaryWords& ordinary) {
  Entry out;
  out.id = story.id;
  out.day = day_number(story.published);
  out.terms = terms_of(story.headline, story.text, ordinary);
  out.published = story.published;
  out.source = story.source;
  out.mark = mark_of(story.headline, story.text);
  out.print = fingerprint_of(story.text);
  return out;
}

Result<void> Situations::gather(Level level, Belonging by, std::string_view id, Entries& into) {
  auto members = shelf_.members(level, by, id);
  if (!members) return members.error();
  for (Entry& one : *members) {
    std::string key = one.id;
    into.insert_or_assign(std::move(key), std::move(one));
  }
  return {};
}

Result<std::vector<Entry>> Situations::neighbours(Level level, const Entry& entry,
                                                  const std::vector<std::uint64_t>& keys, int days) {
  std::optional<int> first, last;
  if (entry.day) first = *entry.day - days, last = *entry.day + days;
  auto found = shelf_.find(level, keys, first, last);
  if (!found) return found.error();
  std::sort(found->begin(), found->end());
  found->erase(std::unique(found->begin(), found->end()), found->end());
  std::vector<Entry> out;
  for (const std::string& id : *found) {
    if (id == entry.id) continue;
    auto one = shelf_.get(level, id);
    if (!one) return one.error();
    if (*one) out.push_back(**std::move(one));
  }
  return out;
}

Result<void> Situations::add(Entry story) {
  auto old = shelf_.get(Level::story, story.id);
  if (!old) return old.error();
  if (*old) {
    if (same_story(**old, story)) return {};
    if (auto removed = remove(**old); !removed) return removed;
  }
  const Point point = point_of(Level::story, story);
  const std::vector<std::uint64_t> keys = keys_of(Level::story, story);
  const auto near = neighbours(Level::story, story, keys, incident_measure.farthest_days);
  if (!near) return near.error();
  story.place = {story.id, story.id, story.id};
  if (auto placed = place_copies(story, *near); !placed) return placed;

  touch(story.id, story.id);
  const std::vector<std::uint64_t> own_keys = keys_of(point, incident_measure);
  for (const Entry& other : *near) {
    const Point there = point_of(Level::story, other);
    if (closeness(point, there, incident_measure) < incident_measure.closeness) continue;
    const std::vector<std::uint64_t> their_keys = keys_of(there, incident_measure);
    const bool share = std::any_of(own_keys.begin(), own_keys.end(), [&](std::uint64_t key) {
      return std::binary_search(their_keys.begin(), their_keys.end(), key);
    });
    if (share) touch(other.place.part, story.id);  // else connected() would not hold them together either
  }
  story.place.group.clear();  // belongs nowhere yet
  return shelf_.put(Level::story, story, keys);
}

const std::string& Situations::root(const std::string& part) {
  auto at = touched_.find(part);
  while (at->second != at->first) at = touched_.find(at->second);
  return at->first;
}

void Situations::touch(const std::string& part, const std::string& with) {
  touched_.try_emplace(part, part);
  touched_.try_emplace(with, with);
  const std::string a = root(part), b = root(with);
  if (a != b) touched_[std::max(a, b)] = std::min(a, b);
}

Result<void> Situations::settle() {
  std::map<std::string, std::vector<std::string>> parts;
  for (const auto& [part, up] : touched_) parts[root(part)].push_back(part);
  Changes changes;
  for (const auto& [first, together] : parts) {
    Entries stories;
    for (const std::string& part : together) {
      if (auto done = gather(Level::story, Belonging::part, part, stories); !done) return done;
    }
    if (auto done = settle_stories(stories, changes); !done) return done;
  }
  if (auto done = settle_incidents(changes); !done) return done;
  touched_.clear();
  return {};
}

// Joins the sets of near-duplicates that the story is one of.
Result<void> Situations::place_copies(Entry& story, const std::vector<Entry>& near) {
  Entries touched;
  std::string smallest = story.id;
  for (const Entry& other : near) {
    if (touched.contains(other.id)) continue;
    if (!copies_of(story, other)) continue;
    if (auto done = gather(Level::story, Belonging::copies, other.place.copies, touched); !done) return done;
    smallest = std::min(smallest, other.place.copies);
  }
  for (auto& [id, other] : touched) {
    if (other.place.copies == smallest) continue;
    other.place.copies = smallest;
    if (auto moved = shelf_.move(Level::story, id, other.place); !moved) return moved;
  }
  story.place.copies = smallest;
  return {};
}

Result<void> Situations::settle_stories(const Entries& stories, Changes& changes) {
  const std::map<std::string, Place> placed = place(Level::story, stories);
  std::map<std::string, std::set<std::string>> before, after;
  for (const auto& [id, entry] : stories) {
    const Place& now = placed.at(id);
    if (!entry.place.group.empty()) before[entry.place.group].insert(id);
    after[now.group].insert(id);
    if (entry.place == now) continue;
    if (auto moved = shelf_.move(Level::story, id, now); !moved) return moved;
  }
  for (const auto& [incident, members] : before) {
    if (!after.contains(incident)) changes.gone.insert(incident);
  }
  for (const auto& [incident, members] : after) {
    const auto old = before.find(incident);
    if (old != before.end() && old->second == members) continue;
    std::vector<const Entry*> of;
    for (const std::string& id : members) of.push_back(&stories.find(id)->second);
    changes.anew.insert_or_assign(incident, incident_of(of));
  }
  return {};
}

Result<void> Situations::settle_incidents(const Changes& changes) {
  Entries touched;
  const auto leave = [&](const std::string& id) -> Result<void> {
    auto old = shelf_.get(Level::incident, id);
    if (!old) return old.error();
    if (!*old) return {};
    if (auto done = gather(Level::incident, Belonging::part, (*old)->place.part, touched); !done) return done;
    return shelf_.drop(Level::incident, id);
  };
  for (const std::string& id : changes.gone) {
    if (auto left = leave(id); !left) return left;
  }
  for (const auto& [id, one] : changes.anew) {
    if (auto left = leave(id); !left) return left;
  }
  for (const std::string& id : changes.gone) touched.erase(id);
  for (const auto& [id, one] : changes.anew) touched.erase(id);

  for (const auto& [id, incident] : changes.anew) {
    Entry one = incident;
    const Point point = point_of(Level::incident, one);
    const std::vector<std::uint64_t> keys = keys_of(Level::incident, one);
    const auto near = neighbours(Level::incident, one, keys, situation_measure.farthest_days);
    if (!near) return near.error();
    for (const Entry& other : *near) {
      if (touched.contains(other.id)) continue;
      const double close = closeness(point, point_of(Level::incident, other), situation_measure);
      if (close < situation_measure.closeness) continue;
      if (auto done = gather(Level::incident, Belonging::part, other.place.part, touched); !done) return done;
    }
    one.place = {id, id, id};
    if (auto put = shelf_.put(Level::incident, one, keys); !put) return put;
    touched.insert_or_assign(id, std::move(one));
  }
  for (const auto& [id, now] : place(Level::incident, touched)) {
    if (touched.find(id)->second.place == now) continue;
    if (auto moved = shelf_.move(Level::incident, id, now); !moved) return moved;
  }
  return {};
}

Result<void> Situations::drop(std::string_view id) {
  auto old = shelf_.get(Level::story, id);
  if (!old) return old.error();
  return *old ? remove(**old) : Result<void>();
}

Result<void> Situations::remove(const Entry& story) {
  if (auto gone = shelf_.drop(Level::story, story.id); !gone) return gone;
  if (auto parted = part_copies(story); !parted) return parted;
  touch(story.place.part, story.place.part);
  if (story.place.group.empty()) return {};
  // Its incident is another one now, even where the others stay together.
  Entries others;
  if (auto done = gather(Level::story, Belonging::group, story.place.group, others); !done) return done;
  for (auto& [id, other] : others) {
    other.place.group.clear();
    if (auto moved = shelf_.move(Level::story, id, other.place); !moved) return moved;
  }
  return settle_incidents({{story.place.group}, {}});
}

// Near-duplicates that only this one held together fall apart.
Result<void> Situations::part_copies(const Entry& gone) {
  Entries copies;
  if (auto done = gather(Level::story, Belonging::copies, gone.place.copies, copies); !done) return done;
  std::map<std::string, std::string> smallest;
  for (const auto& [id, entry] : copies) smallest[id] = id;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [a, one] : copies) {
      for (const auto& [b, two] : copies) {
        if (smallest[b] <= smallest[a] || !copies_of(one, two)) continue;
        smallest[b] = smallest[a];
        changed = true;
      }
    }
  }
  for (auto& [id, entry] : copies) {
    if (entry.place.copies == smallest[id]) continue;
    entry.place.copies = smallest[id];
    if (auto moved = shelf_.move(Level::story, id, entry.place); !moved) return moved;
  }
  return {};
}

}  // namespace casus::situate
