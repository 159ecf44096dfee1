#pragma once

#include <span>
#include <vector>

#include "allot/error.hpp"
#include "allot/sweep_design.hpp"
#include "random/rank_correlated.hpp"

namespace allot::sweep {

/// The correlations asked for, by the places of their axes; what is wrong with them is added to the problems.
std::vector<RankCorrelation> read_correlations(const SweepRequest& request, std::vector<Problem>& problems);

/// That no inputs can be so correlated, and what to say as well, if that would help.
Problem impossible_correlations(const SweepRequest& request, std::span<const RankCorrelation> correlations);

}  // namespace allot::sweep
