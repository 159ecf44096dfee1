#pragma once

#include <cstddef>
#include <optional>

#include "allot/estimate.hpp"

namespace allot {

/// The point that Student's t with `freedom` degrees exceeds with chance (1 - level) / 2.
///
/// units:  level in (0,1), freedom at least 1
/// source: inverse incomplete beta function, Boost.Math
/// cost:   about a microsecond
double t_critical(std::size_t freedom, double level);

/// The chance that Student's t exceeds `t`.
///
/// source: incomplete beta function, Boost.Math
double t_tail(double freedom, double t);

/// The same as `t_critical` of the standard normal.
double normal_critical(double level);

/// Where the mean lies, from the mean and the deviation (n - 1) of a sample; none from fewer than two values.
std::optional<Interval> t_interval(std::size_t count, double mean, double sd, double level = 0.95);

/// Where a proportion lies, from `hits` of `count`; (0,1) from none.
///
/// source: Wilson (1927), JASA 22, 209-212; chosen as in Brown, Cai, DasGupta (2001), Statistical Science 16(2)
Interval wilson_interval(std::size_t hits, std::size_t count, double level = 0.95);

/// Two ranks in a sorted sample of n, counted from 1, between which a quantile lies: from the value of rank
/// `lower` to that of rank `upper`. Rank 0 or n + 1: unbounded on that side.
struct Ranks {
  std::size_t lower, upper;
};

/// gives:  at most (1 - level) / 2 of chance that the quantile is below the lower, or above the upper
/// source: David, Nagaraja (2003), Order Statistics, section 7.1; with B binomial(count, share), `lower` is the least k
///         with P(B <= k) >= (1 - level) / 2, and `upper` one more than the least k with P(B > k) <= (1 - level) / 2
Ranks quantile_ranks(std::size_t count, double share, double level = 0.95);

}  // namespace allot
