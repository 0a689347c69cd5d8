// Named points at which a test may end the program as a crash would.
//
// CASUS_FAILPOINT=keep.story:137 kills the process (SIGKILL: nothing is flushed, nothing is tidied up) when
// the point `keep.story` is reached for the 137th time; the number may be left out for the first. Without
// the variable a point is one comparison. Threads: any.
#pragma once

namespace casus::base {

namespace detail {
extern const bool failpoints_armed;
void failpoint_reached(const char* name);
}  // namespace detail

inline void failpoint(const char* name) {
  if (detail::failpoints_armed) [[unlikely]]
    detail::failpoint_reached(name);
}

}  // namespace casus::base
