#include <algorithm>
#include <cmath>

#include "engine/actions.hpp"

/// Interventions that change the parameters of a run: set, supply, delay, power.
namespace allot::engine {
namespace {

void refresh_policy(Replication& sim) {
  sim.policy = sim.base_policy;
  for (const ActiveSet& active : sim.sets)
    apply(sim.model, std::get<model::Set>(sim.model.interventions[at(active.intervention)].action), active.changed, sim.policy);
  for (std::size_t m = 0; m < sim.markets.size(); ++m) request_run(sim, static_cast<Index>(m));
}

void schedule_end(Replication& sim, Index intervention, const std::optional<model::Amount>& until) {
  if (!until) return;
  const Time end = sim.moment(*until);
  sim.schedule(std::max(end, sim.now), EventKind::shock_ends, (1ull << 32) + static_cast<std::uint64_t>(intervention), intervention);
}

}  // namespace

void begin_change(Replication& sim, Index intervention, const model::Set& set) {
  sim.sets.push_back({intervention, realised(set.changed, sim.draws)});
  schedule_end(sim, intervention, set.until);
  refresh_policy(sim);
}

void begin_change(Replication& sim, Index intervention, const model::SupplyShock& shock) {
  if (shock.add) put_into_stock(sim, shock.supplier, shock.product, sim.units(*shock.add, shock.product));
  else sim.shocks.push_back({intervention, sim.now, shock.until ? sim.moment(*shock.until) : never});
}

void begin_change(Replication& sim, Index intervention, const model::StageDelay& delay) {
  sim.delays.push_back({intervention, sim.now, delay.until ? sim.moment(*delay.until) : never});
}

void begin_change(Replication& sim, Index, const model::PowerChange& change) {
  SiteState& site = sim.sites[at(change.site)];
  SourceState& source = (change.is_power ? site.power : site.room).sources[at(change.source)];
  const Duration shift = change.at ? sim.moment(*change.at) - source.from : change.by ? whole_seconds(sim.amount(*change.by)) : 0;
  source.from += shift;
  source.until += shift;
  if (change.add) source.add = static_cast<std::int64_t>(std::floor(sim.amount(*change.add) + 0.5));
  schedule_source(sim, change.site, source);
  update_capacity(sim, change.site);
}

void on_shock_end(Replication& sim, Index index) {
  std::erase_if(sim.sets, [&](const ActiveSet& active) { return active.intervention == index; });
  refresh_policy(sim);
}

}  // namespace allot::engine
