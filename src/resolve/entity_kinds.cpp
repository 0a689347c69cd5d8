#include "resolve/entity_kinds.h"

#include <array>

namespace casus::resolve {

using document::EntityType;
using knowledge::Kind;

EntityType type_named(std::string_view type) {
  for (std::size_t k = 0; k <= static_cast<std::size_t>(EntityType::other); ++k) {
    if (document::name(static_cast<EntityType>(k)) == type) return static_cast<EntityType>(k);
  }
  return EntityType::unknown;
}

EntityType type_of(const knowledge::Entry& entry) {
  switch (entry.kind) {
    case Kind::country:
      return EntityType::state;
    case Kind::person:
      return EntityType::person;
    case Kind::organisation:
      if (entry.type == "ngo") return EntityType::ngo;
      if (entry.type == "court") return EntityType::court;
      if (entry.code.starts_with("NGO") || entry.code.starts_with("NGM")) return EntityType::ngo;
      if (const EntityType own = type_named(entry.type); own != EntityType::unknown) return own;
      return EntityType::igo;
    case Kind::armed_group:
      return EntityType::armed_group;
    case Kind::party:
      return EntityType::party;
    case Kind::ethnic_group:
      return EntityType::ethnic_group;
    case Kind::religious_group:
      return EntityType::religious_group;
    case Kind::media:
      return EntityType::media;
    case Kind::company:
      return EntityType::company;
    case Kind::base:
    case Kind::region:
    case Kind::place:
      return EntityType::place;
  }
  return EntityType::unknown;
}

std::string_view roles_of(Kind kind) {
  switch (kind) {
    case Kind::armed_group:
      return "REB";
    case Kind::party:
      return "PTY";
    case Kind::media:
      return "MED";
    case Kind::company:
      return "BUS";
    case Kind::ethnic_group:
      return "CVL";
    case Kind::religious_group:
      return "REL";
    default:
      return "";
  }
}

bool belongs_to_country(EntityType type) {
  switch (type) {
    case EntityType::government:
    case EntityType::military:
    case EntityType::police:
    case EntityType::party:
    case EntityType::civilian:
    case EntityType::court:
    case EntityType::legislature:
    case EntityType::judiciary:
    case EntityType::armed_group:
    case EntityType::religious_group:
    case EntityType::ethnic_group:
    case EntityType::person:
      return true;
    default:
      return false;
  }
}

bool outranks(std::string_view roles, std::string_view head_roles) {
  constexpr std::array<std::string_view, 6> strong = {"REB", "OPP", "SEP", "UAF", "INS", "CRM"};
  constexpr std::array<std::string_view, 7> middle = {"MIL", "COP", "SPY", "LEG", "JUD", "PTY", "REL"};
  const auto rank = [&](std::string_view code) {
    if (code.size() >= 3) {
      for (const std::string_view one : strong) {
        if (code.ends_with(one)) return 3;
      }
      for (const std::string_view one : middle) {
        if (code.ends_with(one)) return 2;
      }
    }
    return code.empty() || code == "CVL" ? 0 : 1;
  };
  return rank(roles) > rank(head_roles);
}

bool is_local(std::string_view roles) { return roles != "MIL" && roles != "GOV" && roles != "SPY"; }

bool bears_arms_or_office(std::string_view roles) {
  constexpr std::array<std::string_view, 8> those = {"MIL", "COP", "REB", "SEP", "UAF", "GOV", "OPP", "SPY"};
  return std::find(those.begin(), those.end(), roles) != those.end();
}

}  // namespace casus::resolve
