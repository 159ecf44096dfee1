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
  compile_market(in);
  model.policy = policy_of(in, scenario);
  for (std::size_t i = 0; i < scenario.sites.size(); ++i) in.lists.of({{static_cast<Index>(i)}});
  compile_orders(in);
  compile_streams(in);
  compile_behaviours(in);
  compile_interventions(in);
  compile_milestones(in);
  find_replaced(model);
  find_uses(model, orders);
  return model;
}

}  // namespace allot::model
