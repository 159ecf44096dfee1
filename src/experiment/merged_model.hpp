#pragma once

#include <memory>
#include <vector>

#include "engine/forks.hpp"
#include "experiment/design.hpp"

namespace allot::experiment {

/// Points that are simulated with the past that they have in common: they differ in their interventions alone, and the
/// model has those of all of them. Or one point alone, with its own model.
struct MergedModel {
  std::vector<std::size_t> points;                ///< of the design
  std::shared_ptr<const model::Model> model;      ///< not its own where it is of one alone: then the design's
  std::vector<engine::Choice> choices;            ///< by point: which of the model's interventions are its own
  std::vector<std::vector<std::size_t>> columns;  ///< by point: where its metrics stand; none of one alone

  bool is_of_one() const { return columns.empty(); }
};

MergedModel alone(const Design& design, std::size_t point);

/// Every point of the design in one of them, together where they share a past and none is quicker alone.
std::vector<MergedModel> merged(const Design& design);

}  // namespace allot::experiment
