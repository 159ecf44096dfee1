#include <algorithm>

#include "engine/caps.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

void count_towards_guarantees(Replication& sim, Index market, Index owner, Index order, Units units) {
  const auto& guarantees = sim.policy_of(market).guarantees;
  if (guarantees.empty()) return;
  auto& given = sim.guarantee_given[at(market)];
  given.resize(std::max(given.size(), guarantees.size()));
  for (std::size_t i = 0; i < guarantees.size(); ++i) {
    const LimitNow& it = guarantees[i];
    if (it.claimant != sim.claimant(it.level, it.depth, owner, order)) continue;
    const std::int64_t period = index_of(it.per, sim.model.start, sim.now);
    if (given[i].first != period) given[i] = {period, 0};
    given[i].second += units;
  }
}

// Of a period that is over nobody asks.
void return_to_guarantees(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded) {
  const auto& guarantees = sim.policy_of(market).guarantees;
  auto& given = sim.guarantee_given[at(market)];
  for (std::size_t i = 0; i < std::min(given.size(), guarantees.size()); ++i)
    if (guarantees[i].claimant == sim.claimant(guarantees[i].level, guarantees[i].depth, owner, order) &&
        given[i].first == index_of(guarantees[i].per, sim.model.start, awarded))
      given[i].second -= units;
}

// Where there is an auction; what that adds to the price or takes off it, the auction counts itself.
void pay(Replication& sim, Index market, Index owner, Units units) {
  sim.seen.paid[at(owner)] += static_cast<double>(units) * price_now(sim, sim.markets[at(market)].product);
}

}  // namespace

bool counts_awards(const Replication& sim, Index market) {
  const Index supplier = sim.markets[at(market)].supplier;
  return !sim.policy_of(market).guarantees.empty() || sim.model.suppliers[at(supplier)].keeps_receipts ||
         sim.model.suppliers[at(supplier)].keeps_awards ||
         sim.model.has_auction;
}

void count_award_by_policy(Replication& sim, Index market, Index owner, Index order, Units units) {
  count_towards_guarantees(sim, market, owner, order, units);
  count_towards_caps(sim, market, owner, order, units, sim.now);
  if (sim.model.suppliers[at(sim.markets[at(market)].supplier)].keeps_receipts)
    count_receipt(sim, market, owner, order, units);
  if (sim.model.has_auction) pay(sim, market, owner, units);
}

void count_return_by_policy(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded) {
  return_to_guarantees(sim, market, owner, order, units, awarded);
  count_towards_caps(sim, market, owner, order, -units, awarded);
  if (sim.model.suppliers[at(sim.markets[at(market)].supplier)].keeps_receipts)
    take_receipt_back(sim, market, owner, order, units, awarded);
}

}  // namespace allot::engine
