#include <algorithm>
#include <cmath>

#include "engine/handlers.hpp"
#include "random/key.hpp"

/// Organisations that order by a roadmap.
namespace allot::engine {
namespace {

constexpr std::uint64_t buyer_rank = 3ull << 60;  // behind streams, ahead of what interventions order
constexpr std::uint64_t after_needs = 7ull << 61;

using model::Buyer;

Units point_units(const Replication& sim, const Buyer& it, std::size_t point) {
  return std::max<Units>(0, half_up(sim.exact(it.roadmap[point].units)));
}

// Straight lines from what ran at the start to the first point, between points, and level after the last.
Units wanted_at(const Replication& sim, const Buyer& it, Units start, Time when) {
  Time from = 0;
  Units before = start;
  for (std::size_t k = 0; k < it.roadmap.size(); ++k) {
    const Time to = it.roadmap[k].at;
    const Units after = point_units(sim, it, k);
    if (when < to && from < to)
      return before + static_cast<Units>(Int128{after - before} * (when - from) / (to - from));
    from = std::max(from, to);
    before = after;
  }
  return before;
}

Duration mean_way(const Replication& sim, const std::vector<model::Delay>& way) {
  double seconds = 0;
  for (const model::Delay& part : way) seconds += sim.mean_seconds(part);
  return whole_seconds(seconds);
}

struct Offer {
  const model::Terms* terms = nullptr;
  Index market = 0;
  Duration lead_time = 0;
};

Offer shortest_offer(const Replication& sim, const Buyer& it) {
  Offer best;
  Duration shortest = never;
  for (std::size_t k = 0; k < it.offers.size(); ++k) {
    const Index market = sim.market_index(it.offers[k].supplier, it.offers[k].product);
    const Duration quote = quoted_lead_time(sim, market);
    if (quote >= shortest) continue;
    shortest = quote;
    best = {&it.offers[k], market,
            it.lead_time ? whole_seconds(sim.amount(*it.lead_time)) : quote + mean_way(sim, it.ways[k])};
  }
  return best;
}

bool is_own(const Buyer& it, const model::Terms& terms) {
  return std::any_of(it.offers.begin(), it.offers.end(), [&](const model::Terms& offer) { return &offer == &terms; });
}

// Its own open slices that are no copies, from the end of the queue.
ScratchVector<Index> surplus(const Replication& sim, const Buyer& it) {
  auto found = sim.list<Index>();
  for (std::size_t i = 0; i < sim.slices.size(); ++i) {
    const Slice& slice = sim.slices[i];
    if (slice.state != SliceState::open || slice.owner != it.offers.front().owner) continue;
    if (is_own(it, sim.terms(slice)) && is_cancellable(sim, slice)) found.push_back(static_cast<Index>(i));
  }
  std::sort(found.begin(), found.end(),
            [&](Index a, Index b) { return is_ahead(sim.slices[at(b)], sim.slices[at(a)]); });
  return found;
}

// What was asked for in excess and is no longer wanted.
void give_up(Replication& sim, const Buyer& it, Units units) {
  for (Index slice : surplus(sim, it)) {
    if (units == 0) return;
    if (units < sim.slices[at(slice)].units) {
      slice = split_back(sim, slice, units);
      enter_queue(sim, slice);
    }
    const Units gone = sim.slices[at(slice)].units;
    units -= gone;
    const Index bundle = sim.orders[at(sim.slices[at(slice)].order)].bundle;
    cancel(sim, slice, "review");
    wake_market(sim, slice);
    if (bundle != model::none) need_less(sim, bundle, gone);
  }
}

void order_more(Replication& sim, Index index, const Offer& offer, Units units) {
  const Buyer& it = sim.model.buyers[at(index)];
  const std::uint32_t number = sim.buyers[at(index)].placed++;
  const std::uint64_t rank = buyer_rank | static_cast<std::uint64_t>(index) << 32 | number;
  const Time wanted = sim.now + offer.lead_time;  // a roadmap says what is to run
  order_need(sim, it.gaming, *offer.terms, combine(it.key, number), rank, units, wanted, wanted);
}

void plan_next(Replication& sim, Index index, Time when) {
  sim.schedule(when, EventKind::buyer_reviews, after_needs | static_cast<std::uint64_t>(index), index);
}

}  // namespace

void plan_reviews(Replication& sim) {
  for (std::size_t i = 0; i < sim.buyers.size(); ++i) {
    const model::Terms& terms = sim.model.buyers[i].offers.front();
    sim.buyers[i].start = sim.buyers[i].wanted = held_units(sim, terms.owner, terms.product).held;
    plan_next(sim, static_cast<Index>(i), 0);
  }
}

void on_review(Replication& sim, Index index) {
  const Buyer& it = sim.model.buyers[at(index)];
  BuyerState& state = sim.buyers[at(index)];
  const model::Terms& terms = it.offers.front();
  const Units lot = sim.model.products[at(terms.product)].lot;
  if (it.gaming != model::none) learn(sim, it.gaming);
  const Offer offer = shortest_offer(sim, it);
  const Units wanted = wanted_at(sim, it, state.start, sim.now + offer.lead_time);
  sim.seen.need_apart[at(terms.owner)] += std::max<Units>(0, wanted - state.wanted);
  state.wanted = std::max(state.wanted, wanted);
  const Holding has = held_units(sim, terms.owner, terms.product);
  const Units need = std::max<Units>(0, wanted - has.held);
  const Units goal = it.gaming == model::none ? need : inflated(sim, it.gaming, offer.market, need);
  if (goal > has.open)
    order_more(sim, index, offer, (goal - has.open + lot - 1) / lot * lot);
  else if (it.gaming != model::none && sim.model.gamings[at(it.gaming)].inflate != model::Gaming::Inflate::none)
    give_up(sim, it, (has.open - goal) / lot * lot);
  if (it.gaming != model::none) remember(sim, it.gaming);
  plan_next(sim, index, next_begin(it.review, sim.model.start + sim.now) - sim.model.start);
}

}  // namespace allot::engine
