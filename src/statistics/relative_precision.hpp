#pragma once

#include <cstddef>

#include "allot/estimate.hpp"

namespace allot {

/// No mean of fewer numbers is called precise: where one stops at the first narrow interval, those of few numbers are too
/// often narrow by chance.
inline constexpr std::size_t least_for_precision = 30;

/// How wide half an interval may be, as a share of the estimated mean, so that an interval that covers is off the true mean
/// by at most `relative` of that.
///
/// source: Law, Kelton (2000), Simulation Modeling and Analysis, 3rd edition, section 9.4.1: gamma / (1 + gamma)
inline double adjusted_precision(double relative) { return relative / (1 + relative); }

/// Whether a mean whose interval reaches `half_width` to either side is that precise.
bool is_precise(double half_width, double mean, double relative);

/// Half the 95% interval of a mean; not a number where there is none.
double half_width(const Estimate& estimate);

/// How many numbers it takes at least, were the mean at that end of its interval that is farther from 0: infinitely many
/// where it is always 0, or has no value.
///
/// source: the half-width shrinks with the square root of the count
double least_count(const Estimate& estimate, double relative);

}  // namespace allot
