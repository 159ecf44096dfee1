#pragma once

#include <string>

/// What two buyers get of 90 units, who want 200 and 100: a line each, and then the columns of the answer's metrics.
std::string shares_of_a_small_market();
