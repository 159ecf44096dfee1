#include <algorithm>
#include <optional>

#include "random/key.hpp"
#include "support/reference_choice.hpp"

/// What interventions do: parameters in the first phase, the pipeline in the second.
namespace allot::reference {
namespace {

constexpr int section_of_interventions = 2;

/// Which intervention acts, and its occurrence number.
struct Turn {
  const std::string& id;
  std::int64_t number;
  const char* word = "reroute/";  // names the draws of detours
};

std::uint64_t stream_of_occurrence(std::uint64_t name, std::int64_t number) {
  return number == 0 ? name : combine(name, static_cast<std::uint64_t>(number));
}

// What moves, in order; the last slice taken is cut.
std::vector<int> cut_out(World& world, const std::vector<Piece>& pieces) {
  std::vector<int> slices;
  for (const Piece& piece : pieces) slices.push_back(cut(world, piece.slice, piece.units, End::first));
  return slices;
}

struct Destination {
  std::vector<Ref> sites;
  Units units;
};

std::vector<Destination> destinations(const World& world, const std::vector<int>& slices) {
  std::vector<Destination> found;
  for (const int i : slices) {
    const Slice& slice = world.slice(i);
    if (!found.empty() && found.back().sites == slice.sites)
      found.back().units += slice.units;
    else
      found.push_back({slice.sites, slice.units});
  }
  return found;
}

void hand_over(World& world, int i, int receiver, const std::vector<Ref>& sites, const Delay& reroute,
               const Turn& turn) {
  Slice& slice = world.slice(i);
  slice.moves.push_back({turn.id, slice.owner, receiver});
  slice.owner = receiver;
  slice.sites = sites;
  if (slice.state == State::delivered && sites.empty()) receive(world, i);  // who has no site has it online
  call(world, i);
  if (!is_on_its_way(slice.state)) return;
  const std::uint64_t stream =
      combine(world.demand_of(i).key, stream_of_occurrence(hash_name(turn.word + in_name(turn.id)), turn.number));
  const Duration detour = world.chance.lasting(reroute, stream, static_cast<std::uint64_t>(slice.first), world.now);
  if (slice.state == State::rerouted)
    slice.until += detour;
  else
    slice.reroute += detour;
}

// Unit by unit in order; a slice is cut where the destination changes.
void hand_over_all(World& world, const std::vector<int>& slices, int receiver, std::vector<Destination> to,
                   const Delay& reroute, const Turn& turn) {
  std::size_t next = 0;
  for (const int slice : slices) {
    for (int part = -1; part != slice;) {
      const Units units = std::min(world.slice(slice).units, to[next].units);
      part = cut(world, slice, units, End::first);
      hand_over(world, part, receiver, to[next].sites, reroute, turn);
      to[next].units -= units;
      if (to[next].units == 0) ++next;
    }
  }
}

/// What a side of a swap gives.
struct Gift {
  Choice choice;
  const std::vector<OrderUnits>& orders;
  Units asked, found;
};

Units asked_for(const World& world, const Swap& swap, const SwapSide& side, Ref product) {
  if (side.units) return world.chance.units(*side.units, product);
  if (swap.units) return world.chance.units(*swap.units, product);
  Units units = 0;
  for (const OrderUnits& it : side.orders) units += world.chance.units(it.units, product);
  return units;
}

std::vector<Gift> gifts_of(const World& world, const Swap& swap) {
  std::vector<Gift> all;
  for (const SwapSide& side : swap.sides) {
    const Ref product = side.product ? side.product : swap.product;
    const Choice choice{side.organisation.index, product.index, swap.states, side.choose ? *side.choose : swap.choose};
    all.push_back({choice, side.orders, asked_for(world, swap, side, product), available(world, choice, side.orders)});
  }
  return all;
}

// With numbers or products of their own all sides give all of it; else as much as the one that has least.
bool settle_swap(const Swap& swap, std::vector<Gift>& gifts, Tally& tally) {
  bool has_own = false, is_short = false, is_empty = false;
  for (const SwapSide& side : swap.sides) has_own = has_own || side.units || side.product;
  Units least = gifts.front().found, most_asked = gifts.front().asked;
  for (const Gift& it : gifts) {
    is_short = is_short || it.found < it.asked;
    is_empty = is_empty || it.asked == 0;
    least = std::min({least, it.found, it.asked});
    most_asked = std::max(most_asked, it.asked);
  }
  const Units asked = has_own ? gifts.front().asked : most_asked;
  bool holds = has_own ? !is_short && !is_empty : least == most_asked || swap.partial;
  tally.moved = !holds ? 0 : has_own ? asked : least;
  tally.shortfall = asked - tally.moved;
  if (!has_own)
    for (Gift& it : gifts) it.asked = least;
  return tally.moved > 0;
}

void act(World& world, Tally& tally, const Turn& turn, const Swap& swap) {
  std::vector<Gift> gifts = gifts_of(world, swap);
  if (!settle_swap(swap, gifts, tally)) return;
  std::vector<std::vector<int>> given;
  std::vector<std::vector<Piece>> pieces;
  for (const Gift& it : gifts) pieces.push_back(chosen(world, it.choice, it.orders, it.asked));
  for (const auto& it : pieces) given.push_back(cut_out(world, it));
  std::vector<std::vector<Destination>> goals;
  for (const auto& it : given) goals.push_back(destinations(world, it));
  for (std::size_t i = 0; i < gifts.size(); ++i) {
    const std::size_t next = i + 1 < gifts.size() ? i + 1 : 0;
    std::vector<Destination> to = goals[next];
    to.back().units += most_units;  // further ones go where the last of them was going
    hand_over_all(world, given[i], gifts[next].choice.organisation, to, swap.reroute, turn);
  }
  tally.unit_seconds = tally.moved * (world.horizon - world.now);
}

std::vector<Ref> sites_of(const World& world, Ref organisation) {
  std::vector<Ref> sites;
  for (int i = 0; i < static_cast<int>(world.scenario.sites.size()); ++i)
    if (world.scenario.sites[static_cast<std::size_t>(i)].organisation == organisation) sites.push_back({i});
  return sites;
}

void act(World& world, Tally& tally, const Turn& turn, const Divert& divert) {
  const Choice from{divert.from.index, divert.product.index, divert.states};
  const Units asked = world.chance.units(divert.units, divert.product);
  Units units = std::min(asked, available(world, from, {}));
  if (units < asked && !divert.partial) units = 0;
  tally.moved = units;
  tally.shortfall = asked - units;
  if (units == 0) return;
  const std::vector<int> given = cut_out(world, chosen(world, from, {}, units));
  hand_over_all(world, given, divert.to.index, {{sites_of(world, divert.to), units}}, divert.reroute, turn);
  tally.unit_seconds = units * (world.horizon - world.now);
}

void act(World& world, Tally& tally, const Turn& turn, const Loan& loan) {
  act(world, tally, turn, static_cast<const Divert&>(loan));
  const Time returned = std::clamp(end_of(world, loan.back, world.now), world.now, world.horizon);
  tally.unit_seconds = tally.moved * (returned - world.now);
}

// As many as are owed, of what the borrower waits for, then of what stands at its dock.
void give_back(World& world, Tally& tally, const Turn& turn, const Loan& loan, Units owed) {
  const PipelineStates in_turn[] = {{true, true, true, false}, {false, false, false, true}};
  Units left = owed;
  for (const PipelineStates& states : in_turn) {
    const Choice from{loan.to.index, loan.product.index, states};
    const Units units = std::min(left, available(world, from, {}));
    if (units == 0) continue;
    const std::vector<int> given = cut_out(world, chosen(world, from, {}, units));
    hand_over_all(world, given, loan.from.index, {{sites_of(world, loan.from), units}}, loan.reroute, turn);
    left -= units;
  }
  tally.moved = owed - left;
  tally.shortfall = left;
}

// Open slices from the end of the queue.
template <class Terms>
std::vector<int> open_from_the_end(const World& world, const Terms& terms) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (world.slice(i).state != State::open) continue;
    if (terms.organisation && world.slice(i).owner != terms.organisation.index) continue;
    if (terms.product && demand.product != terms.product.index) continue;
    if (!is_of(world, demand, terms.order)) continue;
    found.push_back(i);
  }
  std::sort(found.begin(), found.end(), [&](int a, int b) { return is_before(world, b, a); });
  return found;
}

