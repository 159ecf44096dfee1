// The loop of a replication: take the next event, set the clock, call its handler, until there is none.
//
// Time is whole seconds, and what falls on the same second has an order that is part of the model: eight phases, and
// within a phase the order in which the scenario defines things (docs/model.md, "Time and order of events"). An event
// therefore carries its whole place, time, pass, phase and rank, in integers, and two events are never compared by when
// they happened to be scheduled. That is why a scenario gives the same bytes on every machine: there is no tie that a
// floating-point clock or a heap could break in its own way.
//
// What a handler sets off for an earlier phase of its own second (a place falls free, and somebody moves in) cannot go
// back: it runs in a further pass over the phases. After sixteen passes the rest waits for the next second, so that a
// circle of zero-length causes ends instead of hanging.
//
// Events are never taken out of the list. A slice that was swapped away or a lot that was moved gets a new stamp, and
// an event that carries the old one is void when its turn comes; that costs one comparison, where a search in the heap
// would cost more than the event itself. The law that holds between any two events is conservation: initial stock, what
// ran at the start and what was produced are in stock, scrapped, used as parts or in slices (`recount`, which tests
// call).
//
// A closed set of kinds and a switch without a default, rather than objects with a virtual `happen`: the compiler names
// the handler that is missing, events are plain values that a fork can copy, and the order of a second stands in one
// table.
//
// source: the event-scheduling world view, Law (2015), Simulation Modeling and Analysis, section 1.3; phases within one
//         moment, Tocher (1963), The Art of Simulation

#include "engine/simulate.hpp"

#include "engine/costs.hpp"
#include "engine/handlers.hpp"
#include "engine/readiness.hpp"
#include "engine/substitute.hpp"

namespace allot::engine {
namespace {

bool is_undecided(const Replication& sim, const Event& event) {
  return begins_intervention(event.kind) && sim.decision(event.subject) == Decision::undecided;
}

// Whether the event is still about what it was scheduled for.
bool is_void(const Replication& sim, const Event& event) {
  switch (event.kind) {
    case EventKind::parameter_change:
    case EventKind::intervention: return sim.decision(event.subject) == Decision::dropped;
    case EventKind::stage_ends:
    case EventKind::reroute_ends:
    case EventKind::piece_installed:
    case EventKind::commissioned: return sim.slices[at(event.subject)].stamp != event.stamp;
    case EventKind::lot_arrives: return sim.lots[at(event.subject)].stamp != event.stamp;
    case EventKind::source_changes:
    case EventKind::site_fits:
    case EventKind::gate_opens:
    case EventKind::limits_change:
    case EventKind::award_due:
    case EventKind::parameter_change_ends:
    case EventKind::record_ends:
    case EventKind::term_ends:
    case EventKind::loan_due:
    case EventKind::lease_ends:
    case EventKind::units_back:
    case EventKind::units_cancelled:
    case EventKind::order_placed:
    case EventKind::slice_eligible:
    case EventKind::substitute_due:
    case EventKind::stream_order:
    case EventKind::reneges:
    case EventKind::need_met:
    case EventKind::buyer_reviews:
    case EventKind::conversion_ends:
    case EventKind::parts_are_there:
    case EventKind::shipment_due:
    case EventKind::pegs_served:
    case EventKind::allocation_run:
    case EventKind::site_settles:
    case EventKind::grid_sample: return false;
  }
  return false;
}

void handle(Replication& sim, const Event& event) {
  const Index it = event.subject;
  switch (event.kind) {
    case EventKind::source_changes: return update_capacity(sim, it);
    case EventKind::site_fits: return fit_capacity(sim, it);
    case EventKind::parameter_change: return on_parameter_change(sim, {it, event.stamp});
    case EventKind::gate_opens: return on_gate(sim, it);
    case EventKind::limits_change:
    case EventKind::award_due: return request_run(sim, it);
    case EventKind::parameter_change_ends: return on_parameter_change_end(sim, {it, event.stamp});
    case EventKind::record_ends: return on_record_end(sim, it);
    case EventKind::term_ends: return on_term_end(sim, it);
    case EventKind::loan_due: return on_loan_due(sim, it);
    case EventKind::lease_ends: return on_lease_end(sim, it);
    case EventKind::units_cancelled: return on_known_cancellation(sim, it);
    case EventKind::intervention: return on_intervention(sim, {it, event.stamp});
    case EventKind::order_placed: return on_order_placed(sim, it);
    case EventKind::slice_eligible: return on_slice_eligible(sim, it);
    case EventKind::substitute_due: return on_substitute_due(sim, it);
    case EventKind::stream_order: return on_stream_order(sim, it);
    case EventKind::reneges: return on_renege(sim, it);
    case EventKind::need_met: return on_need_met(sim, it);
    case EventKind::buyer_reviews: return on_review(sim, it);
    case EventKind::conversion_ends: return on_conversion_end(sim, it);
    case EventKind::lot_arrives: return on_lot(sim, it);
    case EventKind::units_back: return on_units_back(sim, it);
    case EventKind::parts_are_there: return build(sim, it);
    case EventKind::shipment_due: return serve_shipments(sim, it);
    case EventKind::pegs_served: return serve_pegs(sim, it);
    case EventKind::allocation_run: return run_allocation(sim, it);
    case EventKind::stage_ends: return on_stage_end(sim, it);
    case EventKind::reroute_ends: return on_reroute_end(sim, it);
    case EventKind::piece_installed: return on_piece_installed(sim, it);
    case EventKind::commissioned: return on_commissioned(sim, it);
    case EventKind::site_settles: return settle_sites(sim);
    case EventKind::grid_sample: return sample_grid(sim);
  }
}

// Whether nothing more happens in this pass over the phases.
bool is_pass_over(const Replication& sim) {
  return sim.events.empty() || sim.events.top().time() != sim.now || sim.events.top().pass() != sim.pass;
}

}  // namespace

bool go_on(Replication& sim) {
  for (;;) {
    if (!sim.watches.empty() && is_pass_over(sim)) evaluate_triggers(sim);
    if (sim.events.empty()) return true;
    const Event event = sim.events.top();
    if (is_undecided(sim, event)) return false;
    sim.events.pop();
    if (event.time() != sim.now) {
      end_second(sim);
      sim.now = event.time();
    }
    sim.pass = event.pass();
    sim.phase = event.phase();
    if (is_void(sim, event)) continue;
    ++sim.seen.events;
    handle(sim, event);
  }
}

void finish(Replication& sim) {
  end_second(sim);
  if (sim.recording.ledger) note_end(sim);
  if (sim.recording.journal) keep_slices(sim);
  if (sim.model.keeps_cash) sim.seen.draws = sim.draws;
  if (sim.recording.chronicle) keep_sources(sim);
  close_transfers(sim);
  show_last_arrivals(sim);
  price_decisions(sim);
  for (Gauge& gauge : sim.seen.gauges) gauge.close(sim.model.end);
  sim.seen.is_random = sim.chance.was_asked();
}

void run(Replication& sim) {
  begin(sim);
  go_on(sim);
  finish(sim);
}

Observations simulate(const Model& model, std::uint64_t seed, std::uint64_t replication, Recording recording) {
  Replication sim(model, recording, seed, replication);
  run(sim);
  return std::move(sim.seen);
}

}  // namespace allot::engine
