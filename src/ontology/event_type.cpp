#include "ontology/event_type.h"

#include <array>
#include <cstddef>

namespace casus::ontology {
namespace {

constexpr std::array<std::string_view, event_type_count> types = {
    "AGREE",  "CONSULT",  "SUPPORT", "CONCEDE",  "COOPERATE", "AID",    "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",  "COERCE", "ASSAULT", "DISRUPT"};
constexpr std::array<std::string_view, 6> statuses = {"actual",      "negated",      "future",
                                                      "conditional", "hypothetical", "historical"};
constexpr std::array<std::string_view, 5> quads = {"", "verbal cooperation", "material cooperation",
                                                   "verbal conflict", "material conflict"};

static_assert(static_cast<int>(EventType::disrupt) + 1 == event_type_count);

}  // namespace

std::string_view name(EventType type) { return types[static_cast<std::size_t>(type)]; }
std::string_view name(Status status) { return statuses[static_cast<std::size_t>(status)]; }
std::string_view name(Quad quad) { return quads[static_cast<std::size_t>(quad)]; }

std::optional<EventType> find_event_type(std::string_view wanted) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i] == wanted) return static_cast<EventType>(i);
  }
  return std::nullopt;
}

std::optional<Status> find_status(std::string_view wanted) {
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    if (statuses[i] == wanted) return static_cast<Status>(i);
  }
  return std::nullopt;
}

Quad quad_of(EventType type) {
  switch (type) {
    case EventType::agree:
    case EventType::consult:
    case EventType::support:
    case EventType::concede:
      return Quad::verbal_cooperation;
    case EventType::cooperate:
    case EventType::aid:
    case EventType::retreat:
      return Quad::material_cooperation;
    case EventType::request:
    case EventType::accuse:
    case EventType::reject:
    case EventType::threaten:
      return Quad::verbal_conflict;
    case EventType::protest:
    case EventType::sanction:
    case EventType::mobilize:
    case EventType::coerce:
    case EventType::assault:
      return Quad::material_conflict;
    case EventType::disrupt:
      return Quad::none;
  }
  return Quad::none;
}

}  // namespace casus::ontology
