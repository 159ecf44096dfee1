#include "statistics/shapley_effects.hpp"

#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "statistics/quotient.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

bool is_whole(const RedrawnInTurn& sample, std::size_t row) {
  return std::all_of(sample.steps.begin(), sample.steps.end(),
                     [row](std::span<const double> it) { return std::isfinite(it[row]); });
}

double half_square(double value) { return value * value / 2; }

}  // namespace

std::optional<ShapleyEffects> shapley_effects(const RedrawnInTurn& sample, std::size_t blocks) {
  expects(sample.steps.size() > 1 && blocks > 0, "something is drawn anew");
  const std::size_t rows = sample.steps.front().size(), factors = sample.steps.size() - 1;
  std::vector<std::vector<double>> parts(factors, std::vector<double>(blocks, 0));
  std::vector<double> all(blocks, 0);
  ShapleyEffects out;
  CompensatedSum variance;
  for (std::size_t row = 0; row < rows; ++row) {
    if (!is_whole(sample, row)) {
      ++out.left_out;
      continue;
    }
    const std::size_t block = block_of(row, rows, blocks);
    const double start = sample.steps.front()[row];
    for (std::size_t step = 0; step < factors; ++step) {
      const double before = sample.steps[step][row], after = sample.steps[step + 1][row];
      parts[sample.order[row][step]][block] += (before - after) * (start - (before + after) / 2);
    }
    const double whole = half_square(start - sample.steps.back()[row]);
    all[block] += whole;
    variance.add(whole);
  }
  if (!(variance.value() > 0)) return std::nullopt;
  out.variance = variance.value() / static_cast<double>(rows - out.left_out);
  for (const std::vector<double>& it : parts) out.effects.push_back(quotient_of_sums(it, all));
  return out;
}

}  // namespace allot
