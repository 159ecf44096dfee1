#pragma once

#include <functional>
#include <vector>

#include "allot/units.hpp"

namespace allot::experiment {

/// The largest number of lots for which something holds, found by search; 0 where it holds for none that was tried.
///
/// shape:  `most` and `guess`, in lots, only tell where to look
/// gives:  the largest, if what holds of more lots holds of fewer; else one for which it holds
/// cost:   two calls, and twice the logarithm of how far off the guess is
Units most_lots(Units most, Units guess, const std::function<bool(Units)>& holds);

/// A quantile of units: the most that are reached in a share of the replications, at least; type 1, from above.
///
/// shape: `ranks` counts from 1: so many replications reach it
Units reached_by(std::vector<Units> units, std::size_t rank);

}  // namespace allot::experiment
