// What was on the agenda, and what came of it: took place, postponed, cancelled, due, still open.
//
// One planned thing told by several stories is one. That it took place is read off a later story that says so
// of a thing of this kind, in words that look back ("the vote passed off calmly"); that it was put off or
// called off, off later agenda items of the same kind. Without either it is due once the last story of the
// situation lies beyond its day.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

struct Plan {
  std::string what;
  std::string first, last;           // days; "" where not known
  std::vector<std::size_t> items;    // indices into Scene::agenda; the first telling first
  std::string status;                // open, took_place, postponed, cancelled, due
  std::optional<Claim> resolved_by;  // the words that say so; an agenda item's, or of a story's text (no id)
};

// By day, those without one last; then by first telling. Cost: the stories' texts, once for each kind of
// thing.
std::vector<Plan> follow_plans(const Scene& scene);

// Words of `text` that say that a thing of this kind took place: code points from the thing to the verb. Used
// above.
struct LookBack {
  std::int64_t start = 0, end = 0;
  std::string text;
};
std::optional<LookBack> look_back(std::string_view what, std::string_view text);

}  // namespace casus::inquire
