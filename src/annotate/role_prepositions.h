// What a preposition brings, by itself and by what stands after it, where no verb or noun says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/layers.h"

namespace casus::annotate {

// What a filler is, as far as prepositions care.
enum class FillerClass : std::uint8_t { thing, person, place, time, clause };

// The role that `preposition` ("in", "because of") gives to a filler of this class. Nothing for those that
// bring no participant ("according to", "such as").
//
//   to      place, thing: goal; person: recipient      from     origin
//   with    person: companion; else manner             against  patient
//   for     person: beneficiary; else purpose          in, at, on   place, or time
//   by      thing: instrument; clause: manner          about, over, regarding   topic
//   because of, due to: cause                          as       attribute
std::optional<document::Role> preposition_role(std::string_view preposition, FillerClass filler);

}  // namespace casus::annotate
