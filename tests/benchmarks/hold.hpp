#pragma once

#include <cstddef>

#include "case.hpp"

namespace allot::bench {

/// Event lists alone: of so many events to come the next is taken and put back later, as much later as chance
/// says (exponential). The engine's list, a radix heap, and the heap of the standard library.
///
/// source: the hold model, Vaucher and Duval (1975), A comparison of simulation event list algorithms, CACM 18(4)
Case hold(std::size_t pending);

}  // namespace allot::bench
