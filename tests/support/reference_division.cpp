#include <algorithm>
#include <functional>
#include <optional>

#include "random/key.hpp"
#include "random/shuffle.hpp"
#include "support/reference_choice.hpp"
#include "support/reference_rules.hpp"

/// Allocation runs: pegged slices first, then the tree of levels.
namespace allot::reference {
namespace {

using allocation::Rule;

struct Run {
  World& world;
  int supplier, product;
  Units lot;
  const AllocationPolicy& policy;
  std::map<int, Units> claims{}, caps{};  // by slice; caps in whole lots
  std::map<int, Units> awards{};          // by slice, so far
  std::map<int, Units> counted{};         // of those, what caps that are a share of others' awards have seen
};

struct Claimant {
  Level level = Level::order;
  std::size_t depth = 0;
  bool is_organisation = false;
  int index = -1;  // of the group, organisation or slice
  std::vector<int> slices;
  Units given = 0;  // in the round that is being divided
};

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
    award_as_planned(world, slice, units);
  }
}

// An organisation that is in no group so deep stands for itself among the groups.
Claimant claimant_of(const Run& run, std::size_t depth, int slice) {
  const Level level = run.policy.levels[depth].level;
  if (level == Level::order) return {level, depth, false, slice, {slice}};
  const int owner = run.world.slice(slice).owner;
  const Ref group = level == Level::group ? group_at(run.world.scenario, owner, depth) : Ref{};
  if (group) return {level, depth, false, group.index, {}};
  return {level, depth, true, owner, {}};
}

