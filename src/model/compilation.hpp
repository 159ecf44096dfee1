#pragma once

#include <map>
#include <vector>

#include "allot/scenario.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"
#include "model/translate.hpp"

namespace allot::model {

/// The site lists that orders refer to, each kept once.
class SiteLists {
 public:
  explicit SiteLists(Model& model) : model_(model) { of({}); }

  Index of(const std::vector<Ref>& sites) {
    std::vector<Index> list;
    for (const Ref site : sites) list.push_back(site.index);
    const auto [known, is_new] = places_.try_emplace(std::move(list), static_cast<Index>(model_.site_lists.size()));
    if (is_new) model_.site_lists.push_back(known->first);
    return known->second;
  }

 private:
  Model& model_;
  std::map<std::vector<Index>, Index> places_;
};

/// The model's places of the orders that interventions place: those of interventions that are there come first.
std::vector<Index> places_of_placed(const Scenario& scenario);

/// What the parts of `compile` work on: what is read, what is filled, and what both need on the way.
struct Compilation {
  Compilation(const Scenario& from, Model& to)
      : scenario(from), model(to), translate(from, to), lists(to), placed(places_of_placed(from)) {}

  const Scenario& scenario;
  Model& model;
  /// The model's order that a reference names: those listed, those that interventions place, and behind all others
  /// those whose intervention was left out.
  Index order(Ref ref) const {
    return ref.at() < scenario.orders.size() || !ref ? ref.index : placed[ref.at() - scenario.orders.size()];
  }

  Translator translate;
  SiteLists lists;
  std::vector<Index> placed;  ///< by place among `Scenario::placed`
};

// The parts, in the order in which `compile` calls them: each fills its columns of the model.

void compile_money(Compilation& in);   ///< discount rate and price curves
void compile_market(Compilation& in);  ///< products, organisations, sites, suppliers

/// What a `set` can change, of a scenario or as a `set` leaves it.
Policy policy_of(Compilation& in, const Scenario& from);
Policy policy_of(Compilation& in, const allot::Policy& from);

std::optional<Price> price_of(Compilation& in, const std::optional<allot::Price>& price);
std::optional<Depreciation> depreciation_of(Compilation& in, const std::optional<allot::Depreciation>& it);
Payments payments_of(const std::optional<allot::Payments>& payments);

void compile_orders(Compilation& in);
void compile_kits(Compilation& in);  ///< which orders are shipped together
void compile_streams(Compilation& in);
void compile_behaviours(Compilation& in);

Action action_of(Compilation& in, const allot::Action& action);
void compile_interventions(Compilation& in);
void compile_past(Compilation& in);  ///< what is known of the time before `as_of`

/// What a replication has to keep, so that what nobody uses costs nothing. Looks at all that the others filled.
void find_uses(Model& model, OrderMetrics orders);

}  // namespace allot::model
