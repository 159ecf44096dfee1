#include <algorithm>

#include "base/pointer.hpp"
#include "model/compilation.hpp"

namespace allot::model {
namespace {

Side side_of(Compilation& in, const allot::Swap& swap, const SwapSide& side) {
  Side out;
  out.organisation = side.organisation.index;
  out.product = (side.product ? side.product : swap.product).index;
  out.units = in.translate.amount(side.units ? side.units : swap.units);
  out.choose = static_cast<Choose>(side.choose.value_or(swap.choose));
  for (const OrderUnits& take : side.orders)
    out.orders.push_back({in.order(take.order), in.translate.amount(take.units)});
  return out;
}

States states_of(const PipelineStates& states) {
  return {states.open, states.allocated, states.in_transit, states.delivered};
}

template <class CancelOrDefer>
Withdraw withdraw_of(Compilation& in, const CancelOrDefer& it) {
  Withdraw out;
  out.order = in.order(it.order);
  out.organisation = it.organisation.index;
  out.product = it.product.index;
  out.units = in.translate.amount(it.units);
  return out;
}

// By id, else by its place in the list.
template <class Entity>
Index named(const std::vector<Entity>& entities, const std::string& id) {
  Index place = none;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].id == id) return static_cast<Index>(i);
    if (std::to_string(i) == id) place = static_cast<Index>(i);
  }
  return place;
}

// "/SECTION/ID/FIELD..." as the cell of the policy that it changes.
std::pair<Set::Cell, Index> cell_of(const Scenario& scenario, const std::vector<std::string>& path) {
  const std::string &section = path[0], &id = path[1], &field = path[2];
  using Cell = Set::Cell;
  if (section == "groups")
    return {field == "weight" ? Cell::group_weight : Cell::group_priority, named(scenario.groups, id)};
  if (section == "organisations")
    return {field == "weight" ? Cell::organisation_weight : Cell::organisation_priority,
            named(scenario.organisations, id)};
  if (section == "sites") return {field == "install" ? Cell::install : Cell::commissioning, named(scenario.sites, id)};
  constexpr std::pair<std::string_view, Cell> cells[] = {{"rules", Cell::rules},
                                                         {"caps", Cell::caps},
                                                         {"guarantees", Cell::guarantees},
                                                         {"readiness", Cell::readiness},
                                                         {"frozen", Cell::frozen},
                                                         {"reserves", Cell::reserves}};
  const auto found =
      std::find_if(std::begin(cells), std::end(cells), [&](const auto& it) { return path[3] == it.first; });
  return {found->second, named(scenario.suppliers, id)};
}

// "/suppliers/ID/allocation/rules/LEVEL...": which level, from the root; none where all rules are replaced.
Index level_of(const allot::Supplier& supplier, const std::vector<std::string>& path) {
  if (path.size() < 5) return none;
  const auto& levels = supplier.allocation.levels;
  for (std::size_t depth = 0; depth < levels.size(); ++depth)
    if (name_of_level(levels, depth) == path[4]) return static_cast<Index>(depth);
  return none;
}

// "/suppliers/ID/allocation/LIST/ENTRY...": which entry; none where the list is replaced.
Index entry_of(const std::vector<std::string>& path) {
  const bool is_number = path.size() > 4 && path[0] == "suppliers" && !path[4].empty() &&
                         path[4].find_first_not_of("0123456789") == std::string::npos && path[4].size() < 9;
  return is_number ? static_cast<Index>(std::stoi(path[4])) : none;
}

// ".../rules/LEVEL/quota/ID": which of the quotas.
Index quota_of(const Scenario& scenario, const std::vector<allot::Quota>& quotas, const std::vector<std::string>& path) {
  if (path.size() < 7 || path[5] != "quota") return none;
  for (std::size_t i = 0; i < quotas.size(); ++i) {
    const allot::Quota& it = quotas[i];
    if (path[6] == (it.group ? scenario.groups[it.group.at()].id : scenario.organisations[it.organisation.at()].id))
      return static_cast<Index>(i);
  }
  return none;
}

/// One action of the scenario as the model's.
struct ActionCompiler {
  Compilation& in;

