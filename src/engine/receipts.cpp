#include "engine/receipts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

using model::Level;

constexpr Time just_before_the_start = -1;

Receipts& receipts_of(Replication& sim, Index market, std::size_t depth, Index claimant) {
  std::vector<Receipts>& all = sim.receipts[at(market)][depth];
  if (all.size() <= at(claimant)) all.resize(at(claimant) + 1);
  return all[at(claimant)];
}

void look(Receipts& it, Time now, std::optional<Duration> half_life) {
  if (half_life) it.remembered *= faded(now - it.looked_at, *half_life);
  it.looked_at = now;
}

void receive(Receipts& it, Time now, Units units, std::optional<Duration> half_life) {
  look(it, now, half_life);
  it.remembered += static_cast<double>(units);
  it.all.emplace_back(now, units);
}

struct Past {
  Time when;
  Index organisation, product;
  Units units;
};

// In order of time, equals as the scenario has them.
ScratchVector<Past> past_of(const Replication& sim, const model::Supplier& supplier) {
  auto past = sim.list<Past>();
  for (const model::PastReceipt& it : supplier.received) {
    const Time when = it.date ? std::min(just_before_the_start, sim.moment(*it.date)) : just_before_the_start;
    const auto later =
        std::upper_bound(past.begin(), past.end(), when, [](Time a, const Past& b) { return a < b.when; });
    past.insert(later, {when, it.organisation, it.product, sim.units(it.units, it.product)});
  }
  return past;
}

// Emptied, not made anew: later replications allocate nothing.
void forget(std::vector<Receipts>& all) {
  for (Receipts& it : all) {
    it.remembered = 0;
    it.looked_at = 0;
    it.all.clear();
  }
}

// What came just before the start has not faded at the start.
void receive_past(Replication& sim, Index supplier, std::size_t depth) {
  const model::Supplier& it = sim.model.suppliers[at(supplier)];
  if (it.levels[depth] == Level::order) return;
  const auto& half_life = sim.policy.suppliers[at(supplier)].parameters[depth].half_life;
  for (const Past& past : past_of(sim, it)) {
    const Index market = sim.market_index(supplier, past.product);
    Receipts& receipts =
        receipts_of(sim, market, depth, sim.claimant(it.levels[depth], depth, past.organisation, model::none));
    const double share = half_life && past.when < just_before_the_start ? faded(-past.when, *half_life) : 1;
    receipts.remembered += static_cast<double>(past.units) * share;
    receipts.all.emplace_back(past.when, past.units);
  }
}

void note_past(Replication& sim, Index supplier) {
  for (const Past& past : past_of(sim, sim.model.suppliers[at(supplier)])) {
    LedgerLine& line = note(sim, "received_before");
    line.cells.emplace_back("supplier", sim.model.suppliers[at(supplier)].id);
    line.cells.emplace_back("product", sim.model.products[at(past.product)].id);
    line.cells.emplace_back("organisation", sim.model.organisations[at(past.organisation)].id);
    line.cells.emplace_back("units", past.units);
    line.cells.emplace_back("seconds_ago", -past.when);
  }
}

}  // namespace

void note_memory(Replication& sim) {
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    if (!sim.model.suppliers[s].keeps_receipts) continue;
    std::vector<std::string> levels;
    std::vector<std::int64_t> half_lives, periods, months;
    for (std::size_t depth = 0; depth < sim.model.suppliers[s].levels.size(); ++depth) {
      levels.push_back(level_name(sim.model.suppliers[s], depth));
      half_lives.push_back(sim.policy.suppliers[s].parameters[depth].half_life.value_or(0));
      periods.push_back(sim.policy.suppliers[s].parameters[depth].period.length);
      months.push_back(sim.policy.suppliers[s].parameters[depth].period.months);
    }
    LedgerLine& line = note(sim, "memory");
    line.cells.emplace_back("supplier", sim.model.suppliers[s].id);
    line.cells.emplace_back("levels", std::move(levels));
    line.cells.emplace_back("half_lives", std::move(half_lives));
    line.cells.emplace_back("periods", std::move(periods));
    line.cells.emplace_back("months", std::move(months));
  }
}

