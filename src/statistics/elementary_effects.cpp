#include "statistics/elementary_effects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/contract.hpp"
#include "statistics/estimate.hpp"

namespace allot {

Trajectory trajectory_of(std::span<const double> uniforms) {
  expects(uniforms.size() % 3 == 0, "three numbers for each factor");
  const std::size_t factors = uniforms.size() / 3;
  Trajectory out;
  out.moved.resize(factors);
  std::iota(out.moved.begin(), out.moved.end(), std::size_t{0});
  std::stable_sort(out.moved.begin(), out.moved.end(), [&](std::size_t one, std::size_t other) {
    return uniforms[2 * factors + one] < uniforms[2 * factors + other];
  });
  std::vector<double> point(factors), next(factors);
  for (std::size_t i = 0; i < factors; ++i) {
    const double low = uniforms[i] < 0.5 ? 0 : 1.0 / 3, high = uniforms[i] < 0.5 ? morris_step : 1;
    const bool goes_up = uniforms[factors + i] < 0.5;
    point[i] = goes_up ? low : high;
    next[i] = goes_up ? high : low;
  }
  out.points.push_back(point);
  for (const std::size_t factor : out.moved) {
    point[factor] = next[factor];
    out.points.push_back(point);
  }
  return out;
}

std::vector<double> effects_along(const Trajectory& trajectory, std::span<const double> values) {
  expects(values.size() == trajectory.points.size(), "a value for each point");
  std::vector<double> effects(trajectory.moved.size());
  for (std::size_t step = 0; step < effects.size(); ++step) {
    const std::size_t factor = trajectory.moved[step];
    const bool goes_up = trajectory.points[step + 1][factor] > trajectory.points[step][factor];
    effects[factor] = (values[step + 1] - values[step]) / (goes_up ? morris_step : -morris_step);
  }
  return effects;
}

ElementaryEffects elementary_effects(std::span<const double> effects) {
  std::vector<double> sizes;
  for (const double it : effects) sizes.push_back(std::abs(it));
  const Estimate signed_ones = estimate(effects), of_size = estimate(sizes);
  return {signed_ones.count, {signed_ones.mean, signed_ones.ci95}, {of_size.mean, of_size.ci95}, signed_ones.sd};
}

}  // namespace allot
