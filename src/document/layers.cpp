#include "document/layers.h"

#include <array>

namespace casus::document {
namespace {

constexpr std::array<std::string_view, 18> roles = {
    "agent",  "patient",    "theme",     "recipient", "beneficiary", "goal",
    "origin", "instrument", "attribute", "content",   "purpose",     "condition",
    "cause",  "topic",      "companion", "time",      "place",       "manner"};

constexpr std::array<std::string_view, 20> types = {
    "unknown",  "person",      "state",       "government",   "military",        "police", "igo",
    "ngo",      "armed_group", "party",       "ethnic_group", "religious_group", "media",  "company",
    "civilian", "court",       "legislature", "judiciary",    "place",           "other"};

static_assert(roles.size() == static_cast<std::size_t>(Role::manner) + 1);
static_assert(types.size() == static_cast<std::size_t>(EntityType::other) + 1);

}  // namespace

std::string_view name(Role role) { return roles[static_cast<std::size_t>(role)]; }
std::string_view name(EntityType type) { return types[static_cast<std::size_t>(type)]; }

std::optional<Role> find_role(std::string_view wanted) {
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (roles[i] == wanted) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::string_view name(TimeType type) {
  constexpr std::array<std::string_view, 4> names = {"DATE", "TIME", "DURATION", "SET"};
  return names[static_cast<std::size_t>(type)];
}

}  // namespace casus::document
