#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace allot {

/// How likely each of several is in the Pareto set, and who is likely to dominate whom.
struct Nondominated {
  std::vector<double> probability;         ///< by system: no other is as good in all and better in one
  std::vector<std::vector<double>> beats;  ///< by system and other: the first dominates the second
};

/// Fills the places with numbers of rows that a resample takes, with replacement.
using DrawRows = std::function<void(std::size_t resample, std::span<std::size_t> rows)>;

/// Means of resampled rows, all systems and criteria by the same rows, so that what they have in common cancels. More is
/// better in every criterion.
///
/// shape:  values[system][criterion][row]; all of a length, of at least one row
/// cost:   resamples times all values
/// source: Efron (1979), Bootstrap methods: another look at the jackknife, The Annals of Statistics 7(1); the Pareto set
///         of means as what is looked for: Lee, Chew, Teng, Goldsman (2010), Finding the non-dominated Pareto set for
///         multi-objective simulation models, IIE Transactions 42(9)
Nondominated nondominated(const std::vector<std::vector<std::vector<double>>>& values, std::size_t resamples,
                          const DrawRows& draw);

/// Whether one is at least as good in all and better in one.
bool dominates(std::span<const double> one, std::span<const double> other);

}  // namespace allot
