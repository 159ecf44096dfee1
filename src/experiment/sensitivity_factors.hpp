#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/sensitivity.hpp"
#include "experiment/uncertain_inputs.hpp"
#include "random/gaussian_copula.hpp"

namespace allot::experiment {

/// What a question names, among what is uncertain in a file.
struct AskedInputs {
  const UncertainInputs& inputs;
  const ScenarioFile& file;
};

/// Groups, single inputs and all others, each input in one of them.
///
/// errors: RequestError for names of no input, with what they are instead or the nearest; groups that overlap or hold nothing
std::vector<SensitivityFactor> factors_of(const AskedInputs& known, const SensitivityQuestion& question);

/// With pointers in full.
///
/// errors: RequestError, as `factors_of`; for a pair that is named twice
std::vector<InputCorrelation> correlations_of(const AskedInputs& known, const SensitivityQuestion& question);

/// None where nothing is correlated.
///
/// errors: RequestError where no inputs can have these correlations
std::optional<GaussianCopula> copula_of(const UncertainInputs& inputs,
                                        const std::vector<InputCorrelation>& correlations);

}  // namespace allot::experiment
