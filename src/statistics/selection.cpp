#include "statistics/selection.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/contract.hpp"
#include "base/elementary.hpp"

// The steps and their names are those of the paper: N_il = floor(h^2 S_il^2 / delta^2) observations decide between two
// systems at the latest, and with r of them i is left out if its mean is below that of l by more than
// W_il(r) = max(0, delta / (2 r) (h^2 S_il^2 / delta^2 - r)).

namespace allot {
namespace {

double variance_of_differences(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] - b[i];
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double off = a[i] - b[i] - sum / n;
    squares += off * off;
  }
  return squares / (n - 1);
}

}  // namespace

double selection_constant(std::size_t systems, std::size_t first_stage, double probability) {
  expects(systems >= 2 && first_stage >= 2 && probability > 0.5 && probability < 1, "a selection among several");
  const double error = 2 * (1 - probability) / static_cast<double>(systems - 1);
  return (elementary::pow(error, -2 / static_cast<double>(first_stage - 1)) - 1) / 2;
}

Selection::Selection(const std::vector<std::vector<double>>& first_stage, const SelectionTerms& terms)
    : systems_(first_stage.size()),
      observations_(first_stage.front().size()),
      most_(observations_),
      indifference_(terms.indifference),
      reach_(systems_ * systems_),
      left_(systems_) {
  expects(terms.indifference > 0, "an indifference is above 0");
  std::iota(left_.begin(), left_.end(), std::size_t{0});
  for (const auto& column : first_stage) sums_.push_back(std::accumulate(column.begin(), column.end(), 0.0));
  if (systems_ < 2) return;
  const double eta = selection_constant(systems_, observations_, terms.probability);
  const double h2 = 2 * eta * static_cast<double>(observations_ - 1);
  double most = static_cast<double>(observations_);
  for (std::size_t i = 0; i < systems_; ++i)
    for (std::size_t l = i + 1; l < systems_; ++l) {
      const double variance = variance_of_differences(first_stage[i], first_stage[l]);
      const double reach = h2 * variance / (indifference_ * indifference_);
      reach_[i * systems_ + l] = reach_[l * systems_ + i] = reach;
      most = std::max(most, std::floor(reach) + 1);
    }
  constexpr double largest = 0x1p53;
  most_ = static_cast<std::size_t>(std::min(most, largest));
  screen();
}

double Selection::width(std::size_t one, std::size_t other) const {
  const auto r = static_cast<double>(observations_);
  return std::max(0.0, indifference_ / (2 * r) * (reach_[one * systems_ + other] - r));
}

void Selection::add(std::span<const double> row) {
  if (is_done()) return;
  for (const std::size_t i : left_) sums_[i] += row[i];
  ++observations_;
  screen();
}

void Selection::screen() {
  std::vector<std::size_t> kept;
  for (const std::size_t i : left_) {
    std::optional<std::size_t> by;
    for (const std::size_t l : left_)
      if (l != i && mean(i) < mean(l) - width(i, l) && (!by || mean(l) > mean(*by))) by = l;
    if (by)
      eliminations_.push_back({i, *by, observations_, false});
    else
      kept.push_back(i);
  }
  left_ = std::move(kept);
  if (left_.size() > 1 && is_at_the_end()) end();
}

// Past N_il of all pairs that are left only equal means are left: of those that never differ, which nothing more would tell
// apart, the end need not wait for pairs that are gone.
bool Selection::is_at_the_end() const {
  for (const std::size_t i : left_)
    for (const std::size_t l : left_)
      if (i != l && reach_[i * systems_ + l] >= static_cast<double>(observations_)) return false;
  return true;
}

// Of equal means the first is taken.
void Selection::end() {
  const std::size_t best =
      *std::max_element(left_.begin(), left_.end(), [&](std::size_t i, std::size_t l) { return mean(i) < mean(l); });
  for (const std::size_t i : left_)
    if (i != best) eliminations_.push_back({i, best, observations_, true});
  left_ = {best};
}

}  // namespace allot
