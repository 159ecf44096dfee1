#include "random/step_table.hpp"

namespace allot {

StepTable::StepTable(const Distribution& distribution) {
  const std::size_t count = distribution.values.size();
  values_.reserve(count);
  gathered_.reserve(count);
  guide_.reserve(count);
  double gathered = 0;
  for (const auto& [value, weight] : distribution.values) {
    gathered += weight;
    values_.push_back(value + distribution.plus);
    gathered_.push_back(gathered);
  }
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double u = static_cast<double>(i) / static_cast<double>(count);
    while (gathered_[first] < gathered_for(u, gathered)) ++first;
    guide_.push_back(first);
  }
}

}  // namespace allot
