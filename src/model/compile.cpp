// From a scenario, which people read, to a model, which a replication reads.
//
// A scenario is a tree of names, optional values and lists. A replication is run a thousand times and may look at each
// of these very often, so everything that is the same in all replications is worked out here, once: references become
// indices into columns, dates become seconds since the start, lists of sites become numbers of lists that are stored
// once, names become 64-bit streams of chance. What is left open is only what chance decides: an `Amount` is plus +
// times * (draw number d of the replication), with d none for what is known, so that a replication fixes all of them
// with one pass over its draws when it begins.
//
// The model also says what a run can do without (uses.cpp): whether anybody looks at receipts, keeps prices, counts
// idle capital, has an order with a smallest shipment. The engine then leaves out the columns and the steps that nobody
// asks for, without a flag that a user could set wrong.
//
// The invariant: compile cannot fail. Everything that could be wrong was refused by `check`, with its place in the
// file; what a `Scenario` says has a meaning. And it is a function: equal scenarios give equal models, in the order in
// which the scenario lists things, so that the order of ids in a file is all that ties are broken by.
//
// source: the split into a symbolic form and a flat program of indices is that of regular-expression engines, Thompson
//         (1968), Communications of the ACM 11(6), 419-422; Cox (2010), Regular Expression Matching in the Wild

#include "model/compile.hpp"

#include "model/compilation.hpp"
#include "model/substitutes.hpp"

namespace allot::model {
namespace {

void compile_milestones(Compilation& in) {
  using Owner = Milestone::Owner;
  for (const allot::Milestone& it : in.scenario.milestones) {
    Milestone& out = in.model.milestones.emplace_back();
    out.id = it.id;
    out.kind = it.site ? Owner::site : it.group ? Owner::group : Owner::organisation;
    out.owner = it.site ? it.site.index : it.group ? it.group.index : it.organisation.index;
    out.online = in.translate.amount(it.online);
    out.compute = it.compute;
  }
}

}  // namespace

Model compile(const Scenario& scenario, OrderMetrics orders) {
  Model model;
  Compilation in(scenario, model);
  model.name = scenario.name;
  model.start = scenario.start;
  model.end = scenario.end - scenario.start;
  model.warm_up = scenario.warm_up;
  model.grid = scenario.grid;
  compile_money(in);
  compile_market(in);
  model.policy = policy_of(in, scenario);
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) in.lists.of({{static_cast<Index>(i)}});
  compile_orders(in);
  compile_kits(in);
  compile_streams(in);
  compile_behaviours(in);
  compile_interventions(in);
  compile_milestones(in);
  compile_past(in);
  find_replaced(model);
  find_uses(model, orders);
  return model;
}

}  // namespace allot::model
