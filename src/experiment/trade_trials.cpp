#include "experiment/trade_trials.hpp"

#include <algorithm>
#include <cmath>

#include "allot/metric.hpp"
#include "experiment/columns.hpp"
#include "experiment/difference.hpp"
#include "experiment/feasible.hpp"
#include "experiment/study.hpp"
#include "statistics/quantile.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t most_at_once = 16;

std::vector<std::vector<double>> columns_of(const Rows& rows, const Scenario& scenario, const std::string& metric) {
  const std::vector<MetricColumn> columns = metrics::columns(rows.point().model);
  std::vector<std::vector<double>> out;
  for (const Organisation& it : scenario.organisations)
    out.push_back(rows.column(column_named(columns, "organisation." + it.id + "." + metric)));
  return out;
}

// As many units of one product on all sides: then nobody should end with fewer.
bool is_even(const Exchange& exchange) {
  return std::all_of(exchange.sides.begin(), exchange.sides.end(), [&](const TradeSide& it) {
    return it.product == exchange.sides.front().product && it.units == exchange.sides.front().units;
  });
}

bool takes_part(const Exchanges& exchanges, const std::string& organisation) {
  return std::any_of(exchanges.begin(), exchanges.end(), [&](const Exchange& exchange) {
    return std::any_of(exchange.sides.begin(), exchange.sides.end(),
                       [&](const TradeSide& it) { return it.organisation == organisation; });
  });
}

template <class Entities>
Ref ref_of(const Entities& entities, const std::string& id) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].id == id) return {static_cast<std::int32_t>(i)};
  throw RequestError("there is no '" + id + "'");
}

Ref order_of(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.orders.size(); ++i)
    if (scenario.orders.id(i) == id) return {static_cast<std::int32_t>(i)};
  return {static_cast<std::int32_t>(scenario.orders.size()) + ref_of(scenario.placed, id).index};
}

Value known(Kind kind, std::int64_t number) {
  Value value;
  value.kind = kind;
  value.number = number;
  return value;
}

Intervention intervention_of(const Scenario& scenario, const Exchange& exchange, const std::string& id) {
  Swap swap;
  const bool even = is_even(exchange);
  swap.product = ref_of(scenario.products, exchange.sides.front().product);
  if (even) swap.units = known(Kind::units, exchange.sides.front().units);
  for (const TradeSide& it : exchange.sides) {
    SwapSide& side = swap.sides.emplace_back();
    side.organisation = ref_of(scenario.organisations, it.organisation);
    if (!it.order.empty()) side.orders.push_back({order_of(scenario, it.order), known(Kind::units, it.units)});
    if (it.choose != Choose::earliest) side.choose = it.choose;
    if (!even) side.product = ref_of(scenario.products, it.product);
    if (!even) side.units = known(Kind::units, it.units);
  }
  Intervention out;
  out.id = id;
  out.at = known(Kind::date, exchange.at);
  out.action = std::move(swap);
  return out;
}

}  // namespace

Scenario with_exchanges(Scenario scenario, const Exchanges& exchanges, const std::string& name) {
  for (std::size_t i = 0; i < exchanges.size(); ++i)
    scenario.interventions.push_back(
        intervention_of(scenario, exchanges[i], exchanges.size() > 1 ? name + "-" + std::to_string(i + 1) : name));
  return scenario;
}

bool Tried::is_free(double sure) const {
  const bool harms = std::any_of(effects.begin(), effects.end(), [](const TradeEffect& it) { return it.gain < 0; });
  return gain > 0 && !harms && not_worse >= sure;
}

bool Tried::is_paid() const { return gain > 0; }

TradeTrials::TradeTrials(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling)
    : scenario_(scenario), request_(request), sampling_(sampling) {
  sampling_.with_orders = false;
  is_less_better_ = metric_named(request.metric)->better == Better::less;
  Design design(sampling_);
  design.add(scenario);
  refuse_too_large(design, (most_at_once + 1) * design.block().to);
  Study study(std::move(design));
  const Rows& rows = study.need(0);
  metric_ = columns_of(rows, scenario, request.metric);
  delivered_ = columns_of(rows, scenario, "delivered_units");
  replications_ = rows.size();
  is_random_ = study.is_random();
  const auto progress = sampling.progress;
  if (progress)
    sampling_.progress = [this, progress](std::size_t, std::size_t) {
      return progress(std::min(simulated_, request_.most_simulations), request_.most_simulations);
    };
}

