// What tells a database of Casus (docs/formats/database.md).
#pragma once

namespace casus::store {

inline constexpr int application_id = 0x43617375;  // "Casu"

}  // namespace casus::store
