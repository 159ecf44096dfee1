#pragma once

#include "allot/scenario.hpp"
#include "model/model.hpp"

namespace allot::model {

/// Whether single orders have metrics of their own: of a long order book they are most of what a run keeps.
enum class OrderMetrics : bool { left_out, wanted };

/// The scenario as flat columns. Cannot fail: `check` left nothing to refuse.
Model compile(const Scenario& scenario, OrderMetrics orders = OrderMetrics::wanted);

}  // namespace allot::model
