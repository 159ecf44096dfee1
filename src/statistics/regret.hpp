#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "allot/estimate.hpp"
#include "allot/metric.hpp"

namespace allot {

/// What one choice forgoes against the best of several, in the mean; never negative.
struct RegretParts {
  double total = 0;              ///< information + choice, exactly
  double information = 0;        ///< the best in each course of events, less the best of all in the mean
  double choice = 0;             ///< the best of all in the mean, less this one
  std::optional<Interval> ci95;  ///< of the total, by Student's t
};

struct Regrets {
  std::size_t best = 0;  ///< the best in the mean; the first of several
  std::vector<RegretParts> by_choice;
};

/// Choices as columns over the same courses of events; one that is null for any of them is left out. None where none is
/// left.
///
/// gives:  the same `information` for every choice: what it would be worth to know the course beforehand
/// source: expected value of perfect information, Raiffa and Schlaifer (1961), Applied Statistical Decision Theory, 4.5
std::optional<Regrets> regrets_of(std::span<const std::vector<double>> choices, Better better);

}  // namespace allot
