#include <algorithm>
#include <cmath>

#include "base/contract.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

template <class Visit>
void visit_owned_sites(const Replication& sim, const model::Milestone& milestone, Visit&& visit) {
  using Owner = model::Milestone::Owner;
  if (milestone.kind == Owner::site) return visit(sim.layout.of(milestone.owner, SiteLevel::online));
  for (std::size_t o = 0; o < sim.model.organisations.size(); ++o) {
    const auto organisation = static_cast<Index>(o);
    const bool counts = milestone.kind == Owner::group ? sim.model.is_member(organisation, milestone.owner)
                                                       : organisation == milestone.owner;
    if (counts) visit(sim.layout.of(organisation, OrganisationLevel::online));
  }
}

bool is_reached(const Replication& sim, const model::Milestone& milestone) {
  Units units = 0;
  Decimal compute;
  visit_owned_sites(sim, milestone, [&](std::size_t row) {
    for (std::size_t p = 0; p < sim.layout.products(); ++p) {
      const Units online = sim.seen.gauges[row + p].level;
      units += online;
      if (online > 0) compute = compute + Decimal(online) * sim.model.products[p].compute;
    }
  });
  if (milestone.online) return units >= half_up(sim.exact(*milestone.online));
  return compute >= milestone.compute;
}

void note_milestone(Replication& sim, const model::Milestone& it) {
  using Owner = model::Milestone::Owner;
  LedgerLine& line = note(sim, "milestone");
  line.cells.emplace_back("milestone", it.id);
  if (it.kind == Owner::organisation) line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  if (it.kind == Owner::group) line.cells.emplace_back("group", sim.model.groups[at(it.owner)].id);
  if (it.kind == Owner::site) line.cells.emplace_back("site", sim.model.sites[at(it.owner)].id);
}

}  // namespace

void end_second(Replication& sim) {
  if (sim.online_changed) {
    sim.online_changed = false;
    for (std::size_t i = 0; i < sim.model.milestones.size(); ++i) {
      if (sim.seen.milestones[i] != never || !is_reached(sim, sim.model.milestones[i])) continue;
      sim.seen.milestones[i] = sim.now;
      if (!sim.recording.ledger) continue;
      note_milestone(sim, sim.model.milestones[i]);
    }
  }
  if (sim.recording.recount) recount(sim);
  if (!sim.recording.snapshots) return;
  auto& [when, levels] = sim.seen.snapshots.emplace_back();
  when = sim.now;
  for (const Gauge& gauge : sim.seen.gauges) levels.push_back(gauge.level);
}

namespace {

SiteMoment moment_of(const Replication& sim, Index site) {
  const SiteState& state = sim.sites[at(site)];
  SiteMoment out{state.room.capacity, state.room.used, state.power.capacity, state.power.used};
  out.stranded = sim.seen.gauges[sim.layout.of(site, SiteLevel::stranded)].level;
  for (std::size_t p = 0; p < sim.layout.products(); ++p)
    out.online += sim.seen.gauges[sim.layout.of(site, SiteLevel::online) + p].level;
  return out;
}

void sample_sites(Replication& sim) {
  const std::size_t first = sim.seen.site_moments.size();
  for (std::size_t s = 0; s < sim.sites.size(); ++s)
    sim.seen.site_moments.push_back(moment_of(sim, static_cast<Index>(s)));
  for (const Slice& it : sim.slices)
    if (it.state == SliceState::installing || it.state == SliceState::commissioning)
      sim.seen.site_moments[first + at(it.site)].installing += it.units;
}

}  // namespace

void keep_sources(Replication& sim) {
  for (const SiteState& site : sim.sites)
    for (const GateState* gate : {&site.room, &site.power})
      for (const SourceState& it : gate->sources) sim.seen.began.push_back(it.from < sim.model.end ? it.from : never);
}

