#include "experiment/difference.hpp"

#include "statistics/paired.hpp"

namespace allot::experiment {

Difference difference_of(const std::vector<double>& variant, const std::vector<double>& baseline) {
  const Paired it = compare_pairs(variant, baseline);
  return {it.difference, it.p_less, it.p_equal, it.p_greater, it.variance_ratio, it.p_value};
}

void make_exact(Difference& difference) {
  Estimate& it = difference.estimate;
  if (it.count == 0) return;
  it.sd = 0;
  it.ci95 = Interval{it.mean, it.mean};
}

}  // namespace allot::experiment
