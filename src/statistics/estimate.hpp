#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "allot/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {

/// Estimates one column after another, and keeps between them its memory and the critical numbers for a
/// count.
///
/// gives:  the same bytes for the same column, whatever was estimated before
/// cost:   some passes over the column
class Estimator {
 public:
  Estimate operator()(std::span<const double> column);

 private:
  void prepare_for(std::size_t count);
  void estimate_quantiles(Estimate& estimate);

  std::vector<double> values_;
  std::size_t prepared_for_ = 0;
  double t_critical_ = 0;
  std::array<Ranks, 3> ranks_{};
};

Estimate estimate(std::span<const double> column);

/// Of an estimate, what is drawn over time.
struct Band {
  double p10 = std::numeric_limits<double>::quiet_NaN(), p50 = p10, p90 = p10, mean = p10, p25 = p10, p75 = p10;
};

/// What `estimate` would say, and quartiles where wanted. May reorder the column.
Band band_of(std::span<double> column, bool has_quartiles = false);

}  // namespace allot
