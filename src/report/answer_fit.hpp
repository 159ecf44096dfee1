#pragma once

#include <string>
#include <vector>

#include "allot/answer.hpp"
#include "allot/fit.hpp"

namespace allot::report {

/// A p-value below which a table says that something is rejected.
inline constexpr double rejected_below = 0.05;

/// All fits, those of all rows first: the rows of the table "fits".
std::vector<const Fit*> all_fits(const Fits& fits);

/// What is found, what dropping open rows would have done, and what to beware of.
std::vector<Answer::Statement> fit_statements(const Fits& fits);

}  // namespace allot::report
