#pragma once

#include <optional>
#include <string>

#include "allot/scenario_io.hpp"

/// Awards by hand in a file, before it is checked.
namespace allot::scenario {

/// From whom an order buys, as the file or its order books say it; none: there is no such order.
std::optional<std::string> supplier_of_order(const ScenarioFile& file, const std::string& order);

/// "did you mean 'so-17'?", or nothing.
std::string near_order(const ScenarioFile& file, const std::string& order);

/// Adds a row to the awards of a supplier.
void add_award(Draft& supplier, Draft row);

}  // namespace allot::scenario
