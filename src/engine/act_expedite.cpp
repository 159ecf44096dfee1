#include <algorithm>

#include "engine/actions.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"

/// Orders are hurried: a higher priority, or shorter stages.
namespace allot::engine {
namespace {

bool is_meant(const model::Expedite& it, const Slice& slice) {
  if (it.order != model::none ? slice.order != it.order : slice.owner != it.organisation) return false;
  return it.product == model::none || it.product == slice.product;
}

void note_raised(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "expedited");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
  line.cells.emplace_back("priority", sim.priority(sim.slices[at(slice)]));
}

void note_hastened(Replication& sim, Index slice) {
  if (!sim.recording.ledger) return;
  LedgerLine& line = note(sim, "hastened");
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", sim.slices[at(slice)].units);
  line.cells.emplace_back("stage_ends", format_date(sim.model.start + sim.slices[at(slice)].busy_until));
}

void raise(Replication& sim, Index index, Index priority) {
  Slice& slice = sim.slices[at(index)];
  if (sim.model.priorities[at(priority)] > sim.priority(slice)) slice.raised_to = static_cast<std::int16_t>(priority);
  note_raised(sim, index);
  wake_market(sim, index);
}

Outcome raise_open(Replication& sim, const model::Expedite& it) {
  const auto open = open_slices_of(sim, it.order, it.organisation, it.product);
  Units available = 0;
  for (const Index slice : open) available += sim.slices[at(slice)].units;
  Outcome outcome{it.units ? units_of(sim, *it.units, it.order, it.product) : available, 0};
  for (const Index slice : open) {
    const Units left = outcome.asked - outcome.moved;
    if (left == 0) break;
    const Index part = left < sim.slices[at(slice)].units ? cut_front(sim, slice, left) : slice;
    outcome.moved += sim.slices[at(part)].units;
    raise(sim, part, it.priority);
  }
  return outcome;
}

Decimal factor_of(const Replication& sim, const model::Expedite& it, const std::string& stage) {
  Decimal factor = 1;
  for (const model::StageFactor& one : it.stages)
    if (one.stage == stage) factor = factor * sim.factor(one.factor);
  return factor;
}

bool names(const model::Expedite& it, const std::string& stage) {
  return std::any_of(it.stages.begin(), it.stages.end(),
                     [&](const model::StageFactor& one) { return one.stage == stage; });
}

bool is_in_stage(const Replication& sim, const Slice& slice) {
  return slice.state == SliceState::in_transit && !slice.is_in_line && !slice.is_rerouting &&
         static_cast<std::size_t>(slice.stage) < sim.route_of(slice).stages.size();
}

Outcome shorten(Replication& sim, const Occurrence& by, const model::Expedite& it) {
  Outcome outcome;
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.order == model::none || !is_meant(it, slice) || !is_in_stage(sim, slice)) continue;
    const std::string& stage = sim.route_of(slice).stages[static_cast<std::size_t>(slice.stage)].name;
    if (!names(it, stage)) continue;
    const Time before = slice.busy_until;
    scale_stage(sim, static_cast<Index>(i), factor_of(sim, it, stage));
    count_days(sim, by.intervention, slice.units, std::abs(before - slice.busy_until));
    outcome.moved += slice.units;
    note_hastened(sim, static_cast<Index>(i));
  }
  outcome.asked = outcome.moved;
  sim.active_expedites.insert(
      std::upper_bound(sim.active_expedites.begin(), sim.active_expedites.end(), by.intervention), by.intervention);
  return outcome;
}

}  // namespace

Outcome act(Replication& sim, const Occurrence& by, const model::Expedite& it) {
  return it.priority == model::none ? shorten(sim, by, it) : raise_open(sim, it);
}

// Of several the first is counted as if it were alone, the next by what it adds.
Duration hastened(Replication& sim, const Slice& slice, const model::Stage& stage, Duration stay) {
  Decimal factor = 1;
  for (const Index index : sim.active_expedites) {
    const auto& it = std::get<model::Expedite>(sim.model.interventions[at(index)].action);
    if (!is_meant(it, slice) || !names(it, stage.name)) continue;
    const Duration before = half_up_of(stay, factor);
    factor = factor * factor_of(sim, it, stage.name);
    count_units(sim, index, slice.units);
    count_days(sim, index, slice.units, std::abs(half_up_of(stay, factor) - before));
  }
  return half_up_of(stay, factor);
}

}  // namespace allot::engine
