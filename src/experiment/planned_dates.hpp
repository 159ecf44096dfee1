#pragma once

#include <optional>

#include "model/model.hpp"

namespace allot::experiment {

/// A moment as the engine announces it: what is uncertain at its mean.
Date announced(const model::Model& model, const model::Amount& moment);

/// When an order is placed and due, as the scenario says it.
struct PlannedDates {
  std::optional<Date> placed, due;
};

PlannedDates planned_dates(const model::Model& model, std::size_t order);

}  // namespace allot::experiment
