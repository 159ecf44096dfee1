#pragma once

#include <utility>
#include <vector>

#include "allot/precision.hpp"
#include "experiment/study.hpp"

namespace allot::experiment {

struct Stopped {
  StoppedBy by = StoppedBy::count;
  std::vector<ReachedPrecision> precisions;  ///< as they were wanted
};

/// Simulates the one point of a study batch by batch, until its sampling's precisions are reached, or what else ends it.
/// The same replications are looked at on any number of threads: only whole batches count.
///
/// errors: RequestError for an unknown metric, or a single replication; TooMuch if not even a batch fits; Interrupted
Stopped simulate_until_precise(Study& study);

}  // namespace allot::experiment