template <class Terms, class Change>
void act_on_open(World& world, Tally& tally, const Terms& terms, bool cancels, Change change) {
  std::vector<int> slices = open_from_the_end(world, terms);
  std::vector<Piece> pieces;
  take(world, slices, most_units, pieces);
  const Units asked = terms.units ? units_of(world, *terms.units, terms.order, terms.product) : total(pieces);
  pieces.clear();
  if (cancels) std::erase_if(slices, [&](int i) { return !can_be_cancelled(world, i); });
  take(world, slices, asked, pieces);
  tally.moved = total(pieces);
  tally.shortfall = asked - tally.moved;
  for (const Piece& piece : pieces) {
    const int i = cut(world, piece.slice, piece.units, End::last);
    change(world.slice(i));
    call(world, i);
  }
}

void act(World& world, Tally& tally, const Turn&, const Cancel& cancel) {
  act_on_open(world, tally, cancel, true, [](Slice& slice) { slice.state = State::cancelled; });
}

void act(World& world, Tally& tally, const Turn&, const Defer& defer) {
  const Duration by = whole_seconds(world.chance.number(defer.by));
  act_on_open(world, tally, defer, false, [&](Slice& slice) {
    slice.not_before += by;
    if (slice.due != never) slice.due += by;
  });
  tally.unit_seconds = tally.moved * std::min(by, world.horizon - world.now);
}

