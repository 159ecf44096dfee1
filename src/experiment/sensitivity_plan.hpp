#pragma once

#include <vector>

#include "allot/sensitivity.hpp"
#include "experiment/base_samples.hpp"
#include "experiment/sensitivity_findings.hpp"

namespace allot::experiment {

/// The points that methods need beside A and B, behind one another.
class SensitivityPlan {
 public:
  /// shape: of `asked` factors, methods and whether there is a course of events; the samples outlive it
  SensitivityPlan(const Sensitivity& asked, const BaseSamples& samples);
  SensitivityPlan(const SensitivityPlan&) = delete;  // its points refer to it
  SensitivityPlan& operator=(const SensitivityPlan&) = delete;

  const std::vector<Response::Point>& points() const { return points_; }
  const SensitivityPaths& paths() const { return paths_; }
  /// Of one number, the values at A and B and at these points.
  SensitivityColumns columns_of(std::vector<std::vector<double>> base, std::vector<std::vector<double>> values) const;

 private:
  struct Part {
    std::vector<std::vector<double>> SensitivityColumns::*columns;
    std::size_t points;
  };
  void add_swapped(const BaseSamples& samples);
  void add_levels(const BaseSamples& samples);
  void add_redrawn(const BaseSamples& samples, std::uint64_t seed);
  void add_walks(const BaseSamples& samples, std::uint64_t seed);
  void close(std::vector<std::vector<double>> SensitivityColumns::*columns);

  std::vector<BaseSamples::Members> factors_, uncertain_;  ///< all; without the course of events
  SensitivityPaths paths_;
  std::vector<Response::Point> points_;
  std::vector<Part> parts_;
};

}  // namespace allot::experiment
