#include <algorithm>

#include "random/key.hpp"
#include "support/reference_fraction.hpp"
#include "support/reference_world.hpp"

namespace allot::reference {
namespace {

struct Point {
  Time at;
  Fraction rate;  // units per second
};

Fraction rate_at(const std::vector<Point>& points, Time t) {
  if (t <= points.front().at) return points.front().rate;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (t > points[i].at) continue;
    const Fraction way = fraction(t - points[i - 1].at, points[i].at - points[i - 1].at);
    return points[i - 1].rate + (points[i].rate - points[i - 1].rate) * way;
  }
  return points.back().rate;
}

// Between two points the rate is a straight line, so the mean of its ends times the time is exact.
Fraction integral(const std::vector<Point>& points, Time from, Time until) {
  Fraction sum;
  Time begin = from;
  while (begin < until) {
    Time end = until;
    for (const Point& point : points)
      if (point.at > begin) end = std::min(end, point.at);
    sum = sum + (rate_at(points, begin) + rate_at(points, end)) * fraction(end - begin, 2);
    begin = end;
  }
  return sum;
}

std::vector<Point> points_of(const World& world, const std::vector<RatePoint>& rate) {
  std::vector<Point> points;
  for (const RatePoint& point : rate)
    points.push_back({point.date - world.scenario.start, world.chance.exact(point.rate) * fraction(1, point.rate.per)});
  return points;
}

// How much of a plan is made until t, in whole units.
Units made(const World& world, const SupplyPiece& piece, Time t) {
  const Time from = world.chance.moment(*piece.from), until = world.chance.moment(*piece.until);
  const Fraction scale = world.chance.exact(piece.scale);
  const Fraction whole =
      piece.units ? fraction(world.chance.units(*piece.units, piece.product), 1) * fraction(t - from, until - from)
                  : integral(points_of(world, piece.rate), from, t);
  return static_cast<Units>(floor(scale * whole));
}

std::vector<Lot> planned_lots(const World& world, const SupplyPiece& piece) {
  if (piece.at) {
    const Units units = world.chance.units(*piece.units, piece.product);
    return {{.planned = world.chance.moment(*piece.at), .units = scaled(units, world.chance.exact(piece.scale))}};
  }
  std::vector<Lot> lots;
  const Time until = world.chance.moment(*piece.until);
  const Period& every = *piece.every;
  const auto after = [&](Time t) {
    return every.months == 0 ? t + every.length : stretch_of(every, world.scenario.start, t).until;
  };
  for (Time t = world.chance.moment(*piece.from); t < until; t = after(t))
    if (t >= 0 && t < world.horizon)
      lots.push_back({.planned = t, .units = made(world, piece, std::min(after(t), until)) - made(world, piece, t)});
  return lots;
}

void let_slip(const World& world, const std::string& stream, int supplier, const SupplyPiece& piece,
              std::vector<Lot>& lots) {
  Duration sum = 0;
  Time before = 0;
  for (Lot& lot : lots) {
    const std::vector<LotReceipt> known = receipts_of(world, supplier, piece, lot.planned);
    const bool is_late = std::any_of(known.begin(), known.end(), [](const LotReceipt& it) { return !it.date; });
    const auto date = static_cast<std::uint64_t>(lot.planned + world.scenario.start);
    const Time from = lot.planned + (piece.slip_order == SlipOrder::accumulating ? sum : 0);
    const Duration slip =
        world.chance.slip(piece.slip, piece.slip_with, hash_name(stream), date, lot.planned, from, is_late);
    sum += slip;
    lot.arrives = from + slip;
    if (!known.empty() && !is_late) continue;
    if (piece.slip_order == SlipOrder::in_order) lot.arrives = std::max(lot.arrives, before);
    before = lot.arrives;
  }
}

void add_piece(World& world, int supplier, const SupplyPiece& piece) {
  const Supplier& maker = world.scenario.suppliers[static_cast<std::size_t>(supplier)];
  world.pools.push_back({supplier, piece.product.index});
  const int pool = static_cast<int>(world.pools.size()) - 1;
  world.pool_of_piece[static_cast<std::size_t>(supplier)].push_back(pool);
  std::vector<Lot> lots = planned_lots(world, piece);
  std::erase_if(lots, [&](const Lot& lot) { return lot.planned < 0 || lot.planned >= world.horizon; });
  let_slip(world, "supply/" + in_name(maker.id) + "/" + in_name(piece.id) + "/slip", supplier, piece, lots);
  for (Lot lot : as_received(world, supplier, piece, lots)) {
    lot.first_planned = lot.planned;
    lot.first_arrives = lot.arrives;
    lot.supplier = supplier;
    lot.product = piece.product.index;
    lot.pool = pool;
    lot.yield = world.chance.exact(piece.yield);
    world.lots.push_back(lot);
  }
}

}  // namespace