void sample_grid(Replication& sim) {
  sample_quotes(sim);
  if (!sim.recording.grid) return;
  show_arrivals(sim, static_cast<std::size_t>(sim.now / sim.model.grid));
  const std::size_t known = sim.seen.grid_levels.size(), count = sim.layout.before_orders();
  sim.seen.grid_levels.resize(known + count);
  std::transform(sim.seen.gauges.begin(), sim.seen.gauges.begin() + static_cast<std::ptrdiff_t>(count),
                 sim.seen.grid_levels.begin() + static_cast<std::ptrdiff_t>(known),
                 [](const Gauge& it) { return it.level; });
  if (sim.recording.chronicle) sample_sites(sim);
}

void keep_slices(Replication& sim) {
  sim.seen.draws = sim.draws;
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& it = sim.slices[i];
    const bool is_placed = it.state != SliceState::planned && it.state != SliceState::cancelled;
    const Index lease = tenure(sim, static_cast<Index>(i)).lease;
    const Index owner = lease == model::none ? it.owner : sim.leases[at(lease)].lender;
    sim.seen.slices.push_back({it.order, owner, it.product, it.site, it.sites, it.peg,
                               it.order == model::none ? nullptr : &sim.terms(it), it.units, it.due, it.not_before,
                               it.placed, it.rank, it.age, is_placed, it.origin, it.owner});
  }
}

// What came in is what is held: initial stock and units online, and produced, against stock, scrapped and slices.
void recount(const Replication& sim) {
  Units in = sim.from_before, held = 0;
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    const auto supplier = static_cast<Index>(s);
    const auto level = [&](SupplierLevel it) { return sim.seen.gauges[sim.layout.of(supplier, it)].level; };
    in += level(SupplierLevel::produced);
    held += level(SupplierLevel::scrapped) + level(SupplierLevel::stock) + level(SupplierLevel::used);
    for (const model::InitialUnits& stock : sim.model.suppliers[s].stock) in += sim.units(stock.units, stock.product);
    Units in_markets = 0;
    for (std::size_t p = 0; p < sim.model.products.size(); ++p) {
      const Market& market = sim.markets[s * sim.model.products.size() + p];
      in_markets += market.free + market.reserved + market.converting;
      expects(market.free >= 0 && market.reserved >= 0, "stock is never below zero");
    }
    expects(in_markets == level(SupplierLevel::stock), "stock is what its markets hold");
  }
  std::vector<Units> backlog(sim.model.organisations.size()), online(sim.model.organisations.size());
  for (const Slice& slice : sim.slices) {
    expects(slice.units > 0, "a slice has units");
    const bool waits = slice.state == SliceState::planned || slice.state == SliceState::open ||
                       slice.state == SliceState::cancelled || slice.state == SliceState::resold ||
                       slice.state == SliceState::returned;
    if (!waits) held += slice.units;
    if (slice.state == SliceState::open) backlog[at(slice.owner)] += slice.units;
    if (slice.state == SliceState::online) online[at(slice.owner)] += slice.units;
  }
  expects(in == held, "no unit is made or lost");
  std::vector<Units> waiting(sim.markets.size());
  for (const Slice& slice : sim.slices)
    if (slice.state == SliceState::open && slice.peg == model::none)
      waiting[at(sim.market_index(sim.terms(slice).supplier, slice.product))] += slice.units;
  for (std::size_t m = 0; m < waiting.size(); ++m)
    expects(sim.markets[m].backlog == waiting[m], "a market's backlog is what is open in it");
  for (std::size_t o = 0; o < backlog.size(); ++o) {
    const auto organisation = static_cast<Index>(o);
    Units shown = 0;
    for (std::size_t p = 0; p < sim.layout.products(); ++p)
      shown += sim.seen.gauges[sim.layout.of(organisation, OrganisationLevel::online) + p].level;
    expects(shown == online[o], "units online are those of the slices online");
    expects(sim.seen.gauges[sim.layout.of(organisation, OrganisationLevel::backlog)].level == backlog[o],
            "the backlog is what is open");
  }
}

}  // namespace allot::engine
