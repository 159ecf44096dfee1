#include "statistics/quotient.hpp"

#include <cmath>

#include "base/contract.hpp"
#include "statistics/interval.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

double total_of(std::span<const double> terms) {
  return blockwise_sum(terms.size(), [&](std::size_t i) { return terms[i]; });
}

}  // namespace

std::vector<double> pseudo_values(std::span<const double> above, std::span<const double> below) {
  expects(above.size() == below.size() && !above.empty(), "as many terms above as below");
  const double all_above = total_of(above), all_below = total_of(below);
  if (above.size() == 1) return {all_above / all_below};
  const auto count = static_cast<double>(above.size());
  std::vector<double> out;
  for (std::size_t i = 0; i < above.size(); ++i)
    out.push_back(count * (all_above / all_below) - (count - 1) * ((all_above - above[i]) / (all_below - below[i])));
  return out;
}

PointEstimate mean_of_blocks(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  const double mean = total_of(values) / count;
  if (!std::isfinite(mean)) return {};
  const double squares =
      blockwise_sum(values.size(), [&](std::size_t i) { return (values[i] - mean) * (values[i] - mean); });
  return {mean, t_interval(values.size(), mean, std::sqrt(squares / (count - 1)))};
}

PointEstimate quotient_of_sums(std::span<const double> above, std::span<const double> below) {
  return mean_of_blocks(pseudo_values(above, below));
}

}  // namespace allot
