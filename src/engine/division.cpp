#include "engine/division.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "engine/division_node.hpp"
#include "engine/handlers.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"

namespace allot::engine {
namespace {

using allocation::Rule;
using model::Level;

constexpr std::size_t exact_arrivals = 12;  // above, random_arrival is sampled
constexpr std::uint32_t sampled_arrivals = 1000;

Index claimant_of(const Replication& sim, Level level, Index slice) {
  const Index owner = sim.slices[at(slice)].owner;
  if (level == Level::order) return slice;
  return level == Level::organisation ? owner : sim.model.organisations[at(owner)].group;
}

double& carry_of(Replication& sim, Index market, Level level, Index claimant) {
  if (level == Level::order) {
    if (sim.slice_carry.size() <= at(claimant)) sim.slice_carry.resize(sim.slices.size(), 0);
    return sim.slice_carry[at(claimant)];
  }
  if (level == Level::organisation)
    return sim.organisation_carry[at(market) * sim.model.organisations.size() + at(claimant)];
  return sim.group_carry[at(market) * sim.model.groups.size() + at(claimant)];
}

// Slices by claimant, claimants in order of their earliest slice.
void gather(const Node& node, std::span<const Index> slices) {
  Replication& sim = node.sim;
  DivisionScratch& scratch = node.scratch();
  scratch.claimants.clear();
  if (node.level == Level::order) {
    scratch.claimants.assign(slices.begin(), slices.end());
    return;
  }
  for (const Index slice : slices) {
    const Index claimant = claimant_of(sim, node.level, slice);
    Index& child = sim.child_of[at(claimant)];
    if (child == model::none) {
      child = static_cast<Index>(scratch.claimants.size());
      scratch.claimants.push_back(claimant);
      if (scratch.members.size() < scratch.claimants.size()) scratch.members.emplace_back();
      scratch.members[at(child)].clear();
    }
    scratch.members[at(child)].push_back(slice);
  }
  for (const Index claimant : scratch.claimants) sim.child_of[at(claimant)] = model::none;
}

Units cap_at(const Node& node, Level level, Index claimant, Units otherwise) {
  for (const LimitNow& cap : node.policy().caps)
    if (cap.level == level && cap.claimant == claimant) otherwise = std::min(otherwise, cap.of(node.lot()));
  return otherwise;
}

// A node may get at most the sum of what its children may.
Units ceiling(const Node& node, std::size_t i) {
  const Replication& sim = node.sim;
  const Index claimant = node.scratch().claimants[i];
  const Units claim = node.scratch().claims[i];
  if (node.policy().caps.empty() && !sim.has_bounds && node.lot() == 1) return claim;
  Units may = 0;
  for (const Index slice : node.scratch().members[i]) may += node.most(slice);
  if (node.level == Level::group &&
      node.sim.model.suppliers[at(sim.markets[at(node.market)].supplier)].levels[node.depth + 1] ==
          Level::organisation) {
    auto owners = sim.list<std::pair<Index, Units>>();
    for (const Index slice : node.scratch().members[i]) {
      const Slice& it = sim.slices[at(slice)];
      const auto found =
          std::find_if(owners.begin(), owners.end(), [&](const auto& entry) { return entry.first == it.owner; });
      if (found == owners.end())
        owners.emplace_back(it.owner, node.most(slice));
      else
        found->second += node.most(slice);
    }
    may = 0;
    for (const auto& [owner, units] : owners) may += cap_at(node, Level::organisation, owner, units);
  }
  return cap_at(node, node.level, claimant, may);
}

// What the slices of each ask for, and the most that it may get of it.
void fill_claims(const Node& node) {
  DivisionScratch& scratch = node.scratch();
  const std::size_t n = scratch.claimants.size();
  scratch.claims.assign(n, 0);
  scratch.caps.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    if (node.level == Level::order) {
      scratch.claims[i] = scratch.caps[i] = node.claim(scratch.claimants[i]);
      if (node.sim.has_bounds) scratch.caps[i] = node.sim.slice_cap[at(scratch.claimants[i])];
      continue;
    }
    for (const Index slice : scratch.members[i]) scratch.claims[i] += node.claim(slice);
    scratch.caps[i] = ceiling(node, i);
  }
}

void fill_terms(const Node& node) {
  Replication& sim = node.sim;
  DivisionScratch& scratch = node.scratch();
  const std::size_t n = scratch.claimants.size();
  scratch.weights.assign(n, 1);
  scratch.carries.assign(n, 0);
  scratch.priorities.assign(n, 0);
  scratch.guaranteed.assign(n, 0);
  scratch.awards.assign(n, 0);
  scratch.minimums.assign(n, 0);
  const bool takes_weights = allocation::facts(node.rule).takes_weights;
  for (std::size_t i = 0; i < n; ++i) {
    const Index claimant = scratch.claimants[i];
    scratch.carries[i] = carry_of(sim, node.market, node.level, claimant);
    if (node.level == Level::order) {
      const Slice& slice = sim.slices[at(claimant)];
      const model::Terms& terms = sim.terms(slice);
      scratch.priorities[i] = sim.priority(slice);
      scratch.minimums[i] = terms.is_partial ? terms.min_shipment : slice.units;
      continue;
    }
    const bool group = node.level == Level::group;
    if (takes_weights)
      scratch.weights[i] = group ? sim.policy.group_weight[at(claimant)] : sim.policy.organisation_weight[at(claimant)];
    scratch.priorities[i] =
        group ? sim.policy.group_priority[at(claimant)] : sim.policy.organisation_priority[at(claimant)];
  }
}

void sort_for_rule(const Node& node, std::vector<std::uint32_t>& tier) {
  const Replication& sim = node.sim;
  const DivisionScratch& scratch = node.scratch();
  if (node.rule == Rule::earliest_due) {
    std::sort(tier.begin(), tier.end(), [&](std::uint32_t a, std::uint32_t b) {
      const Time x = sim.slices[at(scratch.claimants[a])].due, y = sim.slices[at(scratch.claimants[b])].due;
      return x != y ? x < y : a < b;
    });
  } else if (node.rule == Rule::random_order) {
    auto luck = sim.list<double>();
    luck.resize(scratch.claimants.size());
    for (const std::uint32_t i : tier) {
      const Slice& slice = sim.slices[at(scratch.claimants[i])];
      const std::uint64_t stream = combine(sim.orders[at(slice.order)].key, hash_name("random_order"));
      luck[i] = sim.chance.draw(combine(stream, static_cast<std::uint64_t>(sim.now)),
                                static_cast<std::uint64_t>(slice.first));
    }
    std::sort(tier.begin(), tier.end(),
              [&](std::uint32_t a, std::uint32_t b) { return luck[a] != luck[b] ? luck[a] < luck[b] : a < b; });
  }
}

// Orders of arrival for random_arrival, each a shuffle by draws of its own.
void draw_arrivals(const Node& node, std::size_t claimants, std::vector<std::uint32_t>& arrivals) {
  arrivals.clear();
  if (node.rule != Rule::random_arrival || claimants <= exact_arrivals) return;
  const Market& market = node.sim.markets[at(node.market)];
  const std::uint64_t stream = hash_names({"supplier/", node.sim.model.suppliers[at(market.supplier)].id, "/",
                                           node.sim.model.products[at(market.product)].id, "/arrivals"});
  const auto now = static_cast<std::uint64_t>(node.sim.now);
  for (std::uint32_t k = 0; k < sampled_arrivals; ++k) {
    const std::size_t begin = arrivals.size();
    arrivals.resize(begin + claimants);
    std::iota(arrivals.begin() + static_cast<std::ptrdiff_t>(begin), arrivals.end(), 0u);
    // With chance off still a mean over many orders, those of one fixed seed.
    shuffle(std::span(arrivals).subspan(begin), [&](std::size_t place) {
      const auto count = static_cast<std::uint32_t>(place);
      return node.sim.recording.is_typical ? draw(1, 0, combine(stream, k), now, count)
                                           : node.sim.chance.draw(combine(stream, k), now, count);
    });
  }
}

double quota_of(const RuleParametersNow& parameters, Index claimant) {
  for (const QuotaNow& quota : parameters.quotas)
    if (quota.claimant == claimant) return quota.share;
  return 0;
}

// What the rule looks at besides claims: one column of the tier, or none.
allocation::RuleTerms terms_for(const Node& node, const std::vector<std::uint32_t>& tier, DivisionScratch& columns) {
  Replication& sim = node.sim;
  columns.received.clear();
  columns.quotas.clear();
  columns.bids.clear();
  const auto subject = [&](std::uint32_t i) {  // whose receipts count
    const Index claimant = node.scratch().claimants[i];
    return node.level == Level::order ? sim.slices[at(claimant)].order : claimant;
  };
  const RuleParametersNow& parameters = node.parameters();
  for (const std::uint32_t i : tier) {
    if (node.rule == Rule::fair_share)
      columns.received.push_back(received_so_far(sim, node.market, node.level, subject(i), parameters.half_life));
    if (node.rule == Rule::turn_and_earn)
      columns.received.push_back(received_last(sim, node.market, node.level, subject(i), parameters.period));
    if (node.rule == Rule::quota) columns.quotas.push_back(quota_of(parameters, node.scratch().claimants[i]));
    if (node.rule == Rule::auction) columns.bids.push_back(sim.terms(sim.slices[at(node.scratch().claimants[i])]).bid);
  }
  return {columns.received, columns.quotas, columns.bids, parameters.others, parameters.share};
}

// What the units of an auction bring beyond the price of the product, or short of it.
void pay_bids(const Node& node, const std::vector<std::uint32_t>& tier, const DivisionScratch& columns) {
  Replication& sim = node.sim;
  const Market& market = sim.markets[at(node.market)];
  const double price = price_now(sim, market.product);
  double lowest = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < tier.size(); ++k)
    if (columns.division.awards[k] > 0) lowest = std::min(lowest, columns.bids[k]);
  for (std::size_t k = 0; k < tier.size(); ++k) {
    const double paid = node.parameters().has_uniform_price ? lowest : columns.bids[k];
    const Units units = columns.division.awards[k];
    if (units == 0) continue;
    const double beyond = static_cast<double>(units) * (paid - price);
    bid(sim, node.scratch().claimants[tier[k]], beyond);
    sim.seen.paid[at(sim.slices[at(node.scratch().claimants[tier[k]])].owner)] += beyond;
    sim.seen.premium[at(market.supplier)] += beyond;
  }
}

