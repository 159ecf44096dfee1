#include "support/reference_engine.hpp"

#include <algorithm>

#include "support/reference_world.hpp"

namespace allot {
namespace reference {
namespace {

void add_moments_of_sites(const World& world, std::vector<Time>& moments) {
  for (const SiteSources& site : world.sites)
    for (const auto& sources : {site.room, site.power})
      for (const RunSource& source : sources)
        for (const Time step : steps(source)) moments.push_back(step);
}

void add_calendars(const World& world, std::vector<Time>& moments) {
  for (const Supplier& supplier : world.scenario.suppliers)
    if (const auto& every = supplier.allocation.every)
      moments.push_back(stretch_of(*every, world.scenario.start, world.now).until);
}

void add_moments_of_policies(const World& world, std::vector<Time>& moments) {
  const std::vector<Time> gates = gate_moments(world);
  moments.insert(moments.end(), gates.begin(), gates.end());
  for (const Time moment : moments_of_limits(world)) moments.push_back(moment);
  for (const auto& [what, until] : world.frozen_window_ends) moments.push_back(until);
  for (const Supplier& supplier : world.scenario.suppliers)
    for (const ManualAward& it : supplier.allocation.awards) moments.push_back(world.chance.moment(it.at));
}

// The first moment after now at which anything may happen.
Time next_moment(const World& world) {
  std::vector<Time> moments;
  for (const Occurrence& it : world.occurrences) moments.insert(moments.end(), {it.at, it.ends});
  for (const Demand& demand : world.demands)
    moments.insert(moments.end(), {demand.placed, next_substitution(world, demand), demand.gives_up});
  moments.insert(moments.end(), world.next_review.begin(), world.next_review.end());
  for (const auto& all : {world.debts, world.conversions})
    for (const Pending& it : all) moments.push_back(it.until);
  for (const Lot& lot : world.lots) moments.push_back(lot.arrives);
  for (const Slice& slice : world.slices)
    moments.insert(moments.end(), {slice.not_before, slice.until, slice.term_ends, slice.back_at});
  add_moments_of_sites(world, moments);
  add_moments_of_policies(world, moments);
  add_calendars(world, moments);
  for (const Time known : known_moments(world)) moments.push_back(known);
  Time next = world.calls.empty() ? never : world.now + 1;
  for (const Time moment : moments)
    if (moment > world.now) next = std::min(next, moment);
  return next;
}

bool calls_for_another_pass(const World& world) {
  const auto is_due = [&](const Occurrence& it) { return !it.is_done && it.at <= world.now; };
  if (std::any_of(world.occurrences.begin(), world.occurrences.end(), is_due)) return true;
  for (const auto& all : {world.debts, world.conversions})
    for (const Pending& it : all)
      if (!it.is_done && it.until <= world.now) return true;
  for (const Demand& demand : world.demands)
    if (!demand.is_placed && demand.placed <= world.now) return true;
  for (const Lot& lot : world.lots)
    if (!lot.has_arrived && lot.arrives <= world.now) return true;
  for (int i = 0; i < world.count(); ++i)
    if (is_due_on_route(world, i)) return true;
  if (is_overserved(world) || can_build(world) || ends_terms_now(world) || gives_up_next(world)) return true;
  return std::any_of(world.calls.begin(), world.calls.end(),
                     [&](SupplierProduct what) { return !waits_for_the_next_second(world, what); });
}

// What was ordered by the start is there before anything else happens.
void open(World& world) {
  place_orders(world);
  first_reviews(world);
}

void run_phases(World& world) {
  change_parameters(world);
  leave_what_has_no_place(world);
  intervene(world);
  cancel_what_was_cancelled(world);
  end_records(world);
  place_orders(world);
  lose_patience(world);
  cut_needs(world);
  return_what_is_no_longer_pegged(world);
  review(world);
  finish_conversions(world);
  come_back(world);
  lots_arrive(world);
  return_what_is_no_longer_pegged(world);
  build_lots(world);
  run_allocations(world);
  move_shipments(world);
  install(world);
}

void run_second(World& world) {
  constexpr int most_passes = 16;
  if (world.now == 0) open(world);
  for (world.pass = 0; world.pass < most_passes; ++world.pass) {
    run_phases(world);
    evaluate_triggers(world);
    if (!calls_for_another_pass(world)) return;
  }
}

void look(const World& world, ReferenceRun& run) {
  check_conservation(world);
  run.snapshots.push_back({world.now, levels(world)});
  for (const Milestone& milestone : world.scenario.milestones) {
    std::optional<Time>& reached = run.milestones[milestone.id];
    if (!reached && is_reached(world, milestone)) reached = world.now;
  }
}

}  // namespace
}  // namespace reference

ReferenceRun reference_run(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication) {
  ReferenceRun run;
  reference::World world = reference::world_at_start(scenario, seed, replication);
  const std::vector<double> paid_before = reference::paid_so_far(world, true);
  for (world.now = 0; world.now < world.horizon; world.now = reference::next_moment(world)) {
    reference::run_second(world);
    reference::date_moves(world);
    reference::look(world, run);
  }
  for (const reference::Slice& slice : world.slices)
    for (const reference::Move& move : slice.moves)
      run.transfers.push_back({move.intervention, move.from, move.to, move.delivered_at, slice.units});
  run.revenue = world.revenue;
  run.costs = reference::costs(world);
  run.delays = reference::delays(world, run.snapshots);
  run.paid = reference::paid_so_far(world, false);
  for (std::size_t i = 0; i < run.paid.size(); ++i) run.paid[i] -= paid_before[i];
  return run;
}

}  // namespace allot