// Whole half-lives are halvings; what is left is exp(-x) for x below ln 2, by its series.
double faded(Duration passed, Duration half_life) {
  constexpr double ln2 = 0.69314718055994530942;
  constexpr int terms = 20;  // the next is below 2^-72
  const double x = -ln2 * (static_cast<double>(passed % half_life) / static_cast<double>(half_life));
  double sum = 1;
  for (int k = terms; k > 0; --k) sum = 1 + sum * x / k;
  constexpr Duration most_halvings = 2000;
  return std::ldexp(sum, -static_cast<int>(std::min(passed / half_life, most_halvings)));
}

void begin_receipts(Replication& sim) {
  sim.receipts.resize(sim.markets.size());
  for (std::size_t m = 0; m < sim.receipts.size(); ++m) {
    sim.receipts[m].resize(sim.model.suppliers[at(sim.markets[m].supplier)].levels.size());
    for (std::vector<Receipts>& all : sim.receipts[m]) forget(all);
  }
  if (sim.recording.ledger) note_memory(sim);
  for (std::size_t s = 0; s < sim.model.suppliers.size(); ++s) {
    if (!sim.model.suppliers[s].keeps_receipts) continue;
    if (sim.recording.ledger) note_past(sim, static_cast<Index>(s));
    for (std::size_t depth = 0; depth < sim.model.suppliers[s].levels.size(); ++depth)
      receive_past(sim, static_cast<Index>(s), depth);
  }
}

void count_receipt(Replication& sim, Index market, Index owner, Index order, Units units) {
  const Index supplier = sim.markets[at(market)].supplier;
  const std::vector<Level>& levels = sim.model.suppliers[at(supplier)].levels;
  for (std::size_t depth = 0; depth < levels.size(); ++depth) {
    const Index claimant = sim.claimant(levels[depth], depth, owner, order);
    if (claimant == model::none) continue;
    receive(receipts_of(sim, market, depth, claimant), sim.now, units,
            sim.policy.suppliers[at(supplier)].parameters[depth].half_life);
  }
}

void take_receipt_back(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded) {
  const Index supplier = sim.markets[at(market)].supplier;
  const std::vector<Level>& levels = sim.model.suppliers[at(supplier)].levels;
  for (std::size_t depth = 0; depth < levels.size(); ++depth) {
    const Index claimant = sim.claimant(levels[depth], depth, owner, order);
    if (claimant == model::none) continue;
    const auto& half_life = sim.policy.suppliers[at(supplier)].parameters[depth].half_life;
    Receipts& it = receipts_of(sim, market, depth, claimant);
    look(it, sim.now, half_life);
    const double left = half_life ? faded(sim.now - awarded, *half_life) : 1;
    it.remembered = std::max(0.0, it.remembered - static_cast<double>(units) * left);
    const auto place =
        std::upper_bound(it.all.begin(), it.all.end(), awarded, [](Time t, const auto& one) { return t < one.first; });
    it.all.insert(place, {awarded, -units});
  }
}

double received_so_far(Replication& sim, Index market, std::size_t depth, Index claimant,
                       std::optional<Duration> half_life) {
  Receipts& it = receipts_of(sim, market, depth, claimant);
  look(it, sim.now, half_life);
  return it.remembered;
}

double received_last(Replication& sim, Index market, std::size_t depth, Index claimant, const Period& period) {
  const std::vector<std::pair<Time, Units>>& all = receipts_of(sim, market, depth, claimant).all;
  const Date start = sim.model.start;
  const std::int64_t present = index_of(period, start, sim.now);
  const Time from = begin_of(period, start, present - 1), until = begin_of(period, start, present);
  Units units = 0;
  for (auto it = all.rbegin(); it != all.rend() && it->first >= from; ++it)
    if (it->first < until) units += it->second;
  return static_cast<double>(units);
}

}  // namespace allot::engine
