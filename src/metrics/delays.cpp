// Days on which units are needed and do not run.
//
// N being what an organisation needs by a moment and R what runs of it, (N - R)+ does not run though it should. Over time
// that comes to what units are late by, where the first to run is matched with the first that is needed. Every unit that
// runs has been ready, every one that is ready admitted, and every one admitted delivered; so with D >= A >= C >= R what
// lacks at each of these steps is what lacks at the one before, and more, and the differences are the parts.

#include "metrics/delays.hpp"

#include <algorithm>

namespace allot::metrics {
namespace {

using engine::Progress;
using model::at;

void find_needs(const engine::Model& model, const engine::Observations& seen, std::span<const Units> needed,
                Buckets<Step>& needs) {
  needs.fill(model.organisations.size(), [&](auto&& add) {
    for (std::size_t i = 0; i < needed.size(); ++i)
      if (needed[i] > 0) add(at(seen.promises[i].owner), Step{seen.promises[i].needed, needed[i]});
  });
  for (std::size_t i = 0; i < model.organisations.size(); ++i) sort(needs.of(i));
}

// Before the start there is what is known of it: when units were needed, and when they were delivered.
Time begin_of(const engine::Model& model, std::span<const Step> needs) {
  return model.warm_up > 0 || needs.empty() ? model.warm_up : std::min<Time>(0, needs.front().at);
}

// By organisation, the unit-seconds on which less has come so far than is needed, less those of the step before.
void add_behind(const engine::Model& model, const engine::Observations& seen, std::span<const Units> needed,
                Progress least, std::int64_t Delays::*part, DelaysScratch& scratch) {
  scratch.came.fill(model.organisations.size(), [&](auto&& add) {
    for (const engine::ProgressRecord& it : seen.progress)
      if (it.progress >= least && needed[at(it.promise)] > 0) add(at(it.owner), Step{it.at, it.units});
  });
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    const std::span<Step> needs = scratch.needs.of(i), came = scratch.came.of(i);
    sort(came);
    Delays& it = scratch.delays[i];
    it.*part = integrate_plan(needs, came, begin_of(model, needs), model.end).shortfall - it.sum();
  }
}

}  // namespace

Delays& Delays::operator+=(const Delays& other) {
  dock += other.dock;
  room += other.room;
  crew += other.crew;
  power += other.power;
  return *this;
}

DelayCost& DelayCost::operator+=(const DelayCost& other) {
  dock += other.dock;
  room += other.room;
  crew += other.crew;
  power += other.power;
  return *this;
}

DelayCost cost_of(const Delays& delays, double of_a_day) {
  const auto cost = [&](std::int64_t unit_seconds) { return static_cast<double>(unit_seconds) / day * of_a_day; };
  return {cost(delays.dock), cost(delays.room), cost(delays.crew), cost(delays.power)};
}

std::span<const Delays> delays_of(const engine::Model& model, const engine::Observations& seen,
                                  std::span<const Units> needed, DelaysScratch& scratch) {
  find_needs(model, seen, needed, scratch.needs);
  scratch.delays.assign(model.organisations.size(), {});
  add_behind(model, seen, needed, Progress::docked, &Delays::dock, scratch);
  add_behind(model, seen, needed, Progress::admitted, &Delays::room, scratch);
  add_behind(model, seen, needed, Progress::ready, &Delays::crew, scratch);
  add_behind(model, seen, needed, Progress::running, &Delays::power, scratch);
  return scratch.delays;
}

}  // namespace allot::metrics
