#include <algorithm>

#include "engine/actions.hpp"
#include "engine/handlers.hpp"

/// When interventions happen: on dates, on conditions, after others.
namespace allot::engine {
namespace {

// Parameter changes belong to the first phase of their second, what acts on the pipeline to the second.
EventKind kind_of(const model::Action& action) {
  return std::visit(
      []<class Action>(const Action&) {
        static_assert(acts_on_pipeline<Action> != changes_parameters<Action>,
                      "an action is written, and of one family");
        return changes_parameters<Action> ? EventKind::parameter_change : EventKind::intervention;
      },
      action);
}

bool happens(const Replication& sim, const model::Intervention& it, std::uint32_t number, Time when) {
  return sim.happens(it.probability, it.happens_stream, number, when);
}

// A date before the start counts as the start.
void plan_date(Replication& sim, Index index, std::uint32_t number, Time date) {
  const model::Intervention& it = sim.model.interventions[at(index)];
  if (!happens(sim, it, number, date)) return;
  const Time when =
      std::max<Time>(0, date + (it.slip.is_zero() ? 0 : sim.duration(it.slip, it.slip_stream, number, date)));
  const EventKind kind = kind_of(it.action);
  if (when < sim.model.end)
    sim.events.plan({when << 8 | phase_of(kind), rank_of_intervention(index), number, index, kind});
}

// Of a date that comes again, those before the start are over.
void plan_dates(Replication& sim, Index index) {
  const model::Intervention& it = sim.model.interventions[at(index)];
  const Time first = sim.moment(*it.at);
  if (!it.every) return plan_date(sim, index, 0, first);
  const Time until = std::min(sim.model.end, end_of(sim, it.repeat_until, first));
  std::uint32_t number = 0;
  for (Time date = first; date < until; date += *it.every, ++number)
    if (date >= 0) plan_date(sim, index, number, date);
}

void watch(Replication& sim, Index index) {
  const model::Condition& condition = *sim.model.interventions[at(index)].when;
  Watch& watch = sim.watches.emplace_back();
  watch.intervention = index;
  watch.units = std::max<Units>(0, half_up(sim.exact(condition.units)));
  const auto& until = sim.model.interventions[at(index)].repeat_until;
  if (until && !until->is_span) watch.until = sim.moment(until->amount);
}

void occur(Replication& sim, Index index, std::uint32_t number, Time when) {
  const model::Intervention& it = sim.model.interventions[at(index)];
  if (happens(sim, it, number, sim.now))
    sim.schedule(when, kind_of(it.action), rank_of_intervention(index), index, number);
}

bool holds(const Replication& sim, const Watch& watch) {
  Units sum = 0;
  for (const std::size_t row : sim.counted_rows[at(watch.intervention)]) sum += sim.seen.gauges[row].level;
  return sim.model.interventions[at(watch.intervention)].when->is_upper ? sum <= watch.units : sum >= watch.units;
}

}  // namespace

Time end_of(const Replication& sim, const std::optional<model::Until>& until, Time begin) {
  if (!until) return never;
  return until->is_span ? begin + whole_seconds(sim.amount(until->amount)) : sim.moment(until->amount);
}

void plan_interventions(Replication& sim) {
  sim.sets.clear();
  sim.shocks.clear();
  sim.delays.clear();
  sim.watches.clear();
  sim.embargoes.clear();
  sim.active_expedites.clear();
  sim.debts.clear();
  sim.leases.clear();
  sim.conversions.clear();
  for (std::size_t i = 0; i < sim.model.interventions.size(); ++i) {
    if (sim.model.interventions[i].at) plan_dates(sim, static_cast<Index>(i));
    if (sim.model.interventions[i].when) watch(sim, static_cast<Index>(i));
  }
}

void evaluate_triggers(Replication& sim) {
  for (Watch& watch : sim.watches) {
    const bool held = std::exchange(watch.holds, holds(sim, watch));
    if (held || !watch.holds || watch.is_over || sim.now >= watch.until) continue;
    const model::Intervention& it = sim.model.interventions[at(watch.intervention)];
    if (watch.number == 0 && it.repeat_until) watch.until = end_of(sim, it.repeat_until, sim.now);
    watch.is_over = !it.is_repeated;
    occur(sim, watch.intervention, watch.number++, sim.now);
  }
}

void follow(Replication& sim, const Occurrence& leader) {
  for (const Index index : sim.model.interventions[at(leader.intervention)].followers) {
    const model::Intervention& it = sim.model.interventions[at(index)];
    occur(sim, index, leader.number, sim.now + sim.duration(it.after, it.after_stream, leader.number, sim.now));
  }
}

}  // namespace allot::engine
