#pragma once

#include <optional>
#include <span>
#include <vector>

#include "allot/scenario.hpp"

namespace allot::experiment {

/// The same scenarios, with the orders that their interventions place in one list.
///
/// shape: they differ in their interventions alone
/// gives: none where one of them names such an order elsewhere, and would name another in that list
std::optional<std::vector<Scenario>> with_one_list_of_placed(std::span<const Scenario* const> scenarios);

}  // namespace allot::experiment
