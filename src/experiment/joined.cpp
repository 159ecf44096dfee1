#include "experiment/joined.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "allot/scenario.hpp"
#include "base/contract.hpp"
#include "engine/plain_market.hpp"
#include "experiment/placed_orders.hpp"
#include "metrics/metrics.hpp"
#include "model/compile.hpp"

namespace allot::experiment {
namespace {

// All that can tell replications apart but for interventions.
Scenario without_decisions(const Scenario& scenario) {
  Scenario out = scenario;
  out.name = out.question = out.variant = "";
  out.variants.clear();
  out.comparisons.clear();
  out.notes.clear();
  out.interventions.clear();
  out.placed.clear();
  return out;
}

// Union of the variants' interventions, in an order compatible with each: what two define differently stands there
// twice. One that is not found from where the last one stands on is put there; the longest lists come first, of which the
// others are mostly parts.
std::vector<Intervention> interventions_of_all(std::span<const Scenario> variants) {
  std::vector<const Scenario*> longest_first;
  for (const Scenario& variant : variants) longest_first.push_back(&variant);
  std::stable_sort(longest_first.begin(), longest_first.end(), [](const Scenario* a, const Scenario* b) {
    return a->interventions.size() > b->interventions.size();
  });
  std::vector<Intervention> all;
  for (const Scenario* variant : longest_first) {
    std::size_t from = 0;
    for (const Intervention& it : variant->interventions) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
      auto found = std::find(begin, all.end(), it);
      if (found == all.end()) found = all.insert(begin, it);
      from = static_cast<std::size_t>(found - all.begin()) + 1;
    }
  }
  return all;
}

engine::Choice choice_of(const Scenario& variant, const std::vector<Intervention>& all) {
  engine::Choice choice(all.size(), 0);
  auto from = all.begin();
  for (const Intervention& it : variant.interventions) {
    from = std::find(from, all.end(), it);
    expects(from != all.end(), "an intervention stands among those of all");
    choice[static_cast<std::size_t>(from++ - all.begin())] = 1;
  }
  return choice;
}

// Of orders that interventions place, only those of the variant's own have a metric with it.
std::vector<char> own_orders(const model::Model& model, const engine::Choice& choice) {
  std::vector<char> own(model.orders.size(), 1);
  for (std::size_t i = 0; i < choice.size(); ++i)
    if (const auto* placed = std::get_if<model::PlaceOrder>(&model.interventions[i].action))
      own[static_cast<std::size_t>(placed->order)] = choice[i];
  return own;
}

using Known = std::set<std::tuple<EntityKind, std::string, std::string>>;

// Some metrics have columns only where the scenario has a use for them.
Known columns_of(const model::Model& variant) {
  Known known;
  for (const MetricColumn& it : metrics::columns(variant)) known.emplace(it.kind, it.entity, it.metric);
  return known;
}

std::vector<std::size_t> own_columns(const model::Model& model, const engine::Choice& choice,
                                     const model::Model& variant) {
  const std::vector<char> orders = own_orders(model, choice);
  const std::vector<MetricColumn> all = metrics::columns(model);
  const Known known = columns_of(variant);
  const std::size_t of_order = metrics::metrics_of(EntityKind::order).size();
  const std::size_t of_intervention = metrics::metrics_of(EntityKind::intervention).size();
  std::vector<std::size_t> own;
  for (std::size_t i = 0, order = 0, intervention = 0; i < all.size(); ++i) {
    const bool is_own = all[i].kind == EntityKind::order ? variant.counts_orders && orders[order++ / of_order] != 0
                        : all[i].kind == EntityKind::intervention
                            ? choice[intervention++ / of_intervention] != 0
                            : known.contains({all[i].kind, all[i].entity, all[i].metric});
    if (is_own) own.push_back(i);
  }
  return own;
}

// An order that is placed twice would have two places among the orders of the model.
bool place_orders_once(const std::vector<Intervention>& all) {
  std::set<std::int32_t> placed;
  return std::all_of(all.begin(), all.end(), [&](const Intervention& it) {
    const auto* action = std::get_if<PlaceOrder>(&it.action);
    return !action || placed.insert(action->order.index).second;
  });
}

}  // namespace

bool differ_in_decisions_alone(const Scenario& a, const Scenario& b) {
  return without_decisions(a) == without_decisions(b);
}

std::optional<Joined> joined(std::span<const Scenario* const> scenarios, std::span<const model::Model* const> models) {
  const auto same_orders = with_one_list_of_placed(scenarios);
  if (!same_orders) return std::nullopt;
  const std::vector<Scenario>& variants = *same_orders;
  Scenario all = variants.front();
  all.interventions = interventions_of_all(variants);
  if (!place_orders_once(all.interventions)) return std::nullopt;
  Joined out;
  const bool counts_orders =
      std::any_of(models.begin(), models.end(), [](const model::Model* it) { return it->counts_orders; });
  out.model = model::compile(all, counts_orders ? model::OrderMetrics::wanted : model::OrderMetrics::left_out);
  const std::vector<char> plain = engine::find_plain_markets(out.model, {});
  for (const model::Model* model : models)
    if (engine::find_plain_markets(*model, {}) != plain) return std::nullopt;
  for (const Scenario& variant : variants) {
    out.choices.push_back(choice_of(variant, all.interventions));
    out.columns.push_back(own_columns(out.model, out.choices.back(), *models[out.columns.size()]));
  }
  return out;
}

}  // namespace allot::experiment
