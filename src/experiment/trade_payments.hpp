#pragma once

#include <string_view>
#include <vector>

#include "allot/trade.hpp"

namespace allot::experiment {

/// What those who gain would pay those who lose in the mean, or too often: who gains most pays first, who loses most is paid
/// first. Empty where the gains do not cover the losses, or nobody loses.
std::vector<TradePayment> payments_of(const std::vector<TradeEffect>& effects, const Scenario& scenario,
                                      std::string_view metric);

}  // namespace allot::experiment
