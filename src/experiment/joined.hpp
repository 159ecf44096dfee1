#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/forks.hpp"
#include "model/model.hpp"

namespace allot {
struct Scenario;
}

namespace allot::experiment {

/// Variants of one scenario that differ in their interventions alone, as one model that has the interventions
/// of all.
struct Joined {
  model::Model model;
  std::vector<engine::Choice> choices;            ///< by variant: which of the model's interventions are its own
  std::vector<std::vector<std::size_t>> columns;  ///< by variant: where its metrics stand among the model's
};

bool differ_in_decisions_alone(const Scenario& a, const Scenario& b);

/// shape:  at least one, which all differ in their interventions alone
/// gives:  none where one of them would be simulated in a quicker way alone
std::optional<Joined> joined(std::span<const Scenario* const> variants, std::span<const model::Model* const> models);

}  // namespace allot::experiment
