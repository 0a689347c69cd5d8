// The tables of what belongs together across stories (docs/formats/database.md): rows in and out. What they
// mean is the matter of situate; who joins the two is pipeline/placing.h.
//
// Blobs are as the caller made them. Threads: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::store {

// A row of placed_stories or of incidents; the second has no more than id, day, terms, part and group.
struct PlacedRow {
  std::string id;
  std::optional<std::int64_t> day;
  std::string published, source;
  std::int64_t revision = 0;
  bool correction = false;
  std::int64_t shingles = 0;
  std::string minhash, terms;
  std::string copies, part, group;
};

enum class PlacedTable : std::uint8_t { stories, incidents };
enum class PlacedBy : std::uint8_t { copies, part, group };

// A story that is to be placed.
struct Unplaced {
  std::int64_t seq = 0;
  std::string id, published, source, headline, text;
};

class PlacedTables {
 public:
  // Opens a database that is there, in the schema of this program, for writing.
  static base::Result<PlacedTables> open(const std::string& file);

  base::Result<void> begin();
  base::Result<void> commit();
  void roll_back();

  // ---- entries
  base::Result<std::vector<std::string>> find(PlacedTable table, const std::vector<std::uint64_t>& keys,
                                              std::optional<std::int64_t> first,
                                              std::optional<std::int64_t> last);
  base::Result<std::optional<PlacedRow>> get(PlacedTable table, std::string_view id);
  base::Result<std::vector<PlacedRow>> members(PlacedTable table, PlacedBy by, std::string_view id);
  base::Result<void> put(PlacedTable table, const PlacedRow& row, const std::vector<std::uint64_t>& keys);
  base::Result<void> move(PlacedTable table, std::string_view id, std::string_view copies,
                          std::string_view part, std::string_view group);
  base::Result<void> drop(PlacedTable table, std::string_view id, const std::vector<std::uint64_t>& keys);

  // ---- how far stories were placed
  // The change number up to which stories were placed by this method; 0, and all entries gone, where another
  // method placed them.
  base::Result<std::int64_t> placed_through(std::string_view method);
  base::Result<void> set_placed_through(std::int64_t seq, std::string_view method);
  // The next stories that changed after `seq`, at most so many.
  base::Result<std::vector<Unplaced>> unplaced(std::int64_t seq, int most);
  // Stories that were deleted after `seq`.
  base::Result<std::vector<std::string>> orphans(std::int64_t seq);
  base::Result<std::int64_t> last_change();

  PlacedTables(PlacedTables&&) noexcept;
  PlacedTables& operator=(PlacedTables&&) noexcept;
  ~PlacedTables();

 private:
  struct Parts;
  explicit PlacedTables(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::store
