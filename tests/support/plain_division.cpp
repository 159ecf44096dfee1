#include <algorithm>
#include <functional>
#include <optional>

#include "random/key.hpp"
#include "random/shuffle.hpp"
#include "support/plain_choice.hpp"
#include "support/plain_rules.hpp"

/// Allocation runs: pegged slices first, then the tree of levels.
namespace allot::plain {
namespace {

using allocation::Rule;

struct Run {
  World& world;
  int supplier, product;
  Units lot;
  const AllocationPolicy& policy;
  std::map<int, Units> claims{}, caps{};  // by slice; caps in whole lots
};

struct Claimant {
  Level level = Level::order;
  bool is_organisation = false;
  int index = -1;  // of the group, organisation or slice
  std::vector<int> slices;
  Units given = 0;
};

using Awards = std::map<int, Units>;

Units whole_lots(Units units, Units lot) { return units / lot * lot; }

bool is_eligible(const World& world, int i) {
  const Slice& slice = world.slice(i);
  return slice.state == State::open && slice.not_before <= world.now;
}

std::vector<int> eligible(const World& world, SupplierProduct what, bool is_pegged) {
  std::vector<int> found;
  for (int i = 0; i < world.count(); ++i) {
    const Demand& demand = world.demand_of(i);
    if (is_eligible(world, i) && !is_embargoed(world, i, demand.product) && demand.supplier == what.first &&
        demand.product == what.second && (world.slice(i).pool >= 0) == is_pegged)
      found.push_back(i);
  }
  std::sort(found.begin(), found.end(), [&](int a, int b) { return is_before(world, a, b); });
  return found;
}

void serve_pegged(World& world, SupplierProduct what, Units lot) {
  for (const int slice : eligible(world, what, true)) {
    Pool& pool = world.pools[static_cast<std::size_t>(world.slice(slice).pool)];
    const Units most = whole_lots(world.slice(slice).units, lot);
    const Units units = std::min(most, whole_lots(pool.aside, lot));
    if (units == 0 || units < std::min(least(world, slice), most)) continue;
    pool.aside -= units;
    award(world, slice, units);
  }
}

// An organisation without a group stands for itself among the groups.
Claimant claimant_of(const Run& run, Level level, int slice) {
  if (level == Level::order) return {level, false, slice, {}};
  const int owner = run.world.slice(slice).owner;
  const Ref group = run.world.scenario.organisations[static_cast<std::size_t>(owner)].group;
  if (level == Level::group && group) return {level, false, group.index, {}};
  return {level, true, owner, {}};
}

// In order of their earliest slice.
std::vector<Claimant> claimants_at(const Run& run, std::size_t depth, const std::vector<int>& slices) {
  std::vector<Claimant> claimants;
  for (const int slice : slices) {
    Claimant one = claimant_of(run, run.policy.levels[depth].level, slice);
    const auto found = std::find_if(claimants.begin(), claimants.end(), [&](const Claimant& it) {
      return it.is_organisation == one.is_organisation && it.index == one.index;
    });
    if (found != claimants.end()) {
      found->slices.push_back(slice);
    } else {
      one.slices = {slice};
      claimants.push_back(std::move(one));
    }
  }
  return claimants;
}

Units claim(const Run& run, const Claimant& claimant) {
  Units units = 0;
  for (const int slice : claimant.slices) units += run.claims.at(slice);
  return units;
}

template <class Limit>
bool concerns(const World& world, const Limit& limit, const Claimant& claimant) {
  if (claimant.level == Level::order) return limit.order && is_of(world, world.demand_of(claimant.index), limit.order);
  if (claimant.level == Level::group && limit.group)
    return !claimant.is_organisation && limit.group.index == claimant.index;
  if (claimant.level == Level::organisation && limit.organisation) return limit.organisation.index == claimant.index;
  return false;
}

// At most its caps, and what those below it may get.
Units most(const Run& run, std::size_t depth, const Claimant& claimant) {
  if (claimant.level == Level::order) return run.caps.at(claimant.index);
  Units sum = 0;
  for (const Claimant& below : claimants_at(run, depth + 1, claimant.slices)) sum += most(run, depth + 1, below);
  for (const Cap& cap : run.policy.caps)
    if (concerns(run.world, cap, claimant)) sum = std::min(sum, run.world.chance.units(cap.units, run.lot));
  return sum;
}

bool is_member(const World& world, const Claimant& claimant, const AwardRecord& record) {
  const int organisation = record.organisation;
  if (claimant.level == Level::order) return record.demand == world.slice(claimant.index).order;
  if (claimant.is_organisation) return claimant.index == organisation;
  return world.scenario.organisations[static_cast<std::size_t>(organisation)].group.index == claimant.index;
}

Units awarded_since(const Run& run, const Claimant& claimant, Time begin) {
  Units units = 0;
  for (const AwardRecord& it : run.world.awards)
    if (it.at >= begin && it.supplier == run.supplier && it.product == run.product &&
        is_member(run.world, claimant, it))
      units += it.units;
  return units;
}

Units promised(const Run& run, const Guarantee& guarantee, Time begin) {
  if (guarantee.units) return run.world.chance.units(*guarantee.units, run.lot);
  Units arrived = 0;
  for (const AwardRecord& it : run.world.supplied)
    if (it.at >= begin && it.supplier == run.supplier && it.product == run.product) arrived += it.units;
  return scaled(arrived, run.world.chance.exact(*guarantee.share));
}

// An order promised something may stand in several slices.
Units serve_guarantees(const Run& run, std::size_t depth, std::vector<Claimant>& claimants, Units left) {
  for (const Guarantee& guarantee : run.policy.guarantees) {
    std::vector<Claimant*> concerned;
    for (Claimant& claimant : claimants)
      if (concerns(run.world, guarantee, claimant)) concerned.push_back(&claimant);
    if (concerned.empty()) continue;
    const Time begin = run.world.now / guarantee.per * guarantee.per;
    Units owed = promised(run, guarantee, begin) - awarded_since(run, *concerned.front(), begin);
    for (const Claimant* claimant : concerned) owed -= claimant->given;
    for (Claimant* claimant : concerned) {
      const Units most_of_it = most(run, depth, *claimant);
      Units units = whole_lots(std::max<Units>(0, std::min({owed, most_of_it - claimant->given, left})), run.lot);
      const Units smallest =
          claimant->level == Level::order ? std::min(least(run.world, claimant->index), most_of_it) : 0;
      if (claimant->given + units < smallest) units = 0;
      claimant->given += units;
      owed -= units;
      left -= units;
    }
  }
  return left;
}

std::int64_t priority(const Run& run, const Claimant& claimant) {
  const auto i = static_cast<std::size_t>(claimant.index);
  if (claimant.level == Level::order)
    return run.world.slice(claimant.index).priority.value_or(run.world.demand_of(claimant.index).priority);
  return claimant.is_organisation ? run.world.policy.organisations[i].priority : run.world.policy.groups[i].priority;
}

double weight(const Run& run, const Claimant& claimant) {
  const auto i = static_cast<std::size_t>(claimant.index);
  if (claimant.level == Level::order) return 1;
  const Value& value =
      claimant.is_organisation ? run.world.policy.organisations[i].weight : run.world.policy.groups[i].weight;
  return run.world.chance.number(value);
}

double& carry(const Run& run, const Claimant& claimant) {
  if (claimant.level == Level::order) return run.world.slice(claimant.index).carry;
  return run.world.carries[{run.supplier, run.product, claimant.level, claimant.is_organisation, claimant.index}];
}

double luck(const Run& run, const Claimant& claimant) {
  const Slice& slice = run.world.slice(claimant.index);
  const std::uint64_t stream = combine(run.world.demand_of(claimant.index).key, hash_name("random_order"));
  return run.world.chance.uniform(combine(stream, static_cast<std::uint64_t>(run.world.now)),
                                  static_cast<std::uint64_t>(slice.first));
}

void sort_for(Rule rule, const Run& run, std::vector<Claimant*>& tier) {
  const auto due = [&](const Claimant* it) { return run.world.slice(it->index).due; };
  if (rule == Rule::earliest_due)
    std::stable_sort(tier.begin(), tier.end(), [&](auto* a, auto* b) { return due(a) < due(b); });
  if (rule == Rule::random_order)
    std::stable_sort(tier.begin(), tier.end(), [&](auto* a, auto* b) { return luck(run, *a) < luck(run, *b); });
}

// Receipts of an order are those of all its slices.
ClaimantName name_of(const Run& run, const Claimant& it) {
  const int index = it.level == Level::order ? run.world.slice(it.index).order : it.index;
  return {run.supplier, run.product, it.level, it.is_organisation, index};
}

double quota(const Run& run, const LevelRule& level, const Claimant& claimant) {
  for (const Quota& it : level.parameters.quotas)
    if ((claimant.is_organisation ? it.organisation.index : it.group.index) == claimant.index)
      return run.world.chance.number(it.share);
  return 0;
}

double bid(const Run& run, const Claimant& claimant) {
  const Demand& demand = run.world.demand_of(claimant.index);
  return demand.bid.value_or(run.world.scenario.products[static_cast<std::size_t>(demand.product)].price);
}

constexpr std::size_t few_arrivals = 12;
constexpr std::uint32_t drawn_arrivals = 1000;

std::vector<std::vector<std::uint32_t>> draw_arrivals(const Run& run, std::size_t claimants) {
  const auto& supplier = run.world.scenario.suppliers[static_cast<std::size_t>(run.supplier)];
  const auto& product = run.world.scenario.products[static_cast<std::size_t>(run.product)];
  const std::uint64_t stream = hash_name("supplier/" + supplier.id + "/" + product.id + "/arrivals");
  std::vector<std::vector<std::uint32_t>> orders;
  for (std::uint32_t k = 0; k < drawn_arrivals; ++k) {
    std::vector<std::uint32_t>& order = orders.emplace_back(claimants);
    for (std::size_t i = 0; i < claimants; ++i) order[i] = static_cast<std::uint32_t>(i);
    shuffle(std::span(order), [&](std::size_t place) {
      return draw({run.world.chance.seed, combine(stream, k)}, run.world.chance.replication,
                  static_cast<std::uint64_t>(run.world.now), static_cast<std::uint32_t>(place));
    });
  }
  return orders;
}

Terms terms_for(const Run& run, const LevelRule& level, std::size_t claimants) {
  Terms terms;
  Fraction named{0, 1};
  for (const Quota& it : level.parameters.quotas) named = named + run.world.chance.exact(it.share);
  const Fraction others = std::max(Fraction{0, 1}, Fraction{1, 1} - named);
  terms.others = static_cast<double>(others.top) / static_cast<double>(others.bottom);
  terms.share = run.world.chance.number(level.parameters.turn_and_earn.share);
  if (level.rule == Rule::random_arrival && claimants > few_arrivals) terms.arrivals = draw_arrivals(run, claimants);
  return terms;
}

Claim claim_for(const Run& run, const LevelRule& level, std::size_t depth, const Claimant& it) {
  Claim one{.claim = claim(run, it) - it.given, .cap = most(run, depth, it) - it.given};
  if (it.level == Level::order) one.least = std::max<Units>(0, least(run.world, it.index) - it.given);
  one.weight = weight(run, it);
  one.carry = carry(run, it);
  if (level.rule == Rule::fair_share) one.received = memory(run.world, name_of(run, it));
  if (level.rule == Rule::turn_and_earn)
    one.received = received_in_last(run.world, name_of(run, it), level.parameters.turn_and_earn.period);
  if (level.rule == Rule::quota) one.quota = quota(run, level, it);
  if (level.rule == Rule::auction) one.bid = bid(run, it);
  return one;
}

// One division; gives what is left.
Units serve_tier(const Run& run, std::size_t depth, std::vector<Claimant*> tier, Units supply) {
  const LevelRule& level = run.policy.levels[depth];
  sort_for(level.rule, run, tier);
  std::vector<Claim> claims;
  for (const Claimant* it : tier) claims.push_back(claim_for(run, level, depth, *it));
  const Units left = divide(level.rule, supply, run.lot, claims, terms_for(run, level, tier.size()));
  for (std::size_t i = 0; i < tier.size(); ++i) {
    tier[i]->given += claims[i].award;
    carry(run, *tier[i]) = claims[i].carry;
  }
  return left;
}

Awards share_out(const Run& run, std::size_t depth, const std::vector<int>& slices, Units supply) {
  std::vector<Claimant> claimants = claimants_at(run, depth, slices);
  Units left = serve_guarantees(run, depth, claimants, supply);
  std::map<std::int64_t, std::vector<Claimant*>, std::greater<>> tiers;
  for (Claimant& claimant : claimants) tiers[priority(run, claimant)].push_back(&claimant);
  for (const auto& [tier, members] : tiers) left = serve_tier(run, depth, members, left);
  Awards awards;
  for (const Claimant& claimant : claimants) {
    if (claimant.given == 0) continue;
    if (claimant.level == Level::order)
      awards[claimant.index] = claimant.given;
    else
      awards.merge(share_out(run, depth + 1, claimant.slices, claimant.given));
  }
  return awards;
}

// The first in the queue take up the cap of their order first.
void cap_orders(Run& run, const std::vector<int>& queue) {
  for (const int slice : queue) run.caps[slice] = whole_lots(run.claims.at(slice), run.lot);
  for (const Cap& cap : run.policy.caps) {
    if (!cap.order) continue;
    Units left = whole_lots(run.world.chance.units(cap.units, run.lot), run.lot);
    for (const int slice : queue) {
      if (!is_of(run.world, run.world.demand_of(slice), cap.order)) continue;
      run.caps[slice] = std::min(run.caps[slice], left);
      left -= run.caps[slice];
    }
  }
}

// Gives whether there was anything to divide.
bool run_rule(World& world, SupplierProduct what, Units lot) {
  const auto supplier = static_cast<std::size_t>(what.first);
  std::vector<int> queue = eligible(world, what, false);
  Run run{world, what.first, what.second, lot, world.policy.suppliers[supplier].allocation};
  for (const int slice : queue) run.claims[slice] = world.slice(slice).units;
  if (run.policy.readiness) run.claims = claims_within_room(world, queue, lot, run.policy.readiness->lookahead);
  std::erase_if(queue, [&](int slice) { return run.claims.at(slice) == 0; });
  if (queue.empty() || world.free_stock[what] == 0) return false;
  cap_orders(run, queue);
  Awards awards = share_out(run, 0, queue, world.free_stock[what]);
  for (const int slice : queue) {
    const Units units = awards.contains(slice) ? awards[slice] : 0;
    if (units == 0) continue;
    world.free_stock[what] -= units;
    award(world, slice, units);
  }
  return true;
}

// What is left of an award waits for the next run.
void give_by_hand(World& world, SupplierProduct what, Units lot) {
  const auto& awards = world.scenario.suppliers[static_cast<std::size_t>(what.first)].allocation.awards;
  for (std::size_t i = 0; i < awards.size(); ++i) {
    if (world.chance.moment(awards[i].at) > world.now) continue;
    Units& given = world.by_hand[{what.first, i}];
    for (const int slice : eligible(world, what, false)) {
      if (!is_of(world, world.demand_of(slice), awards[i].order)) continue;
      const Units all = whole_lots(world.slice(slice).units, lot);
      const Units left = world.chance.units(awards[i].units, lot) - given;
      const Units units = whole_lots(std::min({all, left, world.free_stock[what]}), lot);
      if (units == 0 || units < std::min(least(world, slice), all)) continue;
      given += units;
      world.free_stock[what] -= units;
      award(world, slice, units);
    }
  }
}

std::optional<Time> frozen_until(const World& world, SupplierProduct what) {
  for (const FrozenWindow& it : world.policy.suppliers[static_cast<std::size_t>(what.first)].allocation.frozen)
    if (world.chance.moment(it.from) <= world.now && world.now < world.chance.moment(it.until))
      return world.chance.moment(it.until);
  return std::nullopt;
}

bool is_time_for_a_run(const World& world, SupplierProduct what) {
  const auto last = world.last_run.find(what);
  if (last != world.last_run.end() && last->second == world.now) return false;
  const auto& every = world.scenario.suppliers[static_cast<std::size_t>(what.first)].allocation.every;
  return every ? world.now % *every == 0 : world.now == 0 || world.calls.contains(what);
}

}  // namespace

Units least(const World& world, int slice) {
  const Demand& demand = world.demand_of(slice);
  return demand.partial ? demand.min_shipment : world.slice(slice).units;
}

void award(World& world, int slice, Units units) {
  const int shipped = cut(world, slice, units, End::first);
  Demand& demand = world.demand_of(shipped);
  Slice& shipment = world.slice(shipped);
  shipment.state = State::entering;
  shipment.shipment = world.shipments++;
  shipment.carry = 0;
  shipment.awarded_to = shipment.owner;
  shipment.awarded_at = world.now;
  shipment.price = world.prices[static_cast<std::size_t>(demand.product)];
  world.revenue[static_cast<std::size_t>(demand.supplier)] += shipment.price * static_cast<double>(units);
  demand.allocated += units;
  world.allocated[static_cast<std::size_t>(shipment.owner)] += units;
  receive(world, {world.now, demand.supplier, demand.product, shipment.owner, units, shipment.order});
}

// At most one run a second: what is called for after it comes in the next one.
bool waits_for_the_next_second(const World& world, SupplierProduct what) {
  const auto last = world.last_run.find(what);
  return last != world.last_run.end() && last->second == world.now && !world.runs_now.contains(what);
}

void run_allocations(World& world) {
  world.runs_now.clear();
  for (int supplier = 0; supplier < static_cast<int>(world.scenario.suppliers.size()); ++supplier) {
    for (int product = 0; product < static_cast<int>(world.scenario.products.size()); ++product) {
      const SupplierProduct what{supplier, product};
      const Units lot = world.scenario.products[static_cast<std::size_t>(product)].lot;
      serve_pegged(world, what, lot);
      if (!is_time_for_a_run(world, what)) continue;
      const bool has_calendar =
          world.scenario.suppliers[static_cast<std::size_t>(supplier)].allocation.every.has_value();
      const Units before = world.free_stock[what];
      const auto until = before > 0 ? frozen_until(world, what) : std::nullopt;
      if (until) world.thaws.push_back({what, *until});
      if (until) continue;
      give_by_hand(world, what, lot);
      const bool is_claimed = run_rule(world, what, lot);
      substitute(world, what, lot);
      if (!is_claimed && !has_calendar && world.free_stock[what] == before) continue;
      world.last_run[what] = world.now;
      world.runs_now.insert(what);
    }
  }
  std::erase_if(world.calls, [&](const SupplierProduct& what) {
    return world.scenario.suppliers[static_cast<std::size_t>(what.first)].allocation.every ||
           !waits_for_the_next_second(world, what);
  });
}

}  // namespace allot::plain
