#pragma once

#include "allot/ranking.hpp"
#include "experiment/rank_runs.hpp"

namespace allot::experiment {

/// errors: RequestError for what cannot be ranked, with what would do
void expect_sense(const RankRuns::Variants& variants, const RankRequest& request, const Sampling& sampling);

/// A ranking that says what was asked, of whom, and nothing yet of how it ends; each metric with the side that is better.
/// errors: RequestError for one without a better side
Ranking asked_of(const RankRuns::Variants& variants, const RankRequest& request, const Sampling& sampling);

}  // namespace allot::experiment
