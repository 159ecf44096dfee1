#pragma once

#include <span>
#include <vector>

namespace allot::metrics {

/// What one claimant asked for and received, and its weight.
struct Fill {
  double asked = 0, received = 0, weight = 1;
};

/// Columns that fairness is worked out in, kept from replication to replication.
struct FairnessScratch {
  std::vector<Fill> fills;
  std::vector<double> rates, envies;
};

/// How evenly claimants were served, by received over asked of those that asked: Jain's index and Gini's coefficient
/// (population form). Not a number if nobody asked or nobody received.
///
/// source: Jain, Chiu, Hawe (1984), DEC-TR-301
struct Evenness {
  double jain = 0, gini = 0;
};

/// Of the fills in the scratch.
Evenness evenness_of(FairnessScratch& scratch);

/// By claimant: the most over others j of max(0, min(asked, received_j * weight / weight_j) - received). Of the fills
/// in the scratch, and stands there.
const std::vector<double>& envy_of(FairnessScratch& scratch);

}  // namespace allot::metrics
