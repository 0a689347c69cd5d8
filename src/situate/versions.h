// The versions of one dispatch: which tells it anew, which corrects it, which only repeats it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "situate/fingerprint.h"

namespace casus::situate {

// What a wire writes over a dispatch: "UPDATE 2-", "3rd LEAD", "WRAPUP 1", "CORRECTED", "REFILE".
struct Mark {
  std::int32_t update = 0;  // 2 of "UPDATE 2"; 1 where no number stands
  bool correction = false;
  friend bool operator==(const Mark&, const Mark&) = default;
};

// Reads the headline and, where it has no mark, the first line of the text. Marks are in capitals, or open
// it.
Mark mark_of(std::string_view headline, std::string_view text);

// One version as ordering needs it.
struct Edition {
  std::string id;
  std::string published;
  std::string source;
  Mark mark;
  Fingerprint print;
};

enum class VersionKind : std::uint8_t { original, copy, shortened, update, correction };

struct Version {
  std::size_t edition = 0;  // index as given
  VersionKind kind = VersionKind::original;
  // The edition that took its place: the last later update or correction of the same source, or one that is
  // marked as such. A paper that takes a dispatch over does not supersede it.
  std::optional<std::size_t> superseded_by;
};

// By time of publication, then mark, then id. `editions` are the near-duplicates of one another.
std::vector<Version> versions_of(const std::vector<Edition>& editions);

}  // namespace casus::situate
