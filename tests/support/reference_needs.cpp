#include <algorithm>
#include <set>

#include "support/reference_fraction.hpp"
#include "support/reference_world.hpp"

/// When units are needed, and what does not run then: moment by moment.
namespace allot::reference {
namespace {

double planned(const World& world, const Value& value) {
  if (value.distribution) return mean(*value.distribution);
  if (!value.parameter) return value.number.real();
  return value.number.real() +
         value.times.real() * mean(*world.scenario.parameters[value.parameter.at()].value.distribution);
}

// One piece after the other, each at most what a day's work is.
Duration crew_time(const World& world, const Site& site, Units units) {
  if (!site.install) return 0;
  const Fraction a_second = fraction(Decimal::nearest(planned(world, *site.install))) * fraction(1, site.install->per);
  if (a_second.top <= 0) return 0;
  const Units most = std::max<Units>(1, static_cast<Units>(floor(a_second * fraction(day, 1))));
  Duration sum = 0;
  for (Units left = units; left > 0; left -= std::min(left, most))
    sum += half_up(fraction(std::min(left, most), 1) * Fraction{a_second.bottom, a_second.top});
  return sum;
}

bool counts(const World& world, const Slice& slice) {
  const Demand& demand = world.demands[static_cast<std::size_t>(slice.order)];
  const Demand& asked = demand.stands_for < 0 ? demand : world.demands[static_cast<std::size_t>(demand.stands_for)];
  return slice.needed != never && asked.is_placed &&
         (world.scenario.warm_up == 0 || asked.placed >= world.scenario.warm_up);
}

// 1: delivered, 2: has room, 3: is ready, 4: runs.
int progress(State state) {
  switch (state) {
    case State::delivered: return 1;
    case State::waiting_crew:
    case State::in_installation:
    case State::commissioning: return 2;
    case State::ready: return 3;
    case State::online:
    case State::retired:
    case State::returning:
    case State::returned:
    case State::resold: return 4;
    default: return 0;
  }
}

std::string name_of(int organisation, int step) {
  return "came." + std::to_string(organisation) + "." + std::to_string(step);
}

Units needed_by(const World& world, int organisation, Time when) {
  Units sum = 0;
  for (const Slice& slice : world.slices)
    if (counts(world, slice) && slice.state != State::cancelled && slice.needed <= when &&
        world.demands[static_cast<std::size_t>(slice.order)].organisation == organisation)
      sum += slice.units;
  return sum;
}

Units received_by(const World& world, int organisation, Time when) {
  Units sum = 0;
  for (const Received& it : world.received_before)
    if (it.organisation == organisation && it.at <= when) sum += it.units;
  return sum;
}

}  // namespace

Time needed(const World& world, std::optional<Time> said, Time due, const std::vector<Ref>& sites, Units units) {
  if (said) return *said;
  if (due == never || sites.empty()) return due;
  const Site& site = world.scenario.sites[sites.front().at()];
  return due + crew_time(world, site, units) + whole_seconds(planned(world, site.commissioning.value));
}

void add_progress(const World& world, std::map<std::string, Units>& levels) {
  for (int o = 0; o < static_cast<int>(world.scenario.organisations.size()); ++o)
    for (int step = 1; step <= 4; ++step) {
      Units& level = levels[name_of(o, step)];
      for (const Slice& slice : world.slices)
        if (slice.owner == o && counts(world, slice) && progress(slice.state) >= step) level += slice.units;
    }
}

std::vector<std::array<std::int64_t, 4>> delays(const World& world, const std::vector<Snapshot>& snapshots) {
  std::vector<std::array<std::int64_t, 4>> out(world.scenario.organisations.size());
  std::set<Time> moments{0, world.horizon};
  for (const Snapshot& it : snapshots) moments.insert(it.at);
  for (const Received& it : world.received_before) moments.insert(it.at);
  for (const Slice& slice : world.slices)
    if (slice.needed != never) moments.insert(slice.needed);
  moments.insert(world.scenario.warm_up);
  for (auto it = moments.begin(); std::next(it) != moments.end(); ++it) {
    const Time from = *it, until = std::min(*std::next(it), world.horizon);
    if (from >= until || (world.scenario.warm_up > 0 && from < world.scenario.warm_up)) continue;
    const Snapshot* last = nullptr;
    for (const Snapshot& one : snapshots)
      if (one.at <= from) last = &one;
    for (int o = 0; o < static_cast<int>(out.size()); ++o)
      for (int step = 1; step <= 4; ++step) {
        const Units came = from < 0 ? received_by(world, o, from) : last->levels.at(name_of(o, step));
        out[static_cast<std::size_t>(o)][static_cast<std::size_t>(step - 1)] +=
            std::max<Units>(0, needed_by(world, o, from) - came) * (until - from);
      }
  }
  for (auto& it : out)
    for (std::size_t step = 3; step > 0; --step) it[step] -= it[step - 1];
  return out;
}

}  // namespace allot::reference
