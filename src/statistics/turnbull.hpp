#pragma once

#include <span>

#include "statistics/survival.hpp"

namespace allot {

/// What rows that lie between bounds say of the distribution function without any family; see observed_distribution. The
/// log-likelihood is within 1e-6 a row of its maximum, or 20,000 rounds did not reach it.
///
/// source: Turnbull (1976), JRSS B 38(3), 290-295, self-consistency; how far the maximum still is at most: Gentleman, Geyer
///         (1994), Biometrika 81(3), section 2
/// cost:   a second for 20,000 different rows
StepFunction turnbull_distribution(std::span<const Observation> rows);

}  // namespace allot
