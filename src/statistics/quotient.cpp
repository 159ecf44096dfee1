#include "statistics/quotient.hpp"

#include <cmath>
#include <vector>

#include "base/contract.hpp"
#include "statistics/interval.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

double total(std::span<const double> terms) {
  return blockwise_sum(terms.size(), [&](std::size_t i) { return terms[i]; });
}

}  // namespace

PointEstimate quotient_of_sums(std::span<const double> above, std::span<const double> below) {
  expects(above.size() == below.size() && !above.empty(), "as many terms above as below");
  const double all_above = total(above), all_below = total(below);
  const double whole = all_above / all_below;
  const auto count = static_cast<double>(above.size());
  std::vector<double> pseudo;
  for (std::size_t i = 0; i < above.size(); ++i)
    pseudo.push_back(count * whole - (count - 1) * ((all_above - above[i]) / (all_below - below[i])));
  const double mean = total(pseudo) / count;
  if (above.size() < 2 || !std::isfinite(mean)) return {whole, std::nullopt};
  const double squares =
      blockwise_sum(pseudo.size(), [&](std::size_t i) { return (pseudo[i] - mean) * (pseudo[i] - mean); });
  return {mean, t_interval(pseudo.size(), mean, std::sqrt(squares / (count - 1)))};
}

}  // namespace allot
