#pragma once

#include "case.hpp"

namespace allot::bench {

/// h100-swap: seven buyers share a market, three companies get lots of their own, which wait for rooms, crews and
/// power; with the swap of 12,000 or without.
std::vector<std::string> flagship_numbers();
Replicate flagship_loop(bool swaps);

}  // namespace allot::bench
