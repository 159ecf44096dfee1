#pragma once

#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/results.hpp"

namespace allot::report {

inline constexpr std::size_t most_asked_told = 3;

/// Of results that hold only metrics that were asked for: which; else nothing.
std::string said_of_asked(const Results& results);

/// The first few of them, where no other sentence is about any.
std::vector<Answer::Statement> asked_metrics(const Results& results);

}  // namespace allot::report
