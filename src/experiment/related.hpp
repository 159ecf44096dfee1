#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"

namespace allot::experiment {

/// Groups within which one of the variants moves units; `variants` are the scenarios with their results, in the same
/// order.
std::vector<RelatedParties> related_parties(const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                            const std::vector<VariantResults>& variants);

/// Milestones of an organisation, or of its site, and whose they are.
std::vector<std::pair<std::string, std::string>> milestone_owners(const Scenario& scenario);

}  // namespace allot::experiment
