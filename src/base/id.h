// Ids are types, not ints: an EntityId cannot be passed where an EventId is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace casus::base {

// An index into the one list that `Tag` names. Default-constructed, it points nowhere.
template <class Tag>
struct Id {
  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

  constexpr bool valid() const { return value != nowhere; }
  constexpr std::uint32_t index() const { return value; }
  constexpr auto operator<=>(const Id&) const = default;

  std::uint32_t value = nowhere;
};

}  // namespace casus::base

template <class Tag>
struct std::hash<casus::base::Id<Tag>> {
  std::size_t operator()(casus::base::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};
