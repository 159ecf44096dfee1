#pragma once

#include "allot/answer.hpp"
#include "allot/results.hpp"

namespace allot::report {

/// How precise the means are that were to reach a precision.
Answer::Table precisions_table(const Results& results);

/// "online GPU-days of Tesla: the mean is known to 0.8% of itself, where 1% was wanted."
void add_precisions(const Results& results, std::vector<Answer::Statement>& out);

/// Why there is no further batch of replications.
std::string word_of(StoppedBy by);

}  // namespace allot::report
