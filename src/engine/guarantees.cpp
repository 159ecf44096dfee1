#include <algorithm>

#include "engine/division_node.hpp"

namespace allot::engine {
namespace {

using model::Level;

bool is_promised_to(const Node& node, const LimitNow& guarantee, std::size_t i) {
  const Index claimant = node.scratch().claimants[i];
  if (node.level != Level::order) return claimant == guarantee.claimant;
  return node.sim.slices[at(claimant)].order == guarantee.claimant;
}

// Of a guarantee, for the present period: so many units, or a share of what has come in it.
Units promised(const Node& node, const LimitNow& guarantee) {
  if (!guarantee.is_share) return guarantee.of(node.lot());
  const std::vector<Dated>& arrivals = node.sim.arrivals[at(node.market)];
  const Time begin = node.sim.now / guarantee.per * guarantee.per;
  Units arrived = 0;
  for (auto it = arrivals.rbegin(); it != arrivals.rend() && it->first >= begin; ++it) arrived += it->second;
  return half_up_of(arrived, guarantee.exact);
}

// A smallest shipment holds for what is guaranteed as well.
Units worth_shipping(const Node& node, std::size_t i, Units units) {
  const DivisionScratch& scratch = node.scratch();
  const Units whole = std::min(scratch.claims[i], scratch.caps[i]) / node.lot() * node.lot();
  return scratch.guaranteed[i] + units < std::min(scratch.minimums[i], whole) ? 0 : units;
}

}  // namespace

Units serve_guarantees(const Node& node, Units supply) {
  DivisionScratch& scratch = node.scratch();
  const auto& guarantees = node.policy().guarantees;
  auto& given = node.sim.guarantee_given[at(node.market)];
  given.resize(std::max(given.size(), guarantees.size()));
  for (std::size_t g = 0; g < guarantees.size(); ++g) {
    if (guarantees[g].level != node.level) continue;
    Units owed = promised(node, guarantees[g]);
    if (given[g].first == node.sim.now / guarantees[g].per) owed -= given[g].second;
    for (std::size_t i = 0; i < scratch.claimants.size(); ++i)
      if (is_promised_to(node, guarantees[g], i)) owed -= scratch.guaranteed[i];
    for (std::size_t i = 0; i < scratch.claimants.size() && owed > 0; ++i) {
      if (!is_promised_to(node, guarantees[g], i)) continue;
      const Units room = std::min(scratch.claims[i], scratch.caps[i]) - scratch.guaranteed[i];
      const Units units = worth_shipping(node, i, std::min({owed, room, supply}) / node.lot() * node.lot());
      scratch.guaranteed[i] += units;
      owed -= units;
      supply -= units;
    }
  }
  return supply;
}

}  // namespace allot::engine
