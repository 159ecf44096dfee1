#include <algorithm>
#include <tuple>

#include "random/key.hpp"
#include "support/reference_choice.hpp"

/// Units that come back: terms, reclaims, and which units are leased.
namespace allot::reference {
namespace {

bool comes_back(const Demand& demand) {
  return !demand.is_initial && demand.contract && (demand.contract->term || demand.contract->notice);
}

}  // namespace

bool is_in_service(State state) { return state >= State::delivered && state <= State::online; }

void begin_term(World& world, int i) {
  Slice& slice = world.slice(i);
  const Demand& demand = world.demand_of(i);
  if (slice.state != State::online || !comes_back(demand) || slice.term_began != never) return;
  slice.term_began = world.now;
  if (!demand.contract->term) return;
  slice.term_ends = world.now + world.chance.lasting(*demand.contract->term, combine(demand.key, hash_name("term")),
                                                     static_cast<std::uint64_t>(slice.first), world.now);
}

void begin_term(World& world, Slice& slice, const Demand& demand, Time received) {
  if (!comes_back(demand)) return;
  slice.term_began = received;
  if (!demand.contract->term) return;
  slice.term_ends =
      received + world.chance.lasting_beyond(*demand.contract->term, combine(demand.key, hash_name("term")),
                                             static_cast<std::uint64_t>(slice.first), -received);
}

void end_terms(World& world) {
  for (int i = 0; i < world.count(); ++i) {
    Slice& slice = world.slice(i);
    if (!is_in_service(slice.state) || slice.term_ends > world.now) continue;
    const Demand& demand = world.demand_of(i);
    slice.state = State::returning;
    slice.site = -1;
    slice.until = never;
    slice.back_at = world.now;
    if (const auto& way = demand.contract->return_time)
      slice.back_at += world.chance.lasting(*way, combine(demand.key, hash_name("return_time")),
                                            static_cast<std::uint64_t>(slice.first), world.now);
  }
}

void come_back(World& world) {
  for (int i = 0; i < world.count(); ++i) {
    Slice& slice = world.slice(i);
    if (slice.state != State::returning || slice.back_at > world.now) continue;
    slice.state = State::returned;
    const SupplierProduct what{world.demand_of(i).supplier, world.demand_of(i).product};
    world.free_stock[what] += slice.units;
    world.supplied.push_back({world.now, what.first, what.second, -1, slice.units});
    world.calls.insert(what);
  }
}

bool ends_terms_now(const World& world) {
  return std::any_of(world.slices.begin(), world.slices.end(), [&](const Slice& it) {
    return (is_in_service(it.state) && it.term_ends <= world.now) ||
           (it.state == State::returning && it.back_at <= world.now);
  });
}

void act(World& world, Tally& tally, const Reclaim& it) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i) {
    const Slice& slice = world.slice(i);
    const Demand& demand = world.demand_of(i);
    if (slice.state != State::online || slice.term_began == never || slice.is_called_back) continue;
    if (it.supplier && demand.supplier != it.supplier.index) continue;
    if (it.organisation && slice.owner != it.organisation.index) continue;
    if (it.product && demand.product != it.product.index) continue;
    if (it.order && !is_of(world, demand, it.order)) continue;
    found.push_back(i);
  }
  const auto place = [&](int i) { return std::pair(world.slice(i).shipment, world.slice(i).first); };
  std::sort(found.begin(), found.end(), [&](int a, int b) { return place(a) > place(b); });
  std::vector<Piece> pieces;
  take(world, found, most_units, pieces);
  const Units asked = it.units ? units_of(world, *it.units, it.order, it.product) : total(pieces);
  pieces.clear();
  take(world, found, asked, pieces);
  for (const Piece& piece : pieces) {
    const int i = cut(world, piece.slice, piece.units, End::last);
    Duration notice = it.notice ? whole_seconds(world.chance.number(*it.notice)) : 0;
    if (const auto& own = world.demand_of(i).contract->notice)
      notice = std::max(notice, whole_seconds(world.chance.number(*own)));
    world.slice(i).is_called_back = true;
    world.slice(i).term_ends = std::min(world.slice(i).term_ends, world.now + notice);
  }
  tally.moved = total(pieces);
  tally.shortfall = asked - tally.moved;
}

std::vector<int> to_lease(const World& world, const Lease& it) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i) {
    const Slice& slice = world.slice(i);
    if (slice.state != State::online || slice.owner != it.from.index || slice.lease >= 0) continue;
    if (world.demand_of(i).product != it.product.index || (it.site && slice.site != it.site.index)) continue;
    found.push_back(i);
  }
  const auto place = [&](int i) {
    const Slice& slice = world.slice(i);
    return std::tuple(slice.shipment, world.demand_of(i).is_initial ? slice.sites.front().index : 0, slice.first);
  };
  std::sort(found.begin(), found.end(), [&](int a, int b) { return place(a) < place(b); });
  return found;
}

}  // namespace allot::reference