TradeEffect TradeTrials::effect(std::size_t organisation, std::vector<double> metric, std::vector<double> delivered,
                                bool even) const {
  std::vector<double> metric_without = metric_[organisation], delivered_without = delivered_[organisation];
  for (auto* it : {&metric_without, &delivered_without}) it->resize(metric.size());
  TradeEffect out;
  out.organisation = scenario_.organisations[organisation].id;
  double largest = 0;
  for (const double it : metric_without)
    if (std::isfinite(it)) largest = std::max(largest, std::abs(it));
  std::size_t good = 0;
  std::vector<double> gains;
  for (std::size_t r = 0; r < metric.size(); ++r) {
    const double change = metric[r] - metric_without[r];
    const bool is_null = std::isnan(metric[r]) || std::isnan(metric_without[r]);
    const bool is_worse = !is_null && (is_less_better_ ? change : -change) > negligible * largest;
    gains.push_back(is_null ? 0 : is_less_better_ ? -change : change);
    good += !is_worse && (!even || delivered[r] >= delivered_without[r]);
  }
  const std::size_t rank = type1_rank(gains.size(), request_.sure);
  std::nth_element(gains.begin(), gains.begin() + static_cast<std::ptrdiff_t>(gains.size() - rank), gains.end());
  out.at_least = gains[gains.size() - rank];
  if (std::abs(out.at_least) <= negligible * largest) out.at_least = 0;
  out.not_worse = static_cast<double>(good) / static_cast<double>(metric.size());
  out.change = difference_of(metric, metric_without);
  out.delivered = difference_of(delivered, delivered_without);
  // After a search the chance of a false alarm is not that of one test.
  out.change.p_value = out.delivered.p_value = std::nullopt;
  const double mean = out.change.estimate.mean;
  if (std::isfinite(mean) && std::abs(mean) > negligible * largest) out.gain = is_less_better_ ? -mean : mean;
  return out;
}

std::vector<Tried> TradeTrials::batch(const std::vector<Exchanges>& trades, std::size_t replications) {
  Sampling sampling = sampling_;
  if (!sampling.only) sampling.replications = replications;
  Design design(sampling);
  for (const Exchanges& it : trades) design.add(with_exchanges(scenario_, it, "trade"));
  Study study(std::move(design));
  study.simulate();
  std::vector<Tried> out;
  for (std::size_t i = 0; i < trades.size(); ++i) {
    const Rows& rows = study.need(i);
    auto metric = columns_of(rows, scenario_, request_.metric);
    auto delivered = columns_of(rows, scenario_, "delivered_units");
    Tried& tried = out.emplace_back();
    tried.exchanges = trades[i];
    tried.replications = is_random_ || rows.is_random() ? rows.size() : 1;
    const bool even = std::all_of(trades[i].begin(), trades[i].end(), is_even);
    for (std::size_t o = 0; o < metric.size(); ++o) {
      metric[o].resize(tried.replications);
      delivered[o].resize(tried.replications);
      TradeEffect& it = tried.effects.emplace_back(effect(o, std::move(metric[o]), std::move(delivered[o]), even));
      it.takes_part = takes_part(trades[i], it.organisation);
      tried.gain += it.gain;
      tried.not_worse = std::min(tried.not_worse, it.not_worse);
    }
    study.forget(i);
  }
  return out;
}

std::vector<Tried> TradeTrials::tried(const std::vector<Exchanges>& trades, std::size_t replications) {
  std::vector<Tried> out;
  for (std::size_t from = 0; from < trades.size() && may_go_on(); from += most_at_once) {
    const std::size_t left = std::min(most_at_once, request_.most_simulations - simulated_);
    const auto begin = trades.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(left, trades.size() - from));
    for (Tried& it : batch({begin, end}, replications)) out.push_back(std::move(it));
    simulated_ += static_cast<std::size_t>(end - begin);
  }
  return out;
}

Tried TradeTrials::tried(const Exchanges& trade, std::size_t replications) {
  ++simulated_;
  return std::move(batch({trade}, replications).front());
}

}  // namespace allot::experiment
