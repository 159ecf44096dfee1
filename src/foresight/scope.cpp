#include "foresight/scope.hpp"

#include <algorithm>
#include <set>
#include <variant>

namespace allot::foresight {
namespace {

using model::Model;

template <class Holds>
bool any_decision(const Model& model, const Holds& holds) {
  return std::any_of(model.interventions.begin(), model.interventions.end(), holds);
}

template <class... Actions>
bool is_one_of(const model::Intervention& it) {
  return (std::holds_alternative<Actions>(it.action) || ...);
}

template <class... Actions>
bool has(const Model& model) {
  return any_decision(model, [](const model::Intervention& it) { return is_one_of<Actions...>(it); });
}

// Decisions that change what comes, what is asked for or how much room there is.
bool changes_the_world(const model::Intervention& it) {
  const auto* embargo = std::get_if<model::Embargo>(&it.action);
  return is_one_of<model::SupplyShock, model::PowerChange, model::PlaceOrder, model::PriceChange>(it) ||
         (embargo && embargo->orders == model::Embargo::Orders::cancel);
}

// On a condition, or after one that may move nothing.
std::vector<std::string> taken_by_the_course(const Model& model) {
  std::set<Index> followers;
  for (const model::Intervention& it : model.interventions) followers.insert(it.followers.begin(), it.followers.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < model.interventions.size(); ++i)
    if (const model::Intervention& it = model.interventions[i];
        changes_the_world(it) && (it.when || followers.count(static_cast<Index>(i)) > 0))
      out.push_back("whether the decision '" + it.id + "' is taken depends on the course of events");
  return out;
}

bool trades_units(const Model& model) {
  for (const std::vector<model::Substitute>& list : model.substitute_lists)
    for (const model::Substitute& it : list)
      if (it.ratio.top != it.ratio.bottom) return true;
  return false;
}

bool is_site_limited(const Model& model) {
  return std::any_of(model.sites.begin(), model.sites.end(),
                     [](const model::Site& it) { return it.room.is_limited || it.power.is_limited; });
}

bool has_crews(const Model& model) {
  return std::any_of(model.policy.sites.begin(), model.policy.sites.end(),
                     [](const model::SitePolicy& it) { return it.install.has_value(); });
}

bool is_way_drawn(const Model& model) {
  for (const model::Supplier& supplier : model.suppliers)
    for (const model::Route& route : supplier.routes)
      for (const model::Stage& stage : route.stages)
        if (stage.delay.sampler != model::none) return true;
  return std::any_of(model.policy.sites.begin(), model.policy.sites.end(),
                     [](const model::SitePolicy& it) { return it.commissioning.sampler != model::none; });
}

template <class Holds>
bool any_terms(const Model& model, const Holds& holds) {
  return std::any_of(model.order_terms.begin(), model.order_terms.end(), holds) ||
         std::any_of(model.streams.begin(), model.streams.end(),
                     [&](const model::Stream& it) { return holds(it.terms); });
}

template <class Holds>
bool any_supplier(const Model& model, const Holds& holds) {
  return std::any_of(model.suppliers.begin(), model.suppliers.end(), holds);
}

bool sets(const Model& model, model::Set::Cell cell) {
  return any_decision(model, [&](const model::Intervention& it) {
    const auto* set = std::get_if<model::Set>(&it.action);
    return set && set->cell == cell;
  });
}

bool has_kits(const Model& model) {
  return any_terms(model, [](const model::Terms& it) { return it.kit != model::none; });
}

bool is_relative(const model::Limit& cap) { return cap.is_share; }
bool is_of_period(const model::Limit& cap) { return cap.counts_periods && !cap.is_share; }

// What contracts hold the rule to, and not the best.
std::vector<std::string> limits_of_the_rule(const Model& model) {
  const auto any = [&](const auto& holds) {
    return std::any_of(model.policy.suppliers.begin(), model.policy.suppliers.end(), holds);
  };
  const auto any_cap = [&](const auto& holds) {
    return any([&](const model::SupplierPolicy& it) { return std::any_of(it.caps.begin(), it.caps.end(), holds); });
  };
  using Cell = model::Set::Cell;
  using Policy = model::SupplierPolicy;
  std::vector<std::string> out;
  const auto if_so = [&](bool is_so, const char* words) {
    if (is_so) out.emplace_back(words);
  };
  if_so(any_cap([](const auto& it) { return !is_relative(it) && !is_of_period(it); }) || sets(model, Cell::caps),
        "caps");
  if_so(any_cap(is_of_period), "caps of a period");
  if_so(any_cap(is_relative), "caps relative to what others are awarded");
  if_so(any([](const Policy& it) { return !it.guarantees.empty(); }) || sets(model, Cell::guarantees), "guarantees");
  if_so(any([](const Policy& it) { return !it.frozen.empty(); }) || sets(model, Cell::frozen), "frozen windows");
  if_so(any([](const Policy& it) { return it.lookahead.has_value(); }) || sets(model, Cell::readiness),
        "the readiness gate");
  if_so(any([](const Policy& it) { return !it.reserves.empty(); }) || sets(model, Cell::reserves),
        "reserves: stock that is held back");
  return out;
}

}  // namespace

std::vector<std::string> obstacles(const Model& model, Goal goal) {
  std::vector<std::string> out = taken_by_the_course(model);
  const auto if_so = [&](bool is_so, const char* words) {
    if (is_so) out.emplace_back(words);
  };
  if_so(!model.buyers.empty(), "what is ordered by a roadmap depends on what was awarded");
  if_so(!model.gamings.empty(), "what is ordered in excess, or twice, depends on what was awarded");
  if_so(any_supplier(model, [](const model::Supplier& it) { return it.builds; }),
        "lots that are made of parts wait for parts that orders may take");
  if_so(std::any_of(model.organisations.begin(), model.organisations.end(),
                    [](const model::Organisation& it) { return it.buys_for != model::none; }),
        "what a supplier that buys from another has to divide depends on the other's rule");
  if_so(goal != Goal::online_gpu_days && model.has_terms,
        "units that come back are awarded and delivered as often as a rule has it");
  if_so(goal == Goal::least_fill && trades_units(model),
        "a substitute that stands for more or less than one unit changes how much was ordered");
  if_so(has<model::Convert>(model), "what is converted is taken from what a rule has left in stock");
  return out;
}

std::vector<std::string> relaxations(const Model& model, Goal goal, bool is_typical) {
  std::vector<std::string> out;
  const auto if_so = [&](bool is_so, const char* words) {
    if (is_so) out.emplace_back(words);
  };
  const bool is_over_time = goal == Goal::online_gpu_days || goal == Goal::delivered_gpu_days;
  const bool is_to_service = goal == Goal::online_gpu_days;
  if_so(is_over_time,
        "that an award made for one moment may be the wrong one for another: each moment has its own best");
  if_so(any_supplier(model, [](const model::Supplier& it) { return it.every.has_value(); }),
        "that awards are made on certain days only");
  if_so(std::any_of(model.products.begin(), model.products.end(), [](const auto& it) { return it.lot > 1; }) ||
            any_terms(model, [](const model::Terms& it) { return it.min_shipment > 1 || !it.is_partial; }),
        "whole lots and smallest shipments");
  for (std::string& it : limits_of_the_rule(model)) out.push_back(std::move(it));
  if_so(has_kits(model), "kits: a unit counts without the other parts that it is shipped with");
  if_so(any_supplier(model, [](const model::Supplier& it) { return !it.awards.empty(); }), "awards by hand");
  if_so(any_terms(model,
                  [&](const model::Terms& it) {
                    return it.contract != model::none && model.contracts[at(it.contract)].patience.has_value();
                  }),
        "that buyers cancel what they have waited for too long");
  if_so(model.has_terms,
        "when terms end: a unit may stay, or be elsewhere, as soon as it is wanted there; terms count in sum alone");
  if_so(has<model::Withdraw, model::Embargo>(model), "orders that decisions cancel, defer or hold");
  if_so(has<model::Expedite, model::StageDelay>(model),
        "what decisions add to stages, and how long those take that are expedited");
  if_so(has<model::Swap, model::Divert, model::Loan>(model),
        "which units decisions move: organisations between which they do may use each other's places");
  if_so(any_terms(model, [](const model::Terms& it) { return it.substitutes != 0; }),
        "how long an order waits before it takes a substitute");
  if_so(is_over_time && !model.stations.empty(), "queues in front of stages");
  if_so(is_over_time && !is_typical && is_way_drawn(model),
        "that nobody knows delays beforehand: units are sent off together so that each has the shortest drawn for "
        "any unit of its order up to it");
  if_so(is_to_service && is_site_limited(model) && model.products.size() > 1,
        "that units of several products take different power: each counts as that which takes least");
  if_so(is_to_service && has_crews(model), "that a crew waits when nothing has come");
  return out;
}

}  // namespace allot::foresight
