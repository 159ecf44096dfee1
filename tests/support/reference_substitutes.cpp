#include <algorithm>

#include "support/reference_fraction.hpp"
#include "support/reference_world.hpp"

/// Orders that take another product once they have waited.
namespace allot::reference {
namespace {

const Product& product_at(const World& world, int product) {
  return world.scenario.products[static_cast<std::size_t>(product)];
}

// Units of the substitute for one that was asked.
Fraction ratio(const World& world, const Demand& demand, const Substitute& it) {
  const Product &asked = product_at(world, demand.product), &given = world.scenario.products[it.product.at()];
  const auto counted = [&](const Decimal& of_asked, const Decimal& of_given) {
    const Fraction other = fraction(of_given);
    return fraction(it.ratio) * fraction(of_asked) * Fraction{other.bottom, other.top};
  };
  if (it.by == SubstituteBy::compute) return counted(asked.compute, given.compute);
  if (it.by == SubstituteBy::power) return counted(asked.power, given.power);
  return fraction(it.ratio);
}

const Substitute* find(const std::vector<Substitute>& list, int product) {
  for (const Substitute& it : list)
    if (it.product.index == product) return &it;
  return nullptr;
}

struct SubstituteOffer {
  Units asked = 0, given = 0;
};

// Tries every number of lots asked: the most that can be given, for the fewest.
SubstituteOffer best_offer(Units open, Units free, Units lot_asked, Units lot_given, const Fraction& worth) {
  SubstituteOffer best;
  for (Units asked = lot_asked; asked <= open; asked += lot_asked) {
    const Units given = static_cast<Units>(floor(worth * fraction(asked, 1))) / lot_given * lot_given;
    if (given <= free && given > best.given) best = {asked, given};
  }
  return best;
}

// The demand for the other product that parts of this one have become.
int demand_for(World& world, int original, int product) {
  for (std::size_t i = 0; i < world.demands.size(); ++i)
    if (world.demands[i].stands_for == original && world.demands[i].product == product) return static_cast<int>(i);
  Demand demand = world.demands[static_cast<std::size_t>(original)];
  demand.stands_for = original;
  demand.product = product;
  demand.units = demand.allocated = demand.shipped_before = 0;
  world.demands.push_back(demand);
  return static_cast<int>(world.demands.size()) - 1;
}

Units number_of_first(const World& world, int slice, const std::vector<Substitute>& list, const Substitute& it) {
  const Fraction number = ratio(world, world.demand_of(slice), it) * fraction(world.slice(slice).first, 1);
  const Units down = static_cast<Units>(floor(number));
  const Units up = (number - fraction(down, 1)).top > 0 ? down + 1 : down;
  return ((&it - list.data() + 1) << 40) + up;
}

void exchange(World& world, int slice, const std::vector<Substitute>& list, const Substitute& it,
              const SubstituteOffer& offer) {
  const int part = cut(world, slice, offer.asked, End::first);
  const Units first = number_of_first(world, part, list, it);
  const int original = world.slice(part).order, other = demand_for(world, original, it.product.index);
  Demand &asked = world.demands[static_cast<std::size_t>(original)],
         &given = world.demands[static_cast<std::size_t>(other)];
  asked.units -= offer.asked;
  given.units += offer.given;
  world.ordered[static_cast<std::size_t>(asked.organisation)] += offer.given - offer.asked;
  world.slice(part).order = other;
  world.slice(part).units = offer.given;
  world.slice(part).first = first;
  world.free_stock[{given.supplier, given.product}] -= offer.given;
  award_as_planned(world, part, offer.given);
}

void call_substitutes_of(World& world, const Demand& demand) {
  for (const Substitute& it : substitutes_of(world, demand))
    if (demand.placed + it.after <= world.now) world.calls.insert({demand.supplier, it.product.index});
}

}  // namespace

std::vector<Substitute> substitutes_of(const World& world, const Demand& demand) {
  if (demand.is_initial || demand.stands_for >= 0 || demand.is_of_kit) return {};
  const std::vector<Substitute>& known = product_at(world, demand.product).substitutes;
  const Preference* preference = demand.order ? demand.order->preference.get() : nullptr;
  std::vector<Substitute> list = known;
  if (preference && !preference->others.empty()) {
    list.clear();
    for (const Ref other : preference->others) {
      const Substitute* found = find(known, other.index);
      list.push_back(found ? *found : Substitute{.product = other});
    }
  }
  for (Substitute& it : list)
    if (preference && preference->after) it.after = *preference->after;
  return list;
}

void call_markets(World& world, const Demand& demand) {
  world.calls.insert({demand.supplier, demand.product});
  call_substitutes_of(world, demand);
}

void call_substitutes(World& world) {
  for (const Demand& demand : world.demands)
    for (const Substitute& it : substitutes_of(world, demand))
      if (world.pass == 0 && demand.is_placed && demand.placed + it.after == world.now)
        call_substitutes_of(world, demand);
}

Time next_substitution(const World& world, const Demand& demand) {
  Time next = never;
  for (const Substitute& it : substitutes_of(world, demand))
    if (demand.placed < world.horizon && demand.placed + it.after > world.now)
      next = std::min(next, demand.placed + it.after);
  return next;
}

void substitute(World& world, SupplierProduct what, Units lot) {
  std::vector<int> waiting;
  for (int i = 0; i < world.count(); ++i) {
    const Slice& slice = world.slice(i);
    if (slice.state != State::open || slice.pool >= 0 || slice.not_before > world.now) continue;
    const Demand& demand = world.demand_of(i);
    if (is_embargoed(world, i, demand.product) || is_embargoed(world, i, what.second)) continue;
    const std::vector<Substitute> list = substitutes_of(world, demand);
    const Substitute* it = find(list, what.second);
    if (it && demand.supplier == what.first && demand.placed + it->after <= world.now) waiting.push_back(i);
  }
  std::sort(waiting.begin(), waiting.end(), [&](int a, int b) { return is_before(world, a, b); });
  for (const int slice : waiting) {
    const std::vector<Substitute> list = substitutes_of(world, world.demand_of(slice));
    const Substitute& it = *find(list, what.second);
    const Units lot_asked = product_at(world, world.demand_of(slice).product).lot, open = world.slice(slice).units;
    const SubstituteOffer offer = best_offer(open, stock_for_substitute(world, what, slice), lot_asked, lot,
                                             ratio(world, world.demand_of(slice), it));
    if (offer.given == 0 || offer.asked < std::min(least(world, slice), open / lot_asked * lot_asked)) continue;
    exchange(world, slice, list, it, offer);
  }
}

}  // namespace allot::reference
