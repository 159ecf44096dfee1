#include "engine/costs.hpp"

#include "engine/handlers.hpp"
#include "engine/policy.hpp"

namespace allot::engine {
namespace {

void note_spend(Replication& sim, const model::Intervention& it, const DecisionUse& use) {
  LedgerLine& line = note(sim, "spent");
  line.cells.emplace_back("intervention", it.id);
  if (it.paid_by != model::none) line.cells.emplace_back("organisation", sim.model.organisations[at(it.paid_by)].id);
  line.cells.emplace_back("times", use.times);
  line.cells.emplace_back("units", use.units);
  line.cells.emplace_back("unit_seconds", use.unit_seconds);
}

void add_use(Replication& sim, Index intervention, const DecisionUse& use) {
  if (sim.seen.uses.empty()) return;
  DecisionUse& sum = sim.seen.uses[at(intervention)];
  sum.times += use.times;
  sum.units += use.units;
  sum.unit_seconds += use.unit_seconds;
  const model::Intervention& it = sim.model.interventions[at(intervention)];
  if (!sim.model.keeps_cash || !it.cost) return;
  sim.seen.spends.push_back({sim.now, intervention, use});
  if (sim.recording.ledger) note_spend(sim, it, use);
}

}  // namespace

void count_use(Replication& sim, Index intervention) { add_use(sim, intervention, {.times = 1}); }

void count_units(Replication& sim, Index intervention, Units units) {
  if (units != 0) add_use(sim, intervention, {.units = units});
}

void count_days(Replication& sim, Index intervention, Units units, Duration span) {
  if (units != 0 && span != 0) add_use(sim, intervention, {.unit_seconds = units * span});
}

double price_of(const model::DecisionCost& cost, const DecisionUse& use, std::span<const double> draws) {
  const auto money = [&](const std::optional<model::Amount>& it) { return it ? value(*it, draws) : 0; };
  return money(cost.once) * static_cast<double>(use.times) + money(cost.per_unit) * static_cast<double>(use.units) +
         money(cost.per_unit_day) * (static_cast<double>(use.unit_seconds) / day);
}

void price_decisions(Replication& sim) {
  if (!sim.model.has_costs) return;
  for (std::size_t i = 0; i < sim.model.interventions.size(); ++i) {
    const model::DecisionCost cost = sim.model.interventions[i].cost.value_or(model::DecisionCost{});
    sim.seen.decision_costs.push_back(price_of(cost, sim.seen.uses[i], sim.draws));
  }
  for (const model::Amount& it : sim.model.costs) sim.seen.decision_costs.push_back(sim.amount(it));
}

}  // namespace allot::engine
