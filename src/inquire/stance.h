// Who stands with whom, and how a situation rises and falls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

// What one did to another, over all real events between them.
struct Link {
  std::string from, to;  // CAMEO codes
  std::int64_t cooperation = 0, conflict = 0;
  double score = 0;                 // PLOVER's, summed: below zero they stand against each other
  std::vector<std::size_t> events;  // indices into Scene::events
};

// The link with the most events first, then by codes. Events without a code on either side make none.
std::vector<Link> network(const Scene& scene);

struct DayScore {
  std::string day;
  std::int64_t events = 0;
  double sum = 0;          // of PLOVER's scores of the real events of that day
  std::int64_t force = 0;  // of them, material conflict
};

// By day; days without an event are left out, and those beyond the last story.
std::vector<DayScore> escalation(const Scene& scene);

}  // namespace casus::inquire