// One tier: the rule on what guarantees left of claims and caps.
Units divide_tier(const Node& node, std::vector<std::uint32_t>& tier, Units supply) {
  Replication& sim = node.sim;
  DivisionScratch& all = node.scratch();
  DivisionScratch& columns = sim.tier;
  sort_for_rule(node, tier);
  const std::size_t n = tier.size();
  // A column that says nothing stays empty, unless it is to be written down.
  const bool has_weights = allocation::facts(node.rule).takes_weights || sim.recording.ledger;
  const bool has_minimums = node.level == Level::order || sim.recording.ledger;
  columns.claims.resize(n);
  columns.caps.resize(n);
  columns.carries.resize(n);
  columns.weights.resize(has_weights ? n : 0);
  columns.minimums.resize(has_minimums ? n : 0);
  columns.lots.assign(node.lot() == 1 ? 0 : n, node.lot());
  for (std::size_t k = 0; k < n; ++k) {
    const std::uint32_t i = tier[k];
    columns.claims[k] = all.claims[i] - all.guaranteed[i];
    columns.caps[k] = std::max<Units>(0, all.caps[i] - all.guaranteed[i]);
    columns.carries[k] = all.carries[i];
    if (has_weights) columns.weights[k] = all.weights[i];
    if (has_minimums) columns.minimums[k] = std::max<Units>(0, all.minimums[i] - all.guaranteed[i]);
  }
  draw_arrivals(node, n, columns.arrivals);
  const allocation::RuleTerms terms = terms_for(node, tier, columns);
  allocation::divide(node.rule, supply,
                     {columns.claims, columns.caps, columns.lots, columns.minimums, columns.weights, columns.carries,
                      columns.arrivals, terms},
                     columns.division);
  note_division(node, tier, supply, columns);
  if (node.rule == Rule::auction) pay_bids(node, tier, columns);
  for (std::size_t k = 0; k < n; ++k) {
    all.awards[tier[k]] = columns.division.awards[k];
    carry_of(sim, node.market, node.level, all.claimants[tier[k]]) = columns.division.carries[k];
  }
  return columns.division.left;
}

