#include "experiment/levers.hpp"

#include <algorithm>
#include <cmath>

#include "metrics/metrics.hpp"
#include "statistics/estimate.hpp"
#include "statistics/ratio.hpp"

namespace allot::experiment {
namespace {

using Thing = LeverColumns::Thing;
using Numbers = std::vector<double>;

bool is_won(const MetricColumn& it) {
  return (it.kind == EntityKind::system || it.kind == EntityKind::organisation) &&
         (it.metric == "online_gpu_days" || it.metric == "delay_cost");
}

Numbers less(const Numbers& a, const Numbers& b) {
  Numbers out(std::min(a.size(), b.size()));
  for (std::size_t r = 0; r < out.size(); ++r) out[r] = a[r] - b[r];
  return out;
}

bool is_anything(const Numbers& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double it) { return it != 0; });
}

const Thing* find(const LeverColumns& in, const Thing& like) {
  const auto found = std::find_if(in.things.begin(), in.things.end(), [&](const Thing& it) {
    return it.metric == like.metric && it.kind == like.kind && it.entity == like.entity;
  });
  return found == in.things.end() ? nullptr : &*found;
}

/// A choice among levers: what it costs and wins beyond the baseline, which is one of them and does neither.
struct Choice {
  std::string name;
  Numbers cost, won;
};

double average(const Numbers& numbers) { return estimate(numbers).mean; }

bool is_better(double cost, double won, double other_cost, double other_won) {
  return cost <= other_cost && won >= other_won && (cost < other_cost || won > other_won);
}

double share_better(const Choice& one, const Choice& other) {
  std::size_t better = 0;
  for (std::size_t r = 0; r < other.cost.size(); ++r)
    better += is_better(one.cost[r], one.won[r], other.cost[r], other.won[r]);
  return other.cost.empty() ? 0 : static_cast<double>(better) / static_cast<double>(other.cost.size());
}

void mark_dominated(const std::vector<Choice>& choices, std::size_t place, Won& won) {
  const Choice& own = choices[place];
  const double cost = average(own.cost), worth = average(own.won);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i == place || !is_better(average(choices[i].cost), average(choices[i].won), cost, worth)) continue;
    const double share = share_better(choices[i], own);
    if (!won.dominated_by.empty() && share <= won.dominated_share) continue;
    won.dominated_by = choices[i].name;
    won.dominated_share = share;
  }
}

// The baseline comes last: of equals a lever is named.
std::vector<Choice> choices_of(const std::vector<LeverColumns>& variants, const Thing& thing) {
  std::vector<Choice> out;
  for (std::size_t i = 1; i < variants.size(); ++i) {
    const Thing* own = find(variants[i], thing);
    const Numbers none(variants[i].cost.size(), std::nan(""));
    out.push_back({variants[i].name, less(variants[i].cost, variants.front().cost),
                   own ? less(own->values, thing.values) : none});
  }
  const Numbers zeros(variants.front().cost.size(), 0.0);
  out.push_back({variants.front().name, zeros, zeros});
  return out;
}

void add_won(const std::vector<Choice>& choices, const Thing& thing, std::vector<PricedLever>& levers) {
  const auto is_changed = [](const Choice& it) { return is_anything(it.won) && !std::isnan(average(it.won)); };
  const bool is_shown = thing.kind == EntityKind::system && thing.metric == "online_gpu_days";
  if (!is_shown && std::none_of(choices.begin(), choices.end(), is_changed)) return;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    Won& won = levers[i].won.emplace_back();
    won.metric = thing.metric;
    won.kind = thing.kind;
    won.entity = thing.entity;
    won.won = estimate(choices[i].won);
    if (const auto ratio = ratio_of_means(choices[i].won, choices[i].cost)) {
      won.per_money = ratio->value;
      won.per_money_ci95 = ratio->ci95;
    }
    mark_dominated(choices, i, won);
  }
}

}  // namespace

LeverColumns lever_columns(const std::string& name, const Rows& rows,
                           const std::vector<std::pair<std::string, std::vector<double>>>& milestones) {
  LeverColumns out{name, {}, {}};
  const std::vector<MetricColumn> columns = rows.point().columns();
  std::vector<Thing> of_organisations;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const MetricColumn& it = columns[i];
    if (it.kind == EntityKind::system && it.metric == "decision_cost") out.cost = rows.column(i);
    if (!is_won(it)) continue;
    Thing thing{it.metric, it.kind, it.entity, rows.column(i)};
    if (it.metric == "delay_cost")
      for (double& money : thing.values) money = 0 - money;
    (it.kind == EntityKind::system ? out.things : of_organisations).push_back(std::move(thing));
  }
  for (const auto& [id, days] : milestones) {
    Thing& thing = out.things.emplace_back(Thing{"date", std::nullopt, id, days});
    for (double& later : thing.values) later = 0 - later;
  }
  for (Thing& it : of_organisations) out.things.push_back(std::move(it));
  if (out.cost.empty()) out.cost.assign(out.things.front().values.size(), 0);
  return out;
}

std::vector<PricedLever> priced_levers(const std::vector<LeverColumns>& variants) {
  std::vector<PricedLever> out;
  for (std::size_t i = 1; i < variants.size(); ++i)
    out.push_back({i - 1, estimate(less(variants[i].cost, variants.front().cost)), {}});
  const auto costs = [](const LeverColumns& it) { return is_anything(it.cost); };
  if (std::none_of(variants.begin(), variants.end(), costs)) return {};
  for (const Thing& thing : variants.front().things) add_won(choices_of(variants, thing), thing, out);
  return out;
}

}  // namespace allot::experiment
