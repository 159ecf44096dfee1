#pragma once

#include <vector>

#include "allot/transfers.hpp"
#include "metrics/transfers.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// Transfers summed over so many replications, as means.
std::vector<Transfer> transfers_of(const model::Model& model, const metrics::Transfers& transfers,
                                   std::size_t replications);

}  // namespace allot::experiment
