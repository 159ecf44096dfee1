#include <algorithm>

#include "support/reference_world.hpp"

/// What is known of the time before `as_of`.
namespace allot::reference {
namespace {

constexpr Duration one_day = 86'400;

Time end_of(const World& world, const RecordedShipments& it) {
  return it.until ? world.chance.moment(*it.until) : world.chance.as_of();
}

bool was_recorded(const World& world, int supplier, Time when) {
  for (const RecordedShipments& it : world.scenario.actuals.recorded)
    if (it.supplier.index == supplier && world.chance.moment(it.from) <= when && when < end_of(world, it)) return true;
  return false;
}

const Demand* demand_of(const World& world, Ref order, int* place = nullptr) {
  for (std::size_t i = 0; i < world.demands.size(); ++i)
    if (world.demands[i].is_named && world.demands[i].id == world.scenario.order(order).id) {
      if (place) *place = static_cast<int>(i);
      return &world.demands[i];
    }
  return nullptr;
}

// Of those listed: by the record and not by a rule.
bool is_by_record(const World& world, const ShippedUnits& it) {
  const Demand* demand = demand_of(world, it.order);
  return demand && was_recorded(world, demand->supplier, world.chance.moment(it.date));
}

Time arrival_of(const World& world, const ShippedUnits& it) {
  if (it.delivered) return world.chance.moment(*it.delivered);
  return it.expected ? world.chance.moment(*it.expected) : never;
}

// In order of days.
std::vector<std::size_t> by_day(const World& world) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < world.scenario.actuals.shipped.size(); ++i) places.push_back(i);
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const auto& all = world.scenario.actuals.shipped;
    const auto place = [&](const ShippedUnits& it) {
      int order = -1;
      demand_of(world, it.order, &order);
      return std::pair(order, it.date);
    };
    return place(all[a]) < place(all[b]);
  });
  return places;
}

std::vector<int> open_in_line(const World& world, int order) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).order == order && world.slice(i).state == State::open) found.push_back(i);
  std::sort(found.begin(), found.end(), [&](int a, int b) { return is_before(world, a, b); });
  return found;
}

void ship(World& world, SupplierProduct what, const ShippedUnits& it, Units& so_far) {
  int order = -1;
  const Demand* demand = demand_of(world, it.order, &order);
  if (!demand || SupplierProduct(demand->supplier, demand->product) != what) return;
  for (const int slice : open_in_line(world, order)) {
    const int pool = world.slice(slice).pool;
    Units& stock = pool < 0 ? world.free_stock[what] : world.pools[static_cast<std::size_t>(pool)].aside;
    const Units units = std::min({world.slice(slice).units, it.units - so_far, stock});
    if (units == 0) continue;
    so_far += units;
    stock -= units;
    award(world, slice, units, arrival_of(world, it));
  }
}

}  // namespace

std::vector<LotReceipt> receipts_of(const World& world, int supplier, const SupplyPiece& piece, Time planned) {
  std::vector<LotReceipt> found;
  const auto& plan = world.scenario.suppliers[static_cast<std::size_t>(supplier)].supply;
  for (const LotReceipt& it : world.scenario.actuals.received)
    if (it.supplier.index == supplier && plan[it.supply.at()].id == piece.id &&
        world.chance.moment(it.planned) == planned)
      found.push_back(it);
  return found;
}

std::vector<Lot> as_received(const World& world, int supplier, const SupplyPiece& piece, const std::vector<Lot>& lots) {
  std::vector<Lot> found;
  for (const Lot& lot : lots) {
    const std::vector<LotReceipt> known = receipts_of(world, supplier, piece, lot.planned);
    if (known.empty()) found.push_back(lot);
    for (const LotReceipt& it : known) {
      Lot part = lot;
      part.units = it.units;
      part.is_known = true;
      if (it.date) part.arrives = world.chance.moment(*it.date);
      found.push_back(part);
    }
  }
  return found;
}

bool is_recorded(const World& world, int supplier) { return was_recorded(world, supplier, world.now); }

void ship_what_is_recorded(World& world, SupplierProduct what) {
  const auto& all = world.scenario.actuals.shipped;
  for (const std::size_t i : by_day(world))
    if (is_by_record(world, all[i]) && world.chance.moment(all[i].date) <= world.now)
      ship(world, what, all[i], world.known_so_far[i]);
}

void award_as_planned(World& world, int slice, Units units) {
  const auto& all = world.scenario.actuals.shipped;
  const std::string order = world.demand_of(slice).id;
  const bool is_past = world.now < world.chance.as_of() && world.demand_of(slice).is_named;
  for (const std::size_t i : by_day(world)) {
    const bool is_meant = is_past && world.scenario.order(all[i].order).id == order && !is_by_record(world, all[i]) &&
                          arrival_of(world, all[i]) != never &&
                          all[i].date / one_day == (world.scenario.start + world.now) / one_day;
    const Units part = is_meant ? std::min(units, all[i].units - world.known_so_far[i]) : 0;
    if (part == 0) continue;
    world.known_so_far[i] += part;
    units -= part;
    award(world, slice, part, arrival_of(world, all[i]));
  }
  if (units > 0) award(world, slice, units);
}

void cancel_what_was_cancelled(World& world) {
  const auto& all = world.scenario.actuals.cancelled;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (world.chance.moment(all[i].date) > world.now || !world.cancelled_so_far.insert(i).second) continue;
    int order = -1;
    if (!demand_of(world, all[i].order, &order)) continue;
    const std::vector<int> slices = open_slices_of(world, order);
    if (slices.empty() || !can_be_cancelled(world, slices.front())) continue;
    cancel_last(world, slices, all[i].units);
    return_what_is_no_longer_pegged(world);
  }
}

void end_records(World& world) {
  if (world.pass > 0) return;
  for (const RecordedShipments& it : world.scenario.actuals.recorded)
    for (std::size_t product = 0; product < world.scenario.products.size() && end_of(world, it) == world.now; ++product)
      world.calls.insert({it.supplier.index, static_cast<int>(product)});
}

std::vector<Time> known_moments(const World& world) {
  std::vector<Time> moments;
  for (const RecordedShipments& it : world.scenario.actuals.recorded) moments.push_back(end_of(world, it));
  for (const ShippedUnits& it : world.scenario.actuals.shipped) moments.push_back(world.chance.moment(it.date));
  for (const CancelledUnits& it : world.scenario.actuals.cancelled) moments.push_back(world.chance.moment(it.date));
  return moments;
}

}  // namespace allot::reference
