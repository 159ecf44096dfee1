#include "engine/division.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/division_node.hpp"
#include "engine/hand_round.hpp"
#include "engine/handlers.hpp"
#include "random/key.hpp"
#include "random/shuffle.hpp"

namespace allot::engine {
namespace {

using allocation::Rule;
using model::Level;

constexpr std::size_t exact_arrivals = 12;  // above, random_arrival is sampled
constexpr std::uint32_t sampled_arrivals = 1000;

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
void gather(const Node& node) {
  Replication& sim = node.sim;
  DivisionScratch& scratch = node.scratch();
  scratch.claimants.clear();
  if (node.level == Level::order) {
    scratch.claimants.assign(node.slices.begin(), node.slices.end());
    return;
  }
  for (const Index slice : node.slices) {
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

Bounds bounds_of_claimant(const Node& node, std::size_t i) {
  const bool is_order = node.level == Level::order;
  return bounds_of(node, node.level, node.scratch().claimants[i],
                   is_order ? std::span<const Index>{} : std::span<const Index>(node.scratch().members[i]));
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
    scratch.carries[i] = carry_of(sim, node.market, node.level, claimant);
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
      columns.received.push_back(received_so_far(sim, node.market, node.level, subject(i), parameters.half_life) +
                                 static_cast<double>(node.awarded(node.level, node.scratch().claimants[i])));
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
  const bool has_minimums = !node.supplier().has_plain_orders || sim.recording.ledger;
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
    if (node.pass == Pass::first)
      carry_of(sim, node.market, node.level, all.claimants[tier[k]]) = columns.division.carries[k];
  }
  return columns.division.left;
}

// Higher tiers first, in each the earlier.
void sort_by_priority(const DivisionScratch& all, std::vector<std::uint32_t>& claimants) {
  std::sort(claimants.begin(), claimants.end(), [&](std::uint32_t a, std::uint32_t b) {
    return all.priorities[a] != all.priorities[b] ? all.priorities[a] > all.priorities[b] : a < b;
  });
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

void count_all(const Node& node, std::vector<std::uint32_t>& who) {
  who.resize(node.scratch().claimants.size());
  std::iota(who.begin(), who.end(), 0u);
}

void give(const Node& node, Index slice, Units units) {
  const Index owner = node.sim.slices[at(slice)].owner;
  node.awarded(Level::order, slice) += units;
  node.awarded(Level::organisation, owner) += units;
  node.awarded(Level::group, node.sim.model.organisations[at(owner)].group) += units;
}

// What most orders are: served whole or in part, as the queue has them. Then a sequence needs no columns.
std::optional<Units> serve_plainly(const Node& node, Units supply) {
  const Replication& sim = node.sim;
  const bool is_queue = node.rule == Rule::fifo || node.rule == Rule::priority;
  if (node.level != Level::order || !is_queue || sim.recording.ledger || !node.supplier().has_plain_orders)
    return std::nullopt;
  for (const LimitNow& guarantee : node.policy().guarantees)
    if (guarantee.level == Level::order) return std::nullopt;
  const Units lot = node.lot();
  for (const Index slice : node.slices) {
    if (supply < lot) break;
    const Units units = std::min(bounds_of_slice(node, slice).most, supply) / lot * lot;
    give(node, slice, units);
    supply -= units;
  }
  return supply;
}

Units divide_among_orders(const Node& node, Units supply) {
  DivisionScratch& scratch = node.scratch();
  count_all(node, scratch.active);
  fill_claims(node, scratch.active);
  fill_terms(node);
  const Units left = divide_tiers(node, scratch.active, supply);
  for (std::size_t i = 0; i < scratch.claimants.size(); ++i) {
    const Units units = scratch.awards[i] + scratch.guaranteed[i];
    if (units > 0) give(node, scratch.claimants[i], units);
  }
  return left;
}

std::string child_name(const Node& node, Index claimant) {
  if (!node.sim.recording.ledger) return {};
  return node.level == Level::group ? node.sim.model.groups[at(claimant)].id
                                    : node.sim.model.organisations[at(claimant)].id;
}

Node node_at(Replication& sim, Index market, std::size_t depth, std::span<const Index> slices, const std::string& name,
             Pass pass) {
  const Index supplier = sim.markets[at(market)].supplier;
  return {sim,
          market,
          depth,
          sim.model.suppliers[at(supplier)].levels[depth],
          sim.policy.suppliers[at(supplier)].rules[depth],
          slices,
          name,
          pass};
}

Units divide_node(const Node& node, Units supply);

Bounds in_lots(const Node& node, Bounds bounds) {
  bounds.least = (std::max<Units>(1, bounds.least) + node.lot() - 1) / node.lot() * node.lot();
  return bounds;
}

/// The claimants of a node above orders, as they share with each other.
class Family {
 public:
  explicit Family(const Node& node) : node_(node) {}

  void divide(std::span<const std::uint32_t> who, Units units, bool is_first) {
    if (!is_first) node_.pass = Pass::further;
    fill_claims(node_, who);
    fill_terms(node_);
    divide_tiers(node_, who, units);
  }

  Units share(std::uint32_t i) const { return scratch().awards[i] + scratch().guaranteed[i]; }

  Units use(std::uint32_t i, Units units) const {
    const std::string name = child_name(node_, scratch().claimants[i]);
    return units -
           divide_node(node_at(node_.sim, node_.market, node_.depth + 1, scratch().members[i], name, node_.pass),
                       units);
  }

  std::span<const std::uint32_t> turns() {
    node_.pass = Pass::further;
    count_all(node_, scratch().order);
    sort_by_priority(scratch(), scratch().order);
    return scratch().order;
  }

  Bounds could_use(std::uint32_t i) const { return in_lots(node_, bounds_of_claimant(node_, i)); }

 private:
  DivisionScratch& scratch() const { return node_.scratch(); }

  Node node_;
};

/// Gives what nobody below the node can use.
Units divide_node(const Node& node, Units supply) {
  if (const auto left = serve_plainly(node, supply)) return *left;
  gather(node);
  if (node.level == Level::order) return divide_among_orders(node, supply);
  count_all(node, node.scratch().active);
  return hand_round(Family(node), node.scratch().active, supply);
}

}  // namespace

Index claimant_of(const Replication& sim, Level level, Index slice) {
  const Index owner = sim.slices[at(slice)].owner;
  if (level == Level::order) return slice;
  return level == Level::organisation ? owner : sim.model.organisations[at(owner)].group;
}

void divide_claims(Replication& sim, Index market, Units supply) {
  const std::string name;
  const Node node = node_at(sim, market, 0, {}, name, Pass::first);
  DivisionScratch& scratch = node.scratch();
  count_all(node, scratch.active);
  scratch.caps.clear();
  for (std::size_t i = 0; i < scratch.claimants.size(); ++i)
    scratch.caps.push_back(bounds_of_claim(node, scratch.claimants[i], scratch.claims[i]).most);
  scratch.minimums.assign(scratch.claimants.size(), 0);
  fill_terms(node);
  divide_tiers(node, scratch.active, supply);
}

Units divide_among(Replication& sim, Index market, std::span<const Index> slices, Units supply) {
  const std::string name = "all";
  return divide_node(node_at(sim, market, 0, slices, name, Pass::first), supply);
}

Bounds could_use(Replication& sim, Index market, Index slice) {
  const std::string name;
  const Node node = node_at(sim, market, 0, {&slice, 1}, name, Pass::further);
  return in_lots(node, bounds_of(node, node.level, claimant_of(sim, node.level, slice), node.slices));
}

Units offer(Replication& sim, Index market, Index slice, Units supply) {
  const Bounds its = could_use(sim, market, slice);
  if (its.most == 0 || its.least > supply) return supply;
  const std::string name = "all";
  const Units offered = std::min(supply, its.most);
  return supply - offered + divide_node(node_at(sim, market, 0, {&slice, 1}, name, Pass::further), offered);
}

}  // namespace allot::engine
