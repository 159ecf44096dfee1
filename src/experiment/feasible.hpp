#pragma once

#include "allot/experiment.hpp"
#include "engine/observations.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// Refuses replications of more events than are simulated, or of more memory than is allowed; announces those that take
/// long.
///
/// errors: TooMuch, with the figure, what most of it is for, and what to change
void expect_feasible(const model::Model& model, const engine::Recording& recording, const Sampling& sampling);

/// errors: TooMuch if so many bytes are more than the sampling allows; `remedy` says what needs fewer
void expect_memory(double bytes, const Sampling& sampling, const std::string& what, const std::string& remedy);

/// How many replications will be simulated, as far as that can be told: where nothing is drawn one stands for all.
std::size_t likely_replications(const model::Model& model, const Sampling& sampling);

}  // namespace allot::experiment