void divide_tiers(const Node& node, Units supply) {
  DivisionScratch& all = node.scratch();
  all.order.resize(all.claimants.size());
  std::iota(all.order.begin(), all.order.end(), 0u);
  const bool is_one_tier =
      std::adjacent_find(all.priorities.begin(), all.priorities.end(), std::not_equal_to<>()) == all.priorities.end();
  if (is_one_tier) {
    divide_tier(node, all.order, supply);
    return;
  }
  std::sort(all.order.begin(), all.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return all.priorities[a] != all.priorities[b] ? all.priorities[a] > all.priorities[b] : a < b;
  });
  std::vector<std::uint32_t>& tier = node.sim.tier.order;
  for (std::size_t begin = 0; begin < all.order.size();) {
    std::size_t end = begin;
    while (end < all.order.size() && all.priorities[all.order[end]] == all.priorities[all.order[begin]]) ++end;
    tier.assign(all.order.begin() + static_cast<std::ptrdiff_t>(begin),
                all.order.begin() + static_cast<std::ptrdiff_t>(end));
    supply = divide_tier(node, tier, supply);
    begin = end;
  }
}

// What most orders are: served whole or in part, as the queue has them. Then a sequence needs no columns.
bool serve_plainly(const Node& node, std::span<const Index> slices, Units supply) {
  const Replication& sim = node.sim;
  const bool is_queue = node.rule == Rule::fifo || node.rule == Rule::priority;
  if (node.level != Level::order || !is_queue || sim.recording.ledger) return false;
  if (!sim.model.suppliers[at(sim.markets[at(node.market)].supplier)].has_plain_orders) return false;
  for (const LimitNow& guarantee : node.policy().guarantees)
    if (guarantee.level == Level::order) return false;
  const Units lot = node.lot();
  for (const Index slice : slices) {
    if (supply < lot) break;
    const Units units = std::min(node.most(slice), supply) / lot * lot;
    node.sim.slice_award[at(slice)] = units;
    supply -= units;
  }
  return true;
}

