#include "experiment/sensitivity_plan.hpp"

#include <algorithm>
#include <utility>

namespace allot::experiment {
namespace {

constexpr double low_level = 0.1, high_level = 0.9;

}  // namespace

SensitivityPlan::SensitivityPlan(const Sensitivity& asked, const BaseSamples& samples) {
  for (const SensitivityFactor& it : asked.factors) {
    factors_.push_back(it.inputs);
    if (it.kind != SensitivityFactor::Kind::course) uncertain_.push_back(it.inputs);
  }
  if (asked.has_course) points_.push_back(samples.other_course());
  close(&SensitivityColumns::other_course);
  for (const SensitivityMethod method : asked.methods) switch (method) {
      case SensitivityMethod::sobol: add_swapped(samples); break;
      case SensitivityMethod::tornado: add_levels(samples); break;
      case SensitivityMethod::shapley: add_redrawn(samples, asked.seed); break;
      case SensitivityMethod::morris: add_walks(samples, asked.seed); break;
    }
}

void SensitivityPlan::close(std::vector<std::vector<double>> SensitivityColumns::*columns) {
  std::size_t before = 0;
  for (const Part& it : parts_) before += it.points;
  parts_.push_back({columns, points_.size() - before});
}

void SensitivityPlan::add_swapped(const BaseSamples& samples) {
  for (const BaseSamples::Members& it : uncertain_) points_.push_back(samples.swapped(it));
  close(&SensitivityColumns::swapped);
}

void SensitivityPlan::add_levels(const BaseSamples& samples) {
  for (const BaseSamples::Members& it : uncertain_) {
    points_.push_back(samples.at_level(it, low_level));
    points_.push_back(samples.at_level(it, high_level));
  }
  close(&SensitivityColumns::levels);
}

// The last step, at which all are drawn anew, is B.
void SensitivityPlan::add_redrawn(const BaseSamples& samples, std::uint64_t seed) {
  if (factors_.empty()) return;
  paths_.orders = random_orders(samples.rows(), factors_.size(), seed);
  for (std::size_t step = 1; step < factors_.size(); ++step)
    points_.push_back(samples.redrawn(factors_, paths_.orders, step));
  close(&SensitivityColumns::redrawn);
}

void SensitivityPlan::add_walks(const BaseSamples& samples, std::uint64_t seed) {
  if (uncertain_.empty()) return;
  paths_.walks.emplace(uncertain_, samples.rows(), seed);
  for (std::size_t step = 0; step <= uncertain_.size(); ++step) points_.push_back(paths_.walks->at_step(step));
  close(&SensitivityColumns::walks);
}

SensitivityColumns SensitivityPlan::columns_of(std::vector<std::vector<double>> base,
                                               std::vector<std::vector<double>> values) const {
  SensitivityColumns out;
  out.a = std::move(base[0]);
  out.b = std::move(base[1]);
  auto from = std::make_move_iterator(values.begin());
  for (const Part& it : parts_) {
    const auto to = from + static_cast<std::ptrdiff_t>(it.points);
    (out.*it.columns).assign(from, to);
    from = to;
  }
  return out;
}

}  // namespace allot::experiment
