#include "engine/fifo_fast_path.hpp"

#include <algorithm>
#include <bit>

#include "engine/division.hpp"
#include "engine/handlers.hpp"
#include "engine/sort_by_time.hpp"

namespace allot::engine {
namespace {

constexpr std::size_t word_bits = 64;

bool divides_by_organisation(const Replication& sim, const Market& market) {
  return sim.model.suppliers[at(market.supplier)].levels.size() > 1;
}

std::size_t moments(const Replication& sim) {
  return sim.recording.grid ? static_cast<std::size_t>((sim.model.end + sim.model.grid - 1) / sim.model.grid) : 0;
}

void mark_head(FifoMarket& market, Index place) {
  const std::size_t word = at(place) / word_bits;
  market.heads[word] |= std::uint64_t{1} << at(place) % word_bits;
  market.first_head = std::min(market.first_head, word);
}

void unmark_head(FifoMarket& market, Index place) {
  market.heads[at(place) / word_bits] &= ~(std::uint64_t{1} << at(place) % word_bits);
}

/// Units that a run awards: they leave the stock and are in transit now, or once a server takes them on; the levels of
/// their arrival follow (`show_arrivals`).
class Leaving {
 public:
  Leaving(Replication& sim, Index index)
      : sim_(sim),
        index_(index),
        when_(sim.counted(sim.now)),
        is_counted_(counts_awards(sim, index)),
        begins_now_(sim.fifo_markets[at(index)].setting_out.empty()) {}

  void award_to(Index owner, Units units) {
    total_ += units;
    const auto gauge = [&](OrganisationLevel level) -> Gauge& { return sim_.gauge(sim_.layout.of(owner, level)); };
    gauge(OrganisationLevel::allocated).change(when_, units);
    gauge(OrganisationLevel::backlog).change(when_, -units);
    if (begins_now_) gauge(OrganisationLevel::in_transit).change(when_, units);
    if (is_counted_) count_award_by_policy(sim_, index_, owner, model::none, units);
  }

  void take_from_stock() const {
    Market& market = sim_.markets[at(index_)];
    const auto gauge = [&](SupplierLevel level) -> Gauge* {
      return &sim_.gauge(sim_.layout.of(market.supplier, level));
    };
    market.free -= total_;
    market.backlog -= total_;
    gauge(SupplierLevel::stock)->change(when_, -total_);
    gauge(SupplierLevel::allocated)[at(market.product)].change(when_, total_);
    if (begins_now_) gauge(SupplierLevel::in_transit)->change(when_, total_);
  }

