#include <algorithm>

#include "random/key.hpp"
#include "support/reference_world.hpp"

namespace allot::reference {
namespace {

enum Section { file, streams, interventions_section };

}  // namespace

// The first of these regions that the supplier has a route for.
const Route* route_for(const World& world, const Demand& demand, const std::vector<Ref>& sites) {
  const Scenario& scenario = world.scenario;
  const std::string& own = scenario.organisations[static_cast<std::size_t>(demand.organisation)].region;
  std::vector<std::string> regions{own, "default"};
  if (!sites.empty() && !scenario.sites[sites.front().at()].region.empty())
    regions.insert(regions.begin(), scenario.sites[sites.front().at()].region);
  const auto& routes = scenario.suppliers[static_cast<std::size_t>(demand.supplier)].routes;
  for (const std::string& wanted : regions)
    for (const Route& route : routes)
      if (route.region == wanted) return &route;
  return nullptr;
}

int add_demand(World& world, Demand demand) {
  world.demands.push_back(std::move(demand));
  return static_cast<int>(world.demands.size()) - 1;
}

namespace {

Slice slice_of(const Demand& demand, int order, const std::vector<Ref>& sites) {
  return {.order = order, .owner = demand.organisation, .not_before = demand.placed, .sites = sites};
}

int add_committed_lot(World& world, const Demand& demand, Time date, Units units) {
  world.pools.push_back({demand.supplier, demand.product});
  const int pool = static_cast<int>(world.pools.size()) - 1;
  const bool exists = date >= 0;
  if (exists)
    world.lots.push_back({.supplier = demand.supplier,
                          .product = demand.product,
                          .pool = pool,
                          .planned = date,
                          .arrives = std::max(date, world.now),
                          .units = units,
                          .is_committed = true});
  return pool;
}

Units size_of(const World& world, const Value& value, Ref product) {
  const Units units = world.chance.units(value, product);
  return !value.is_derived ? units : std::max(units, world.scenario.products[product.at()].lot);
}

// Stands at the first site of its list, whether or not that has room for it.
void stand(World& world, Slice& slice) {
  slice.state = State::online;
  slice.arrival = world.arrivals++;
  if (slice.sites.empty()) return;
  slice.site = slice.sites.front().index;
  slice.admission = world.admissions++;
  slice.switched_on = world.switches++;
}

void travel(World& world, const Order& order, Slice& slice, const DatedUnits& it) {
  slice.state = State::rerouted;  // nothing but the rest of its way before it
  const Route* route = world.demands[static_cast<std::size_t>(slice.order)].route;
  slice.stage = route ? route->stages.size() : 0;
  slice.until =
      std::max<Time>(0, world.chance.moment(it.date)) +
      world.chance.lasting(order.opening->slip, hash_name("order/" + in_name(order.id) + "/in_transit"),
                           static_cast<std::uint64_t>(slice.first), std::max<Time>(0, world.chance.moment(it.date)));
}

// What had been shipped before the start: the first units of the order.
Units add_shipped(World& world, const Order& order, const Slice& like) {
  Units first = 0;
  Demand& demand = world.demands[static_cast<std::size_t>(like.order)];
  demand.route = route_for(world, demand, like.sites);
  const auto add = [&](const std::vector<DatedUnits>& list, bool has_arrived) {
    for (const DatedUnits& it : list) {
      Slice slice = like;
      slice.first = first;
      slice.units = world.chance.units(it.units, order.product);
      slice.shipment = world.shipments++;
      slice.awarded_to = slice.owner;
      if (slice.units == 0) continue;
      if (has_arrived) {
        stand(world, slice);
        const Time received = std::min<Time>(0, world.chance.moment(it.date));
        if (slice.needed != never) world.received_before.push_back({slice.owner, received, slice.units});
        begin_term(world, slice, demand, received);
      } else {
        travel(world, order, slice, it);
      }
      first += slice.units;
      demand.allocated += slice.units;
      demand.shipped_before += slice.units;
      world.allocated[static_cast<std::size_t>(slice.owner)] += slice.units;
      add_slice(world, slice);
    }
  };
  add(order.opening->delivered, true);
  add(order.opening->in_transit, false);
  return first;
}

// All of an order has one day; of one with deliveries, what had been shipped has.
Units promised_at_once(const World& world, const Order& order, int index) {
  if (order.deliveries.empty()) return world.demands[static_cast<std::size_t>(index)].units;
  Units sum = 0;
  if (order.opening)
    for (const auto* list : {&order.opening->delivered, &order.opening->in_transit})
      for (const DatedUnits& it : *list) sum += world.chance.units(it.units, order.product);
  return sum;
}

void add_slices(World& world, const Order& order, int index) {
  Slice slice = slice_of(world.demands[static_cast<std::size_t>(index)], index, order.sites);
  if (order.due) slice.due = world.chance.moment(*order.due);
  const std::optional<Time> said = order.needed ? std::optional(world.chance.moment(*order.needed)) : std::nullopt;
  slice.needed = needed(world, said, slice.due, order.sites, promised_at_once(world, order, index));
  Units first = order.opening ? add_shipped(world, order, slice) : 0;
  const Demand demand = world.demands[static_cast<std::size_t>(index)];
  if (order.not_before) slice.not_before = world.chance.moment(*order.not_before);
  for (const CommittedDelivery& delivery : order.deliveries) {
    Slice part = slice;
    const Time date = world.chance.moment(delivery.date);
    part.first = first;
    part.units = size_of(world, delivery.units, order.product);
    part.pool = add_committed_lot(world, demand, date, part.units);
    if (!order.due) part.due = date;
    part.needed = needed(world, said, part.due, order.sites, part.units);
    first += part.units;
    add_slice(world, part);
  }
  world.demands[static_cast<std::size_t>(index)].units = std::max(demand.units, first);
  slice.first = first;
  slice.units = demand.units - first;
  if (order.pegged) slice.pool = world.pool_of_piece[order.supplier.at()][order.pegged.at()];
  if (slice.units > 0) add_slice(world, slice);
}

Demand from_stream(const World& world, const Stream& stream, std::size_t section, std::uint64_t n, Time placed) {
  const Units lot = world.scenario.products[stream.product.at()].lot;
  const auto& drawn = stream.units.distribution;
  const Units size =
      drawn ? nearest_lots(world.chance.sample(*drawn, hash_name("stream/" + in_name(stream.id) + "/units"), n), lot)
            : nearest_lots(world.chance.exact(stream.units), lot);
  return {.id = stream.id,
          .key = combine(hash_name("stream/" + in_name(stream.id)), n),
          .is_named = false,
          .organisation = stream.organisation.index,
          .supplier = stream.supplier.index,
          .product = stream.product.index,
          .units = std::max(lot, size),
          .placed = placed,
          .definition = {streams, static_cast<std::int64_t>(section << 32 | n)},
          .priority = stream.priority,
          .partial = stream.partial,
          .min_shipment = stream.min_shipment,
          .bid = stream.bid,
          .contract = &stream.contract,
          .gaming = stream.inflate || stream.duplicate ? &stream : nullptr};
}

}  // namespace

Time needed_of(const World& world, const Stream& stream, Time placed, Time due, Units units) {
  std::optional<Time> said;
  if (stream.needed_after) said = placed + whole_seconds(world.chance.number(*stream.needed_after));
  return needed(world, said, due, stream.sites, units);
}

namespace {

void add_stream(World& world, std::size_t section) {
  const Stream& stream = world.scenario.streams[section];
  const Time until = std::min(world.chance.moment(stream.until), world.horizon);
  Time placed = std::max<Time>(0, world.chance.moment(stream.from));  // what never was supplied was not ordered either
  const Time first = placed;
  Duration gaps = 0;
  for (std::uint64_t n = 0;; ++n) {
    const Duration gap = world.chance.sample(stream.every, hash_name("stream/" + in_name(stream.id) + "/gap"), n);
    gaps += stream.every.value.distribution ? gap : std::max<Duration>(1, gap);
    placed = stream.pace.empty() ? first + gaps : passed(world, stream.pace, first, gaps, until).value_or(until);
    if (placed >= until) return;
    const Demand demand = from_stream(world, stream, section, n, placed);
    Slice slice = slice_of(demand, add_demand(world, demand), stream.sites);
    slice.units = demand.units;
    if (stream.due_after) slice.due = placed + whole_seconds(world.chance.number(*stream.due_after));
    slice.needed = needed_of(world, stream, placed, slice.due, slice.units);
    add_slice(world, slice);
  }
}

}  // namespace

void add_order(World& world, const Order& order, const std::string& id, Time placed,
               std::pair<int, std::int64_t> definition) {
  const int index = add_demand(world, {.id = id,
                                       .key = hash_name("order/" + in_name(id)),
                                       .organisation = order.organisation.index,
                                       .supplier = order.supplier.index,
                                       .product = order.product.index,
                                       .units = size_of(world, order.units, order.product),
                                       .placed = placed,
                                       .definition = definition,
                                       .priority = order.priority,
                                       .partial = order.partial,
                                       .min_shipment = order.min_shipment,
                                       .bid = order.bid,
                                       .order = &order,
                                       .contract = &order.contract});
  add_slices(world, order, index);
}

void add_orders_of_file_and_streams(World& world) {
  std::int64_t place = 0;
  world.orders_of_file.assign(world.scenario.orders.begin(), world.scenario.orders.end());
  for (const Order& order : world.orders_of_file)
    add_order(world, order, order.id, world.chance.moment(order.placed), {file, place++});
  put_kits_together(world);
  for (std::size_t section = 0; section < world.scenario.streams.size(); ++section) add_stream(world, section);
}

void place(World& world, std::size_t order) {
  Demand& demand = world.demands[order];
  demand.is_placed = true;
  demand.placed_in_pass = world.pass;
  if (const Contract* contract = demand.contract; contract && contract->patience && contract->cancellable) {
    const std::vector<int> kit = lines_of_kit(world, static_cast<int>(order));
    const std::uint64_t key = kit.empty() ? demand.key : world.demands[static_cast<std::size_t>(kit.front())].key;
    const std::uint64_t stream = combine(key, hash_name("patience"));
    demand.gives_up = demand.placed + world.chance.lasting(*contract->patience, stream, 0, demand.placed);
  }
  world.ordered[static_cast<std::size_t>(demand.organisation)] += demand.units;
  call_markets(world, demand);
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).order == static_cast<int>(order) && world.slice(i).not_before <= world.now) call(world, i);
  for (Slice& slice : world.slices) {
    if (slice.order != static_cast<int>(order) || slice.state != State::planned) continue;
    slice.state = State::open;
    demand.route = route_for(world, demand, slice.sites);
  }
}

void place_orders(World& world) {
  for (std::size_t order = 0; order < world.demands.size(); ++order) {
    if (world.demands[order].is_placed || world.demands[order].placed > world.now) continue;
    if (world.demands[order].gaming)
      ask_for_more(world, order);
    else
      place(world, order);
  }
  for (int i = 0; world.pass == 0 && i < world.count(); ++i)
    if (world.slice(i).state == State::open && world.slice(i).not_before == world.now) call(world, i);
  call_substitutes(world);
}

}  // namespace allot::reference
