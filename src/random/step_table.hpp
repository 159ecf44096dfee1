#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "allot/distribution.hpp"
#include "random/families.hpp"

namespace allot {

/// A discrete distribution compiled for drawing; equal to its quantile function.
///
/// cost:   constant time for a draw on average, whatever the number of values
/// source: guide tables, Chen and Asau (1974), AIIE Transactions 6(2), 163-166
class StepTable {
 public:
  explicit StepTable(const Distribution& distribution);

  double operator()(double u) const {
    const double wanted = gathered_for(u, gathered_.back());
    std::size_t i = guide_[static_cast<std::size_t>(u * static_cast<double>(guide_.size()))];
    while (gathered_[i] < wanted) ++i;
    while (i > 0 && gathered_[i - 1] >= wanted) --i;  // u * size may have rounded up
    return values_[i];
  }

 private:
  std::vector<double> values_;
  std::vector<double> gathered_;  // weight of this value and all before it
  std::vector<std::uint32_t> guide_;
};

}  // namespace allot
