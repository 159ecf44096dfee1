#pragma once

#include <span>
#include <string>
#include <vector>

#include "allot/fit.hpp"
#include "statistics/maximum.hpp"

namespace allot {

/// Equal rows as one, with how many there are, sorted.
struct CountedRow {
  Observation row;
  double count = 1;
  double log_low = 0;  ///< of `row.low`, where that is above 0
};
using Sample = std::vector<CountedRow>;

Sample sample_of(std::span<const Observation> rows);

/// A family as scale and shape: values are a scale times values that the shape alone decides. Coordinates of a spot are
/// their logarithms; exponential has no shape. Of lognormal the scale is the median and the shape sigma; of normal the
/// scale is the deviation, and the shape the mean in deviations.
Distribution distribution_at(Distribution::Family family, const Spot& spot);
Spot spot_of(const Distribution& distribution);
int coordinates_of(Distribution::Family family);

/// The logarithm of how likely a distribution makes the rows; minus infinity, or no number, where it cannot be.
double log_likelihood(const Sample& sample, Distribution::Family family, const Spot& spot);

/// Why a family cannot be fitted to the rows whatever its parameters; empty if nothing keeps it from that.
std::string reason_against(const Sample& sample, Distribution::Family family);

/// The spot at which the rows are likeliest, looked for from what their middles say, or from `start`.
///
/// shape: there is no reason against it
Maximum likeliest(const Sample& sample, Distribution::Family family);
Maximum likeliest(const Sample& sample, Distribution::Family family, const Spot& start);

}  // namespace allot
