#include "engine/quote.hpp"

#include <algorithm>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

constexpr Duration horizon_of_a_quote = 13 * week;
constexpr Duration century = 36'525 * day;

// Its integral over the run has to fit as well.
Duration longest_quote(const Replication& sim) { return std::min(century, most_unit_seconds / sim.model.end); }

Units planned_until(const PlannedSupply& plan, Time moment) {
  const auto is_earlier = [](Time when, const std::pair<Time, Units>& it) { return when < it.first; };
  const auto next = std::upper_bound(plan.up_to.begin(), plan.up_to.end(), moment, is_earlier);
  return next == plan.up_to.begin() ? 0 : std::prev(next)->second;
}

// What comes back in the same time where all that is lent is lent again, by the means of terms (Little 1961).
Units coming_back(const Replication& sim, Index market, Time until) {
  constexpr Int128 half = Int128{1} << 39;
  return static_cast<Units>((sim.markets[at(market)].turnover * (until - sim.now) + half) >> 40);
}

// What was planned for (now, until], as the shocks in force leave it.
Units made(const Replication& sim, Index market, Time until) {
  const PlannedSupply& plan = sim.planned[at(market)];
  if (sim.shocks.empty()) return planned_until(plan, until) - planned_until(plan, sim.now);
  Units units = 0;
  for (const Index lot : plan.lots) {
    const Time when = sim.lots[at(lot)].planned_now();
    if (sim.now < when && when <= until) units += after_shocks(sim, sim.lots[at(lot)]);
  }
  return units;
}

Units planned(const Replication& sim, Index market, Time until) {
  return made(sim, market, until) + (sim.model.has_terms ? coming_back(sim, market, until) : 0);
}

Time until(const Replication& sim) { return std::min(sim.now + horizon_of_a_quote, sim.model.end); }

Units waiting(const Market& market) { return std::max<Units>(0, market.backlog - market.free); }

Duration quote(const Replication& sim, Units waiting, Units planned) {
  if (waiting == 0) return 0;
  if (planned == 0) return std::min(sim.model.end - sim.now, longest_quote(sim));
  const Int128 served_in = (Int128{waiting} * (until(sim) - sim.now) + planned / 2) / planned;
  return static_cast<Duration>(std::min(served_in, Int128{longest_quote(sim)}));
}

}  // namespace

void begin_quotes(Replication& sim) {
  sim.planned.resize(sim.markets.size());
  for (PlannedSupply& plan : sim.planned) {
    plan.up_to.clear();
    plan.lots.clear();
  }
  for (std::size_t i = 0; i < sim.lots.size(); ++i) {
    const Lot& lot = sim.lots[i];
    if (lot.piece != model::none)
      sim.planned[at(sim.market_index(lot.supplier, lot.product))].lots.push_back(static_cast<Index>(i));
  }
  const auto is_earlier = [&](Index a, Index b) { return sim.lots[at(a)].planned < sim.lots[at(b)].planned; };
  for (PlannedSupply& plan : sim.planned) {
    if (!std::is_sorted(plan.lots.begin(), plan.lots.end(), is_earlier))
      std::sort(plan.lots.begin(), plan.lots.end(), is_earlier);
    Units sum = 0;
    for (const Index lot : plan.lots)
      plan.up_to.emplace_back(sim.lots[at(lot)].planned, sum += sim.lots[at(lot)].units);
  }
}

Duration quoted_lead_time(const Replication& sim, Index market) {
  return quote(sim, waiting(sim.markets[at(market)]), planned(sim, market, until(sim)));
}

void sample_quotes(Replication& sim) {
  const std::size_t products = sim.model.products.size();
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    Units units = 0, supply = 0;
    for (std::size_t m = s * products; m < (s + 1) * products; ++m) units += waiting(sim.markets[m]);
    for (std::size_t m = s * products; units > 0 && m < (s + 1) * products; ++m)
      supply += planned(sim, static_cast<Index>(m), until(sim));
    const std::size_t row = sim.layout.of(static_cast<Index>(s), SupplierLevel::quote);
    const Duration now = quote(sim, units, supply);
    if (now != sim.gauge(row).level) sim.change(row, now - sim.gauge(row).level);
  }
}

}  // namespace allot::engine
