// Questions that a person asks of what Casus knows: casus who, casus where, casus members.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace casus::knowledge {

// A person's terms as seen from a day, each list by beginning.
struct Career {
  Entry person;
  std::vector<Tenure> now;
  std::vector<Tenure> before;
  std::vector<Tenure> after;
};

// Everybody of that name or surname, those in office on the day first. For the name of a country or body,
// those who held its offices on the day, by rank of the office.
std::vector<Career> who(const Knowledge& knowledge, std::string_view name, base::Date on);

// Places of that name, indices for Knowledge::place(): those in the country `near` (alpha-3, or "") first,
// then countries, then from the most populous down.
std::vector<std::uint32_t> where(const Knowledge& knowledge, std::string_view name, std::string_view near);

struct Roll {
  Entry organisation;
  std::vector<Membership> members;  // by country
  std::vector<Clause> clauses;
};

// Who belonged to a body on a day; nothing where no organisation has that name, acronym or key.
std::optional<Roll> members_of(const Knowledge& knowledge, std::string_view name, base::Date on);

}  // namespace casus::knowledge
