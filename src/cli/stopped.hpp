#pragma once

#include "allot/results.hpp"

namespace allot::cli {

/// Says on standard error, where a run was to reach precisions or had a time, why it ended, and which it did not reach. The
/// results themselves are those of a run of that many replications, to the byte.
void say_stopped(const Results& results);

}  // namespace allot::cli
