#include <algorithm>

#include "engine/actions.hpp"
#include "engine/addressed.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"
#include "random/key.hpp"

/// An intervention happens: in the first phase of its second if it changes parameters, else in the second.
namespace allot::engine {
namespace {

// What fell short, or found nothing, says where the units stood before it.
void note_intervention(Replication& sim, Index intervention, Outcome outcome,
                       std::optional<WhereUnitsStand> before = std::nullopt) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "intervention");
  line.cells.emplace_back("intervention", sim.model.interventions[at(intervention)].id);
  line.cells.emplace_back("asked", outcome.asked);
  line.cells.emplace_back("moved", outcome.moved);
  if (!before || (outcome.moved == outcome.asked && outcome.asked > 0)) return;
  line.cells.emplace_back("states", std::move(before->states));
  line.cells.emplace_back("units_by_state", std::move(before->units));
}

void note_first_time(Replication& sim, Index intervention) {
  if (!sim.recording.chronicle) return;
  Time& first = sim.seen.happened[at(intervention)];
  first = std::min(first, sim.now);
}

void conclude(Replication& sim, Index intervention, Outcome outcome, std::optional<WhereUnitsStand> before) {
  sim.seen.moved[at(intervention)] += outcome.moved;
  sim.seen.shortfall[at(intervention)] += outcome.asked - outcome.moved;
  note_intervention(sim, intervention, outcome, std::move(before));
}

}  // namespace

std::uint64_t stream_of_occurrence(std::uint64_t name, std::uint32_t number) {
  return number == 0 ? name : combine(name, number);
}

void conclude(Replication& sim, Index intervention, Outcome outcome) {
  conclude(sim, intervention, outcome, std::nullopt);
}

void on_intervention(Replication& sim, Occurrence it) {
  note_first_time(sim, it.intervention);
  const auto act_now = [&]<class Action>(const Action& action) {
    if constexpr (acts_on_pipeline<Action>)
      return act(sim, it, action);
    else
      return Outcome{};
  };
  auto before = sim.recording.ledger ? where_units_stand(sim, it.intervention) : std::nullopt;
  const Outcome outcome = std::visit(act_now, sim.model.interventions[at(it.intervention)].action);
  conclude(sim, it.intervention, outcome, std::move(before));
  if (outcome.asked > 0 && outcome.moved == 0) return;
  count_use(sim, it.intervention);
  count_units(sim, it.intervention, outcome.moved);
  follow(sim, it);
}

void on_parameter_change(Replication& sim, Occurrence it) {
  note_first_time(sim, it.intervention);
  note_intervention(sim, it.intervention, {});
  count_use(sim, it.intervention);
  const auto begin = [&]<class Action>(const Action& action) {
    if constexpr (changes_parameters<Action>) begin_change(sim, it, action);
  };
  std::visit(begin, sim.model.interventions[at(it.intervention)].action);
  follow(sim, it);
}

}  // namespace allot::engine
