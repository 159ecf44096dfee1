#include "experiment/course.hpp"

#include <algorithm>
#include <tuple>

#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "model/compile.hpp"

namespace allot::experiment {
namespace {

using engine::JournalEntry;
using engine::SliceState;
using model::at;

/// When a slice was awarded, came to the dock, was cancelled; of before the start, or not: below zero.
struct Way {
  Time awarded = -1, delivered = -1, cancelled = -1;
};

void enter(Way& way, SliceState state, Time now) {
  if (state == SliceState::open) way = {};
  if (state == SliceState::allocated) way.awarded = now;
  if (state == SliceState::cancelled) way.cancelled = now;
  const bool is_there = state == SliceState::delivered || state == SliceState::online || state == SliceState::resold ||
                        state == SliceState::installing;
  if (is_there && way.delivered < 0) way.delivered = now;
}

std::vector<Way> ways_of(const engine::Observations& seen) {
  std::vector<Way> ways(seen.slices.size());
  for (const JournalEntry& it : seen.journal) {
    if (it.kind == JournalEntry::Kind::split) ways[at(it.other)] = ways[at(it.slice)];
    if (it.kind == JournalEntry::Kind::state) enter(ways[at(it.slice)], static_cast<SliceState>(it.other), it.at);
  }
  return ways;
}

bool is_listed(const Scenario& scenario, model::Index order) {
  return order != model::none && at(order) < scenario.orders.size();
}

// Parts that were cut apart only at their site.
void merge_what_went_together(std::vector<PlannedCourse::Shipment>& sorted) {
  std::vector<PlannedCourse::Shipment> merged;
  for (const PlannedCourse::Shipment& it : sorted) {
    const bool goes_along = !merged.empty() && merged.back().order == it.order && merged.back().date == it.date &&
                            merged.back().delivered == it.delivered;
    if (goes_along)
      merged.back().units += it.units;
    else
      merged.push_back(it);
  }
  sorted = std::move(merged);
}

void add_ways(const Scenario& scenario, const engine::Observations& seen, PlannedCourse& out) {
  const std::vector<Way> ways = ways_of(seen);
  out.shipped_before.assign(scenario.orders.size(), 0);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto& slice = seen.slices[i];
    if (!is_listed(scenario, slice.order)) continue;
    if (slice.origin != engine::Origin::order) out.shipped_before[at(slice.order)] += slice.units;
    if (ways[i].cancelled >= 0)
      out.cancellations.push_back({{slice.order}, slice.units, scenario.start + ways[i].cancelled});
    if (slice.origin != engine::Origin::order || ways[i].awarded < 0) continue;
    out.shipments.push_back({{slice.order},
                             slice.units,
                             scenario.start + ways[i].awarded,
                             ways[i].delivered < 0 ? never : scenario.start + ways[i].delivered});
  }
  std::sort(out.shipments.begin(), out.shipments.end(),
            [](const PlannedCourse::Shipment& a, const PlannedCourse::Shipment& b) {
              return std::tie(a.order.index, a.date, a.delivered, a.units) <
                     std::tie(b.order.index, b.date, b.delivered, b.units);
            });
  merge_what_went_together(out.shipments);
}

void add_lots(const Scenario& scenario, const engine::Replication& sim, PlannedCourse& out) {
  std::vector<Ref> piece_of;  // by piece of the model: which of its supplier's plan
  for (const Supplier& supplier : scenario.suppliers)
    for (std::size_t i = 0; i < supplier.supply.size(); ++i) piece_of.push_back({static_cast<std::int32_t>(i)});
  for (const engine::Lot& lot : sim.lots) {
    if (lot.piece == model::none) continue;
    out.lots.push_back({{lot.supplier},
                        piece_of[at(lot.piece)],
                        {lot.product},
                        scenario.start + lot.planned,
                        scenario.start + lot.arrival_now(),
                        lot.has_come ? lot.good : lot.units});
  }
  std::stable_sort(out.lots.begin(), out.lots.end(),
                   [](const PlannedCourse::Lot& a, const PlannedCourse::Lot& b) { return a.planned < b.planned; });
}

}  // namespace

PlannedCourse course_of(const Scenario& scenario) {
  const model::Model model = model::compile(scenario);
  engine::Replication sim(model, {.journal = true, .is_typical = true}, 1, 0);
  engine::run(sim);
  PlannedCourse out;
  add_lots(scenario, sim, out);
  add_ways(scenario, sim.seen, out);
  return out;
}

}  // namespace allot::experiment