void act(World& world, Tally& tally, const Turn& turn, const PlaceOrder& it) {
  const Order& order = world.scenario.placed[it.order.at() - world.scenario.orders.size()];
  std::int64_t place = 0;
  while (world.scenario.interventions[static_cast<std::size_t>(place)].id != turn.id) ++place;
  const Time placed = std::max(world.now, world.chance.moment(order.placed));
  add_order(world, order, order.id, placed, {section_of_interventions, place});
  tally.used = world.demands.back().units;
}

void act(World& world, Tally& tally, const Turn&, const Expedite& it) { act(world, tally, it); }
void act(World& world, Tally& tally, const Turn&, const Split& it) { act(world, tally, it); }
void act(World& world, Tally& tally, const Turn&, const Retire& it) { act(world, tally, it); }
void act(World& world, Tally& tally, const Turn&, const Reclaim& it) { act(world, tally, it); }

// They stay where they stand.
void lend(World& world, const Turn& turn, int i, int to) {
  world.slice(i).moves.push_back({turn.id, world.slice(i).owner, to});
  world.slice(i).owner = to;
}

Time end_of_lease(const World& world, const Turn& turn, const Lease& it) {
  if (!it.term) return end_of(world, it.until, world.now);
  return world.now + world.chance.lasting(*it.term, hash_name("intervention/" + in_name(turn.id) + "/term"),
                                          static_cast<std::uint64_t>(turn.number), world.now);
}

void act(World& world, Tally& tally, const Turn& turn, const Lease& it) {
  std::vector<Piece> pieces;
  const std::vector<int> found = to_lease(world, it);
  take(world, found, most_units, pieces);
  const Units asked = it.units ? world.chance.units(*it.units, it.product) : total(pieces);
  tally.shortfall = asked;
  const Time until = end_of_lease(world, turn, it);
  if (until <= world.now || (total(pieces) < asked && !it.partial)) return;
  pieces.clear();
  take(world, found, asked, pieces);
  tally.moved = total(pieces);
  tally.shortfall = asked - tally.moved;
  tally.unit_seconds = tally.moved * (std::min(until, world.horizon) - world.now);
  for (const int i : cut_out(world, pieces)) {
    world.slice(i).lease = static_cast<int>(world.debts.size());
    lend(world, turn, i, it.to.index);
  }
  Occurrence of;
  while (world.scenario.interventions[static_cast<std::size_t>(++of.intervention)].id != turn.id) continue;
  of.number = turn.number;
  if (tally.moved > 0) world.debts.push_back({until, of, tally.moved});
}

// What is still in use.
void give_back(World& world, Tally& tally, const Turn& turn, const Lease& lease, int debt) {
  const Units units = world.debts[static_cast<std::size_t>(debt)].units;
  for (int i = 0; i < world.count(); ++i) {
    if (world.slice(i).lease != debt || !is_in_service(world.slice(i).state)) continue;
    world.slice(i).lease = -1;
    lend(world, turn, i, lease.from.index);
    tally.moved += world.slice(i).units;
  }
  tally.shortfall = units - tally.moved;
}

