#pragma once

#include <cstdio>
#include <cstdlib>

namespace allot {

/// Stops the program when we are wrong, in every build. Input of the user never reaches it.
inline void expects(bool holds, const char* promise) {
  if (holds) [[likely]]
    return;
  std::fprintf(stderr, "allot: broken promise: %s\n", promise);
  std::abort();
}

}  // namespace allot
