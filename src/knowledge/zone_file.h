// Reads a time zone as the IANA database compiles it (TZif, RFC 8536): when its clocks were moved, and how
// far they stood from Greenwich from then on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/rows.h"

namespace casus::knowledge {

// From 1945-01-01T00:00Z, where the first step lies, to the end of 2099: what the file's closing rule says of
// the years after its last step is written out. Error `bad_package` with `file`.
base::Result<std::vector<ZoneStep>> read_zone(std::string_view bytes, const std::string& file);

}  // namespace casus::knowledge
