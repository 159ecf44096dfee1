#pragma once

#include <vector>

#include "allot/handovers.hpp"
#include "metrics/transfers.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// Flows summed over so many replications, as means.
std::vector<Handover> transfers_of(const model::Model& model, const metrics::Flows& flows, std::size_t replications);

}  // namespace allot::experiment
