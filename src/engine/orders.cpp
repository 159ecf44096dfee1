#include <algorithm>

#include "base/prefetch.hpp"
#include "engine/handlers.hpp"
#include "engine/needs.hpp"
#include "engine/substitute.hpp"
#include "random/key.hpp"

namespace allot::engine {
namespace {

constexpr std::uint64_t stream_rank = 1ull << 61;

void note_order(Replication& sim, Index order, Index slice) {
  if (!sim.recording.ledger) return;
  const Slice& it = sim.slices[at(slice)];
  LedgerLine& line = note(sim, "order");
  line.cells.emplace_back("order", order_name(sim, order));
  line.cells.emplace_back("organisation", sim.model.organisations[at(it.owner)].id);
  line.cells.emplace_back("supplier", sim.model.suppliers[at(sim.terms(it).supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(it.product)].id);
  line.cells.emplace_back("slice", std::int64_t{slice});
  line.cells.emplace_back("units", it.units);
  line.cells.emplace_back("first", it.first);
  line.cells.emplace_back("placed", format_date(sim.model.start + it.placed));
  line.cells.emplace_back("place", static_cast<std::int64_t>(it.rank));
  line.cells.emplace_back("age", std::int64_t{it.age});
  note_claim(sim, line, it);
  line.cells.emplace_back("sites", names_of_sites(sim, it.sites));
  if (it.peg != model::none) line.cells.emplace_back("peg", std::int64_t{it.peg});
  note_payments(sim, line, it);
  if (sim.terms(it).kit == model::none) return;
  const model::Kit& kit = sim.model.kits[at(sim.terms(it).kit)];
  line.cells.emplace_back("kit", kit.id);
  for (const model::Kit::Line& part : kit.lines)
    if (part.order == order) line.cells.emplace_back("each", part.each);
}

std::uint64_t rank_of(const StreamOrder& it) {
  return stream_rank | static_cast<std::uint64_t>(it.stream) << 32 | it.number;
}

Slice slice_of(const Replication& sim, const model::Terms& terms, std::uint64_t rank, Units units, Index order,
               Index promise, Time due) {
  Slice slice;
  slice.units = units;
  slice.order = order;
  slice.product = terms.product;
  slice.owner = slice.awarded_to = terms.owner;
  slice.sites = terms.sites;
  slice.placed = slice.not_before = sim.now;
  slice.rank = rank;
  slice.due = due;
  slice.promise = promise;
  return slice;
}

void note_wish(Replication& sim, const Slice& it) {
  if (!sim.recording.facts) return;
  const Time due = sim.seen.promises[at(it.promise)].due;
  sim.seen.facts.wishes.push_back(
      {it.order, it.owner, it.product, it.sites, it.peg, it.first, it.units, it.placed,
       std::max(sim.now, it.not_before), due});
}

void count_order(Replication& sim, Index order, Units units, Time placed) {
  const model::Terms& terms = *sim.orders[at(order)].terms;
  sim.change(sim.layout.of(terms.owner, OrganisationLevel::ordered), units);
  if (sim.seen.orders.size() == at(order)) return sim.seen.orders.push_back({placed, units});
  if (sim.seen.orders.size() < at(order)) sim.seen.orders.resize(at(order) + 1);
  sim.seen.orders[at(order)] = {placed, units};
}

// Of an order some of whose first units may have been cut since.
Units promised_units(const Replication& sim, Index first) {
  Units total = 0;
  const Index order = sim.slices[at(first)].order;
  for (auto i = at(sim.slices[at(first)].promise); i < sim.seen.promises.size() && sim.seen.promises[i].order == order;
       ++i)
    total += sim.seen.promises[i].units;
  return total;
}

}  // namespace

void request_run(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  if (market.run_is_due || sim.model.suppliers[at(market.supplier)].every) return;
  market.run_is_due = true;
  const Time when = market.last_run == sim.now ? sim.now + 1 : sim.now;
  sim.schedule(when, EventKind::allocation_run, 2 * static_cast<std::uint64_t>(index) + 1, index);
}

void expect_stream_order(Replication& sim, Index index) {
  if (at(index) == sim.demand.size()) return;
  const StreamOrder& next = sim.demand[at(index)];
  sim.schedule(next.placed, EventKind::stream_order, stream_rank | static_cast<std::uint64_t>(next.stream), index);
}

void request_pegs(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  if (market.pegs_are_due) return;
  market.pegs_are_due = true;
  sim.schedule(sim.now, EventKind::pegs_served, 2 * static_cast<std::uint64_t>(index), index);
}

void enter_queue(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  if (slice.not_before > sim.now)
    sim.schedule(slice.not_before, EventKind::slice_eligible, static_cast<std::uint64_t>(index), index);
  Market& market = sim.market_of(sim.terms(slice).supplier, slice.product);
  std::vector<Index>& queue = market.queue;
  if (queue.empty() || !is_ahead(slice, sim.slices[at(queue.back())])) {
    queue.push_back(index);
    return;
  }
  const auto place = std::upper_bound(queue.begin(), queue.end(), index,
                                      [&](Index a, Index b) { return is_ahead(sim.slices[at(a)], sim.slices[at(b)]); });
  queue.insert(place, index);
}

void wake_market(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  const Index market = sim.market_index(sim.terms(slice).supplier, slice.product);
  if (slice.peg != model::none) request_pegs(sim, market);
  request_run(sim, market);
  if (const model::Terms& terms = sim.terms(slice); terms.substitutes != 0) wake_substitutes(sim, terms, slice.placed);
}

void on_slice_eligible(Replication& sim, Index index) {
  const Slice& slice = sim.slices[at(index)];
  if (slice.state != SliceState::open || slice.not_before > sim.now) return;
  wake_market(sim, index);
}

// Slices of one order stand next to each other, from the one that `place_order` is told; what had been shipped of it
// before the start comes first.
void place_order(Replication& sim, Index first) {
  const Index order = sim.slices[at(first)].order;
  Units total = 0;
  for (Index i = first; at(i) < sim.slices.size() && sim.slices[at(i)].order == order; ++i) {
    if (sim.slices[at(i)].state != SliceState::planned) continue;
    note_order(sim, order, i);
    note_wish(sim, sim.slices[at(i)]);
    set_state(sim, i, SliceState::open);
    enter_queue(sim, i);
    if (!sim.embargoes.empty()) look_whether_barred(sim, i);
    total += sim.slices[at(i)].units;
    on_slice_eligible(sim, i);
  }
  if (sim.slices[at(first)].origin != Origin::order) total = promised_units(sim, first);
  const Time placed = sim.slices[at(first)].placed;
  count_order(sim, order, total, placed);
  request_run(sim, sim.market_index(sim.orders[at(order)].terms->supplier, sim.orders[at(order)].terms->product));
  if (const model::Terms& terms = *sim.orders[at(order)].terms; terms.substitutes != 0) {
    wake_substitutes(sim, terms, placed);
    expect_substitutes(sim, order, placed);
  }
  if (sim.orders[at(order)].terms->contract != model::none) apply_contract(sim, first, total);
}

void expect_listed_order(Replication& sim) {
  constexpr std::size_t orders_ahead = 8;
  if (const std::size_t ahead = sim.placed_orders + orders_ahead; ahead < sim.model.by_placing.size())
    prefetch(&sim.slices[at(sim.first_slices[at(sim.model.by_placing[ahead])])]);
  if (sim.placed_orders == sim.model.by_placing.size()) return;
  const Index order = sim.model.by_placing[sim.placed_orders++];
  const Index first = sim.first_slices[at(order)];
  const Time when = std::max<Time>(0, sim.slices[at(first)].placed);
  if (when < sim.model.end) sim.schedule(when, EventKind::order_placed, static_cast<std::uint64_t>(order), first);
}

void on_order_placed(Replication& sim, Index first) {
  const bool is_listed = sim.model.orders[at(sim.slices[at(first)].order)].details == model::none;
  place_order(sim, first);
  if (is_listed) expect_listed_order(sim);
}

Index order_now(Replication& sim, const model::Terms& terms, std::uint64_t key, std::uint64_t rank, Units units,
                Time due, Time needed, Index bundle) {
  const auto order = static_cast<Index>(sim.orders.size());
  const auto promise = static_cast<Index>(sim.seen.promises.size());
  const bool is_copy = bundle != model::none && sim.bundles[at(bundle)].first_order != order;
  const std::uint32_t age =
      bundle == model::none ? 0 : static_cast<std::uint32_t>(order - sim.bundles[at(bundle)].first_order) << 20;
  sim.orders.push_back({&terms, key, age + 1, bundle});
  if (!is_copy)
    sim.seen.promises.push_back({order, terms.owner, units, due, needed_by(sim, needed, due, terms.sites, units)});
  else
    sim.seen.promises.push_back({order, terms.owner, units});
  sim.slices.push_back(slice_of(sim, terms, rank, units, order, promise, due));
  sim.slices.back().age = age;  // copies stand behind: their order of definition is the same
  const auto slice = static_cast<Index>(sim.slices.size()) - 1;
  place_order(sim, slice);
  return slice;
}

namespace {

// A stream whose buyer asks for more than it needs, or at more places.
void order_gaming(Replication& sim, const model::Stream& stream, const StreamOrder& it, Time due, Time needed) {
  const Index market = sim.market_index(stream.terms.supplier, stream.terms.product);
  const Units lot = sim.model.products[at(stream.terms.product)].lot;
  learn(sim, stream.gaming);
  const Units wanted = inflated(sim, stream.gaming, market, it.units);
  const Units units = std::max(lot, (wanted + lot / 2) / lot * lot);
  const std::uint64_t key = combine(stream.key, it.number);
  order_need(sim, stream.gaming, stream.terms, key, rank_of(it), units, due, needed);
  remember(sim, stream.gaming);
  sim.seen.need_apart[at(stream.terms.owner)] += it.units;
}

// Nothing else happens in this second, so that a run would be next and needs no event.
bool runs_at_once(const Replication& sim, Index index, Index demand) {
  const Market& market = sim.markets[at(index)];
  if (sim.model.suppliers[at(market.supplier)].every || market.run_is_due || market.last_run == sim.now) return false;
  const bool next_is_later = at(demand) + 1 == sim.demand.size() || sim.demand[at(demand) + 1].placed > sim.now;
  return next_is_later && (sim.events.empty() || sim.events.top().time() > sim.now);
}

void run_at_once(Replication& sim, Index index) {
  Market& market = sim.markets[at(index)];
  if (market.free == 0) return;
  market.last_run = sim.now;
  run_fifo_allocation(sim, index);
}

void place_stream_order(Replication& sim, Index index) {
  const StreamOrder& it = sim.demand[at(index)];
  const model::Stream& stream = sim.model.streams[at(it.stream)];
  const auto after = [&](const std::optional<model::Amount>& span) {
    return span ? sim.now + whole_seconds(sim.amount(*span)) : never;
  };
  const Time due = after(stream.due_after), needed = after(stream.needed_after);
  const Index market = sim.market_index(stream.terms.supplier, stream.terms.product);
  if (stream.gaming != model::none) return order_gaming(sim, stream, it, due, needed);
  const std::uint64_t key = combine(stream.key, it.number);
  if (!sim.is_fifo[at(market)]) {
    order_now(sim, stream.terms, key, rank_of(it), it.units, due, needed, model::none);
    return;
  }
  const auto order = static_cast<Index>(sim.orders.size());
  const auto promise = static_cast<Index>(sim.seen.promises.size());
  sim.orders.push_back({&stream.terms, key, 1, model::none});
  sim.seen.promises.push_back(
      {order, stream.terms.owner, it.units, due, needed_by(sim, needed, due, stream.terms.sites, it.units)});
  wait_in_line(sim, market, index, key, promise);
  sim.change(sim.layout.of(stream.terms.owner, OrganisationLevel::backlog), it.units);
  count_order(sim, order, it.units, sim.now);
  if (runs_at_once(sim, market, index))
    run_at_once(sim, market);
  else
    request_run(sim, market);
}

// The next order, where it comes before any event, is placed without one.
bool comes_next(const Replication& sim, Index demand) {
  if (at(demand) == sim.demand.size() || !sim.watches.empty()) return false;
  const Time placed = sim.demand[at(demand)].placed;
  return placed > sim.now && (sim.events.empty() || sim.events.top().time() > placed);
}

}  // namespace

void on_stream_order(Replication& sim, Index index) {
  place_stream_order(sim, index++);
  for (; comes_next(sim, index); ++index) {
    end_second(sim);
    sim.now = sim.demand[at(index)].placed;
    place_stream_order(sim, index);
  }
  expect_stream_order(sim, index);
}

}  // namespace allot::engine
