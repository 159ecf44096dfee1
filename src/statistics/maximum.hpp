#pragma once

#include <array>
#include <functional>

namespace allot {

/// A place of one or two coordinates; with one, the second stays.
using Spot = std::array<double, 2>;

/// Where a function is largest, how its slope changes there, and whether that was found.
struct Maximum {
  Spot at{};
  double value = 0;
  double bend_0 = 0, bend_1 = 0;  ///< second derivatives, below 0
  double bend_01 = 0;             ///< the mixed one
  bool is_found = false;
};

/// Looks uphill from `start`; `spacing` is how far apart the function is asked for its slopes.
///
/// shape:  coordinates are 1 or 2
/// gives:  nothing found where there is no top within 15 of `start`: the function rises for ever, or is flat
/// source: Newton's method with Levenberg's damping: Levenberg (1944), Quarterly of Applied Mathematics 2(2)
Maximum maximum(const std::function<double(const Spot&)>& function, Spot start, int coordinates, Spot spacing);

}  // namespace allot
