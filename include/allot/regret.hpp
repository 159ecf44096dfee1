#pragma once

#include <optional>
#include <string>

#include "allot/estimate.hpp"

namespace allot {

/// What one variant forgoes for one organisation, were the choice between the variants that are compared. In the
/// metric's unit, in the mean over the replications; larger is worse, also of metrics of which less is better.
///
/// gives:  total = information + choice, exactly; none is negative
/// source: expected value of perfect information, Raiffa and Schlaifer (1961), Applied Statistical Decision Theory
struct Regret {
  std::string variant, organisation, metric;
  std::string best;  ///< the variant that is best for it in the mean
  double total = 0;
  double information = 0;        ///< what knowing the course of events beforehand would bring beyond `best`
  double choice = 0;             ///< what `best` would bring beyond this variant
  std::optional<Interval> ci95;  ///< of the total
  /// What doing nothing would bring beyond this variant: negative where the interventions pay. None where there are
  /// none.
  std::optional<double> against_none;
  std::optional<Interval> against_none_ci95;
};

}  // namespace allot