void act(World& world, Tally& tally, const Turn&, const Embargo& it) { begin_embargo(world, tally, it); }

template <class Parameters>
void act(World&, Tally&, const Turn&, const Parameters&) {}

void change(World&, const StageDelay&) {}

void change(World& world, const SupplyShock& shock) {
  if (!shock.add) return;
  const Units units = world.chance.units(*shock.add, shock.product);
  world.produced[shock.supplier.at()] += units;
  world.free_stock[{shock.supplier.index, shock.product.index}] += units;
  world.supplied.push_back({world.now, shock.supplier.index, shock.product.index, -1, units});
  if (units > 0) world.calls.insert({shock.supplier.index, shock.product.index});
}

// A ramp is shifted whole. A date that is announced holds as it is, whatever the slip was.
void change(World& world, const PowerChange& power) {
  SiteSources& site = world.sites[power.site.at()];
  const std::size_t i = power.source.at();
  RunSource& source = i < site.room.size() ? site.room[i] : site.power[i - site.room.size()];
  Duration shift = power.at ? world.chance.moment(*power.at) - source.from - source.slip : 0;
  if (power.by) shift += static_cast<Duration>(floor(world.chance.exact(*power.by) + Fraction{1, 2}));
  source.from += shift;
  source.until += shift;
  source.planned_from = power.at ? source.from + source.slip : source.planned_from + shift;
  source.planned_until = power.at ? source.until + source.slip : source.planned_until + shift;
  if (power.add) source.planned_add = source.add = half_up(world.chance.exact(*power.add));
  call_gated(world, true);
}

void call_all(World& world) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s)
    for (int p = 0; p < static_cast<int>(world.scenario.products.size()); ++p) world.calls.insert({s, p});
}

void change(World& world, const Set&) { call_all(world); }

void change(World& world, const PriceChange& it) { world.prices[it.product.at()] = world.chance.number(it.price); }

template <class Acts>
void change(World&, const Acts&) {}

// Awards by hand whose day has come, and runs that a frozen window held up.
void call_what_is_due(World& world) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s)
    for (const ManualAward& it : world.scenario.suppliers[static_cast<std::size_t>(s)].allocation.awards)
      if (std::max<Time>(0, world.chance.moment(it.at)) == world.now)
        world.calls.insert({s, world.scenario.order(it.order).product.index});
  call_where_limits_change(world);
  for (const auto& [what, until] : world.frozen_window_ends)
    if (until == world.now) world.calls.insert(what);
}

}  // namespace

void change_parameters(World& world) {
  for (int i = next_due(world, true); i >= 0; i = next_due(world, true)) {
    Occurrence& occurrence = world.occurrences[static_cast<std::size_t>(i)];
    occurrence.is_done = true;
    occurrence.turn = world.turns++;
    const Intervention& intervention = intervention_of(world, occurrence);
    if (const auto* set = std::get_if<Set>(&intervention.action))
      occurrence.ends = end_of(world, set->until, world.now);
    if (const auto* it = std::get_if<SupplyShock>(&intervention.action))
      occurrence.ends = end_of(world, it->until, world.now);
    if (const auto* it = std::get_if<StageDelay>(&intervention.action))
      occurrence.ends = end_of(world, it->until, world.now);
    if (world.now < occurrence.ends)
      std::visit([&](const auto& action) { change(world, action); }, intervention.action);
    if (const auto* it = std::get_if<SupplyShock>(&intervention.action)) shift_lots(world, occurrence, *it);
    Tally& tally = world.tallies[static_cast<std::size_t>(occurrence.intervention)];
    ++tally.times;
    if (const auto* it = std::get_if<SupplyShock>(&intervention.action); it && it->add && world.now < occurrence.ends)
      tally.used += world.chance.units(*it->add, it->product);
    follow(world, Occurrence(occurrence));
  }
  for (Occurrence& it : world.occurrences) {
    if (!it.is_done || it.has_ended || it.at >= it.ends || it.ends != world.now) continue;
    if (std::holds_alternative<Set>(intervention_of(world, it).action)) call_all(world);
    if (std::holds_alternative<Embargo>(intervention_of(world, it).action)) end_embargo(world, it);
    it.has_ended = true;
  }
  world.policy = policy_now(world);
  call_gated(world, false);
  if (world.pass == 0) call_what_is_due(world);
}

