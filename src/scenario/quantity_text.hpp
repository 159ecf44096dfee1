#pragma once

#include <string>

#include "allot/scenario.hpp"

namespace allot::scenario {

/// A number of a kind as a scenario would write it, in the largest unit that suits it: "8w", "4 MW", "2024-06-01";
/// plain numbers, units, rates and money without a unit.
std::string quantity_text(double number, Kind kind);

}  // namespace allot::scenario
