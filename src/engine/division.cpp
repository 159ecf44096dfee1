#include "engine/division.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "engine/caps.hpp"
#include "engine/division_node.hpp"
#include "engine/handlers.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"

namespace allot::engine {
namespace {

using allocation::Rule;
using model::Level;

constexpr std::uint32_t sampled_arrivals = 1000;

double& carry_of(const Node& node, Index claimant) {
  Replication& sim = node.sim;
  if (node.level == Level::order) {
    if (sim.slice_carry.size() <= at(claimant)) sim.slice_carry.resize(sim.slices.size(), 0);
    return sim.slice_carry[at(claimant)];
  }
  if (node.level == Level::organisation)
    return sim.organisation_carry[at(node.market) * sim.model.organisations.size() + at(claimant)];
  const std::size_t level = at(node.market) * sim.model.group_levels + node.depth;
  return sim.group_carry[level * sim.model.groups.size() + at(claimant)];
}

void note_bounds(DivisionScratch& scratch, std::size_t i, const Bounds& bounds) {
  scratch.claims[i] = bounds.claim;
  scratch.caps[i] = bounds.most;
  scratch.minimums[i] = bounds.least;
}

void fill_claims(const Node& node, std::span<const std::uint32_t> who) {
  DivisionScratch& scratch = node.scratch();
  for (auto* column : {&scratch.claims, &scratch.caps, &scratch.minimums}) column->assign(scratch.claimants.size(), 0);
  for (const std::uint32_t i : who) note_bounds(scratch, i, bounds_of_claimant(node, i));
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
  const bool takes_weights = allocation::facts(node.rule).takes_weights;
  for (std::size_t i = 0; i < n; ++i) {
    const Index claimant = scratch.claimants[i];
    scratch.carries[i] = carry_of(node, claimant);
    if (node.level == Level::order) {
      scratch.priorities[i] = sim.priority(sim.slices[at(claimant)]);
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
    auto uniforms = sim.list<double>();
    uniforms.resize(scratch.claimants.size());
    for (const std::uint32_t i : tier) {
      const Slice& slice = sim.slices[at(scratch.claimants[i])];
      const std::uint64_t stream = combine(sim.orders[at(slice.order)].key, hash_name("random_order"));
      uniforms[i] = sim.is_past() ? Chance::median
                                  : sim.chance.draw(combine(stream, static_cast<std::uint64_t>(sim.now)),
                                                    static_cast<std::uint64_t>(slice.first));
    }
    std::sort(tier.begin(), tier.end(), [&](std::uint32_t a, std::uint32_t b) {
      return uniforms[a] != uniforms[b] ? uniforms[a] < uniforms[b] : a < b;
    });
  }
}

// Orders of arrival for random_arrival among too many to go through all, each a shuffle by draws of its own.
void draw_arrivals(const Node& node, std::size_t claimants, std::vector<std::uint32_t>& arrivals) {
  const Market& market = node.sim.markets[at(node.market)];
  const std::uint64_t stream = hash_path({"supplier", node.sim.model.suppliers[at(market.supplier)].id,
                                          node.sim.model.products[at(market.product)].id, "arrivals"});
  const auto now = static_cast<std::uint64_t>(node.sim.now);
  for (std::uint32_t k = 0; k < sampled_arrivals; ++k) {
    const std::size_t begin = arrivals.size();
    arrivals.resize(begin + claimants);
    std::iota(arrivals.begin() + static_cast<std::ptrdiff_t>(begin), arrivals.end(), 0u);
    // With chance off still a mean over many orders, those of one fixed seed.
    shuffle(std::span(arrivals).subspan(begin), [&](std::size_t place) {
      const auto count = static_cast<std::uint32_t>(place);
      return node.sim.recording.is_typical || node.sim.is_past() ? draw(1, 0, combine(stream, k), now, count)
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
      columns.received.push_back(received_so_far(sim, node.market, node.depth, subject(i), parameters.half_life) +
                                 static_cast<double>(node.awarded(node.depth, node.scratch().claimants[i])));
    if (node.rule == Rule::turn_and_earn)
      columns.received.push_back(received_last(sim, node.market, node.depth, subject(i), parameters.period));
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
  const bool has_minimums = !node.supplier().has_uniform_orders || sim.recording.ledger;
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
  allocation::Claims claims{columns.claims,  columns.caps,    columns.lots, columns.minimums,
                            columns.weights, columns.carries, {},           terms_for(node, tier, columns)};
  columns.arrivals.clear();
  if (allocation::needs_arrivals(node.rule, supply, claims, columns.division)) {
    draw_arrivals(node, n, columns.arrivals);
    claims.arrivals = columns.arrivals;
  }
  allocation::divide(node.rule, supply, claims, columns.division);
  note_division(node, tier, supply, columns);
  if (node.rule == Rule::auction) pay_bids(node, tier, columns);
  for (std::size_t k = 0; k < n; ++k) {
    all.awards[tier[k]] = columns.division.awards[k];
    if (node.pass == Pass::first) carry_of(node, all.claimants[tier[k]]) = columns.division.carries[k];
  }
  return columns.division.left;
}

/// Guarantees, then tiers, among those of the claimants who are numbered. Gives what is left.
Units divide_tiers(const Node& node, std::span<const std::uint32_t> who, Units supply) {
  DivisionScratch& all = node.scratch();
  supply = serve_guarantees(node, who, supply);
  all.order.assign(who.begin(), who.end());
  const auto differ = [&](std::uint32_t a, std::uint32_t b) { return all.priorities[a] != all.priorities[b]; };
  if (std::adjacent_find(all.order.begin(), all.order.end(), differ) == all.order.end())
    return divide_tier(node, all.order, supply);
  sort_by_priority(all, all.order);
  std::vector<std::uint32_t>& tier = node.sim.tier.order;
  for (std::size_t begin = 0; begin < all.order.size();) {
    std::size_t end = begin;
    while (end < all.order.size() && !differ(all.order[end], all.order[begin])) ++end;
    tier.assign(all.order.begin() + static_cast<std::ptrdiff_t>(begin),
                all.order.begin() + static_cast<std::ptrdiff_t>(end));
    supply = divide_tier(node, tier, supply);
    begin = end;
  }
  return supply;
}

}  // namespace

void sort_by_priority(const DivisionScratch& all, std::vector<std::uint32_t>& claimants) {
  std::sort(claimants.begin(), claimants.end(), [&](std::uint32_t a, std::uint32_t b) {
    return all.priorities[a] != all.priorities[b] ? all.priorities[a] > all.priorities[b] : a < b;
  });
}

Units divide_once(const Node& node, std::span<const std::uint32_t> who, Units supply) {
  fill_claims(node, who);
  fill_terms(node);
  return divide_tiers(node, who, supply);
}

Units guaranteed_units(const Node& node, std::span<const std::uint32_t> who, Units supply) {
  fill_claims(node, who);
  fill_terms(node);
  return supply - serve_guarantees(node, who, supply);
}

void divide_claims(Replication& sim, Index market, Units supply) {
  const std::string name;
  allow_by_caps(sim, market);
  const Node node = node_at(sim, market, 0, {}, name, Pass::first);
  DivisionScratch& scratch = node.scratch();
  scratch.active.resize(scratch.claimants.size());
  std::iota(scratch.active.begin(), scratch.active.end(), 0u);
  scratch.caps.clear();
  for (std::size_t i = 0; i < scratch.claimants.size(); ++i)
    scratch.caps.push_back(bounds_of_claim(node, scratch.claimants[i], scratch.claims[i]).most);
  scratch.minimums.assign(scratch.claimants.size(), 0);
  fill_terms(node);
  divide_tiers(node, scratch.active, supply);
}

}  // namespace allot::engine
