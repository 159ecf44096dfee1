#include "engine/addressed.hpp"
#include "base/one_of.hpp"

#include <algorithm>
#include <array>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

/// Whose units a decision looks for: those of an order, or an organisation's; of one product or any.
struct Addressed {
  Index order = model::none, organisation = model::none, product = model::none;
};

constexpr std::size_t states = static_cast<std::size_t>(SliceState::resold) + 1;
using ByState = std::array<Units, states>;

bool is_of(const Addressed& it, const Slice& slice) {
  if (it.order != model::none ? slice.order != it.order : slice.owner != it.organisation) return false;
  return it.product == model::none || slice.product == it.product;
}

ByState units_by_state(const Replication& sim, const Addressed& it) {
  ByState units{};
  for (const Slice& slice : sim.slices)
    if (is_of(it, slice)) units[static_cast<std::size_t>(slice.state)] += slice.units;
  return units;
}

Units on_their_way(const ByState& units) {
  Units sum = 0;
  for (const SliceState state : {SliceState::open, SliceState::allocated, SliceState::in_transit})
    sum += units[static_cast<std::size_t>(state)];
  return sum;
}

ByState of_the_poorest(const Replication& sim, const model::Swap& it) {
  ByState poorest{};
  for (std::size_t i = 0; i < it.sides.size(); ++i) {
    const ByState own = units_by_state(sim, {model::none, it.sides[i].organisation, it.sides[i].product});
    if (i == 0 || on_their_way(own) < on_their_way(poorest)) poorest = own;
  }
  return poorest;
}

/// Where the units stand that an action looks for; nothing for one that looks for none.
struct LookedFor {
  const Replication& sim;
  using Found = std::optional<ByState>;

  Found operator()(const model::Swap& it) const { return of_the_poorest(sim, it); }
  Found operator()(const model::Divert& it) const { return units_by_state(sim, {model::none, it.from, it.product}); }
  Found operator()(const model::Loan& it) const { return (*this)(it.there); }
  Found operator()(const model::Withdraw& it) const {
    return units_by_state(sim, {it.order, it.organisation, it.product});
  }
  Found operator()(const model::Expedite& it) const {
    if (it.priority == model::none) return std::nullopt;  // shorter stages are for what begins them later, too
    return units_by_state(sim, {it.order, it.organisation, it.product});
  }
  Found operator()(const model::Reclaim& it) const {
    if (it.order == model::none && it.organisation == model::none) return std::nullopt;
    return units_by_state(sim, {it.order, it.organisation, it.product});
  }
  Found operator()(const model::Lease& it) const { return units_by_state(sim, {model::none, it.from, it.product}); }
  Found operator()(const model::Split& it) const { return units_by_state(sim, {it.order, model::none, model::none}); }
  Found operator()(const one_of<model::Set, model::SupplyShock, model::StageDelay, model::Embargo, model::Convert,
                                model::PowerChange, model::Retire, model::PriceChange, model::PlaceOrder> auto&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<WhereUnitsStand> where_units_stand(const Replication& sim, Index intervention) {
  const auto units = std::visit(LookedFor{sim}, sim.model.interventions[at(intervention)].action);
  if (!units) return std::nullopt;
  WhereUnitsStand out;
  for (std::size_t i = 0; i < states; ++i) {
    if ((*units)[i] == 0) continue;
    out.states.emplace_back(name_of(static_cast<SliceState>(i)));
    out.units.push_back((*units)[i]);
  }
  return out;
}

}  // namespace allot::engine
