#include "engine/actions.hpp"

/// An intervention happens: in the first phase of its second if it changes parameters, else in the second.
namespace allot::engine {
namespace {

void note_intervention(Replication& sim, Index intervention, Outcome outcome) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "intervention");
  line.cells.emplace_back("intervention", sim.model.interventions[at(intervention)].id);
  line.cells.emplace_back("asked", outcome.asked);
  line.cells.emplace_back("moved", outcome.moved);
}

}  // namespace

void on_intervention(Replication& sim, Index index) {
  const auto act_now = [&](const auto& it) {
    if constexpr (requires { act(sim, index, it); }) return act(sim, index, it);
    else return Outcome{};
  };
  const Outcome outcome = std::visit(act_now, sim.model.interventions[at(index)].action);
  sim.seen.moved[at(index)] += outcome.moved;
  sim.seen.shortfall[at(index)] += outcome.asked - outcome.moved;
  note_intervention(sim, index, outcome);
}

void on_shock_begin(Replication& sim, Index index) {
  note_intervention(sim, index, {});
  const auto begin = [&](const auto& it) {
    if constexpr (requires { begin_change(sim, index, it); }) begin_change(sim, index, it);
  };
  std::visit(begin, sim.model.interventions[at(index)].action);
}

}  // namespace allot::engine
