#pragma once

#include <string>

#include "allot/value.hpp"

namespace allot::experiment {

/// A number in the unit of a value, as a scenario would write it: a date, "90d", "1.4 kW", "30000/w".
std::string written_as(double number, const Value& value, const std::string& currency);

}  // namespace allot::experiment
