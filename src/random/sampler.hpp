#pragma once

#include <memory>

#include "allot/distribution.hpp"
#include "random/quantile_table.hpp"
#include "random/step_table.hpp"

namespace allot {

/// A distribution compiled for drawing: sampler(u) is quantile(distribution, u), at a few nanoseconds. Copies
/// share the compiled table; make one sampler a distribution and copy it.
///
/// units:  u in (0,1), not checked
/// gives:  non-decreasing in u up to rounding; exact for fixed, uniform and discrete, and for the nearest 1/8192 to
///         each end; else within 1e-6 relative to the distance from the smallest value possible
/// errors: none; a distribution with a fault is a broken promise
/// cost:   to make one: 10 to 30 microseconds; gamma, erlang, beta and pert up to a millisecond, mixtures a few
class Sampler {
 public:
  /// Always 0.
  Sampler() = default;
  explicit Sampler(const Distribution& distribution);

  double operator()(double u) const {
    if (table_) return (*table_)(u);
    if (steps_) return (*steps_)(u);
    return least_ + u * width_ + plus_;
  }

  /// Whether every draw is the same, so that u need not be looked up.
  bool is_constant() const { return !table_ && !steps_ && width_ == 0; }

 private:
  std::shared_ptr<const QuantileTable> table_;
  std::shared_ptr<const StepTable> steps_;
  double least_ = 0, width_ = 0, plus_ = 0;
};

}  // namespace allot
