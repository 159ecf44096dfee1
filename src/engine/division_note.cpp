#include "engine/division.hpp"
#include "engine/division_node.hpp"
#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

using allocation::Rule;
using model::Level;

// Which tier of its node, from 0, the highest.
std::int64_t tier_of(const DivisionScratch& node, std::int64_t priority) {
  std::int64_t tier = 0;
  for (std::size_t k = 0; node.priorities[node.order[k]] > priority; ++k)
    if (node.priorities[node.order[k]] != node.priorities[node.order[k + 1]]) ++tier;
  return tier;
}

LedgerLine& note_limit(Replication& sim, Index market, const char* event, const LimitNow& limit, Units units) {
  LedgerLine& line = note(sim, event);
  const model::Supplier& supplier = sim.model.suppliers[at(sim.markets[at(market)].supplier)];
  line.cells.emplace_back("supplier", supplier.id);
  line.cells.emplace_back("product", sim.model.products[at(sim.markets[at(market)].product)].id);
  line.cells.emplace_back("level", level_name(supplier, limit.depth));
  line.cells.emplace_back("claimant", limit.level == Level::order   ? order_name(sim, limit.claimant)
                                      : limit.level == Level::group ? sim.model.groups[at(limit.claimant)].id
                                                                    : sim.model.organisations[at(limit.claimant)].id);
  line.cells.emplace_back("units", units);
  return line;
}

// What it says, beside what it allows now.
void note_period(const Replication& sim, LedgerLine& line, const LimitNow& cap, Units lot) {
  line.cells.emplace_back("per_seconds", cap.per.length);
  line.cells.emplace_back("per_months", std::int64_t{cap.per.months});
  if (!cap.is_share) {
    line.cells.emplace_back("most", cap.units_in(lot));
    return;
  }
  std::vector<std::string> of;
  for (const Index it : cap.of) of.push_back(sim.model.organisations[at(it)].id);
  line.cells.emplace_back("share", cap.exact.real());
  line.cells.emplace_back("of", std::move(of));
}

}  // namespace

std::string level_name(const model::Supplier& supplier, std::size_t depth) {
  constexpr const char* names[] = {"group", "organisation", "order"};
  const model::Level level = supplier.levels[depth];
  const bool is_further = level == model::Level::group && depth > 0;
  return names[static_cast<std::size_t>(level)] + (is_further ? "_" + std::to_string(depth + 1) : std::string());
}

void note_division(const Node& node, const std::vector<std::uint32_t>& tier, Units supply,
                   const DivisionScratch& columns) {
  if (!node.sim.recording.ledger) return;
  const Market& market = node.sim.markets[at(node.market)];
  const DivisionScratch& all = node.scratch();
  LedgerLine& line = note(node.sim, "division");
  std::vector<std::string> claimants;
  std::vector<std::int64_t> guaranteed;
  for (const std::uint32_t i : tier) {
    const Index claimant = all.claimants[i];
    claimants.push_back(node.level == Level::order   ? std::to_string(claimant)
                        : node.level == Level::group ? node.sim.model.groups[at(claimant)].id
                                                     : node.sim.model.organisations[at(claimant)].id);
    guaranteed.push_back(all.guaranteed[i]);
  }
  line.cells.emplace_back("supplier", node.sim.model.suppliers[at(market.supplier)].id);
  line.cells.emplace_back("product", node.sim.model.products[at(market.product)].id);
  line.cells.emplace_back("level", level_name(node.supplier(), node.depth));
  line.cells.emplace_back("node", node.name);
  line.cells.emplace_back("rule", std::string(allocation::facts(node.rule).name));
  line.cells.emplace_back("supply", supply);
  line.cells.emplace_back("lot", node.lot());
  line.cells.emplace_back("priority", all.priorities[tier.front()]);
  line.cells.emplace_back("tier", tier_of(all, all.priorities[tier.front()]));
  line.cells.emplace_back("claimants", std::move(claimants));
  line.cells.emplace_back("guaranteed", std::move(guaranteed));
  line.cells.emplace_back("claims", std::vector<std::int64_t>(columns.claims.begin(), columns.claims.end()));
  line.cells.emplace_back("caps", std::vector<std::int64_t>(columns.caps.begin(), columns.caps.end()));
  line.cells.emplace_back("weights", columns.weights);
  line.cells.emplace_back("minimums", std::vector<std::int64_t>(columns.minimums.begin(), columns.minimums.end()));
  if (!columns.received.empty()) line.cells.emplace_back("received", columns.received);
  if (!columns.quotas.empty()) line.cells.emplace_back("quotas", columns.quotas);
  if (!columns.bids.empty()) line.cells.emplace_back("bids", columns.bids);
  if (node.rule == Rule::quota) line.cells.emplace_back("others", node.parameters().others);
  if (node.rule == Rule::turn_and_earn) line.cells.emplace_back("share", node.parameters().share);
  if (!columns.arrivals.empty())
    line.cells.emplace_back("orders_drawn", static_cast<std::int64_t>(columns.arrivals.size() / tier.size()));
  line.cells.emplace_back("carry", columns.carries);
  line.cells.emplace_back("entitlements", columns.division.entitlements);
  line.cells.emplace_back("carry_after", node.pass == Pass::first ? columns.division.carries : columns.carries);
  line.cells.emplace_back("awards",
                          std::vector<std::int64_t>(columns.division.awards.begin(), columns.division.awards.end()));
}

void note_limits(Replication& sim, Index market) {
  if (!sim.recording.ledger) return;
  const SupplierPolicyNow& policy = sim.policy_of(market);
  const Units lot = sim.model.products[at(sim.markets[at(market)].product)].lot;
  for (std::size_t c = 0; c < policy.caps.size(); ++c) {
    if (!policy.caps[c].concerns(sim.markets[at(market)].product)) continue;
    LedgerLine& line = note_limit(sim, market, "cap", policy.caps[c], sim.cap_allows[c]);
    if (policy.caps[c].counts_periods) note_period(sim, line, policy.caps[c], lot);
  }
  for (std::size_t g = 0; g < policy.guarantees.size(); ++g)
    note_limit(sim, market, "owed", policy.guarantees[g], owed_in_period(sim, market, g))
        .cells.emplace_back("scaled", std::int64_t{policy.guarantees[g].is_scaled});
}

}  // namespace allot::engine
