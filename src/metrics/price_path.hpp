#pragma once

#include <span>
#include <vector>

#include "engine/observations.hpp"
#include "model/model.hpp"

namespace allot::metrics {

/// A price as one replication has it: an amount, or a curve.
class PricePath {
 public:
  PricePath(const model::Model& model, const model::Price& price, std::span<const double> draws);

  double at(Time when) const;
  /// The sum of the price over every second of a time: money times seconds.
  double integral(Time from, Time until) const { return sum_to(until) - sum_to(from); }

 private:
  double sum_to(Time when) const;  ///< since the first point; below 0 before it

  std::vector<std::pair<Time, double>> points_;
  std::vector<double> sums_;  ///< up to each point
};

}  // namespace allot::metrics
