#include "statistics/survival.hpp"

#include <algorithm>

#include "statistics/turnbull.hpp"

namespace allot {
namespace {

/// When something happened, or was cut off before it did. At one time what happened is first.
struct Happening {
  double at;
  bool is_cut_off;
};

StepFunction product_limit(std::vector<Happening> all) {
  std::sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) {
    return a.at != b.at ? a.at < b.at : a.is_cut_off < b.is_cut_off;
  });
  StepFunction out;
  double above = 1;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].at == all[i].at && all[end].is_cut_off == all[i].is_cut_off) ++end;
    if (!all[i].is_cut_off) {
      above *= static_cast<double>(all.size() - end) / static_cast<double>(all.size() - i);
      out.steps.push_back({all[i].at, 1 - above});
    }
    i = end;
  }
  return out;
}

}  // namespace

// A few units in the last place are forgiven.
std::optional<double> StepFunction::quantile(double share) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& it) { return it.share >= share * (1 - 1e-12); });
  return found == steps.end() ? std::nullopt : std::optional(found->value);
}

double StepFunction::at(double value) const {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), value, [](double x, const Step& it) { return x < it.value; });
  return after == steps.begin() ? 0 : std::prev(after)->share;
}

StepFunction observed_distribution(std::span<const Observation> rows) {
  std::vector<Happening> all;
  for (const Observation& it : rows) {
    if (!it.is_exact() && !it.is_open()) return turnbull_distribution(rows);
    all.push_back({it.low, it.is_open()});
  }
  return product_limit(std::move(all));
}

StepFunction open_end_distribution(std::span<const Observation> rows) {
  std::vector<Happening> all;
  for (const Observation& it : rows) all.push_back({it.low, !it.is_open()});
  return product_limit(std::move(all));
}

}  // namespace allot
