// A run of allocation goes down a tree: what a supplier has free is divided among groups, what a group gets among its
// organisations, what an organisation gets among its orders. At each node the same three things happen in the same
// order, guarantees, tiers, rule (division.cpp), so that a node is one function and the depth of the tree is data.
//
// The difficulty is that a share is not a use. A customer's share of 37 units is no use to it if its only order ships
// whole racks of 72; and what it cannot use should go to who can, not stay in stock. So a node hands its children their
// shares, each child is divided in turn and says what came back, and what came back is divided again, by the same
// guarantees, tiers and rule, among those that handed nothing back. When nothing comes back any more, each child is
// offered, in order, all that is left: it may need more than its share to ship at all (hand_round.hpp).
//
// What holds in the end: no order that may be served is left whose smallest shipment fits into what is left of stock
// and caps. What holds at each step: the awards below a node sum to what the node used, and no cap on the way up is
// exceeded, since `give` counts an award at every level at once.
//
// Two simpler ways do not have this property. To divide among orders directly, with weights from above, is quick, but
// then a rule between organisations is not the rule any more: an organisation with more orders would count for more. To
// divide top down once and keep what cannot be used in stock starves large orders for ever.
//
// source: hierarchical sharing as in link scheduling, Bennett and Zhang (1997), IEEE/ACM Transactions on Networking
//         5(5), 675-689; the division of what is left over by the same rule is the composition property of the claims
//         literature, Thomson (2003), Mathematical Social Sciences 45(3), 249-297

#include <numeric>
#include <optional>

#include "engine/division.hpp"
#include "engine/division_node.hpp"
#include "engine/hand_round.hpp"

/// A run down the tree of levels: who claims at each node, and what is given in the end.
namespace allot::engine {
namespace {

using allocation::Rule;
using model::Level;

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
    const Index claimant = sim.claimant(node.level, node.depth, sim.slices[at(slice)].owner, slice);
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

void count_all(const DivisionScratch& node, std::vector<std::uint32_t>& who) {
  who.resize(node.claimants.size());
  std::iota(who.begin(), who.end(), 0u);
}

void give(const Node& node, Index slice, Units units) {
  for (std::size_t depth = 0; depth <= node.order_depth(); ++depth)
    node.awarded(depth, claimant_of(node, depth, slice)) += units;
}

// What most orders are: served whole or in part, as the queue has them. Then a sequence needs no columns.
std::optional<Units> serve_uniform_orders(const Node& node, Units supply) {
  const Replication& sim = node.sim;
  const bool is_queue = node.rule == Rule::fifo || node.rule == Rule::priority;
  if (node.level != Level::order || !is_queue || sim.recording.ledger || !node.supplier().has_uniform_orders)
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
  count_all(scratch, scratch.active);
  const Units left = divide_once(node, scratch.active, supply);
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
    divide_once(node_, who, units);
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
    count_all(scratch(), scratch().order);
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
  if (const auto left = serve_uniform_orders(node, supply)) return *left;
  gather(node);
  if (node.level == Level::order) return divide_among_orders(node, supply);
  count_all(node.scratch(), node.scratch().active);
  return hand_round(Family(node), node.scratch().active, supply);
}

}  // namespace

Units divide_among(Replication& sim, Index market, std::span<const Index> slices, Units supply, Pass pass) {
  const std::string name = "all";
  return divide_node(node_at(sim, market, 0, slices, name, pass), supply);
}

Units guaranteed(Replication& sim, Index market, std::span<const Index> slices, Units supply) {
  if (sim.policy_of(market).guarantees.empty()) return 0;
  const std::string name = "all";
  const Node node = node_at(sim, market, 0, slices, name, Pass::first);
  gather(node);
  count_all(node.scratch(), node.scratch().active);
  return guaranteed_units(node, node.scratch().active, supply);
}

Bounds could_use(Replication& sim, Index market, Index slice) {
  const std::string name;
  const Node node = node_at(sim, market, 0, {&slice, 1}, name, Pass::further);
  return in_lots(node, bounds_of(node, claimant_of(node, 0, slice), node.slices));
}

Units offer(Replication& sim, Index market, Index slice, Units supply) {
  const Bounds its = could_use(sim, market, slice);
  if (its.most == 0 || its.least > supply) return supply;
  const std::string name = "all";
  const Units offered = std::min(supply, its.most);
  return supply - offered + divide_node(node_at(sim, market, 0, {&slice, 1}, name, Pass::further), offered);
}

}  // namespace allot::engine
