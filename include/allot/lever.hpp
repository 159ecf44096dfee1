#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "allot/estimate.hpp"
#include "allot/results.hpp"

/// What decisions cost and what they buy: each variant of a comparison is a lever, held against its baseline on common
/// draws.
namespace allot {

/// What a lever brings of one thing; more is better.
struct Won {
  /// What is won: "online_gpu_days", "delay_cost" (money that is saved), or "date" (days by which a milestone is earlier,
  /// counted to the end where it is not reached).
  std::string metric;
  std::optional<EntityKind> kind;  ///< whose; none: a milestone's
  std::string entity;              ///< empty: everyone's
  Estimate won;
  /// For each unit of money that it costs: mean won by mean cost. None where the cost is not above zero at 95%, so that
  /// nothing can be said.
  ///
  /// source: its interval, Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185
  std::optional<double> per_money;
  std::optional<Interval> per_money_ci95;
  /// Another lever with the same baseline, or the baseline, that costs no more and wins no less in the mean, and one of
  /// the two strictly; of several, the one for which that holds in most replications. Empty: there is none.
  std::string dominated_by;
  double dominated_share = 0;  ///< of the replications in which it holds of that one
};

struct PricedLever {
  std::size_t difference = 0;  ///< its place in `Comparison::differences`
  Estimate cost;               ///< `decision_cost` of all less the baseline's
  std::vector<Won> won;        ///< everyone's first
};

}  // namespace allot
