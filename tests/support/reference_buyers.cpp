#include <algorithm>
#include <cmath>

#include "random/key.hpp"
#include "support/reference_world.hpp"

/// What buyers do beside the orders that are written down: they lose patience, order by roadmaps, ask for more
/// than they need, and at more places.
namespace allot::reference {
namespace {

constexpr int section_of_behaviours = 1;  // behind streams of the same second
constexpr std::int64_t behind_all_streams = 1LL << 60;

// Of an order, or of what it was exchanged for.
bool belongs_to(const World& world, const Slice& slice, int order) {
  return slice.order == order || world.demands[static_cast<std::size_t>(slice.order)].stands_for == order;
}

Units open_units(const World& world, int order) {
  Units units = 0;
  for (const Slice& slice : world.slices)
    if (belongs_to(world, slice, order) && slice.state == State::open) units += slice.units;
  return units;
}

Units delivered_units(const World& world, const Need& need) {
  Units units = 0;
  for (const Slice& slice : world.slices) {
    const int other = world.demands[static_cast<std::size_t>(slice.order)].stands_for;
    const int order = other >= 0 ? other : slice.order;
    if (std::count(need.orders.begin(), need.orders.end(), order) != 0 && slice.state >= State::delivered &&
        slice.state != State::cancelled)
      units += slice.units;
  }
  return units;
}

Units left_of(const World& world, const Need& need) {
  return std::max<Units>(0, need.units - delivered_units(world, need));
}

struct Has {
  Units open = 0, held = 0;
};

// Copies are no need: until they ship, what they ask for is counted in the order that they copy.
Has holdings(const World& world, int organisation, int product) {
  Has has;
  for (int i = 0; i < world.count(); ++i) {
    const Slice& slice = world.slice(i);
    if (slice.owner != organisation || world.demand_of(i).product != product) continue;
    if (slice.state == State::planned || slice.state == State::cancelled || slice.state == State::retired ||
        slice.state == State::returning || slice.state == State::returned)
      continue;
    if (slice.state != State::open)
      has.held += slice.units;
    else if (world.demand_of(i).copy == 0)
      has.open += slice.units;
  }
  return has;
}

// Of what is lent the share that comes back until then, by the means of terms.
Units coming_back(const World& world, int supplier, int product, Time until) {
  Fraction sum;
  const auto expected = [&](const std::optional<Delay>& it) { return it ? world.chance.expected(it->value) : 0; };
  for (int i = 0; i < world.count(); ++i) {
    const Slice& slice = world.slice(i);
    const Demand& demand = world.demand_of(i);
    const bool is_lent = (slice.state > State::open && slice.state <= State::online) || slice.state == State::returning;
    if (!is_lent || demand.is_initial || demand.supplier != supplier || demand.product != product) continue;
    if (!demand.contract || !demand.contract->term) continue;
    const Duration mean = whole_seconds(expected(demand.contract->term) + expected(demand.contract->return_time));
    const std::int64_t whole = std::int64_t{1} << 40;
    sum = sum + fraction(slice.units * (whole / std::max<Duration>(1, mean)), whole) * fraction(until - world.now, 1);
  }
  return half_up(sum);
}

Duration quote(const World& world, int supplier, int product) {
  Units waiting = 0;
  for (int i = 0; i < world.count(); ++i)
    if (world.slice(i).state == State::open && world.slice(i).pool < 0 && world.demand_of(i).supplier == supplier &&
        world.demand_of(i).product == product)
      waiting += world.slice(i).units;
  const auto stock = world.free_stock.find({supplier, product});
  if (stock != world.free_stock.end()) waiting -= stock->second;
  if (waiting <= 0) return 0;
  const Time until = std::min(world.now + 91 * day, world.horizon);
  Units planned = 0;
  for (const Lot& lot : world.lots)
    if (!lot.is_committed && lot.supplier == supplier && lot.product == product && world.now < lot.planned &&
        lot.planned <= until)
      planned += after_shocks(world, lot);
  planned += coming_back(world, supplier, product, until);
  const Duration longest = std::min(36525 * day, most_unit_seconds / world.horizon);
  if (planned == 0) return std::min(world.horizon - world.now, longest);
  return std::min((waiting * (until - world.now) + planned / 2) / planned, longest);
}

double mean_of(const World& world, const Delay& delay) {
  return delay.value.distribution ? mean(*delay.value.distribution) : world.chance.number(delay.value);
}

// What the buyer got since it last looked, of what it had open then.
void look_back(const Has& has, const Inflate& inflate, Memory& memory) {
  if (memory.open == 0) return;
  const Units got = std::min(memory.open, std::max<Units>(0, has.held - memory.held));
  memory.fill = (1 - inflate.learning) * memory.fill +
                inflate.learning * (static_cast<double>(got) / static_cast<double>(memory.open));
}

Units asked_for(const World& world, const std::optional<Inflate>& inflate, const Memory& memory, Duration quoted,
                Units need) {
  if (!inflate) return need;
  const Fraction most = std::max(Fraction{1, 1}, world.chance.exact(inflate->max));
  const Units all = half_up(most * fraction(need, 1));
  if (inflate->by == InflateBy::fill_rate)
    return memory.fill * static_cast<double>(all) <= static_cast<double>(need)  // also where 1/f is past all integers
               ? all
               : std::min(all, half_up(static_cast<double>(need) * (1 / memory.fill)));
  const Fraction wished = Fraction{1, 1} + fraction(inflate->slope) * fraction(quoted, inflate->span);
  return std::min(all, half_up(wished * fraction(need, 1)));
}

Units wanted_at(const World& world, const Target& target, Units start, Time when) {
  std::vector<std::pair<Time, Units>> points{{0, start}};
  for (const RoadmapPoint& point : target.roadmap)
    points.emplace_back(point.date - world.scenario.start, half_up(world.chance.exact(point.units)));
  std::erase_if(points, [&](const auto& it) { return it.first < 0 && &it != &points.front(); });
  Units level = start;
  for (const RoadmapPoint& point : target.roadmap)
    if (point.date <= world.scenario.start) level = half_up(world.chance.exact(point.units));
  points.front().second = level;
  for (std::size_t k = 1; k < points.size(); ++k) {
    if (when >= points[k].first) continue;
    const auto [from, before] = points[k - 1];
    const Units rise = points[k].second - before;
    return before + static_cast<Units>(static_cast<__int128>(rise) * (when - from) / (points[k].first - from));
  }
  return points.back().second;
}

struct Offer {
  Ref supplier;
  Duration quoted = never;
};

Offer best_offer(const World& world, const Target& target) {
  Offer best;
  for (const Ref supplier : target.suppliers)
    if (const Duration quoted = quote(world, supplier.index, target.product.index); quoted < best.quoted)
      best = {supplier, quoted};
  return best;
}

Demand order_of(const World& world, const Target& target, int organisation, Ref supplier, int number) {
  const std::string& name = world.scenario.organisations[static_cast<std::size_t>(organisation)].id;
  return {.id = name,
          .key = combine(hash_name("behaviour/" + in_name(name)), static_cast<std::uint64_t>(number)),
          .is_named = false,
          .organisation = organisation,
          .supplier = supplier.index,
          .product = target.product.index,
          .placed = world.now,
          .definition = {section_of_behaviours,
                         behind_all_streams + (static_cast<std::int64_t>(organisation) << 32) + number},
          .priority = target.priority,
          .partial = target.partial,
          .min_shipment = target.min_shipment,
          .contract = &target.contract,
          .target = &target};
}

Duration lead_time(const World& world, const Target& target, const Demand& demand, Duration quoted) {
  if (target.lead_time) return whole_seconds(world.chance.number(*target.lead_time));
  double way = 0;
  if (const Route* route = route_for(world, demand, target.sites))
    for (const Stage& stage : route->stages) way += mean_of(world, stage.delay);
  if (!target.sites.empty()) way += mean_of(world, world.scenario.sites[target.sites.front().at()].commissioning);
  return quoted + whole_seconds(way);
}

void give_up(World& world, const Target& target, int organisation, Units units) {
  std::vector<int> slices;
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (demand.target == &target && demand.copy == 0 && world.slice(i).owner == organisation &&
        world.slice(i).state == State::open && can_be_cancelled(world, i))
      slices.push_back(i);
  }
  std::map<int, Units> before;
  for (const int slice : slices) before[world.slice(slice).order] = open_units(world, world.slice(slice).order);
  cancel_last(world, slices, units);
  for (const auto& [order, open] : before)
    if (const int need = world.demands[static_cast<std::size_t>(order)].need; need >= 0)
      world.needs[static_cast<std::size_t>(need)].units -= open - open_units(world, order);
}

void order_more(World& world, const Target& target, Demand demand, Units units, Time due) {
  demand.units = units;
  const int order = add_demand(world, demand);
  add_slice(world, {.order = order,
                    .owner = demand.organisation,
                    .units = units,
                    .not_before = world.now,
                    .due = due,
                    .needed = due,
                    .sites = target.sites});
  place(world, static_cast<std::size_t>(order));
  if (target.duplicate) copy_order(world, static_cast<std::size_t>(order), *target.duplicate, target.sites);
}

void review(World& world, int organisation, const Target& target) {
  const auto o = static_cast<std::size_t>(organisation);
  const Has has = holdings(world, organisation, target.product.index);
  Memory& memory = world.memories[&target];
  if (target.inflate) look_back(has, *target.inflate, memory);
  const Offer offer = best_offer(world, target);
  Demand demand = order_of(world, target, organisation, offer.supplier, world.reviews_with_orders[o]);
  const Duration lead = lead_time(world, target, demand, offer.quoted);
  const Units need = std::max<Units>(0, wanted_at(world, target, world.at_start[o], world.now + lead) - has.held);
  const Units goal = asked_for(world, target.inflate, memory, offer.quoted, need);
  const Units lot = world.scenario.products[target.product.at()].lot;
  if (goal > has.open) {
    ++world.reviews_with_orders[o];
    order_more(world, target, demand, (goal - has.open + lot - 1) / lot * lot, world.now + lead);
  } else if (target.inflate) {
    give_up(world, target, organisation, (has.open - goal) / lot * lot);
  }
  const Has now = holdings(world, organisation, target.product.index);
  memory.open = now.open;
  memory.held = now.held;
}

}  // namespace

