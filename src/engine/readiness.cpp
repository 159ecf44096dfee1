#include "engine/readiness.hpp"

#include <algorithm>
#include <limits>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// What one site will have left, as its gates count; `no_limit` without a gate.
struct Left {
  std::int64_t room = no_limit, power = no_limit;
};

std::int64_t planned(const SourceState& source, Time now, Time then) {
  return source.from <= now ? contribution(source, then) : contribution(source.as_planned(), then);
}

std::int64_t planned(const model::Gate& gate, const GateState& state, Time now, Time then) {
  if (!gate.is_limited) return no_limit;
  std::int64_t sum = 0;
  for (const SourceState& source : state.sources) sum += planned(source, now, then);
  return std::max<std::int64_t>(0, sum);
}

Units fitting(std::int64_t left, std::int64_t each) {
  if (left == no_limit || each == 0) return most_units;
  return std::max<std::int64_t>(0, left) / each;
}

/// The plan of all sites, and who takes what of it.
class Places {
 public:
  Places(const Replication& sim, Time then) : sim_(sim), left_(sim.list<Left>()) {
    for (std::size_t s = 0; s < sim.sites.size(); ++s)
      left_.push_back({planned(sim.model.sites[s].room, sim.sites[s].room, sim.now, then),
                       planned(sim.model.sites[s].power, sim.sites[s].power, sim.now, then)});
  }

  Units free(const Slice& slice) const {
    Units units = 0;
    for (const Index site : sim_.sites_of(slice)) units = std::min(most_units, units + free(slice, site));
    return units;
  }

  void take(const Slice& slice, Units units) {
    for (const Index site : sim_.sites_of(slice)) {
      const Units here = std::min(units, free(slice, site));
      take_at(slice, site, here);
      units -= here;
    }
  }

  void take_at(const Slice& slice, Index site, Units units) {
    const auto take = [&](std::int64_t& left, const model::Gate& gate) {
      if (left != no_limit) left -= units * gate.cost[at(slice.product)];
    };
    take(left_[at(site)].room, sim_.model.sites[at(site)].room);
    take(left_[at(site)].power, sim_.model.sites[at(site)].power);
  }

 private:
  Units free(const Slice& slice, Index site) const {
    const model::Site& it = sim_.model.sites[at(site)];
    return std::min(fitting(left_[at(site)].room, it.room.cost[at(slice.product)]),
                    fitting(left_[at(site)].power, it.power.cost[at(slice.product)]));
  }

  const Replication& sim_;
  ScratchVector<Left> left_;
};

bool is_coming(const Slice& it) {
  return it.state == SliceState::allocated || it.state == SliceState::in_transit || it.state == SliceState::delivered;
}

// Who stands at a site keeps its place; then those on their way, in order of award.
void take_what_is_there(const Replication& sim, Places& places) {
  auto coming = sim.list<Index>();
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& it = sim.slices[i];
    if (is_coming(it) && !sim.sites_of(it).empty())
      coming.push_back(static_cast<Index>(i));
    else if (it.site != model::none && is_in_service(it.state))
      places.take_at(it, it.site, it.units);
  }
  std::sort(coming.begin(), coming.end(), [&](Index a, Index b) {
    const Slice &x = sim.slices[at(a)], &y = sim.slices[at(b)];
    return x.serial != y.serial ? x.serial < y.serial : a < b;
  });
  for (const Index slice : coming) places.take(sim.slices[at(slice)], sim.slices[at(slice)].units);
}

Units claim_of(const Replication& sim, const Slice& slice, Units lot, const Places& places) {
  const Units whole = slice.units / lot * lot;
  const Units units = std::min(whole, places.free(slice) / lot * lot);
  if (units == whole) return slice.units;
  const model::Terms& terms = sim.terms(slice);
  const Units least = terms.is_partial ? std::min(terms.min_shipment, whole) : whole;
  return units < least ? 0 : units;
}

/// The look-aheads that a supplier may have, now or by a `set`.
ScratchVector<Duration> lookaheads(const Replication& sim, std::size_t supplier) {
  auto found = sim.list<Duration>();
  const auto add = [&](const model::Policy& policy) {
    if (policy.suppliers[supplier].lookahead) found.push_back(*policy.suppliers[supplier].lookahead);
  };
  add(sim.model.policy);
  for (const model::Intervention& it : sim.model.interventions)
    if (const auto* set = std::get_if<model::Set>(&it.action)) add(set->changed);
  return found;
}

template <class Visit>
void for_each_step(Time from, Time until, Visit visit) {
  if (from < until)
    for (Time when = from + day; when < until; when += day) visit(when);
  visit(until);
}

bool looks_again(const Model& model, std::size_t supplier) {
  return model.suppliers[supplier].has_gate && !model.suppliers[supplier].every;
}

void request_runs(Replication& sim, Index supplier) {
  for (std::size_t p = 0; p < sim.model.products.size(); ++p)
    request_run(sim, sim.market_index(supplier, static_cast<Index>(p)));
}

template <class Visit>
void for_each_planned_step(const Replication& sim, Visit visit) {
  for (const SiteState& site : sim.sites)
    for (const GateState* gate : {&site.room, &site.power})
      for (const SourceState& source : gate->sources) for_each_step(source.planned_from, source.planned_until, visit);
}

}  // namespace

void gate_claims(Replication& sim, Index market, Duration lookahead) {
  Places places(sim, sim.now + lookahead);
  take_what_is_there(sim, places);
  const Units lot = sim.model.products[at(sim.markets[at(market)].product)].lot;
  for (const Index index : sim.claiming) {
    const Slice& slice = sim.slices[at(index)];
    Units& claim = sim.slice_claim[at(index)];
    claim = slice.units;
    if (sim.sites_of(slice).empty()) continue;
    claim = claim_of(sim, slice, lot, places);
    places.take(slice, claim / lot * lot);
  }
}

void plan_gates(Replication& sim) {
  for_each_planned_step(sim, [&](Time step) { expect_gate(sim, step, step); });
}

void expect_gate(Replication& sim, Time planned_from, Time planned_until) {
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    if (!looks_again(sim.model, s)) continue;
    for (const Duration lookahead : lookaheads(sim, s))
      for_each_step(planned_from, planned_until, [&](Time step) {
        if (step - lookahead >= sim.now)
          sim.schedule(step - lookahead, EventKind::gate_opens, s, static_cast<Index>(s));
      });
  }
}

// The date may have moved since, and the gate may be another.
void on_gate(Replication& sim, Index supplier) {
  const auto& lookahead = sim.policy.suppliers[at(supplier)].lookahead;
  if (!lookahead) return;
  bool is_in_sight = false;
  for_each_planned_step(sim, [&](Time step) { is_in_sight |= step - sim.now == *lookahead; });
  if (is_in_sight) request_runs(sim, supplier);
}

void wake_gated(Replication& sim) {
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s)
    if (looks_again(sim.model, s) && sim.policy.suppliers[s].lookahead) request_runs(sim, static_cast<Index>(s));
}

}  // namespace allot::engine
