// Two levels across stories, kept up to date story by story: an incident (one shooting, one summit) and the
// situation that incidents belong to (the crisis). Near-duplicates beside them.
//
// A new story touches only the neighbours that an index finds. What is close to what depends on the two alone
// (point.h), so a new story can only join parts that it is close to; these are grouped anew, in the order of
// ids. So the result does not depend on the order in which stories came: any order, with stories dropped and
// added again in between, ends in the same groups.
//
// Cost of a story: its own words, the entries that share a key with it within 400 days, and the square of the
// part that it falls into; nothing grows with the number of stories.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "situate/ordinary_words.h"
#include "situate/shelf.h"

namespace casus::situate {

// A story as it came.
struct Told {
  std::string id;
  std::string published;  // a day or a date-time; "" where not known
  std::string source;
  std::string headline;
  std::string text;
};

// Everything that grouping wants to know of a story. Needs no shelf: may be done by another thread.
Entry entry_of(const Told& story, const OrdinaryWords& ordinary);

// What an entry is found by: of a story its terms' keys and the bands of its MinHash.
std::vector<std::uint64_t> keys_of(Level level, const Entry& entry);

class Situations {
 public:
  explicit Situations(Shelf& shelf) : shelf_(shelf) {}

  // A new story, or a new form of one that is there. Nothing is done where nothing changed. Errors: the
  // shelf's.
  base::Result<void> add(Entry story);
  base::Result<void> drop(std::string_view id);
  // Groups the parts anew that were touched since the last call. To be called before places on the shelf are
  // asked for; how often besides makes no difference to them.
  base::Result<void> settle();

 private:
  using Entries = std::map<std::string, Entry, std::less<>>;
  struct Changes {
    std::set<std::string> gone;         // incidents that are no more
    std::map<std::string, Entry> anew;  // and those that are new or of other stories
  };
  base::Result<void> gather(Level level, Belonging by, std::string_view id, Entries& into);
  base::Result<std::vector<Entry>> neighbours(Level level, const Entry& entry,
                                              const std::vector<std::uint64_t>& keys, int days);
  base::Result<void> place_copies(Entry& story, const std::vector<Entry>& near);
  base::Result<void> part_copies(const Entry& gone);
  base::Result<void> settle_stories(const Entries& stories, Changes& changes);
  base::Result<void> settle_incidents(const Changes& changes);
  base::Result<void> remove(const Entry& story);
  const std::string& root(const std::string& part);
  void touch(const std::string& part, const std::string& with);

  Shelf& shelf_;
  // Parts of stories that were touched, each with one that it hangs together with; roots with themselves.
  std::map<std::string, std::string> touched_;
};

}  // namespace casus::situate
