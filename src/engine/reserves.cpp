#include "engine/reserves.hpp"

#include <algorithm>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

// What can ship of all that is open of the order.
Units open_of(const Replication& sim, Index order, Index product, Index supplier) {
  if (sim.orders[at(order)].terms->supplier != supplier) return 0;
  const Units lot = sim.model.products[at(product)].lot;
  Units units = 0;
  for (const Index slice : open_slices_in(sim, order, product))
    if (sim.slices[at(slice)].peg == model::none) units += sim.slices[at(slice)].units / lot * lot;
  return units;
}

Units wanted(const Replication& sim, const Market& market, const ReserveNow& it) {
  const Index product = market.product;
  const bool is_of_another = it.reserve->product != model::none && it.reserve->product != product;
  if (is_of_another || sim.now < it.from || sim.now >= it.until) return 0;
  if (it.asks->units) return std::max<Units>(0, sim.units(*it.asks->units, product));
  return open_of(sim, it.reserve->order, product, market.supplier);
}

std::vector<std::string> names_of(const Replication& sim, std::span<const Index> organisations) {
  std::vector<std::string> names;
  for (const Index it : organisations) names.push_back(sim.model.organisations[at(it)].id);
  return names;
}

void note_market(const Replication& sim, Index market, LedgerLine& line) {
  line.cells.emplace_back("supplier", sim.model.suppliers[at(sim.markets[at(market)].supplier)].id);
  line.cells.emplace_back("product", sim.model.products[at(sim.markets[at(market)].product)].id);
}

void note_reserve(Replication& sim, Index market, const ReserveNow& it) {
  LedgerLine& line = note(sim, "reserve");
  note_market(sim, market, line);
  line.cells.emplace_back("asks", wanted(sim, sim.markets[at(market)], it));
  line.cells.emplace_back("is_open_order", std::int64_t{!it.asks->units});
  if (it.reserve->order != model::none)
    line.cells.emplace_back("order", order_name(sim, it.reserve->order));
  else if (it.reserve->priority)
    line.cells.emplace_back("priority", *it.reserve->priority);
  else
    line.cells.emplace_back("organisations", names_of(sim, it.reserve->organisations));
}

}  // namespace

void note_reserves(Replication& sim, Index market, Units open) {
  if (!sim.recording.ledger || sim.held.empty()) return;
  for (const ReserveNow& it : sim.policy_of(market).reserves) note_reserve(sim, market, it);
  LedgerLine& line = note(sim, "reserved");
  note_market(sim, market, line);
  line.cells.emplace_back("level", level_name(sim.model.suppliers[at(sim.markets[at(market)].supplier)], 0));
  line.cells.emplace_back("open", open);
  line.cells.emplace_back("held", std::vector<std::int64_t>(sim.held.begin(), sim.held.end()));
}

bool keeps_for(const Replication& sim, const ReserveNow& reserve, const Slice& slice) {
  const model::Reserve& it = *reserve.reserve;
  if (it.order != model::none) return slice.order == it.order;
  if (it.priority) return sim.priority(slice) >= *it.priority;
  return std::binary_search(it.organisations.begin(), it.organisations.end(), slice.owner);
}

Units hold_back(Replication& sim, Index market, Units stock) {
  const auto& reserves = sim.policy_of(market).reserves;
  sim.held.assign(reserves.size(), 0);
  for (std::size_t k = 0; k < reserves.size() && stock > 0; ++k) {
    sim.held[k] = std::min(stock, wanted(sim, sim.markets[at(market)], reserves[k]));
    stock -= sim.held[k];
  }
  return stock;
}

Units within_reach(const Replication& sim, Index market, const Slice& slice, Units open) {
  const auto& reserves = sim.policy_of(market).reserves;
  for (std::size_t k = 0; k < sim.held.size(); ++k)
    if (sim.held[k] > 0 && keeps_for(sim, reserves[k], slice)) open += sim.held[k];
  return open;
}

Units take_from_reach(Replication& sim, Index market, const Slice& slice, Units units, Units open) {
  const auto& reserves = sim.policy_of(market).reserves;
  for (std::size_t k = 0; k < sim.held.size(); ++k) {
    if (sim.held[k] == 0 || !keeps_for(sim, reserves[k], slice)) continue;
    const Units part = std::min(units, sim.held[k]);
    sim.held[k] -= part;
    units -= part;
  }
  return open - units;
}

}  // namespace allot::engine
