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

/// What the parts of `compile` work on: what is read, what is filled, and what both need on the way.
struct Compilation {
  Compilation(const Scenario& from, Model& to) : scenario(from), model(to), translate(from, to), lists(to) {}

  const Scenario& scenario;
  Model& model;
  Translator translate;
  SiteLists lists;
};

// The parts, in the order in which `compile` calls them: each fills its columns of the model.

void compile_market(Compilation& in);  ///< products, organisations, sites, suppliers

/// What a `set` can change, of a scenario or as a `set` leaves it.
Policy policy_of(Translator& translate, const Scenario& from);
Policy policy_of(Translator& translate, const allot::Policy& from);

void compile_orders(Compilation& in);
/// An order that an intervention places: behind all others.
void add_placed_order(Compilation& in, const allot::Order& order);
void compile_streams(Compilation& in);
void compile_behaviours(Compilation& in);

Action action_of(Compilation& in, const allot::Action& action);
void compile_interventions(Compilation& in);

/// What a replication has to keep, so that what nobody uses costs nothing. Looks at all that the others filled.
void find_uses(Model& model, OrderMetrics orders);

}  // namespace allot::model
