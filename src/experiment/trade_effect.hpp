#pragma once

#include <vector>

#include "allot/trade.hpp"

namespace allot::experiment {

/// What one organisation has, by replication: of the metric that it is judged by, and units delivered by the end.
struct Possessions {
  std::vector<double> metric, delivered;
};

/// How it is judged.
struct EffectRules {
  bool is_less_better = false;
  bool counts_units = true;  ///< fewer units delivered are worse as well
  bool takes_part = true;
  double sure = 0.9, overlook = 0;
};

/// shape: `without` has as many replications as `with`, or more
/// gives: all but the name of the organisation
TradeEffect effect_of(const Possessions& with, const Possessions& without, const EffectRules& rules);

}  // namespace allot::experiment
