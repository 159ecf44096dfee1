#pragma once

#include <string>
#include <vector>

#include "allot/scenario.hpp"
#include "experiment/counterfactual.hpp"

namespace allot::experiment {

/// Whose days are explained, and whose counterfactuals are looked for.
struct Latecomer {
  bool is_order = false;
  std::size_t index = 0;  ///< among organisations or orders
};

/// The counterfactuals that belong to a part of an explanation: to `room`, `power`: the days and amounts of the
/// site's sources; to `install`: its crews; to `commissioning`, `stage.NAME`: their days; to `supply`, `lot_slip`:
/// the days of its lots and how much a plan brings; to `slack` those of both; to `passed_over`: priority and
/// weight; to `gate`: the sources, and no gate; to `frozen`: no windows, no embargo; to `minimum`: no minimum. None
/// belong to other parts.
std::vector<Counterfactual> counterfactuals_for_part(const Scenario& scenario, const Latecomer& who,
                                                     const std::string& part);

/// Doing without the intervention of that id.
Counterfactual without(const Scenario& scenario, const std::string& intervention, const std::string& part);

}  // namespace allot::experiment