  Action operator()(const allot::Swap& it) {
    Swap out{{}, true, states_of(it.states), it.partial, in.translate.delay(it.reroute)};
    for (const SwapSide& side : it.sides) {
      out.sides.push_back(side_of(in, it, side));
      out.is_even = out.is_even && !side.units && !side.product;
    }
    return out;
  }
  Index sites_of(Ref organisation) {
    std::vector<Ref> sites;
    for (std::size_t i = 0; i < in.scenario.sites.size(); ++i)
      if (in.scenario.sites[i].organisation == organisation) sites.push_back({static_cast<Index>(i)});
    return in.lists.of(sites);
  }
  Divert one_way(const allot::Divert& it) {
    return {it.product.index, in.translate.amount(it.units), it.from.index, it.to.index,
            sites_of(it.to),  states_of(it.states),          it.partial,    in.translate.delay(it.reroute)};
  }
  Action operator()(const allot::Divert& it) { return one_way(it); }
  Action operator()(const allot::Loan& it) {
    Loan out{one_way(it), {}, *in.translate.until(it.back)};
    out.back = out.there;
    std::swap(out.back.from, out.back.to);
    out.back.to_sites = sites_of(it.from);
    out.back.states = {};
    return out;
  }
  Action operator()(const allot::Expedite& it) {
    Expedite out{in.order(it.order), it.organisation.index, it.product.index, in.translate.amount(it.units), none, {}};
    for (const allot::StageFactor& factor : it.stages)
      out.stages.push_back({factor.stage, in.translate.amount(factor.factor)});
    if (!it.priority) return out;
    const auto known = std::find(in.model.priorities.begin(), in.model.priorities.end(), *it.priority);
    out.priority = static_cast<Index>(known - in.model.priorities.begin());
    if (known == in.model.priorities.end()) in.model.priorities.push_back(*it.priority);
    return out;
  }
  Action operator()(const allot::Split& it) { return Split{in.order(it.order), in.translate.amount(it.units)}; }
  Action operator()(const allot::Embargo& it) {
    Embargo out{it.organisation.index,
                it.product.index,
                !it.region.empty(),
                {},
                {},
                static_cast<Embargo::Orders>(it.orders),
                it.in_transit == EmbargoedTransit::give_back,
                in.translate.until(it.until)};
    for (const allot::Organisation& organisation : in.scenario.organisations)
      out.organisations_in_region.push_back(organisation.region == it.region);
    for (const allot::Site& site : in.scenario.sites)
      out.sites_in_region.push_back(
          (site.region.empty() ? in.scenario.organisations[site.organisation.at()].region : site.region) == it.region);
    return out;
  }
  Action operator()(const allot::Convert& it) {
    return Convert{it.supplier.index,
                   it.from.index,
                   it.to.index,
                   in.translate.amount(it.units),
                   in.translate.amount(it.ratio),
                   in.translate.amount(it.yield),
                   in.translate.delay(it.delay)};
  }
  Action operator()(const allot::Retire& it) {
    in.model.retires_units = true;
    return Retire{it.site.index, it.product.index, in.translate.amount(it.units)};
  }
  Action operator()(const allot::Reclaim& it) {
    return Reclaim{it.supplier.index, it.organisation.index,         in.order(it.order),
                   it.product.index,  in.translate.amount(it.units), in.translate.amount(it.notice)};
  }
  Action operator()(const allot::Lease& it) {
    Lease out{
        it.product.index, it.from.index, it.to.index, it.site.index, in.translate.amount(it.units), {}, {}, false};
    if (it.term) out.term = in.translate.delay(*it.term);
    out.until = in.translate.until(it.until);
    out.is_partial = it.partial;
    return out;
  }
  Action operator()(const allot::PriceChange& it) {
    in.model.changes_prices = true;
    return PriceChange{it.product.index, in.translate.amount(it.price)};
  }
  Action operator()(const Cancel& it) { return withdraw_of(in, it); }
  Action operator()(const Defer& it) {
    Withdraw out = withdraw_of(in, it);
    out.defer_by = in.translate.amount(it.by);
    return out;
  }
  Action operator()(const allot::Set& it) {
    const std::vector<std::string> path = *keys_of_pointer(it.path);
    const auto [cell, entity] = cell_of(in.scenario, path);
    Set out{in.translate.until(it.until), cell, entity, none, none, {}, policy_of(in, *it.changed)};
    if (cell != Set::Cell::rules) {
      out.entry = entry_of(path);
      if (out.entry != none && path.size() > 5) out.field = path[5];
      return out;
    }
    out.level = level_of(in.scenario.suppliers[static_cast<std::size_t>(entity)], path);
    if (out.level == none) return out;
    const auto& levels = it.changed->suppliers[static_cast<std::size_t>(entity)].allocation.levels;
    out.entry = quota_of(in.scenario, levels[static_cast<std::size_t>(out.level)].parameters.quotas, path);
    return out;
  }
  Action operator()(const allot::SupplyShock& it) {
    return SupplyShock{it.supplier.index,
                       it.product.index,
                       in.translate.amount(it.scale),
                       in.translate.amount(it.by),
                       in.translate.amount(it.add),
                       in.translate.until(it.until)};
  }
  Action operator()(const allot::StageDelay& it) {
    return StageDelay{it.supplier.index, it.stage, in.translate.delay(it.add), in.translate.until(it.until)};
  }
  Action operator()(const allot::PowerChange& it) {
    const auto rooms = static_cast<Index>(in.scenario.sites[it.site.at()].room.size());
    const bool is_power = it.source.index >= rooms;
    return PowerChange{it.site.index,
                       is_power ? it.source.index - rooms : it.source.index,
                       is_power,
                       in.translate.moment(it.at),
                       in.translate.amount(it.by),
                       in.translate.amount(it.add)};
  }
  Action operator()(const allot::PlaceOrder& it) { return PlaceOrder{in.order(it.order)}; }
};

}  // namespace

Action action_of(Compilation& in, const allot::Action& action) { return std::visit(ActionCompiler{in}, action); }

}  // namespace allot::model