std::vector<int> open_slices_of(const World& world, int order) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i)
    if (belongs_to(world, world.slice(i), order) && world.slice(i).state == State::open) found.push_back(i);
  return found;
}

void cancel_last(World& world, std::vector<int> slices, Units units) {
  std::sort(slices.begin(), slices.end(), [&](int a, int b) { return is_before(world, b, a); });
  for (const int slice : slices) {
    if (units == 0) return;
    const int gone = cut(world, slice, std::min(units, world.slice(slice).units), End::last);
    units -= world.slice(gone).units;
    call(world, gone);
    world.slice(gone).state = State::cancelled;
  }
}

void add_buyers(World& world) {
  for (std::size_t o = 0; o < world.scenario.organisations.size(); ++o) {
    const auto& target = world.scenario.organisations[o].order_behaviour.target;
    world.next_review.push_back(target ? 0 : never);
    world.reviews_with_orders.push_back(0);
    world.at_start.push_back(target ? holdings(world, static_cast<int>(o), target->product.index).held : 0);
  }
}

bool can_be_cancelled(const World& world, int slice) {
  const Contract* contract = world.demand_of(slice).contract;
  return !contract || contract->cancellable;
}

void ask_for_more(World& world, std::size_t order) {
  const Demand demand = world.demands[order];
  const Stream& stream = *demand.gaming;
  const Units lot = world.scenario.products[stream.product.at()].lot;
  const Has has = holdings(world, demand.organisation, demand.product);
  Memory& memory = world.memories[&stream];
  if (stream.inflate) look_back(has, *stream.inflate, memory);
  const Duration quoted = quote(world, demand.supplier, demand.product);
  const Units units =
      std::max(lot, (asked_for(world, stream.inflate, memory, quoted, demand.units) + lot / 2) / lot * lot);
  world.demands[order].units = units;
  for (Slice& slice : world.slices)
    if (slice.order == static_cast<int>(order)) {
      slice.units = units;
      slice.needed = needed_of(world, stream, demand.placed, slice.due, units);
    }
  place(world, order);
  if (stream.duplicate) copy_order(world, order, *stream.duplicate, stream.sites);
  const Has now = holdings(world, demand.organisation, demand.product);
  memory.open = now.open;
  memory.held = now.held;
}

