#include "resolve/time_phrase.h"

#include <utility>

namespace casus::resolve {

bool names_a_day(const Phrase& phrase) {
  return phrase.weekday || (phrase.month && phrase.day) || phrase.holiday != nullptr ||
         (phrase.shape == Shape::stretch && phrase.unit == Unit::day);
}

void keep_longer(std::optional<Phrase>& best, std::optional<Phrase> other) {
  if (other && (!best || other->end > best->end)) best = std::move(other);
}

}  // namespace casus::resolve
