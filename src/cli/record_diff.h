// What two readings of one story say differently.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

struct RecordDiff {
  static constexpr std::array<std::string_view, 6> lists = {"events",  "quotes",      "tolls",
                                                            "threads", "obligations", "agenda"};
  struct Counts {
    std::size_t gained = 0;
    std::size_t lost = 0;
    std::size_t changed = 0;
  };
  std::array<Counts, lists.size()> counts;  // by list
  // A line a claim: "+ COERCE/arrest \"arrested\"", "- ...", "~ ...: status actual -> future".
  std::vector<std::string> lines;
};

// Claims are the same where they have the same id, and changed where a field differs. Records that are no
// JSON have no claims.
RecordDiff compare_records(std::string_view before, std::string_view after);

}  // namespace casus::cli
