#include "engine/needs.hpp"

#include "base/exact.hpp"

namespace allot::engine {
namespace {

// As the crew works: piece by piece, a day's work each.
Duration planned_installation(const Model& model, const model::SitePolicy& it, Units units) {
  const Decimal rate = it.install ? Decimal::nearest(model.mean_of(*it.install)) : Decimal{0};
  if (rate <= 0) return 0;
  const Units most = std::max<Units>(1, floor_of(day, rate, it.install_per));
  const auto time_of = [&](Units piece) { return half_up_quotient(Int128{piece} * it.install_per, rate); };
  return units / most * time_of(most) + time_of(units % most);
}

Progress progress_of(SliceState state) {
  switch (state) {
    case SliceState::planned:
    case SliceState::open:
    case SliceState::allocated:
    case SliceState::in_transit:
    case SliceState::cancelled: break;
    case SliceState::delivered: return Progress::docked;
    case SliceState::installing:
    case SliceState::commissioning: return Progress::admitted;
    case SliceState::unpowered: return Progress::ready;
    case SliceState::online:
    case SliceState::retired:
    case SliceState::returning:
    case SliceState::returned:
    case SliceState::resold: return Progress::running;
  }
  return Progress::on_its_way;
}

}  // namespace

Time needed_by(const Replication& sim, Time said, Time due, Index sites, Units units) {
  if (!sim.model.counts_needs) return never;
  if (said != never || due == never) return said;
  const std::vector<Index>& list = sim.model.site_lists[at(sites)];
  if (list.empty()) return due;
  const model::SitePolicy& site = sim.model.policy.sites[at(list.front())];
  return due + planned_installation(sim.model, site, units) + whole_seconds(sim.model.mean_of(site.commissioning));
}

void count_progress(Replication& sim, const Slice& slice, Units by) {
  if (!sim.model.counts_needs || slice.promise == model::none) return;
  const Progress progress = progress_of(slice.state);
  if (progress == Progress::on_its_way) return;
  sim.seen.progress.push_back({sim.now, slice.owner, slice.promise, by, progress});
}

}  // namespace allot::engine