void copy_order(World& world, std::size_t order, const Duplicate& duplicate, const std::vector<Ref>& sites) {
  const Demand original = world.demands[order];
  Slice slice;
  for (const Slice& it : world.slices)
    if (it.order == static_cast<int>(order)) slice = it;
  Need need{.orders = {static_cast<int>(order)}, .units = original.units};
  need.cancels = world.chance.happens(duplicate.cancel, combine(original.key, hash_name("cancels")), 0, world.now);
  for (const Ref supplier : duplicate.suppliers) {
    if (supplier.index == original.supplier) continue;
    Demand copy = original;
    copy.key = combine(original.key, hash_name("copy/" + in_name(world.scenario.suppliers[supplier.at()].id)));
    copy.supplier = supplier.index;
    copy.gaming = nullptr;
    copy.copy = static_cast<int>(need.orders.size());
    copy.need = static_cast<int>(world.needs.size());
    copy.gives_up = never;
    const int index = add_demand(world, copy);
    need.orders.push_back(index);
    add_slice(world, {.order = index,
                      .owner = slice.owner,
                      .units = slice.units,
                      .not_before = slice.not_before,
                      .due = slice.due,
                      .sites = sites});
    place(world, static_cast<std::size_t>(index));
  }
  world.demands[order].need = static_cast<int>(world.needs.size());
  world.needs.push_back(need);
}