std::optional<Time> passed(const World& world, const std::vector<RatePoint>& pace, Time from, Duration time,
                           Time until) {
  const std::vector<Point> points = points_of(world, pace);
  const auto is_over = [&](Time t) { return floor(integral(points, from, t)) >= time; };
  if (until <= from || !is_over(until - 1)) return std::nullopt;
  Time early = from - 1, late = until - 1;  // not over, and over
  while (late - early > 1) {
    const Time middle = (early + late) / 2;
    (middle < from || !is_over(middle) ? early : late) = middle;
  }
  return late;
}

namespace {

// Windows look at the day for which the lot was planned at first.
bool is_in_window(const Occurrence& occurrence, const SupplyShock& shock, const Lot& lot) {
  return !lot.is_committed && shock.supplier.index == lot.supplier &&
         (!shock.product || shock.product.index == lot.product) && occurrence.at <= lot.first_planned &&
         lot.first_planned < occurrence.ends;
}

std::vector<const SupplyShock*> shocks_so_far(const World& world, const Lot& lot) {
  std::vector<const SupplyShock*> found;
  for (const Occurrence& occurrence : world.occurrences)
    if (const auto* shock = std::get_if<SupplyShock>(&intervention_of(world, occurrence).action))
      if (occurrence.is_done && is_in_window(occurrence, *shock, lot) &&
          (!lot.is_known || occurrence.at >= world.chance.as_of()))
        found.push_back(shock);
  return found;
}

Duration shift_of(const World& world, const SupplyShock& shock) {
  return shock.by ? static_cast<Duration>(floor(world.chance.exact(*shock.by) + Fraction{1, 2})) : 0;
}

}  // namespace

// Scales multiply.
Units after_shocks(const World& world, const Lot& lot) {
  if (lot.is_known) return lot.units;
  Fraction scale{1, 1};
  for (const SupplyShock* shock : shocks_so_far(world, lot))
    if (shock->scale) scale = scale * world.chance.exact(*shock->scale);
  return scaled(lot.units, scale);
}

// Shifts add up.
void shift_lots(World& world, const Occurrence& decision, const SupplyShock& shock) {
  if (shift_of(world, shock) == 0) return;
  for (Lot& lot : world.lots) {
    if (lot.has_arrived || !is_in_window(decision, shock, lot)) continue;
    if (lot.is_known && world.now < world.chance.as_of()) continue;
    Duration sum = 0;
    for (const SupplyShock* it : shocks_so_far(world, lot)) sum += shift_of(world, *it);
    const Time before = std::min(lot.arrives, world.horizon);
    lot.planned = std::max(world.now, lot.first_planned + sum);
    lot.arrives = std::max(world.now, lot.first_arrives + sum);
    world.tallies[static_cast<std::size_t>(decision.intervention)].unit_seconds +=
        after_shocks(world, lot) * std::abs(std::min(lot.arrives, world.horizon) - before);
  }
}

