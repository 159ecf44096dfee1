#include <algorithm>

#include "engine/actions.hpp"
#include "engine/caps.hpp"
#include "engine/costs.hpp"
#include "engine/handlers.hpp"
#include "engine/readiness.hpp"

/// Interventions that change the parameters of a run: set, supply, delay, power.
namespace allot::engine {
namespace {

void refresh_policy(Replication& sim) {
  sim.policy = sim.base_policy;
  for (const Occurrence& it : sim.sets) {
    const auto& set = std::get<model::Set>(sim.model.interventions[at(it.intervention)].action);
    realise(set.changed, sim.draws, sim.changed);
    apply(sim.model, set, sim.changed, sim.policy);
  }
  recount_for_caps(sim);
  if (sim.recording.ledger) note_memory(sim);
  for (std::size_t m = 0; m < sim.markets.size(); ++m) request_run(sim, static_cast<Index>(m));
}

}  // namespace

void begin_change(Replication& sim, const Occurrence& it, const model::Set& set) {
  const Time end = end_of(sim, set.until, sim.now);
  if (end <= sim.now) return;
  sim.sets.push_back(it);
  sim.schedule(end, EventKind::parameter_change_ends, rank_of_intervention(it.intervention), it.intervention,
               it.number);
  refresh_policy(sim);
}

void begin_change(Replication& sim, const Occurrence& it, const model::SupplyShock& shock) {
  if (shock.add) {
    const Units units = sim.units(*shock.add, shock.product);
    count_units(sim, it.intervention, units);
    return put_into_stock(sim, shock.supplier, shock.product, units);
  }
  const ActiveWindow window{it.intervention, sim.now, end_of(sim, shock.until, sim.now)};
  sim.shocks.push_back(window);
  if (shock.by) shift_lots(sim, window, sim.moment(*shock.by));
}

void begin_change(Replication& sim, const Occurrence& it, const model::StageDelay& delay) {
  sim.delays.push_back({it.intervention, sim.now, end_of(sim, delay.until, sim.now)});
}

void begin_change(Replication& sim, const Occurrence&, const model::PowerChange& change) {
  SiteState& site = sim.sites[at(change.site)];
  SourceState& source = (change.is_power ? site.power : site.room).sources[at(change.source)];
  const Duration shift = change.at ? sim.moment(*change.at) - source.from : change.by ? sim.moment(*change.by) : 0;
  source.from += shift;
  source.until += shift;
  source.planned_from = change.at ? source.from : source.planned_from + shift;
  source.planned_until = change.at ? source.until : source.planned_until + shift;
  if (change.add) source.planned_add = source.add = half_up(sim.exact(*change.add));
  expect_gate(sim, source.planned_from, source.planned_until);
  wake_gated(sim);
  schedule_source(sim, change.site, source);
  update_capacity(sim, change.site);
}

void on_parameter_change_end(Replication& sim, Occurrence it) {
  if (std::holds_alternative<model::Embargo>(sim.model.interventions[at(it.intervention)].action))
    return end_embargo(sim, it);
  std::erase_if(sim.sets,
                [&](const Occurrence& set) { return set.intervention == it.intervention && set.number == it.number; });
  refresh_policy(sim);
}

}  // namespace allot::engine
