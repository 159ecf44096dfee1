#pragma once

#include <span>

namespace allot {

/// How evenly shares are spread: 1 if all are equal, 1/n if one has everything. Not a number if there are
/// none, or all are 0.
///
/// units:  shares of at least 0
/// source: Jain, Chiu, Hawe (1984), DEC Research Report TR-301: (sum x)^2 / (n sum x^2)
double jain(std::span<const double> shares);

/// Half the mean difference between two shares, over the mean share: 0 if all are equal, 1 - 1/n if one has
/// everything. Not a number if there are none, or all are 0.
///
/// units:  shares of at least 0
/// source: Gini (1912), population form: sum over all pairs |x_i - x_j| / (2 n^2 mean)
double gini(std::span<const double> shares);

/// The same without memory of its own; sorts the shares.
double gini_by_sorting(std::span<double> shares);

}  // namespace allot
