#include "experiment/difference.hpp"

#include "statistics/paired.hpp"

namespace allot::experiment {

Difference difference_of(const std::vector<double>& variant, const std::vector<double>& baseline) {
  const Paired it = compare_pairs(variant, baseline);
  return {it.difference, it.p_less, it.p_equal, it.p_greater, it.variance_ratio, it.p_value};
}

}  // namespace allot::experiment
