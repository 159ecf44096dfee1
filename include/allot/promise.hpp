#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/basis.hpp"
#include "allot/displacement.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"
#include "allot/scenario_io.hpp"
#include "allot/units.hpp"

/// What can be promised for an order that nobody has placed yet, when or how many, and who would pay for it: the scenario
/// with the order against the scenario without it, on the same chance.
namespace allot {

/// How many units can be promised for a day.
struct PromisedUnits {
  Date by = 0;
  Units units = 0;  ///< the most, in whole lots, of which all are delivered by then with that probability
  std::optional<Units> low, high;  ///< where that of the population lies, with 95 percent confidence
  double share = 0;                ///< of replications in which so many are delivered in full by then
  /// False: a larger order was found to be there by then where a smaller one was not (a rule may serve large orders
  /// first), so that there may be a larger number yet that can be promised.
  bool is_monotone = true;
};

/// What can be promised if nobody may be worse off: the order is given nothing until so much of the supplier's stock is
/// there as nobody else uses from then until the end, and then all of it at once, by hand. A replication in which any
/// other order or organisation is behind for it at any moment all the same (at a stage that they share) counts as one that
/// does not deliver. So the price of not displacing anyone is this date less the other.
struct DisplacingNobody {
  std::optional<Date> date, low, high, median;  ///< as of `Promise`
  double share_by_end = 0;
  std::optional<PromisedUnits> by;
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
  double share_by_end = 0;                        ///< of replications that deliver in full by the end
  std::optional<PromisedUnits> by;                ///< where a day is asked for
  std::optional<DisplacingNobody> behind_others;  ///< none: the order has supply of its own
  std::vector<Displacement> displaced;            ///< each organisation
  std::vector<Displacement>
      displaced_orders;  ///< that move in any replication; who loses most GPU-days in the mean first
  Labels labels;         ///< how tables and sentences name them
  Basis basis;
  std::vector<Calibration> calibration;  ///< where asked for, by probability
};

/// Promises for several orders.
///
/// shape: at least one
struct Promises {
  std::vector<Promise> orders;
  bool is_each_alone = false;  ///< else each sees those before it placed, with the units that were promised
};

/// What is asked. `order` is an id of the scenario `with`.
///
/// units: a day without a time is asked through to its end
struct PromiseRequest {
  std::string order;
  double probability = 0.9;
  bool calibrates = false;
  std::optional<Date> by = {};  ///< how many can be promised by then
  bool keeps_units =
      false;  ///< with `by`: all else is said of the order as it stands, and not of as many as can be promised
};

/// Simulates both scenarios on the same draws: `with` is `without` and the order.
///
/// gives:  the same promise for the same scenarios, seed and build, on any number of threads. A date or a number of units
///         that is quoted with probability p is kept in a share p of the replications, up to one of them
/// errors: RequestError where `with` has no such order, a probability is not between 0 and 1, or `by` lies outside of the
///         scenario or is asked of an order with committed deliveries; Interrupted
/// cost:   three runs of the scenario; with `by` some ten more
/// shape:  `with` differs by the order alone, which stands behind all others of the scenario
/// source: quantiles of type 1, as everywhere; intervals from order statistics (statistics) and Wilson (1927)
Promise promise(const Scenario& without, const Scenario& with, const PromiseRequest& request, const Sampling& sampling);

/// Promises for orders as somebody asks for them, one after another: each sees those before it placed, with as many units as
/// it asks for, or, where the question is how many, as were promised it. So their order matters.
///
/// shape:  `scenario` is what `check` made of `file`. Of `request` the order is not looked at; `keeps_units` is set by
///         whether `units` are asked for beside a day
/// gives:  a promise for each; with `is_each_alone` each as if it were the only one
/// errors: InputError with what is wrong with any of the orders; as `promise`
struct PromisesRequest {
  std::vector<AskedOrder> orders;
  PromiseRequest each;
  std::optional<Units> units = {};  ///< in place of their own
  bool is_each_alone = false;
};
Promises promises(const ScenarioFile& file, const Scenario& scenario, const PromisesRequest& request,
                  const Sampling& sampling);

}  // namespace allot