std::string child_name(const Node& node, Index claimant) {
  if (!node.sim.recording.ledger) return {};
  return node.level == Level::group ? node.sim.model.groups[at(claimant)].id
                                    : node.sim.model.organisations[at(claimant)].id;
}

}  // namespace

void divide_claims(Replication& sim, Index market, Units supply) {
  const Index supplier = sim.markets[at(market)].supplier;
  const std::string name;
  const Node node{sim, market, 0, Level::organisation, sim.policy.suppliers[at(supplier)].rules[0], name};
  DivisionScratch& scratch = node.scratch();
  scratch.caps.clear();
  for (std::size_t i = 0; i < scratch.claimants.size(); ++i)
    scratch.caps.push_back(cap_at(node, node.level, scratch.claimants[i], scratch.claims[i]));
  fill_terms(node);
  divide_tiers(node, serve_guarantees(node, supply));
}

void divide_among(Replication& sim, Index market, std::size_t depth, std::span<const Index> slices, Units supply,
                  const std::string& name) {
  const Index supplier = sim.markets[at(market)].supplier;
  const Node node{sim,
                  market,
                  depth,
                  sim.model.suppliers[at(supplier)].levels[depth],
                  sim.policy.suppliers[at(supplier)].rules[depth],
                  name};
  if (serve_plainly(node, slices, supply)) return;
  gather(node, slices);
  fill_claims(node);
  fill_terms(node);
  divide_tiers(node, serve_guarantees(node, supply));
  DivisionScratch& scratch = node.scratch();
  for (std::size_t i = 0; i < scratch.claimants.size(); ++i) {
    const Units units = scratch.awards[i] + scratch.guaranteed[i];
    if (units == 0) continue;
    if (node.level == Level::order)
      sim.slice_award[at(scratch.claimants[i])] = units;
    else
      divide_among(sim, market, depth + 1, scratch.members[i], units, child_name(node, scratch.claimants[i]));
  }
}

}  // namespace allot::engine
