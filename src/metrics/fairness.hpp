#pragma once

#include <span>
#include <vector>

namespace allot::metrics {

/// What one claimant asked for and received, and its weight.
struct Fill {
  double asked = 0, received = 0, weight = 1;
};

/// Jain's index of received by asked, over those that asked; not a number if nobody did or nobody received.
/// source: Jain, Chiu, Hawe (1984), DEC-TR-301
double jain_of(std::span<const Fill> fills);

/// Gini's coefficient of the same (population form).
double gini_of(std::span<const Fill> fills);

/// By claimant: the most over others j of max(0, min(asked, received_j * weight / weight_j) - received).
std::vector<double> envy_of(std::span<const Fill> fills);

}  // namespace allot::metrics
