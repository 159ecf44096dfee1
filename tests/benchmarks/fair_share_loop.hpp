#pragma once

#include "case.hpp"

namespace allot::bench {

/// fair-share-2023: ten buyers, a weekly division in proportion, and halls whose room grows day by day.
std::vector<std::string> fair_share_numbers();
Replicate fair_share_loop();

}  // namespace allot::bench
