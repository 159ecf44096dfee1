#pragma once

#include <string>
#include <vector>

#include "allot/sweep_design.hpp"
#include "sweep/tried.hpp"
#include "sweep/values.hpp"

namespace allot::sweep {

/// Points as they are made, and of each value the first that has it.
struct Made {
  std::vector<std::vector<std::string>> points;
  std::vector<sweep::Trial> trials;
};

/// The grid, the pairs or the samples of what the axes may be; none where there are problems.
///
/// shape: as many axes as the request has
Made made_of(const SweepRequest& request, const std::vector<AxisValues>& axes, std::vector<Problem>& problems);

}  // namespace allot::sweep
