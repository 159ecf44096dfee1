#pragma once

#include <vector>

#include "allot/answer.hpp"
#include "allot/ranking.hpp"

namespace allot::report {

/// What a ranking says, in sentences: which variant is best and what that is worth, or which are in the Pareto set.
std::vector<Answer::Statement> ranking_statements(const Ranking& ranking);

}  // namespace allot::report
