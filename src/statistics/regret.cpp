#include "statistics/regret.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/estimate.hpp"

namespace allot {
namespace {

// More is better from here on.
std::vector<std::vector<double>> without_nulls(std::span<const std::vector<double>> choices, Better better) {
  std::vector<std::vector<double>> out(choices.size());
  const std::size_t count = choices.empty() ? 0 : choices.front().size();
  for (std::size_t r = 0; r < count; ++r) {
    if (std::any_of(choices.begin(), choices.end(), [&](const auto& one) { return !std::isfinite(one[r]); })) continue;
    for (std::size_t i = 0; i < choices.size(); ++i)
      out[i].push_back(better == Better::more ? choices[i][r] : -choices[i][r]);
  }
  return out;
}

// In each course of events, what the best choice of all would have brought beyond this one.
std::vector<double> forgone(const std::vector<std::vector<double>>& choices, std::size_t choice) {
  std::vector<double> out = choices[choice];
  for (std::size_t r = 0; r < out.size(); ++r) {
    double most = out[r];
    for (const auto& one : choices) most = std::max(most, one[r]);
    out[r] = most - out[r];
  }
  return out;
}

double mean_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t r = 0; r < a.size(); ++r) sum += a[r] - b[r];
  return sum / static_cast<double>(a.size());
}

}  // namespace

std::optional<Regrets> regrets_of(std::span<const std::vector<double>> choices, Better better) {
  const std::vector<std::vector<double>> kept = without_nulls(choices, better);
  if (kept.empty() || kept.front().empty()) return std::nullopt;
  Regrets out;
  for (std::size_t i = 1; i < kept.size(); ++i)
    if (mean_difference(kept[i], kept[out.best]) > 0) out.best = i;
  const double information = estimate(forgone(kept, out.best)).mean;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    RegretParts parts;
    parts.information = information;
    parts.choice = std::max(0.0, mean_difference(kept[out.best], kept[i]));
    parts.total = parts.information + parts.choice;
    parts.ci95 = estimate(forgone(kept, i)).ci95;
    out.by_choice.push_back(parts);
  }
  return out;
}

}  // namespace allot
