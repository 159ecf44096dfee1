#include <algorithm>
#include <span>

#include "engine/handlers.hpp"

/// The past of a scenario with an `as_of`: what was shipped and cancelled, and that nothing else was.
namespace allot::engine {
namespace {

Index market_of(const Replication& sim, const model::KnownShipment& it) {
  return sim.model.market_of(sim.model.terms_of(sim.model.orders[at(it.order)]));
}

struct KnownShipments {
  std::size_t first, end;
};

KnownShipments shipments_of(const Model& model, Index order) {
  const auto& all = model.shipments;
  const auto is_before = [](const model::KnownShipment& it, Index than) { return it.order < than; };
  const auto first = std::lower_bound(all.begin(), all.end(), order, is_before);
  const auto end = std::lower_bound(first, all.end(), order + 1, is_before);
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(end - all.begin())};
}

// Records know the day, runs the second.
bool is_same_day(const Replication& sim, Time a, Time b) {
  return (sim.model.start + a) / day == (sim.model.start + b) / day;
}

Units stock_for(const Replication& sim, Index market, const Slice& slice) {
  return slice.peg == model::none ? sim.markets[at(market)].free : sim.pegs[at(slice.peg)].reserved;
}

void serve_shipment(Replication& sim, Index market, const model::KnownShipment& it, Units& left) {
  for (const Index index : open_slices_in(sim, it.order, sim.markets[at(market)].product)) {
    const Units units = std::min({sim.slices[at(index)].units, left, stock_for(sim, market, sim.slices[at(index)])});
    if (units == 0) continue;
    left -= units;
    ship(sim, index, units, it.arrives);
  }
}

void expect_end_of_records(Replication& sim) {
  for (std::size_t m = 0; m < sim.markets.size(); ++m)
    for (const model::Span& span : sim.model.suppliers[at(sim.markets[m].supplier)].recorded)
      sim.schedule(span.until, EventKind::record_ends, m, static_cast<Index>(m));
}

}  // namespace

void begin_past(Replication& sim) {
  sim.shipments_left.clear();
  if (sim.model.as_of == 0) return;
  for (const model::KnownShipment& it : sim.model.shipments) sim.shipments_left.push_back(it.units);
  for (const auto& [when, market] : sim.model.recorded_moments)
    sim.schedule(when, EventKind::shipment_due, 2 * static_cast<std::uint64_t>(market), market);
  constexpr std::uint64_t behind_interventions = 1ull << 48;
  for (std::size_t i = 0; i < sim.model.cancellations.size(); ++i)
    sim.schedule(sim.model.cancellations[i].at, EventKind::units_cancelled, behind_interventions + i,
                 static_cast<Index>(i));
  expect_end_of_records(sim);
}

bool is_recorded(const Replication& sim, Index supplier) {
  const std::vector<model::Span>& recorded = sim.model.suppliers[at(supplier)].recorded;
  return std::any_of(recorded.begin(), recorded.end(), [&](const model::Span& span) { return span.holds(sim.now); });
}

void serve_shipments(Replication& sim, Index market) {
  if (!is_recorded(sim, sim.markets[at(market)].supplier)) return;
  for (std::size_t i = 0; i < sim.model.shipments.size(); ++i) {
    const model::KnownShipment& it = sim.model.shipments[i];
    if (it.is_recorded && sim.shipments_left[i] > 0 && it.at <= sim.now && market_of(sim, it) == market)
      serve_shipment(sim, market, it, sim.shipments_left[i]);
  }
}

void serve_shipments_soon(Replication& sim, Index market) {
  sim.schedule(sim.now, EventKind::shipment_due, 2 * static_cast<std::uint64_t>(market), market);
}

// What went as planned is shipped by the rule; of some of it the day of arrival is known.
void ship_as_known(Replication& sim, Index index, Units units) {
  const KnownShipments known = shipments_of(sim.model, sim.slices[at(index)].order);
  for (std::size_t i = known.first; i < known.end && units > 0; ++i) {
    const model::KnownShipment& it = sim.model.shipments[i];
    if (it.is_recorded || it.arrives == never || !is_same_day(sim, it.at, sim.now)) continue;
    const Units part = std::min(units, sim.shipments_left[i]);
    if (part == 0) continue;
    sim.shipments_left[i] -= part;
    units -= part;
    ship(sim, index, part, it.arrives);
  }
  if (units > 0) ship(sim, index, units, never);
}

void on_record_end(Replication& sim, Index market) {
  request_pegs(sim, market);
  request_run(sim, market);
}

void on_known_cancellation(Replication& sim, Index index) {
  const model::KnownCancellation& it = sim.model.cancellations[at(index)];
  if (const Index first = first_slice_of(sim, it.order); first != model::none)
    withdraw_from(sim, first, it.units, "recorded");
}

}  // namespace allot::engine