 private:
  Replication& sim_;
  Index index_;
  Time when_;
  bool is_counted_, begins_now_;
  Units total_ = 0;
};

void award(const Replication& sim, FifoMarket& fifo, WaitingOrder& it, Units units) {
  fifo.leaving.shipments.push_back(
      {it.key, units, it.first, sim.now, sim.now, it.owner, it.promise, it.route, it.demand});
  it.left -= units;
  it.first += units;
}

void serve_line(const Replication& sim, FifoMarket& fifo, Index owner, Units units) {
  Line& line = fifo.lines[at(owner)];
  line.claim -= units;
  unmark_head(fifo, line.first);
  for (Units left = units; left > 0;) {
    WaitingOrder& order = fifo.orders[at(line.first)];
    const Units part = std::min(order.left, left);
    award(sim, fifo, order, part);
    if (order.left == 0) line.first = order.next;
    left -= part;
  }
  if (line.first != model::none) mark_head(fifo, line.first);
}

// Claims of those who have a line, in order of their first orders.
void claim(FifoMarket& fifo, DivisionScratch& columns) {
  columns.claimants.clear();
  columns.claims.clear();
  while (fifo.first_head < fifo.heads.size() && fifo.heads[fifo.first_head] == 0) ++fifo.first_head;
  for (std::size_t word = fifo.first_head; word < fifo.heads.size(); ++word) {
    for (std::uint64_t left = fifo.heads[word]; left != 0; left &= left - 1) {
      const WaitingOrder& order = fifo.orders[word * word_bits + static_cast<std::size_t>(std::countr_zero(left))];
      columns.claimants.push_back(order.owner);
      columns.claims.push_back(fifo.lines[at(order.owner)].claim);
    }
  }
}

void serve_organisations(Replication& sim, Index index) {
  DivisionScratch& columns = sim.division[0];
  claim(sim.fifo_markets[at(index)], columns);
  if (columns.claimants.empty()) return;
  divide_claims(sim, index, sim.markets[at(index)].free);
  Leaving leaving(sim, index);
  for (std::size_t i = 0; i < columns.claimants.size(); ++i) {
    const Units units = columns.awards[i] + columns.guaranteed[i];
    if (units == 0) continue;
    serve_line(sim, sim.fifo_markets[at(index)], columns.claimants[i], units);
    leaving.award_to(columns.claimants[i], units);
  }
  leaving.take_from_stock();
}

void serve_orders(Replication& sim, Index index) {
  FifoMarket& fifo = sim.fifo_markets[at(index)];
  const Market& market = sim.markets[at(index)];
  const Units lot = sim.model.products[at(market.product)].lot;
  Leaving leaving(sim, index);
  for (Units left = market.free / lot * lot; left > 0 && fifo.served < fifo.orders.size(); ++fifo.served) {
    WaitingOrder& order = fifo.orders[fifo.served];
    const Units units = std::min(order.left, left);
    award(sim, fifo, order, units);
    leaving.award_to(order.owner, units);
    left -= units;
    if (order.left > 0) break;
  }
  leaving.take_from_stock();
}

}  // namespace

void begin_fifo_market(Replication& sim, Index index) {
  FifoMarket& market = sim.fifo_markets[at(index)];
  const model::Supplier& supplier = sim.model.suppliers[at(sim.markets[at(index)].supplier)];
  market.orders.clear();
  market.served = market.first_head = 0;
  market.lines.assign(sim.model.organisations.size(), {});
  market.heads.clear();
  market.arriving.assign((moments(sim) + 1) * market.lines.size(), 0);
  market.setting_out.assign(has_stations(supplier) ? market.arriving.size() : 0, 0);
}

void wait_in_line(Replication& sim, Index index, Index demand, std::uint64_t key, Index promise) {
  const StreamOrder& it = sim.demand[at(demand)];
  FifoMarket& fifo = sim.fifo_markets[at(index)];
  const model::Terms& terms = sim.model.streams[at(it.stream)].terms;
  sim.markets[at(index)].backlog += it.units;
  const auto place = static_cast<Index>(fifo.orders.size());
  fifo.orders.push_back({key, it.units, 0, promise, terms.owner, terms.route, demand, model::none});
  if (!divides_by_organisation(sim, sim.markets[at(index)])) return;
  if (at(place) % word_bits == 0) fifo.heads.push_back(0);
  Line& line = fifo.lines[at(terms.owner)];
  if (line.first == model::none) {
    line.first = place;
    mark_head(fifo, place);
  } else {
    fifo.orders[at(line.last)].next = place;
  }
  line.last = place;
  line.claim += it.units;
}

void run_fifo_allocation(Replication& sim, Index index) {
  if (divides_by_organisation(sim, sim.markets[at(index)]))
    serve_organisations(sim, index);
  else
    serve_orders(sim, index);
  depart(sim, index);
}

void show_arrivals(Replication& sim, std::size_t moment) {
  for (std::size_t m = 0; m < sim.fifo_markets.size(); ++m) {
    if (!sim.is_fifo[m]) continue;
    const FifoMarket& fifo = sim.fifo_markets[m];
    const Market& market = sim.markets[m];
    Units total = 0;
    for (std::size_t o = 0; o < fifo.lines.size(); ++o) {
      const auto owner = static_cast<Index>(o);
      const std::size_t cell = moment * fifo.lines.size() + o;
      const Units units = fifo.arriving[cell];
      const Units leaving = units - (fifo.setting_out.empty() ? 0 : fifo.setting_out[cell]);
      total += leaving;
      sim.gauge(sim.layout.of(owner, OrganisationLevel::in_transit)).level -= leaving;
      sim.gauge(sim.layout.of(owner, OrganisationLevel::delivered)).level += units;
      sim.gauge(sim.layout.of(owner, OrganisationLevel::online) + at(market.product)).level += units;
    }
    sim.gauge(sim.layout.of(market.supplier, SupplierLevel::in_transit)).level -= total;
  }
}

void show_last_arrivals(Replication& sim) {
  if (std::find(sim.is_fifo.begin(), sim.is_fifo.end(), 1) == sim.is_fifo.end()) return;
  show_arrivals(sim, moments(sim));
  std::vector<DeliveryRecord>& all = sim.seen.deliveries;
  const auto is_earlier = [](const DeliveryRecord& a, const DeliveryRecord& b) { return a.at < b.at; };
  if (std::is_sorted(all.begin(), all.end(), is_earlier)) return;  // as behind a single server
  // What was received before the start stands first, in order of time.
  sort_by_time(all, sim.spare_deliveries, &DeliveryRecord::at, sim.model.end, std::min<Time>(0, all.front().at));
}

}  // namespace allot::engine