// In order of their earliest slice.
std::vector<Claimant> claimants_at(const Run& run, std::size_t depth, const std::vector<int>& slices) {
  std::vector<Claimant> claimants;
  for (const int slice : slices) {
    Claimant one = claimant_of(run, depth, slice);
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

using Name = std::tuple<std::size_t, bool, int>;

Name identity(const Claimant& it) { return {it.depth, it.is_organisation, it.index}; }

// To it so far, in whatever slices.
Units awarded(const Run& run, const Claimant& claimant) {
  Units units = 0;
  for (const auto& [slice, award] : run.awards)
    if (identity(claimant_of(run, claimant.depth, slice)) == identity(claimant)) units += award;
  return units;
}

Units claim(const Run& run, const Claimant& claimant) {
  Units units = 0;
  for (const int slice : claimant.slices)
    units += run.claims.at(slice) - (run.awards.contains(slice) ? run.awards.at(slice) : 0);
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

struct Bounds {
  Units most = 0, least = 0;
};

Units allowed(const Run& run, const Cap& cap) {
  return allowed_by(run.world, {run.supplier, run.product}, cap, run.counted);
}

// At most what is left of its caps, and what those below it may get; at least the smallest shipment of one of them. Who
// may not even get that gets nothing.
Bounds bounds(const Run& run, std::size_t depth, const Claimant& claimant) {
  if (claimant.level == Level::order) {
    const Units given = awarded(run, claimant), cap = run.caps.at(claimant.index);
    return {cap - given, given > 0 ? 0 : std::min(least(run.world, claimant.index), cap)};
  }
  Bounds all{0, most_units};
  for (const Claimant& below : claimants_at(run, depth + 1, claimant.slices)) {
    const Bounds its = bounds(run, depth + 1, below);
    all.most += its.most;
    if (its.most > 0) all.least = std::min(all.least, its.least);
  }
  for (const Cap& cap : run.policy.caps)
    if (concerns(run.world, cap, claimant)) all.most = std::min(all.most, allowed(run, cap) - awarded(run, claimant));
  all.most = whole_lots(std::max<Units>(0, all.most), run.lot);
  return all.most > 0 && all.most >= all.least ? all : Bounds{};
}

bool is_member(const World& world, const Claimant& claimant, const AwardRecord& record) {
  const int organisation = record.organisation;
  if (claimant.level == Level::order) return record.demand == world.slice(claimant.index).order;
  if (claimant.is_organisation) return claimant.index == organisation;
  return is_in_group(world.scenario, organisation, Ref{claimant.index});
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

using Promises = std::map<Name, Units>;  // what has to reach whom

// What is promised to it, or to all below it together if that is more.
Units required(const Run& run, std::size_t depth, const Claimant& claimant, const Promises& promises) {
  Units below = 0;
  if (claimant.level != Level::order)
    for (const Claimant& child : claimants_at(run, depth + 1, claimant.slices))
      below += required(run, depth + 1, child, promises);
  const auto own = promises.find(identity(claimant));
  return own == promises.end() ? below : std::max(own->second, below);
}

// From a claimant of the node down to one that a guarantee names.
using Descent = std::vector<std::pair<std::size_t, Claimant>>;

void find_named(const Run& run, const Guarantee& guarantee, std::size_t depth, const std::vector<Claimant>& claimants,
                const Descent& above, std::vector<Descent>& found) {
  for (const Claimant& claimant : claimants) {
    Descent down = above;
    down.emplace_back(depth, claimant);
    if (concerns(run.world, guarantee, claimant))
      found.push_back(down);
    else if (claimant.level != Level::order)
      find_named(run, guarantee, depth + 1, claimants_at(run, depth + 1, claimant.slices), down, found);
  }
}

bool is_within_bounds(const Run& run, const Descent& down, const Promises& promises) {
  return std::all_of(down.begin(), down.end(), [&](const auto& it) {
    return required(run, it.first, it.second, promises) <= bounds(run, it.first, it.second).most;
  });
}

Units awarded_to_named(const Run& run, const Claimant& named) {
  if (named.level != Level::order) return awarded(run, named);
  Units units = 0;
  for (const auto& [slice, award] : run.awards)
    if (run.world.slice(slice).order == run.world.slice(named.index).order) units += award;
  return units;
}

struct Served {
  Units owed = 0, taken = 0, least = 0;
};

// An order promised something may stand in several slices.
Served serve_guarantee(const Run& run, const Guarantee& guarantee, std::size_t depth,
                       const std::vector<Claimant>& claimants, Units supply, Promises& promises) {
  std::vector<Descent> named;
  find_named(run, guarantee, depth, claimants, {}, named);
  if (named.empty()) return {};
  if (guarantee.order)
    std::sort(named.begin(), named.end(), [&](const Descent& a, const Descent& b) {
      return is_before(run.world, a.back().second.index, b.back().second.index);
    });
  const Time begin = std::max<Time>(0, stretch_of(guarantee.per, run.world.scenario.start, run.world.now).from);
  const Claimant& first = named.front().back().second;
  Units owed = promised(run, guarantee, begin) - awarded_since(run, first, begin) - awarded_to_named(run, first);
  const auto required_by = [&](const auto& it, const Promises& then) {
    return required(run, it.first, it.second, then);
  };
  for (const Descent& down : named) owed -= required_by(down.back(), promises);
  owed = std::max<Units>(0, owed);
  Served served;
  for (const Descent& down : named) {
    const Units before = required_by(down.back(), promises), above = required_by(down.front(), promises);
    const auto with = [&](Units more) {
      Promises then = promises;
      then[identity(down.back().second)] = before + more * run.lot;
      return then;
    };
    const auto fits = [&](Units more) {
      const Promises then = with(more);
      return is_within_bounds(run, down, then) && required_by(down.front(), then) - above <= supply - served.taken;
    };
    Units more = 0;
    for (Units low = 1, high = owed / run.lot; low <= high;) {
      const Units middle = (low + high) / 2;
      if (fits(middle)) more = middle;
      (fits(middle) ? low : high) = fits(middle) ? middle + 1 : middle - 1;
    }
    const Units smallest = bounds(run, down.back().first, down.back().second).least;
    if (more == 0 || before + more * run.lot < smallest) continue;
    promises = with(more);
    const Units taken = required_by(down.front(), promises) - above;
    const Units least_of_it = std::max<Units>(0, smallest - before);
    if (taken > 0) served.least = served.taken == 0 ? least_of_it : std::min(served.least, least_of_it);
    served.taken += taken;
    served.owed += taken;
    owed -= more * run.lot;
  }
  served.owed += owed;
  return served;
}

// Once those that are scaled cannot all be served, each asks for its part alone.
Units serve_scaled(const Run& run, std::size_t depth, const std::vector<Claimant>& claimants, Units supply,
                   Promises& promises) {
  std::vector<const Guarantee*> scaled;
  for (const Guarantee& it : run.policy.guarantees)
    if (it.scaled) scaled.push_back(&it);
  Promises all = promises;
  std::vector<Claim> claims;
  Units together = 0;
  for (const Guarantee* it : scaled) {
    const Served served = serve_guarantee(run, *it, depth, claimants, most_units, all);
    claims.push_back({.claim = served.owed, .cap = served.taken, .least = served.least});
    together += served.taken;
  }
  if (together <= supply) {
    promises = all;
    return together;
  }
  divide(Rule::proportional, supply, run.lot, claims, {});
  Units taken = 0;
  for (std::size_t i = 0; i < scaled.size(); ++i)
    taken += serve_guarantee(run, *scaled[i], depth, claimants, claims[i].award, promises).taken;
  return taken;
}

Units serve_guarantees(const Run& run, std::size_t depth, std::vector<Claimant>& claimants, Units left) {
  Promises promises;
  bool has_scaled = false;
  for (const Guarantee& guarantee : run.policy.guarantees) {
    if (!guarantee.scaled)
      left -= serve_guarantee(run, guarantee, depth, claimants, left, promises).taken;
    else if (!has_scaled)
      left -= serve_scaled(run, depth, claimants, left, promises);
    has_scaled |= guarantee.scaled;
  }
  for (Claimant& it : claimants) it.given = required(run, depth, it, promises);
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
  return run.world.carries[{run.supplier, run.product, claimant.depth, claimant.is_organisation, claimant.index}];
}

double uniform_of(const Run& run, const Claimant& claimant) {
  const Slice& slice = run.world.slice(claimant.index);
  const std::uint64_t stream = combine(run.world.demand_of(claimant.index).key, hash_name("random_order"));
  if (run.world.now < run.world.chance.as_of()) return 0.5;
  return run.world.chance.uniform(combine(stream, static_cast<std::uint64_t>(run.world.now)),
                                  static_cast<std::uint64_t>(slice.first));
}

void sort_for(Rule rule, const Run& run, std::vector<Claimant*>& tier) {
  const auto due = [&](const Claimant* it) { return run.world.slice(it->index).due; };
  if (rule == Rule::earliest_due)
    std::stable_sort(tier.begin(), tier.end(), [&](auto* a, auto* b) { return due(a) < due(b); });
  if (rule == Rule::random_order)
    std::stable_sort(tier.begin(), tier.end(),
                     [&](auto* a, auto* b) { return uniform_of(run, *a) < uniform_of(run, *b); });
}

// Receipts of an order are those of all its slices.
ClaimantName name_of(const Run& run, const Claimant& it) {
  const int index = it.level == Level::order ? run.world.slice(it.index).order : it.index;
  return {run.supplier, run.product, it.depth, it.is_organisation, index};
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

constexpr std::uint32_t drawn_arrivals = 1000;

std::vector<std::vector<std::uint32_t>> draw_arrivals(const Run& run, std::size_t claimants) {
  const auto& supplier = run.world.scenario.suppliers[static_cast<std::size_t>(run.supplier)];
  const auto& product = run.world.scenario.products[static_cast<std::size_t>(run.product)];
  const std::uint64_t stream = hash_name("supplier/" + in_name(supplier.id) + "/" + in_name(product.id) + "/arrivals");
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

Terms terms_for(const Run& run, const LevelRule& level) {
  Terms terms;
  Fraction named{0, 1};
  for (const Quota& it : level.parameters.quotas) named = named + run.world.chance.exact(it.share);
  const Fraction others = std::max(Fraction{0, 1}, Fraction{1, 1} - named);
  terms.others = static_cast<double>(others.top) / static_cast<double>(others.bottom);
  terms.share = run.world.chance.number(level.parameters.turn_and_earn.share);
  return terms;
}

Claim claim_for(const Run& run, const LevelRule& level, std::size_t depth, const Claimant& it) {
  const Bounds its = bounds(run, depth, it);
  Claim one{.claim = claim(run, it) - it.given,
            .cap = its.most - it.given,
            .least = std::max<Units>(0, its.least - it.given)};
  one.weight = weight(run, it);
  one.carry = carry(run, it);
  if (level.rule == Rule::fair_share)
    one.received = memory(run.world, name_of(run, it)) + static_cast<double>(awarded(run, it));
  if (level.rule == Rule::turn_and_earn)
    one.received = received_in_last(run.world, name_of(run, it), level.parameters.turn_and_earn.period);
  if (level.rule == Rule::quota) one.quota = quota(run, level, it);
  if (level.rule == Rule::auction) one.bid = bid(run, it);
  return one;
}

// Carries count what is divided for the first time alone.
enum class Round { first, further };

// Where sampling begins is a bound on the work, and no law: it is asked for.
bool is_sampled(Rule rule, Units supply, Units lot, const std::vector<Claim>& claims) {
  std::vector<Units> asked, caps;
  for (const Claim& it : claims) {
    asked.push_back(it.claim);
    caps.push_back(it.cap);
  }
  const std::vector<Units> lots(claims.size(), lot);
  allocation::Division division;
  return allocation::needs_arrivals(rule, supply, {asked, caps, lots, {}, {}, {}, {}}, division);
}

// One division; gives what is left.
Units serve_tier(const Run& run, std::size_t depth, std::vector<Claimant*> tier, Units supply, Round round) {
  const LevelRule& level = run.policy.levels[depth];
  sort_for(level.rule, run, tier);
  std::vector<Claim> claims;
  for (const Claimant* it : tier) claims.push_back(claim_for(run, level, depth, *it));
  Terms terms = terms_for(run, level);
  if (is_sampled(level.rule, supply, run.lot, claims)) terms.arrivals = draw_arrivals(run, claims.size());
  const Units left = divide(level.rule, supply, run.lot, claims, terms);
  for (std::size_t i = 0; i < tier.size(); ++i) {
    tier[i]->given += claims[i].award;
    if (round == Round::first) carry(run, *tier[i]) = claims[i].carry;
  }
  return left;
}

using Tiers = std::map<std::int64_t, std::vector<Claimant*>, std::greater<>>;

Tiers tiers_of(const Run& run, std::vector<Claimant>& claimants) {
  Tiers tiers;
  for (Claimant& claimant : claimants) tiers[priority(run, claimant)].push_back(&claimant);
  return tiers;
}

Units divide_once(const Run& run, std::size_t depth, std::vector<Claimant>& claimants, Units supply, Round round) {
  Units left = serve_guarantees(run, depth, claimants, supply);
  for (const auto& [tier, members] : tiers_of(run, claimants)) left = serve_tier(run, depth, members, left, round);
  return left;
}

Units share_out(Run& run, std::size_t depth, const std::vector<int>& slices, Units supply, Round round);

// Who hands something back has no part in what comes back; at the end what nobody took is shown to all, one by one.
Units share_out_among(Run& run, std::size_t depth, std::vector<Claimant> all, Units left, Round round) {
  std::vector<Claimant> claimants = all;
  bool has_come_back = false;
  for (bool again = true; again && left > 0 && !claimants.empty();) {
    divide_once(run, depth, claimants, left, has_come_back ? Round::further : round);
    std::vector<Claimant> content;
    for (const Claimant& it : claimants) {
      const Round below = has_come_back ? Round::further : round;
      const Units back = it.given > 0 ? share_out(run, depth + 1, it.slices, it.given, below) : 0;
      left -= it.given - back;
      if (back == 0) content.push_back(it);
    }
    again = content.size() < claimants.size();
    if (again) has_come_back = true;
    claimants = content;
  }
  if (!has_come_back) return left;
  for (const auto& [tier, members] : tiers_of(run, all)) {
    for (const Claimant* it : members) {
      const Bounds its = bounds(run, depth, *it);
      const Units offer = its.most > 0 && its.least <= left ? std::min(its.most, left) : 0;
      if (offer > 0) left -= offer - share_out(run, depth + 1, it->slices, offer, Round::further);
    }
  }
  return left;
}

// Gives what nobody can use.
Units share_out(Run& run, std::size_t depth, const std::vector<int>& slices, Units supply, Round round) {
  std::vector<Claimant> claimants = claimants_at(run, depth, slices);
  if (run.policy.levels[depth].level != Level::order) return share_out_among(run, depth, claimants, supply, round);
  const Units left = divide_once(run, depth, claimants, supply, round);
  for (const Claimant& it : claimants)
    if (it.given > 0) run.awards[it.index] += it.given;
  return left;
}

Units given(const Run& run, int slice) { return run.awards.contains(slice) ? run.awards.at(slice) : 0; }

// The first in the queue take up the cap of their order first.
void cap_orders(Run& run, const std::vector<int>& queue) {
  for (const int slice : queue) run.caps[slice] = whole_lots(run.claims.at(slice), run.lot);
  for (const Cap& cap : run.policy.caps) {
    if (!cap.order) continue;
    const auto is_capped = [&](int slice) { return is_of(run.world, run.world.demand_of(slice), cap.order); };
    Units left = whole_lots(allowed(run, cap), run.lot);
    for (const int slice : queue)
      if (is_capped(slice)) left -= given(run, slice);
    for (const int slice : queue) {
      if (!is_capped(slice)) continue;
      run.caps[slice] = std::min(run.caps[slice], given(run, slice) + left);
      left -= run.caps[slice] - given(run, slice);
    }
  }
}

// By the caps of its order, what its other slices did not get.
Units most_of(const Run& run, int slice) {
  Units most = whole_lots(run.claims.at(slice), run.lot);
  for (const Cap& cap : run.policy.caps) {
    if (!cap.order || !is_of(run.world, run.world.demand_of(slice), cap.order)) continue;
    Units unused = whole_lots(allowed(run, cap), run.lot);
    for (const auto& [other, units] : run.awards)
      if (other != slice && is_of(run.world, run.world.demand_of(other), cap.order)) unused -= units;
    most = std::min(most, unused);
  }
  return most;
}

// Gives what it does not use.
Units offer_alone(Run& run, int slice, Units left) {
  const Bounds its = bounds(run, 0, claimants_at(run, 0, {slice}).front());
  const Units offer = its.most > 0 && its.least <= left ? std::min(its.most, left) : 0;
  return offer > 0 ? left - offer + share_out(run, 0, {slice}, offer, Round::further) : left;
}

// The later slices of an order get what the first could not use of its cap; those of a kit wait for the rest of it.
Units hand_caps_on(Run& run, const std::vector<int>& queue, Units left, const Most& bound = {}) {
  for (const int slice : queue) {
    if (bound.contains(slice)) continue;
    const Units most = most_of(run, slice);
    if (most == run.caps.at(slice)) continue;
    run.caps[slice] = most;
    left = offer_alone(run, slice, left);
  }
  return left;
}

// Each reserve among those it is for; then, slice by slice, what is kept for it together with what is open to all.
Units share_out_reserves(Run& run, const std::vector<int>& queue, Units open, std::vector<Units>& kept) {
  if (std::all_of(kept.begin(), kept.end(), [](Units units) { return units == 0; })) return open;
  for (std::size_t k = 0; k < kept.size(); ++k) {
    std::vector<int> members;
    for (const int slice : queue)
      if (is_kept_for(run.world, run.policy.reserves[k], slice)) members.push_back(slice);
    if (kept[k] > 0 && !members.empty()) kept[k] = share_out(run, 0, members, kept[k], Round::further);
  }
  for (const int slice : queue) {
    Units together = open;
    for (std::size_t k = 0; k < kept.size(); ++k)
      if (is_kept_for(run.world, run.policy.reserves[k], slice)) together += kept[k];
    if (together == 0) continue;
    run.caps[slice] = most_of(run, slice);
    Units used = together - offer_alone(run, slice, together);
    for (std::size_t k = 0; k < kept.size(); ++k) {
      if (!is_kept_for(run.world, run.policy.reserves[k], slice)) continue;
      const Units part = std::min(used, kept[k]);
      kept[k] -= part;
      used -= part;
    }
    open -= used;
  }
  return open;
}

// Whether a share of what others get is more by what this run gave them.
bool caps_have_risen(Run& run) {
  std::vector<Units> before;
  for (const Cap& cap : run.policy.caps) before.push_back(allowed(run, cap));
  run.counted = run.awards;
  for (std::size_t c = 0; c < before.size(); ++c)
    if (allowed(run, run.policy.caps[c]) > before[c]) return true;
  return false;
}

void share_out_stock(Run& run, const std::vector<int>& queue, Units stock) {
  cap_orders(run, queue);
  std::vector<Claimant> claimants = claimants_at(run, 0, queue);
  const Units promised = run.policy.reserves.empty() ? 0 : stock - serve_guarantees(run, 0, claimants, stock);
  std::vector<Units> kept = held(run.world, {run.supplier, run.product}, stock - promised);
  Units open = stock;
  for (const Units units : kept) open -= units;
  for (Round round = Round::first;; round = Round::further) {
    if (open > 0) {
      open = share_out(run, 0, queue, open, round);
      open = hand_caps_on(run, queue, open);
    }
    open = share_out_reserves(run, queue, open, kept);
    Units left = open;
    for (const Units units : kept) left += units;
    if (left == 0 || !caps_have_risen(run)) return;
    cap_orders(run, queue);
  }
}

Run run_of(World& world, SupplierProduct what, Units lot, std::vector<int>& queue) {
  const auto supplier = static_cast<std::size_t>(what.first);
  Run run{world, what.first, what.second, lot, world.policy.suppliers[supplier].allocation};
  for (const int slice : queue) run.claims[slice] = world.slice(slice).units;
  if (run.policy.readiness) run.claims = claims_within_room(world, queue, lot, run.policy.readiness->lookahead);
  std::erase_if(queue, [&](int slice) { return run.claims.at(slice) == 0; });
  return run;
}

}  // namespace

// There are no reserves beside kits, and no caps that rise.
Given divide_market(World& world, SupplierProduct what, Units lot, const Most& most) {
  Given given{.queue = eligible(world, what, false), .left = world.free_stock[what]};
  Run run = run_of(world, what, lot, given.queue);
  cap_orders(run, given.queue);
  given.claims = run.claims;
  given.caps = run.caps;
  for (const auto& [slice, units] : most)
    if (run.caps.contains(slice)) run.caps[slice] = std::min(run.caps[slice], units);
  if (given.queue.empty() || given.left == 0) return given;
  given.left = share_out(run, 0, given.queue, given.left, Round::first);
  given.left = hand_caps_on(run, given.queue, given.left, most);
  given.awards = run.awards;
  return given;
}

Units could_add(World& world, SupplierProduct what, Units lot, const Given& given, int slice, Units cap) {
  std::vector<int> queue = given.queue;
  Run run = run_of(world, what, lot, queue);
  run.caps = given.caps;
  run.awards = given.awards;
  run.caps[slice] = cap;
  return std::min(bounds(run, 0, claimants_at(run, 0, {slice}).front()).most, given.left);
}

void ship(World& world, SupplierProduct what, const std::vector<int>& queue, const std::map<int, Units>& awards) {
  for (const int slice : queue) {
    const Units units = awards.contains(slice) ? awards.at(slice) : 0;
    if (units == 0) continue;
    world.free_stock[what] -= units;
    award_as_planned(world, slice, units);
  }
}

namespace {

// Gives whether there was anything to divide.
bool run_rule(World& world, SupplierProduct what, Units lot) {
  std::vector<int> queue = eligible(world, what, false);
  Run run = run_of(world, what, lot, queue);
  if (queue.empty() || world.free_stock[what] == 0) return false;
  share_out_stock(run, queue, world.free_stock[what]);
  ship(world, what, queue, run.awards);
  return true;
}

}  // namespace

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
      award_as_planned(world, slice, units);
    }
  }
}

namespace {

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
  return every ? world.now == std::max<Time>(0, stretch_of(*every, world.scenario.start, world.now).from)
               : world.now == 0 || world.calls.contains(what);
}

std::vector<Ref> groups_around(const Scenario& scenario, int organisation) {
  std::vector<Ref> found;
  for (Ref it = scenario.organisations[static_cast<std::size_t>(organisation)].group; it;
       it = scenario.groups[it.at()].group)
    found.insert(found.begin(), it);
  return found;
}

}  // namespace

Ref group_at(const Scenario& scenario, int organisation, std::size_t depth) {
  const std::vector<Ref> around = groups_around(scenario, organisation);
  return depth < around.size() ? around[depth] : Ref{};
}

bool is_in_group(const Scenario& scenario, int organisation, Ref group) {
  const std::vector<Ref> around = groups_around(scenario, organisation);
  return std::find(around.begin(), around.end(), group) != around.end();
}

Units least(const World& world, int slice) {
  const Demand& demand = world.demand_of(slice);
  return demand.partial ? demand.min_shipment : world.slice(slice).units;
}

void award(World& world, int slice, Units units, Time arrives) {
  const int shipped = cut(world, slice, units, End::first);
  Demand& demand = world.demand_of(shipped);
  Slice& shipment = world.slice(shipped);
  shipment.state = State::entering;
  if (arrives != never) {  // nothing but the rest of its way before it
    shipment.state = State::rerouted;
    shipment.stage = demand.route ? demand.route->stages.size() : 0;
    shipment.until = std::max(arrives, world.now);
  }
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

namespace {

Units lot_of(const World& world, SupplierProduct what) {
  return world.scenario.products[static_cast<std::size_t>(what.second)].lot;
}

Units free_units(World& world, const std::vector<SupplierProduct>& markets) {
  Units units = 0;
  for (const SupplierProduct& what : markets) units += world.free_stock[what];
  return units;
}

// All products of a supplier of which kits have lines, at once.
void run_with_kits(World& world, int supplier, const std::vector<int>& products) {
  std::vector<SupplierProduct> markets;
  for (const int product : products) markets.emplace_back(supplier, product);
  if (std::none_of(markets.begin(), markets.end(), [&](const auto& what) { return is_time_for_a_run(world, what); }))
    return;
  const Units before = free_units(world, markets);
  const auto until = before > 0 ? frozen_until(world, markets.front()) : std::nullopt;
  if (until) {
    for (const SupplierProduct& what : markets)
      if (world.free_stock[what] > 0) world.frozen_window_ends.push_back({what, *until});
    return;
  }
  for (const SupplierProduct& what : markets) give_by_hand(world, what, lot_of(world, what));
  const bool is_claimed = divide_kits(world, supplier);
  for (const SupplierProduct& what : markets) substitute(world, what, lot_of(world, what));
  const bool has_calendar = world.scenario.suppliers[static_cast<std::size_t>(supplier)].allocation.every.has_value();
  if (!is_claimed && !has_calendar && free_units(world, markets) == before) return;
  for (const SupplierProduct& what : markets) {
    world.last_run[what] = world.now;
    world.runs_now.insert(what);
  }
}

}  // namespace

void run_allocations(World& world) {
  world.runs_now.clear();
  for (int supplier = 0; supplier < static_cast<int>(world.scenario.suppliers.size()); ++supplier) {
    for (int product = 0; product < static_cast<int>(world.scenario.products.size()); ++product) {
      const SupplierProduct what{supplier, product};
      const Units lot = world.scenario.products[static_cast<std::size_t>(product)].lot;
      if (is_recorded(world, supplier)) {
        ship_what_is_recorded(world, what);
        continue;
      }
      serve_pegged(world, what, lot);
      const std::vector<int> together = products_of_kits(world, supplier);
      if (std::find(together.begin(), together.end(), product) != together.end()) {
        if (product == together.back()) run_with_kits(world, supplier, together);
        continue;
      }
      if (!is_time_for_a_run(world, what)) continue;
      const bool has_calendar =
          world.scenario.suppliers[static_cast<std::size_t>(supplier)].allocation.every.has_value();
      const Units before = world.free_stock[what];
      const auto until = before > 0 ? frozen_until(world, what) : std::nullopt;
      if (until) world.frozen_window_ends.push_back({what, *until});
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
    return is_recorded(world, what.first) ||
           world.scenario.suppliers[static_cast<std::size_t>(what.first)].allocation.every ||
           !waits_for_the_next_second(world, what);
  });
}

}  // namespace allot::reference
