#pragma once

#include <span>

#include "allocation/problem.hpp"

namespace allot::allocation {

/// What a rule gives of an estate when nobody has a cap.
using Uncapped = void (*)(DoubleDouble estate, const Problem& problem, Scratch& scratch,
                          std::span<DoubleDouble> awards);

/// min(ceiling, what the rule gives of E'), with E' chosen so that the awards sum to the estate.
void award_under_ceilings(Uncapped rule, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards);

}  // namespace allot::allocation
