#pragma once

#include <cstdint>
#include <vector>

#include "allot/sensitivity.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// One scenario whose values are looked at, as its file says it and as it is simulated.
struct AskedScenario {
  const ScenarioFile& file;
  const Scenario& scenario;
  const model::Model& model;
};

/// What is uncertain, and the streams by which models draw it.
struct UncertainInputs {
  std::vector<SensitivityInput> shown;
  std::vector<std::uint64_t> streams;

  std::size_t size() const { return shown.size(); }
};

/// What is uncertain in any of several scenarios, each stream once; parameters that stand for varied fields under the
/// pointers of those.
UncertainInputs uncertain_inputs(const std::vector<AskedScenario>& asked, const std::vector<VariedField>& varied);

}  // namespace allot::experiment
