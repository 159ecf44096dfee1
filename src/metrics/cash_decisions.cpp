#include <algorithm>

#include "engine/costs.hpp"
#include "metrics/cash_book.hpp"

namespace allot::metrics {

// Whatever it is that costs, it is paid as it is done: of a loan also the days that still lie ahead.
void pay_for_decisions(const model::Model& model, const engine::Observations& seen, CashBook& book) {
  for (const engine::DecisionSpend& it : seen.spends) {
    const model::Intervention& decision = model.interventions[model::at(it.intervention)];
    if (decision.paid_by == model::none) continue;
    book.pay(decision.paid_by, CashLine::decisions, it.at, -engine::price_of(*decision.cost, it.use, seen.draws), false);
  }
}

double unpaid_decisions(const model::Model& model, const engine::Observations& seen) {
  double sum = 0;
  for (std::size_t i = 0; i < seen.decision_costs.size(); ++i)
    if (i >= model.interventions.size() || model.interventions[i].paid_by == model::none) sum += seen.decision_costs[i];
  return sum;
}

}  // namespace allot::metrics
