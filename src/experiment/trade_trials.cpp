#include "experiment/trade_trials.hpp"

#include <algorithm>
#include <functional>

#include "allot/metric.hpp"
#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"

namespace allot::experiment {
namespace {

constexpr std::size_t most_at_once = 16;

// By organisation. Without chance one replication is as good as all.
std::vector<Possessions> possessions_of(const Rows& rows, const Scenario& scenario, const std::string& metric,
                                        bool is_random) {
  const std::vector<MetricColumn> columns = rows.point().columns();
  const auto values = [&](const Organisation& of, const std::string& name) {
    std::vector<double> out = rows.column(column_named(columns, "organisation." + of.id + "." + name));
    if (!is_random && !rows.is_random()) out.resize(1);
    return out;
  };
  std::vector<Possessions> out;
  for (const Organisation& it : scenario.organisations)
    out.push_back({values(it, metric), values(it, "delivered_units")});
  return out;
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
  const bool even = exchange.is_even();
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
  const bool harms = std::any_of(effects.begin(), effects.end(), [](const TradeEffect& it) { return it.is_harmed; });
  return gain > 0 && !harms && not_worse >= sure;
}

bool Tried::is_paid() const {
  return gain > 0 && std::none_of(effects.begin(), effects.end(), [](const TradeEffect& it) { return it.has_fewer; });
}

TradeTrials::TradeTrials(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling)
    : scenario_(scenario), request_(request), sampling_(sampling) {
  sampling_.with_orders = false;
  is_less_better_ = metric_named(request.metric)->better == Better::less;
  Design design(sampling_);
  design.add(scenario);
  refuse_too_large(design, (most_at_once + 1) * design.block().to);
  Study study(std::move(design));
  const Rows& rows = study.need(0);
  replications_ = rows.size();
  is_random_ = study.is_random();
  without_ = possessions_of(rows, scenario, request.metric, true);
  const auto progress = sampling.progress;
  if (progress)
    sampling_.progress = [this, progress](std::size_t, std::size_t) {
      return progress(std::min(simulated_, request_.most_simulations), request_.most_simulations);
    };
}

Tried TradeTrials::judged(const Exchanges& trade, const std::vector<Possessions>& with) const {
  Tried out;
  out.exchanges = trade;
  out.replications = with.front().metric.size();
  for (std::size_t o = 0; o < with.size(); ++o) {
    EffectRules rules{is_less_better_, std::all_of(trade.begin(), trade.end(), std::mem_fn(&Exchange::is_even)),
                      takes_part(trade, scenario_.organisations[o].id), request_.sure, request_.overlook};
    TradeEffect& it = out.effects.emplace_back(effect_of(with[o], without_[o], rules));
    it.organisation = scenario_.organisations[o].id;
    out.gain += it.gain;
    out.not_worse = std::min(out.not_worse, it.not_worse);
  }
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
    out.push_back(judged(trades[i], possessions_of(study.need(i), scenario_, request_.metric, is_random_)));
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
