#pragma once

#include <optional>
#include <span>
#include <vector>

#include "random/unit_points.hpp"

namespace allot {

/// The lower triangle L with L L' = matrix, row by row; none where the matrix is not positive definite (a pivot below 1e-12
/// of its diagonal). Only the lower half is read.
///
/// source: Golub and Van Loan (2013), Matrix Computations, 4th edition, algorithm 4.2.1
std::optional<std::vector<double>> cholesky(std::span<const double> matrix, std::size_t rows);

/// Which rank correlation (Spearman's) two columns shall have.
struct RankCorrelation {
  std::size_t a = 0, b = 0;
  double rho = 0;  ///< in (-1,1)
};

/// The normal correlation of each pair of columns under a Gaussian copula with these rank correlations, 0 of the pairs that
/// are not named; a matrix row by row.
///
/// source: Pearson (1907), On further methods of determining correlation, Drapers' Company Research Memoirs, Biometric
///         Series IV: 2 sin(pi rho / 6)
std::vector<double> normal_correlations(std::size_t columns, std::span<const RankCorrelation> wanted);

/// The same values in each column, put in another order, so that ranks have these correlations, and none of those not named,
/// under a Gaussian copula; none where no inputs can be so correlated (the matrix is not positive definite). Being the same
/// values, they keep their distribution and strata: a Latin hypercube is one still. Columns named in no pair stay as they are.
///
/// The correlation by chance of the points as they come is taken out first where there are more points than columns. What is
/// reached differs from what was asked for by about 1/points, and 1/sqrt(points) where there are not.
///
/// source: Iman and Conover (1982), A distribution-free approach to inducing rank correlation among input variables,
///         Communications in Statistics B 11(3), 311-334; with the scores of the points themselves
std::optional<UnitPoints> rank_correlated(UnitPoints points, std::span<const RankCorrelation> wanted);

}  // namespace allot
