#include "model/compilation.hpp"
#include "random/key.hpp"

namespace allot::model {
namespace {

Condition condition_of(Compilation& in, const allot::Condition& it) {
  using Owner = Condition::Owner;
  Condition out;
  const std::pair<Owner, Ref> owners[] = {{Owner::organisation, it.organisation},
                                          {Owner::group, it.group},
                                          {Owner::site, it.site},
                                          {Owner::supplier, it.supplier},
                                          {Owner::order, {in.order(it.order)}}};
  for (const auto& [owner, entity] : owners)
    if (entity) out.owner = owner, out.entity = entity.index;
  out.counted = static_cast<Condition::Counted>(it.counted);
  if (it.state) {
    using Counted = Condition::Counted;
    constexpr Counted come_so_far[] = {Counted::placed,    Counted::allocated, Counted::on_its_way,
                                       Counted::delivered, Counted::online,    Counted::cancelled};
    out.counted = come_so_far[static_cast<std::size_t>(*it.state)];
  }
  out.is_upper = it.at_most.has_value();
  out.units = in.translate.amount(out.is_upper ? *it.at_most : *it.at_least);
  return out;
}

void compile_timing(Compilation& in, const allot::Intervention& it, Intervention& out) {
  Translator& translate = in.translate;
  out.at = translate.moment(it.at);
  out.slip = translate.delay(it.slip);
  if (it.when) out.when = condition_of(in, *it.when);
  if (it.after) out.after = translate.delay(it.after->by);
  if (!it.repeat) return;
  out.is_repeated = it.when.has_value();
  out.every = it.repeat->every;
  out.repeat_until = translate.until(it.repeat->until);
}

// An intervention whose predecessor was left out never occurs.
void name_followers(Compilation& in) {
  for (std::size_t i = 0; i < in.scenario.interventions.size(); ++i)
    for (Intervention& leader : in.model.interventions)
      if (in.scenario.interventions[i].after && leader.id == in.scenario.interventions[i].after->intervention)
        leader.followers.push_back(static_cast<Index>(i));
}

}  // namespace

void compile_interventions(Compilation& in) {
  for (const allot::Intervention& it : in.scenario.interventions) {
    Intervention out;
    out.id = it.id;
    compile_timing(in, it, out);
    out.probability = it.probability;
    out.slip_stream = hash_path({"intervention", it.id, "slip"});
    out.happens_stream = hash_path({"intervention", it.id, "happens"});
    out.after_stream = hash_path({"intervention", it.id, "after"});
    out.reroute_name = hash_path({"reroute", it.id});
    out.return_name = hash_path({"return", it.id});
    out.delay_name = hash_path({"delay", it.id});
    out.convert_stream = hash_path({"intervention", it.id, "delay"});
    out.term_stream = hash_path({"intervention", it.id, "term"});
    out.action = action_of(in, it.action);
    if (it.cost)
      out.cost = {in.translate.amount(it.cost->once), in.translate.amount(it.cost->per_unit),
                  in.translate.amount(it.cost->per_unit_day)};
    out.paid_by = it.paid_by.index;
    in.model.interventions.push_back(std::move(out));
  }
  name_followers(in);
  for (const NamedCost& it : in.scenario.costs) in.model.costs.push_back(in.translate.amount(it.money));
}

}  // namespace allot::model
