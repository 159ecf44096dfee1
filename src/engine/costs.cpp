#include "engine/costs.hpp"

namespace allot::engine {

void count_use(Replication& sim, Index intervention) {
  if (!sim.seen.uses.empty()) ++sim.seen.uses[at(intervention)].times;
}

void count_units(Replication& sim, Index intervention, Units units) {
  if (!sim.seen.uses.empty()) sim.seen.uses[at(intervention)].units += units;
}

void count_days(Replication& sim, Index intervention, Units units, Duration span) {
  if (!sim.seen.uses.empty()) sim.seen.uses[at(intervention)].unit_seconds += units * span;
}

void price_decisions(Replication& sim) {
  if (!sim.model.has_costs) return;
  const auto money = [&](const std::optional<model::Amount>& it) { return it ? sim.amount(*it) : 0; };
  for (std::size_t i = 0; i < sim.model.interventions.size(); ++i) {
    const DecisionUse& use = sim.seen.uses[i];
    const model::DecisionCost cost = sim.model.interventions[i].cost.value_or(model::DecisionCost{});
    sim.seen.decision_costs.push_back(money(cost.once) * static_cast<double>(use.times) +
                                      money(cost.per_unit) * static_cast<double>(use.units) +
                                      money(cost.per_unit_day) * (static_cast<double>(use.unit_seconds) / day));
  }
  for (const model::Amount& it : sim.model.costs) sim.seen.decision_costs.push_back(sim.amount(it));
}

}  // namespace allot::engine
