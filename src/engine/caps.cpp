#include "engine/caps.hpp"

#include <algorithm>

#include "base/exact.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

bool is_of(const Replication& sim, const LimitNow& cap, Index owner, Index order) {
  return cap.claimant == sim.claimant(cap.level, cap.depth, owner, order);
}

bool is_among(std::span<const Index> organisations, Index owner) {
  return std::binary_search(organisations.begin(), organisations.end(), owner);
}

std::int64_t period_of(const Replication& sim, const LimitNow& cap, Time time) {
  return index_of(cap.per, sim.model.start, time);
}

void count(const Replication& sim, const LimitNow& cap, CapCount& it, const CountedAward& award) {
  const std::int64_t period = period_of(sim, cap, sim.now);
  if (it.period != period) it = {period, 0, 0};
  if (period_of(sim, cap, award.at) != period) return;
  if (is_of(sim, cap, award.owner, award.order)) it.own += award.units;
  if (is_among(cap.of, award.owner)) it.others += award.units;
}

CapCount counted(const Replication& sim, Index market, std::size_t c) {
  const LimitNow& cap = sim.policy_of(market).caps[c];
  const auto& counts = sim.cap_counts[at(market)];
  const std::int64_t period = period_of(sim, cap, sim.now);
  return c < counts.size() && counts[c].period == period ? counts[c] : CapCount{period, 0, 0};
}

// By this run so far, to those of whose awards the cap is a share.
Units given_to_others(const Replication& sim, Index market, const LimitNow& cap) {
  const auto& awarded = sim.awarded[sim.order_depth(market)];
  Units units = 0;
  for (const Index slice : sim.claiming)
    if (at(slice) < awarded.size() && is_among(cap.of, sim.slices[at(slice)].owner)) units += awarded[at(slice)];
  return units;
}

Units allowed(const Replication& sim, Index market, std::size_t c, Units to_others_now) {
  const LimitNow& cap = sim.policy_of(market).caps[c];
  const Index product = sim.markets[at(market)].product;
  const Units lot = sim.model.products[at(product)].lot;
  if (!cap.concerns(product)) return most_units;
  if (!cap.counts_periods) return cap.units_in(lot);
  const CapCount so_far = counted(sim, market, c);
  const Units most = cap.is_share ? floor_of(so_far.others + to_others_now, std::max<Decimal>(0, cap.exact)) / lot * lot
                                  : cap.units_in(lot);
  return std::clamp<Units>(most - so_far.own, 0, most_units);
}

void add_periods(const Replication& sim, const model::SupplierPolicy& policy, ScratchVector<Time>& moments) {
  for (const model::Limit& cap : policy.caps) {
    if (!cap.counts_periods || cap.per.is_whole()) continue;
    for (std::int64_t k = 1;; ++k) {
      const Time begin = begin_of(cap.per, sim.model.start, k);
      if (begin >= sim.model.end) break;
      moments.push_back(begin);
    }
  }
  for (const model::Reserve& it : policy.reserves)
    if (it.until) moments.push_back(sim.moment(*it.until));
}

}  // namespace

void count_towards_caps(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded) {
  if (!sim.model.suppliers[at(sim.markets[at(market)].supplier)].keeps_awards) return;
  const CountedAward award{awarded, owner, order, units};
  sim.counted_awards[at(market)].push_back(award);
  const auto& caps = sim.policy_of(market).caps;
  auto& counts = sim.cap_counts[at(market)];
  counts.resize(caps.size());
  for (std::size_t c = 0; c < caps.size(); ++c)
    if (caps[c].counts_periods) count(sim, caps[c], counts[c], award);
}

void recount_for_caps(Replication& sim) {
  for (std::size_t m = 0; m < sim.markets.size(); ++m) {
    if (!sim.model.suppliers[at(sim.markets[m].supplier)].keeps_awards) continue;
    const auto& caps = sim.policy_of(static_cast<Index>(m)).caps;
    sim.cap_counts[m].assign(caps.size(), {});
    for (std::size_t c = 0; c < caps.size(); ++c) {
      if (!caps[c].counts_periods) continue;
      for (const CountedAward& award : sim.counted_awards[m]) count(sim, caps[c], sim.cap_counts[m][c], award);
    }
  }
}

void allow_by_caps(Replication& sim, Index market) {
  const std::size_t caps = sim.policy_of(market).caps.size();
  sim.cap_allows.resize(caps);
  for (std::size_t c = 0; c < caps; ++c) sim.cap_allows[c] = allowed(sim, market, c, 0);
}

bool raise_caps(Replication& sim, Index market) {
  const auto& caps = sim.policy_of(market).caps;
  bool has_risen = false;
  for (std::size_t c = 0; c < caps.size(); ++c) {
    if (caps[c].of.empty()) continue;
    const Units now = allowed(sim, market, c, given_to_others(sim, market, caps[c]));
    has_risen |= now > sim.cap_allows[c];
    sim.cap_allows[c] = now;
  }
  return has_risen;
}

Units allowed_in_period(Replication& sim, Index market, const Slice& slice) {
  const auto& caps = sim.policy_of(market).caps;
  Units most = most_units;
  for (std::size_t c = 0; c < caps.size(); ++c)
    if (caps[c].counts_periods && is_of(sim, caps[c], slice.owner, slice.order))
      most = std::min(most, allowed(sim, market, c, 0));
  return most;
}

ScratchVector<Time> moments_of_limits(const Replication& sim, Index supplier) {
  auto moments = sim.list<Time>();
  add_periods(sim, sim.model.policy.suppliers[at(supplier)], moments);
  for (const model::Intervention& it : sim.model.interventions)
    if (const auto* set = std::get_if<model::Set>(&it.action))
      add_periods(sim, set->changed.suppliers[at(supplier)], moments);
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

}  // namespace allot::engine