// Who has no patience at all waits for the runs of the pass in which it was placed.
bool is_served_first(const World& world, const Demand& demand) {
  return demand.placed == world.now && demand.gives_up == world.now && demand.placed_in_pass == world.pass;
}

bool gives_up_next(const World& world) {
  for (std::size_t order = 0; order < world.demands.size(); ++order)
    if (world.demands[order].is_placed && is_served_first(world, world.demands[order]) &&
        !open_slices_of(world, static_cast<int>(order)).empty())
      return true;
  return false;
}

void lose_patience(World& world) {
  for (std::size_t order = 0; order < world.demands.size(); ++order)
    if (world.demands[order].is_placed && world.demands[order].gives_up <= world.now &&
        !is_served_first(world, world.demands[order]))
      cancel_last(world, open_slices_of(world, static_cast<int>(order)), most_units);
}

bool is_overserved(const World& world) {
  for (const Need& need : world.needs)
    for (const int order : need.orders)
      if (need.cancels && open_units(world, order) > left_of(world, need) &&
          world.demands[static_cast<std::size_t>(order)].contract->cancellable)
        return true;
  return false;
}

// Each order for a need asks for no more than what is still to be delivered of it.
void cut_needs(World& world) {
  for (const Need& need : world.needs)
    for (const int order : need.orders) {
      const std::vector<int> slices = open_slices_of(world, order);
      const Units too_many = open_units(world, order) - left_of(world, need);
      if (need.cancels && too_many > 0 && can_be_cancelled(world, slices.front())) cancel_last(world, slices, too_many);
    }
}

bool reviews_now(World& world, std::size_t o) {
  if (world.next_review[o] > world.now) return false;
  const Target& target = *world.scenario.organisations[o].order_behaviour.target;
  const Time last = world.next_review[o];
  world.next_review[o] = target.review.months == 0 ? last + target.review.length
                                                   : stretch_of(target.review, world.scenario.start, last).until;
  review(world, static_cast<int>(o), target);
  return true;
}

void first_reviews(World& world) {
  for (std::size_t o = 0; o < world.next_review.size(); ++o) reviews_now(world, o);
}

void review(World& world) {
  for (std::size_t o = 0; o < world.next_review.size(); ++o) {
    if (!reviews_now(world, o)) continue;
    lose_patience(world);
    cut_needs(world);
  }
}

}  // namespace allot::reference
