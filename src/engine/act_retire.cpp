#include "engine/actions.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {

Outcome act(Replication& sim, const Occurrence&, const model::Retire& it) {
  const Units online = sim.gauge(sim.layout.of(it.site, SiteLevel::online) + at(it.product)).level;
  const Units asked = it.units ? sim.units(*it.units, it.product) : online;
  return {asked, retire(sim, it.site, it.product, asked)};
}

}  // namespace allot::engine