namespace {

void count(World& world, const Occurrence& occurrence, const Tally& tally) {
  Tally& sum = world.tallies[static_cast<std::size_t>(occurrence.intervention)];
  sum.moved += tally.moved;
  sum.shortfall += tally.shortfall;
  sum.used += tally.used;
  sum.unit_seconds += tally.unit_seconds;
}

// What asked for units and moved none has not happened.
void happen(World& world, int i) {
  Occurrence& begun = world.occurrences[static_cast<std::size_t>(i)];
  begun.is_done = true;
  const Occurrence occurrence = begun;
  const Intervention& intervention = intervention_of(world, occurrence);
  const Turn turn{intervention.id, occurrence.number};
  Tally tally;
  if (const auto* embargo = std::get_if<Embargo>(&intervention.action))
    begun.ends = end_of(world, embargo->until, world.now);
  if (world.now < begun.ends)
    std::visit([&](const auto& action) { act(world, tally, turn, action); }, intervention.action);
  if (const auto* it = std::get_if<Convert>(&intervention.action)) convert(world, tally, occurrence, *it);
  const auto* loan = std::get_if<Loan>(&intervention.action);
  if (loan && tally.moved > 0)
    if (const Time due = end_of(world, loan->back, world.now); due > world.now)
      world.debts.push_back({due, occurrence, tally.moved});
  tally.used += tally.moved;
  count(world, occurrence, tally);
  if (tally.moved == 0 && tally.shortfall > 0) return;
  ++world.tallies[static_cast<std::size_t>(occurrence.intervention)].times;
  follow(world, occurrence);
}

int next_debt(const World& world) {
  int next = -1;
  const auto place = [&](int i) {
    const Occurrence& of = world.debts[static_cast<std::size_t>(i)].of;
    return std::pair(of.intervention, of.number);
  };
  for (int i = 0; i < static_cast<int>(world.debts.size()); ++i) {
    const Pending& it = world.debts[static_cast<std::size_t>(i)];
    if (!it.is_done && it.until <= world.now && (next < 0 || place(i) < place(next))) next = i;
  }
  return next;
}

void settle(World& world, int i) {
  Pending& debt = world.debts[static_cast<std::size_t>(i)];
  debt.is_done = true;
  const Intervention& intervention = intervention_of(world, debt.of);
  Tally tally;
  const Turn turn{intervention.id, debt.of.number, "return/"};
  if (const auto* lease = std::get_if<Lease>(&intervention.action))
    give_back(world, tally, turn, *lease, i);
  else
    give_back(world, tally, turn, std::get<Loan>(intervention.action), debt.units);
  count(world, debt.of, tally);
}

bool is_first(const World& world, int debt, int occurrence) {
  if (occurrence < 0) return debt >= 0;
  const Occurrence &a = world.debts[static_cast<std::size_t>(debt)].of,
                   &b = world.occurrences[static_cast<std::size_t>(occurrence)];
  return std::pair(a.intervention, a.number) < std::pair(b.intervention, b.number);
}

}  // namespace

void intervene(World& world) {
  for (;;) {
    end_terms(world);
    const int occurrence = next_due(world, false), debt = next_debt(world);
    if (debt >= 0 && is_first(world, debt, occurrence))
      settle(world, debt);
    else if (occurrence >= 0)
      happen(world, occurrence);
    else
      return;
    return_what_is_no_longer_pegged(world);
  }
}

std::vector<double> costs(const World& world) {
  const auto money = [&](const std::optional<Value>& it) { return it ? world.chance.number(*it) : 0; };
  std::vector<double> out;
  for (std::size_t i = 0; i < world.tallies.size(); ++i) {
    const Tally& tally = world.tallies[i];
    const DecisionCost cost = world.scenario.interventions[i].cost.value_or(DecisionCost{});
    out.push_back(static_cast<double>(tally.times) * money(cost.once) +
                  static_cast<double>(tally.used) * money(cost.per_unit) +
                  static_cast<double>(tally.unit_seconds) / 86400 * money(cost.per_unit_day));
  }
  return out;
}

}  // namespace allot::reference
