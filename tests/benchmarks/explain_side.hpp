#pragma once

#include "case.hpp"

namespace allot::bench {

/// Ten replications of a book of 5,000 orders, 40 organisations and a rule that lets some overtake others, simulated
/// only, or with the days of one order explained.
Replicate book_run();
Replicate book_explained();

}  // namespace allot::bench
