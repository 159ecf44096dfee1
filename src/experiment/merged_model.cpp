#include "experiment/merged_model.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include "base/contract.hpp"
#include "engine/fifo_fast_path.hpp"
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

// How many each of the entities of a kind has in this model.
std::size_t columns_each(const std::vector<MetricColumn>& all, EntityKind kind, std::size_t entities) {
  const auto columns = std::count_if(all.begin(), all.end(), [&](const MetricColumn& it) { return it.kind == kind; });
  return entities == 0 ? 0 : static_cast<std::size_t>(columns) / entities;
}

std::vector<std::size_t> own_columns(const model::Model& model, const engine::Choice& choice,
                                     const model::Model& variant) {
  const std::vector<char> orders = own_orders(model, choice);
  const std::vector<MetricColumn> all = metrics::columns(model);
  const Known known = columns_of(variant);
  const std::size_t of_order = columns_each(all, EntityKind::order, model.measured_orders());
  const std::size_t of_intervention = columns_each(all, EntityKind::intervention, choice.size());
  std::vector<std::size_t> own;
  for (std::size_t i = 0, order = 0, intervention = 0; i < all.size(); ++i) {
    const bool is_known = known.contains({all[i].kind, all[i].entity, all[i].metric});
    const bool is_own = all[i].kind == EntityKind::order ? variant.counts_orders && orders[order++ / of_order] != 0
                        : all[i].kind == EntityKind::intervention ? choice[intervention++ / of_intervention] != 0
                                                                  : true;
    if (is_own && is_known) own.push_back(i);
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

bool differ_in_decisions_alone(const Scenario& a, const Scenario& b) {
  return without_decisions(a) == without_decisions(b);
}

// None where one of the points would be simulated in a quicker way alone.
std::optional<MergedModel> merged(const Design& design, const std::vector<std::size_t>& points) {
  std::vector<const Scenario*> scenarios;
  bool counts_orders = false;
  for (const std::size_t point : points) {
    scenarios.push_back(&design[point].scenario);
    counts_orders = counts_orders || design[point].model.counts_orders;
  }
  const auto variants = with_one_list_of_placed(scenarios);
  if (!variants) return std::nullopt;
  Scenario all = variants->front();
  all.interventions = interventions_of_all(*variants);
  if (!place_orders_once(all.interventions)) return std::nullopt;
  const auto model = std::make_shared<const model::Model>(
      model::compile(all, counts_orders ? model::OrderMetrics::wanted : model::OrderMetrics::left_out));
  const std::vector<char> fifo = engine::find_fifo_markets(*model, {});
  for (const std::size_t point : points)
    if (engine::find_fifo_markets(design[point].model, {}) != fifo) return std::nullopt;
  MergedModel out{points, model, {}, {}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    out.choices.push_back(choice_of((*variants)[i], all.interventions));
    out.columns.push_back(own_columns(*model, out.choices.back(), design[points[i]].model));
  }
  return out;
}

// Those that differ in their interventions alone and have the same markets on the engine's fast path: beside one that
// does not, all others would lose it.
std::vector<std::vector<std::size_t>> families(const Design& design) {
  std::vector<std::vector<std::size_t>> out;
  std::vector<std::vector<char>> fifo;
  for (std::size_t point = 0; point < design.size(); ++point) {
    fifo.push_back(engine::find_fifo_markets(design[point].model, design.recording()));
    const auto own = std::find_if(out.begin(), out.end(), [&](const std::vector<std::size_t>& family) {
      const std::size_t first = family.front();
      return design.sampling().shares_prefix && fifo[first] == fifo[point] &&
             differ_in_decisions_alone(design[first].scenario, design[point].scenario);
    });
    if (own == out.end())
      out.push_back({point});
    else
      own->push_back(point);
  }
  return out;
}

}  // namespace

MergedModel alone(const Design& design, std::size_t point) {
  const model::Model& model = design[point].model;
  return {{point}, {std::shared_ptr<const void>(), &model}, {engine::Choice(model.interventions.size(), 1)}, {}};
}

std::vector<MergedModel> merged(const Design& design) {
  std::vector<MergedModel> out;
  for (const std::vector<std::size_t>& family : families(design)) {
    auto one_model = family.size() > 1 ? merged(design, family) : std::nullopt;
    if (one_model)
      out.push_back(std::move(*one_model));
    else
      for (const std::size_t point : family) out.push_back(alone(design, point));
  }
  return out;
}

}  // namespace allot::experiment
