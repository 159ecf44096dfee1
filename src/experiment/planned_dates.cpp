#include "experiment/planned_dates.hpp"

#include <cmath>

#include "experiment/effort.hpp"

namespace allot::experiment {

Date announced(const model::Model& model, const model::Amount& moment) {
  return model.start + static_cast<Time>(std::floor(model.mean_of(moment) + 0.5));
}

PlannedDates planned_dates(const model::Model& model, std::size_t order) {
  const model::OrderDetails* details = model.details_of(model.orders[order]);
  if (!details) {
    const model::Figures it = model.figures_of(static_cast<model::Index>(order));
    return {model.start + it.placed, it.due == never ? std::nullopt : std::optional(model.start + it.due)};
  }
  PlannedDates out;
  if (details->due) out.due = announced(model, *details->due);
  if (!details->is_placed_by_intervention) out.placed = announced(model, details->placed);
  return out;
}

}  // namespace allot::experiment
