#include <algorithm>

#include "random/key.hpp"
#include "support/reference_choice.hpp"

/// Hurries, splits, retirements and conversions.
namespace allot::reference {
namespace {

template <class Terms>
bool is_meant(const World& world, const Terms& terms, int i) {
  const Demand& demand = world.demand_of(i);
  if (terms.organisation && world.slice(i).owner != terms.organisation.index) return false;
  if (terms.product && demand.product != terms.product.index) return false;
  return is_of(world, demand, terms.order);
}

std::vector<int> open_in_order(const World& world, const Expedite& terms) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).state == State::open && is_meant(world, terms, i)) found.push_back(i);
  std::sort(found.begin(), found.end(), [&](int a, int b) { return is_before(world, a, b); });
  return found;
}

void raise(World& world, Tally& tally, const Expedite& it) {
  const std::vector<int> open = open_in_order(world, it);
  std::vector<Piece> pieces;
  take(world, open, most_units, pieces);
  const Units asked = it.units ? units_of(world, *it.units, it.order, it.product) : total(pieces);
  pieces.clear();
  take(world, open, asked, pieces);
  tally.moved = total(pieces);
  tally.shortfall = asked - tally.moved;
  for (const Piece& piece : pieces) {
    const int i = cut(world, piece.slice, piece.units, End::first);
    const std::int64_t own = world.slice(i).priority.value_or(world.demand_of(i).priority);
    world.slice(i).priority = std::max(own, *it.priority);
    call(world, i);
  }
}

const Value* factor_of(const Expedite& it, const std::string& stage) {
  for (const StageFactor& factor : it.stages)
    if (factor.stage == stage) return &factor.factor;
  return nullptr;
}

}  // namespace

void act(World& world, Tally& tally, const Expedite& it) {
  if (it.priority) return raise(world, tally, it);
  for (int i = 0; i < world.count(); ++i) {
    const Stage* stage = world.demand_of(i).is_initial || !is_meant(world, it, i) ? nullptr : stage_now(world, i);
    const Value* factor = stage ? factor_of(it, stage->name) : nullptr;
    if (!factor) continue;
    Slice& slice = world.slice(i);
    const Time before = slice.until;
    slice.until = world.now + scaled(slice.until - world.now, world.chance.exact(*factor));
    tally.moved += slice.units;
    tally.unit_seconds += slice.units * std::abs(slice.until - before);
  }
}

void count_hurries(World& world, int slice, const std::string& stage, Duration stay) {
  Fraction factor{1, 1};
  for (const Occurrence& occurrence : world.occurrences) {
    const auto* it = std::get_if<Expedite>(&intervention_of(world, occurrence).action);
    if (!it || it->priority || !occurrence.is_done || !is_meant(world, *it, slice)) continue;
    const Value* value = factor_of(*it, stage);
    if (!value) continue;
    const Duration before = scaled(stay, factor);
    factor = factor * world.chance.exact(*value);
    Tally& tally = world.tallies[static_cast<std::size_t>(occurrence.intervention)];
    tally.used += world.slice(slice).units;
    tally.unit_seconds += world.slice(slice).units * std::abs(scaled(stay, factor) - before);
  }
}

Fraction hurry(const World& world, int slice, const std::string& stage) {
  Fraction factor{1, 1};
  for (const Occurrence& occurrence : world.occurrences) {
    const auto* it = std::get_if<Expedite>(&intervention_of(world, occurrence).action);
    if (!it || it->priority || !occurrence.is_done || !is_meant(world, *it, slice)) continue;
    if (const Value* value = factor_of(*it, stage)) factor = factor * world.chance.exact(*value);
  }
  return factor;
}

void act(World& world, Tally& tally, const Split& split) {
  const int slices = world.count();
  for (int i = 0; i < slices; ++i) {
    if (world.slice(i).state != State::open || !is_of(world, world.demand_of(i), split.order)) continue;
    const Units each = world.chance.units(split.units, Ref{world.demand_of(i).product});
    if (each == 0 || world.slice(i).units <= each) continue;
    tally.moved += world.slice(i).units;
    call(world, i);
    for (int part = i; world.slice(part).units > each;)
      part = cut(world, part, world.slice(part).units - each, End::last);
  }
}

void act(World& world, Tally& tally, const Retire& it) {
  const std::vector<int> online = running(world, it.site.index, it.product.index);
  std::vector<Piece> pieces;
  take(world, online, most_units, pieces);
  const Units asked = it.units ? world.chance.units(*it.units, it.product) : total(pieces);
  pieces.clear();
  take(world, online, asked, pieces);
  for (const Piece& piece : pieces)
    world.slice(cut(world, piece.slice, piece.units, End::first)).state = State::retired;
  tally.moved = total(pieces);
  tally.shortfall = asked - tally.moved;
}

void convert(World& world, Tally& tally, const Occurrence& occurrence, const Convert& it) {
  Units& free = world.free_stock[{it.supplier.index, it.from.index}];
  const Units asked = it.units ? world.chance.units(*it.units, it.from) : free;
  const Units units = std::min(asked, free);
  tally.moved = units;
  tally.shortfall = asked - units;
  if (units == 0) return;
  free -= units;
  const std::uint64_t stream = hash_name("intervention/" + in_name(intervention_of(world, occurrence).id) + "/delay");
  const Duration stay =
      world.chance.lasting(it.delay, stream, static_cast<std::uint64_t>(occurrence.number), world.now);
  world.conversions.push_back({world.now + stay, occurrence, units});
}

void finish_conversions(World& world) {
  for (Pending& pending : world.conversions) {
    if (pending.is_done || pending.until > world.now) continue;
    pending.is_done = true;
    const auto& it = std::get<Convert>(intervention_of(world, pending.of).action);
    const Units gross = scaled(pending.units, world.chance.exact(it.ratio)),
                good = scaled(gross, world.chance.exact(it.yield));
    world.free_stock[{it.supplier.index, it.to.index}] += good;
    const Units change = gross - pending.units;
    (change > 0 ? world.produced : world.scrapped)[it.supplier.at()] += change > 0 ? change : -change;
    world.scrapped[it.supplier.at()] += gross - good;
    if (good > 0) world.calls.insert({it.supplier.index, it.to.index});
  }
}

}  // namespace allot::reference
