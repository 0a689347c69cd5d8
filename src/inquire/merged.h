// The same event told by many stories, merged into one with all its sources and what they differ in.
//
// Two tellings are one event where type and mode agree, their days lie at most one apart, their places do not
// contradict each other, and at least one side of it (who did it, or to whom) is the same. Background
// tellings join an event but make none of their own where another story tells it as news.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inquire/scene.h"

namespace casus::inquire {

struct Difference {
  std::string field;                // actors, recipients, mode, day, place, status
  std::vector<std::string> values;  // as the tellings have it; each once, in their order
};

struct MergedEvent {
  std::string id;                     // story and claim of its first telling
  std::vector<std::size_t> tellings;  // indices into Scene::events; by publication
  std::size_t stories = 0;
  std::size_t sources = 0;  // different ones
  std::vector<Difference> differences;
};

// By day, then by first telling. Cost: proportional to the events of each type within three days.
std::vector<MergedEvent> merge_events(const Scene& scene);

}  // namespace casus::inquire
