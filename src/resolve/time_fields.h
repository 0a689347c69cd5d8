// What the fields of a phrase name, before anything is known of the day of writing: a grain, a length, a
// stretch of one given year.
#pragma once

#include <optional>
#include <string>

#include "resolve/time_phrase.h"
#include "resolve/time_value.h"

namespace casus::resolve {

// The grain that counts in this unit; nothing for what is finer than a day or coarser than a century.
std::optional<Grain> grain_of(Unit unit);

// "P3D", "PT5H30M", "P2Y6M"; "PXW" where vague.
std::string duration_value(Unit unit, double count, bool vague);

// The finest stretch that the fields of a phrase name in one year; nothing for a day that is not in it.
std::optional<Stretch> fields_in(const Phrase& phrase, int year);

}  // namespace casus::resolve
