// The event types of PLOVER (2021 manual) and Casus's own DISRUPT, with their quad classes.
//
// Modes, contexts, CAMEO codes and scales are data (data/ontology, see ontology.h); the types are code
// because rules, records and statuses switch on them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::ontology {

enum class EventType : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault,
  disrupt,
};
inline constexpr int event_type_count = 17;

// "AGREE", ...
std::string_view name(EventType type);
std::optional<EventType> find_event_type(std::string_view name);

// What became of an event: contract of the story record.
enum class Status : std::uint8_t { actual, negated, future, conditional, hypothetical, historical };
std::string_view name(Status status);
std::optional<Status> find_status(std::string_view name);

enum class Quad : std::uint8_t {
  none,
  verbal_cooperation,
  material_cooperation,
  verbal_conflict,
  material_conflict
};
// "verbal cooperation", ...; "" for none.
std::string_view name(Quad quad);
// The quad class of a type; none for DISRUPT.
Quad quad_of(EventType type);

}  // namespace casus::ontology
