// What an EntityReader considered and dropped, for a reader who asks why. Costs nothing where nobody asks.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"

namespace casus::resolve {

// A candidate that lost.
struct EntityLoser {
  base::Span span;     // the mention
  std::string name;    // of the candidate
  std::string code;    // its CAMEO code
  std::string reason;  // in plain words
  std::string chosen;  // name of what won; "" where nothing did
};

using EntityTrace = std::vector<EntityLoser>;

}  // namespace casus::resolve
