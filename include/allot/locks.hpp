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
#include "allot/units.hpp"

/// Locks: units of an order that a desk gives by hand from a day on, ahead of the rule (`awards` of a supplier's
/// allocation, and rows of `award_books`). Whether each can be kept, and what it costs the others: the scenario with it
/// against the scenario without it and with all other locks, on the same chance.
namespace allot {

/// One lock. All of its order's locks are simulated in the scenario's order.
///
/// units: counts of units and dates are means, where chance decides
struct Lock {
  std::string order, organisation, supplier, product;
  double units = 0;
  Date at = 0;

  double kept = 0;                 ///< share of replications in which all of it is given by the end of its day
  Estimate short_on_day = {};      ///< units not given by then: what stock does not cover, or the order does not ask
  Estimate short_at_end = {};      ///< units not given by the end
  std::optional<Date> given = {};  ///< the earliest by which all is given with the probability asked for

  Estimate gpu_days = {};  ///< that the order itself gains by it: with it less without
  Estimate days =
      {};  ///< how much later all of the order is delivered with it than without; what is not counts at the end
  std::optional<Date> date_without = {},
                      date_with = {};          ///< by which it is, with that probability; none: not by the end
  std::vector<Displacement> displaced;         ///< others' organisations, and other orders of the order's own
  std::vector<Displacement> displaced_orders;  ///< that move in any replication; who loses most GPU-days first
};

/// Locks of one supplier and product that come to more, up to a day, than its supply does.
struct LockConflict {
  std::string supplier, product;
  Date at = 0;
  double locked = 0;               ///< by the locks up to the end of that day, in the mean
  Estimate supply = {};            ///< that came into stock by then
  double share = 0;                ///< of replications in which locks come to more
  std::vector<std::size_t> locks;  ///< which, among `Locks::locks`
};

struct Locks {
  std::string scenario, question;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  double probability = 0.9;
  std::vector<Lock> locks;  ///< by supplier, as the scenario lists them
  std::vector<LockConflict> conflicts;
  Labels labels;
  Basis basis;
};

/// gives:  the same for the same scenario, seed and build, on any number of threads; nothing is left out: a scenario
///         without locks has none
/// errors: RequestError where the probability is not between 0 and 1; TooMuch; Interrupted
/// cost:   a run of the scenario for each lock, and one more
Locks locks(const Scenario& scenario, double probability, const Sampling& sampling);

}  // namespace allot