namespace {

Units pegged_to(const World& world, int pool) {
  Units units = 0;
  for (const Slice& slice : world.slices)
    if (slice.pool == pool && (slice.state == State::open || slice.state == State::planned)) units += slice.units;
  return units;
}

bool has_parts(const World& world, const Lot& lot) {
  return !lot.is_committed && !world.scenario.products[static_cast<std::size_t>(lot.product)].made_of.empty();
}

Units each(const World& world, const ProductUnits& part) {
  return std::max<Units>(1, half_up(world.chance.exact(part.units)));
}

Units fit(const World& world, const Lot& lot) {
  Units most = lot.left;
  for (const ProductUnits& part : world.scenario.products[static_cast<std::size_t>(lot.product)].made_of) {
    const auto stock = world.free_stock.find({lot.supplier, part.product.index});
    most = std::min(most, stock == world.free_stock.end() ? 0 : stock->second / each(world, part));
  }
  return most;
}

void come_in(World& world, Lot& lot, Units gross, Units good) {
  world.produced[static_cast<std::size_t>(lot.supplier)] += gross;
  world.scrapped[static_cast<std::size_t>(lot.supplier)] += gross - good;
  Pool& pool = world.pools[static_cast<std::size_t>(lot.pool)];
  const Units aside = std::min(good, std::max<Units>(0, pegged_to(world, lot.pool) - pool.aside));
  pool.aside += aside;
  world.free_stock[{lot.supplier, lot.product}] += good - aside;
  world.supplied.push_back({world.now, lot.supplier, lot.product, -1, good});
  if (good > 0) world.calls.insert({lot.supplier, lot.product});
}

void arrive(World& world, Lot& lot) {
  lot.has_arrived = true;
  if (lot.is_known) return come_in(world, lot, lot.units, lot.units);
  const Units gross = lot.is_committed ? lot.units : after_shocks(world, lot);
  if (!has_parts(world, lot)) return come_in(world, lot, gross, scaled(gross, lot.yield));
  lot.left = gross;
  lot.turn = ++world.lot_turns;
}

}  // namespace

bool can_build(const World& world) {
  return std::any_of(world.lots.begin(), world.lots.end(),
                     [&](const Lot& lot) { return lot.left > 0 && fit(world, lot) > 0; });
}

// The first that came takes what it can of parts, then the next; and all once more while anything was built.
void build_lots(World& world) {
  std::vector<Lot*> waiting;
  for (Lot& lot : world.lots)
    if (lot.left > 0) waiting.push_back(&lot);
  std::sort(waiting.begin(), waiting.end(), [](const Lot* a, const Lot* b) { return a->turn < b->turn; });
  while (can_build(world)) {
    for (Lot* lot : waiting) {
      const Units units = fit(world, *lot);
      if (units == 0) continue;
      for (const ProductUnits& part : world.scenario.products[static_cast<std::size_t>(lot->product)].made_of) {
        world.free_stock[{lot->supplier, part.product.index}] -= units * each(world, part);
        world.used[static_cast<std::size_t>(lot->supplier)] += units * each(world, part);
      }
      const Units good_before = scaled(lot->built, lot->yield);
      lot->built += units;
      lot->left -= units;
      come_in(world, *lot, units, scaled(lot->built, lot->yield) - good_before);
    }
  }
}

void add_lots(World& world) {
  const auto& suppliers = world.scenario.suppliers;
  world.pool_of_piece.resize(suppliers.size());
  for (int s = 0; s < static_cast<int>(suppliers.size()); ++s) {
    const Supplier& supplier = suppliers[static_cast<std::size_t>(s)];
    for (const ProductUnits& stock : supplier.stock) {
      const Units units = world.chance.units(stock.units, stock.product);
      world.free_stock[{s, stock.product.index}] += units;
      world.supplied.push_back({0, s, stock.product.index, -1, units});
    }
    for (const SupplyPiece& piece : supplier.supply) add_piece(world, s, piece);
  }
  world.initial_stock = world.free_stock;
}

void lots_arrive(World& world) {
  for (Lot& lot : world.lots)
    if (!lot.has_arrived && lot.arrives <= world.now) arrive(world, lot);
}

void return_what_is_no_longer_pegged(World& world) {
  for (std::size_t i = 0; i < world.pools.size(); ++i) {
    Pool& pool = world.pools[i];
    const Units too_much = pool.aside - std::min(pool.aside, pegged_to(world, static_cast<int>(i)));
    if (too_much == 0) continue;
    pool.aside -= too_much;
    world.free_stock[{pool.supplier, pool.product}] += too_much;
    world.calls.insert({pool.supplier, pool.product});
  }
}

}  // namespace allot::reference
