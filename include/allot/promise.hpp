#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/basis.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

/// What can be promised for an order that nobody has placed yet, and who would pay for it: the scenario with the order
/// against the scenario without it, on the same chance.
namespace allot {

/// What one organisation's other orders lose or gain by the order, in the mean of the paired differences: with it
/// less without.
///
/// units: GPU-days count units delivered, from delivery to the end
struct Displacement {
  std::string organisation;
  Estimate units, gpu_days;  ///< delivered by the end; the integral of it
};

/// How a date that is quoted from some replications fares in others.
struct Calibration {
  double probability = 0;
  std::optional<Date> quoted;          ///< the quantile over the first half of the replications; none: beyond the end
  std::size_t kept = 0, held_out = 0;  ///< of the second half, those that deliver in full by then
  double share = 0;
  Interval share_ci95{0, 1};  ///< by Wilson
};

struct Promise {
  std::string scenario, question, order, organisation, supplier, product;
  double units = 0;  ///< mean, where chance decides how many
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  double probability = 0.9;
  std::optional<Date>
      date;  ///< the earliest by which it is delivered in full with that probability; none: not by the end
  std::optional<Date> low, high;  ///< where that of the population lies, with 95 percent confidence
  std::optional<Date> median;
  double share_by_end = 0;  ///< of replications that deliver in full by the end
  std::vector<Displacement> displaced;
  Labels labels;  ///< how tables and sentences name them
  Basis basis;
  std::vector<Calibration> calibration;  ///< where asked for, by probability
};

/// What is asked. `order` is an id of the scenario `with`.
struct PromiseRequest {
  std::string order;
  double probability = 0.9;
  bool calibrates = false;
};

/// Simulates both scenarios on the same draws: `with` is `without` and the order.
///
/// gives:  the same promise for the same scenarios, seed and build, on any number of threads. A date that is quoted
///         with probability p is kept in a share p of the replications, up to one of them
/// errors: RequestError where `with` has no such order, or a probability is not between 0 and 1; Interrupted
/// cost:   two runs of the scenario
/// source: quantiles of type 1, as everywhere; intervals from order statistics (statistics) and Wilson (1927)
Promise promise(const Scenario& without, const Scenario& with, const PromiseRequest& request, const Sampling& sampling);

}  // namespace allot
