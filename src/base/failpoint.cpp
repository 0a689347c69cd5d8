#include "base/failpoint.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

namespace casus::base::detail {
namespace {

struct Wanted {
  std::string name;
  long long countdown = 1;
};

const Wanted& wanted() {
  static const Wanted out = [] {
    const char* const said = std::getenv("CASUS_FAILPOINT");
    Wanted made;
    if (said == nullptr) return made;
    made.name = said;
    if (const std::size_t colon = made.name.find(':'); colon != std::string::npos) {
      made.countdown = std::atoll(made.name.c_str() + colon + 1);
      made.name.resize(colon);
    }
    return made;
  }();
  return out;
}

}  // namespace

const bool failpoints_armed = std::getenv("CASUS_FAILPOINT") != nullptr;

void failpoint_reached(const char* name) {
  static std::atomic<long long> reached = 0;
  if (wanted().name == name && ++reached == wanted().countdown) std::raise(SIGKILL);
}

}  // namespace casus::base::detail
