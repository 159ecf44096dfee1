#include <algorithm>
#include <utility>

#include "engine/division_node.hpp"

/// Guarantees at a node: of its claimants, and of whoever stands below them. One sets units aside for whom it names and
/// for all above, up to the node; what stands aside there and for nobody further down covers it first.
namespace allot::engine {
namespace {

using model::Level;

/// Whom a guarantee names at a node, and one of its slices, by which those above it are found.
struct Named {
  std::size_t depth;
  Index claimant, slice;
};

/// What was set aside before, to be put back.
using Before = ScratchVector<std::pair<SetAside*, SetAside>>;

SetAside& set_aside(const Node& node, std::size_t depth, Index claimant) {
  return node.sim.set_aside[depth][at(claimant)];
}

void set_nothing_aside(const Node& node, std::span<const std::uint32_t> who) {
  const DivisionScratch& scratch = node.scratch();
  for (const Index claimant : scratch.claimants) set_aside(node, node.depth, claimant) = {};
  for (const std::uint32_t i : who)
    set_aside(node, node.depth, scratch.claimants[i]).bounds = {scratch.claims[i], scratch.caps[i],
                                                                scratch.minimums[i]};
  for (std::size_t depth = node.depth + 1; depth <= node.order_depth(); ++depth) {
    for (const Index slice : node.slices) set_aside(node, depth, claimant_of(node, depth, slice)) = {};
    for (const ClaimantBounds& it : bounds_at(node, depth, node.slices))
      set_aside(node, depth, it.claimant).bounds = it.bounds;
  }
}

/// Of an order its slices, one by one.
ScratchVector<Named> named_by(const Node& node, const LimitNow& guarantee) {
  auto found = node.sim.list<Named>();
  const bool is_order = guarantee.level == Level::order;
  if (guarantee.depth == node.depth && !is_order) {
    const auto& all = node.scratch().claimants;
    if (std::find(all.begin(), all.end(), guarantee.claimant) != all.end())
      found.push_back({node.depth, guarantee.claimant, model::none});
  } else if (guarantee.depth >= node.depth) {
    for (const Index slice : node.slices) {
      const Index named = is_order ? node.sim.slices[at(slice)].order : claimant_of(node, guarantee.depth, slice);
      if (named != guarantee.claimant) continue;
      found.push_back({guarantee.depth, is_order ? slice : named, slice});
      if (!is_order) break;
    }
  }
  return found;
}

/// Calls `visit` for who is named, then for all above it up to the node.
template <class Visit>
void for_each_above(const Node& node, const Named& named, Visit visit) {
  visit(set_aside(node, named.depth, named.claimant), true);
  for (std::size_t depth = named.depth; depth-- > node.depth;)
    visit(set_aside(node, depth, claimant_of(node, depth, named.slice)), false);
}

/// The most of `owed` for which `supply` is enough, once what covers it is taken.
Units liftable(const Node& node, const Named& named, Units owed, Units supply) {
  Units most = owed, covered = 0;
  for_each_above(node, named, [&](const SetAside& it, bool is_named) {
    if (!is_named) covered += it.units - it.below;
    most = std::min(most, covered + it.bounds.most - it.units);
  });
  most = std::max<Units>(0, std::min(most - covered, supply) + covered) / node.lot() * node.lot();
  const SetAside& it = set_aside(node, named.depth, named.claimant);
  return it.units + most < it.bounds.least ? 0 : most;
}

/// Gives how many of the units nothing covered.
Units lift(const Node& node, const Named& named, Units units, Before& before) {
  for_each_above(node, named, [&](SetAside& it, bool is_named) {
    before.emplace_back(&it, it);
    const Units spare = is_named ? 0 : it.units - it.below;
    if (!is_named) it.below += units;
    units = std::max<Units>(0, units - spare);
    it.units += units;
  });
  return units;
}

Units given_in_run(const Node& node, const LimitNow& guarantee) {
  if (guarantee.level != Level::order) return node.awarded(guarantee.depth, guarantee.claimant);
  Units units = 0;
  for (const Index slice : node.sim.claiming)
    if (node.sim.slices[at(slice)].order == guarantee.claimant) units += node.awarded(node.order_depth(), slice);
  return units;
}

/// After what this run gave, and what stands aside.
Units owed(const Node& node, std::size_t g, std::span<const Named> named) {
  Units units = owed_in_period(node.sim, node.market, g) - given_in_run(node, node.policy().guarantees[g]);
  for (const Named& it : named) units -= set_aside(node, it.depth, it.claimant).units;
  return std::max<Units>(0, units);
}

/// What one guarantee asks of a node and takes of its supply.
struct Served {
  Units owed = 0, taken = 0, least = 0;
};

Served serve(const Node& node, std::size_t g, Units supply, Before& before) {
  const ScratchVector<Named> named = named_by(node, node.policy().guarantees[g]);
  Served out;
  if (named.empty()) return out;
  Units left = owed(node, g, named);
  for (const Named& it : named) {
    const SetAside& its = set_aside(node, it.depth, it.claimant);
    const Units least = std::max<Units>(0, its.bounds.least - its.units);
    const Units units = liftable(node, it, left, supply - out.taken);
    const Units uncovered = units > 0 ? lift(node, it, units, before) : 0;
    if (uncovered > 0) out.least = out.taken == 0 ? least : std::min(out.least, least);
    out.taken += uncovered;
    out.owed += uncovered;
    left -= units;
  }
  out.owed += left;
  return out;
}

/// All that are scaled: where the supply is not enough, in proportion to what is owed.
Units serve_scaled(const Node& node, Units supply) {
  const auto& guarantees = node.policy().guarantees;
  DivisionScratch& columns = node.sim.tier;
  for (auto* column : {&columns.claims, &columns.caps, &columns.minimums}) column->assign(guarantees.size(), 0);
  columns.lots.assign(guarantees.size(), node.lot());
  Before before = node.sim.list<std::pair<SetAside*, SetAside>>();
  Units taken = 0;
  for (std::size_t g = 0; g < guarantees.size(); ++g) {
    if (!guarantees[g].is_scaled) continue;
    const Served it = serve(node, g, most_units, before);
    columns.claims[g] = it.owed;
    columns.caps[g] = it.taken;
    columns.minimums[g] = it.least;
    taken += it.taken;
  }
  if (taken <= supply) return taken;
  for (auto it = before.rbegin(); it != before.rend(); ++it) *it->first = it->second;
  before.clear();
  allocation::divide(allocation::Rule::proportional, supply,
                     {columns.claims, columns.caps, columns.lots, columns.minimums, {}, {}, {}, {}}, columns.division);
  taken = 0;
  for (std::size_t g = 0; g < guarantees.size(); ++g)
    if (guarantees[g].is_scaled) taken += serve(node, g, columns.division.awards[g], before).taken;
  return taken;
}

// For the present period: so many units, or a share of what has come in it.
Units promised(const Replication& sim, Index market, const LimitNow& guarantee) {
  if (!guarantee.is_share) return guarantee.units_in(sim.model.products[at(sim.markets[at(market)].product)].lot);
  const std::vector<Dated>& arrivals = sim.arrivals[at(market)];
  const Date start = sim.model.start;
  const Time begin = begin_of(guarantee.per, start, index_of(guarantee.per, start, sim.now));
  Units arrived = 0;
  for (auto it = arrivals.rbegin(); it != arrivals.rend() && it->first >= begin; ++it) arrived += it->second;
  return half_up_of(arrived, guarantee.exact);
}

}  // namespace

Units owed_in_period(const Replication& sim, Index market, std::size_t g) {
  const LimitNow& guarantee = sim.policy_of(market).guarantees[g];
  const auto& given = sim.guarantee_given[at(market)];
  const bool has_given = g < given.size() && given[g].first == index_of(guarantee.per, sim.model.start, sim.now);
  return promised(sim, market, guarantee) - (has_given ? given[g].second : 0);
}

Units serve_guarantees(const Node& node, std::span<const std::uint32_t> who, Units supply) {
  DivisionScratch& scratch = node.scratch();
  const auto& guarantees = node.policy().guarantees;
  if (guarantees.empty()) return supply;
  set_nothing_aside(node, who);
  auto before = node.sim.list<std::pair<SetAside*, SetAside>>();
  bool has_scaled = false;
  for (std::size_t g = 0; g < guarantees.size(); ++g) {
    if (!guarantees[g].is_scaled)
      supply -= serve(node, g, supply, before).taken;
    else if (!std::exchange(has_scaled, true))
      supply -= serve_scaled(node, supply);
  }
  for (const std::uint32_t i : who) scratch.guaranteed[i] = set_aside(node, node.depth, scratch.claimants[i]).units;
  return supply;
}

}  // namespace allot::engine
