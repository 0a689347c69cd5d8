// Whether the clause around a time tells of what was or of what will be.
#pragma once

#include <cstdint>

#include "resolve/time_atoms.h"

namespace casus::resolve {

enum class TimeTense : std::uint8_t { unknown, past, present, future };

// Reads the verb that atoms [begin, end) hang on: by syntax where the document has it, else by the nearest
// telling word of the sentence.
TimeTense tense_at(const TimeAtoms& atoms, std::size_t begin, std::size_t end, const TimeWords& words);

}  // namespace casus::resolve
