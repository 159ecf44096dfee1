// Trades that nobody objects to.
//
// Replications of the scenario, once recorded, say for every exchange of two places and every circle what it would bring if
// nothing else changed (trade_rings.cpp). Such an estimate is quick and may be wrong: a rule that divides by who owns what
// answers an exchange by dividing otherwise. So what it speaks for is simulated, on the draws of the scenario as it is, and
// only that counts (trade_trials.cpp). How many units change hands is then searched, since a hall takes so many and no more;
// and what is good alone is tried together (trade_search.cpp).
//
// The invariant: what is said of a trade is what `compare` says of its variant. It is simulated as the intervention that
// the variant states, from the same scenario, in the same replications.
//
// source: trades that nobody objects to as in Pareto (1906), chapter VI; circles as in Shapley and Scarf (1974), Journal of
//         Mathematical Economics 1(1); common random numbers as in docs/model.md, "Statistics"

#include "allot/trade.hpp"

#include <algorithm>
#include <set>

#include "allot/metric.hpp"
#include "base/nearest.hpp"
#include "experiment/design.hpp"
#include "experiment/difference.hpp"
#include "experiment/labels.hpp"
#include "experiment/trade_payments.hpp"
#include "experiment/trade_search.hpp"
#include "metrics/metrics.hpp"

namespace allot {
namespace {

using experiment::Felt;
using experiment::Tried;

void expect_metric(const std::string& name) {
  std::vector<std::string> known;
  for (const std::string_view it : metrics::metrics_of(EntityKind::organisation))
    if (metric_named(it)->better != Better::neither) known.emplace_back(it);
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string near = nearest(name, known);
  throw RequestError("a trade is judged by a metric of organisations of which more or less is better, and '" + name +
                     "' is none" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

std::vector<Date> days_of(const Scenario& scenario, const TradeRequest& request) {
  const Date first = std::max(scenario.start, scenario.as_of.value_or(scenario.start));
  for (const Date it : request.at)
    if (it < first || it >= scenario.end)
      throw RequestError("no trade can be struck on " + format_date(it) + ": the scenario is open from " +
                         format_date(first) + " to before " + format_date(scenario.end));
  return request.at.empty() ? std::vector<Date>{first} : request.at;
}

void expect_sense(const TradeRequest& request, const Sampling& sampling) {
  experiment::expect_fixed_count(sampling, "a search takes the same replications of every trade");
  if (!(request.overlook >= 0 && request.overlook < 1)) throw RequestError("what is overlooked is a share below 1");
  if (!(request.sure > 0 && request.sure <= 1)) throw RequestError("a probability lies between 0 and 1");
  const std::set<std::string> between(request.between.begin(), request.between.end());
  if (between.size() == 1) throw RequestError("a trade is between two organisations at least");
  expect_metric(request.metric);
}

// Whether the metric asks when units run; else when they come.
Felt felt_by(const std::string& metric) {
  const bool is_promised = metric == "lateness_days" || metric == "shortfall_gpu_days" || metric == "fill_rate" ||
                           metric == "otif" || metric == "ahead_gpu_days";
  const bool is_needed = metric.starts_with("delay_cost") || metric == "not_running_gpu_days";
  return is_promised ? Felt::promised : is_needed ? Felt::needed : Felt::online;
}

experiment::RingWishes wishes_of(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling) {
  experiment::RingWishes out;
  if (sampling.progress)
    out.look_up = [&] {
      if (!sampling.progress(0, request.most_simulations)) throw Interrupted();
    };
  out.most_parties = request.most_parties;
  for (const Organisation& it : scenario.organisations)
    out.worth.push_back(request.metric.starts_with("delay_cost") ? it.delay_cost : 1);
  for (const Product& it : scenario.products) {
    out.lots.push_back(it.lot);
    if (request.metric == "compute_flop") out.compute.push_back(it.compute.real());
  }
  return out;
}

std::string free_name(const Scenario& scenario, std::size_t number) {
  const auto is_taken = [&](const std::string& name) {
    const auto is_it = [&](const auto& it) { return it.id == name || it.id.starts_with(name + "-"); };
    return std::any_of(scenario.interventions.begin(), scenario.interventions.end(), is_it) ||
           std::any_of(scenario.variants.begin(), scenario.variants.end(), is_it);
  };
  std::string name = "trade-" + std::to_string(number);
  while (is_taken(name)) name = "new-" + name;
  return name;
}

// Those who take part, in their order, then others whom it touches, the most harmed first.
std::vector<TradeEffect> told(std::vector<TradeEffect> effects) {
  std::erase_if(effects, [](const TradeEffect& it) {
    return !it.takes_part && it.change.p_less == 0 && it.change.p_greater == 0 && it.not_worse == 1;
  });
  std::stable_sort(effects.begin(), effects.end(), [](const TradeEffect& a, const TradeEffect& b) {
    if (a.takes_part != b.takes_part) return a.takes_part;
    return !a.takes_part && a.gain < b.gain;
  });
  return effects;
}

Trade trade_of(const Tried& tried, const std::string& name, const Scenario& scenario, const TradeRequest& request,
               bool is_exact) {
  Trade out;
  out.name = name;
  out.exchanges = tried.exchanges;
  out.gain = tried.gain;
  out.not_worse = tried.not_worse;
  out.payments = experiment::payments_of(tried.effects, scenario, request.metric);
  out.effects = told(tried.effects);
  if (is_exact)
    for (TradeEffect& it : out.effects) experiment::make_exact(it.change), experiment::make_exact(it.delivered);
  return out;
}

}  // namespace

Trades find_trades(const Scenario& scenario, const TradeRequest& request, const Sampling& sampling) {
  expect_sense(request, sampling);
  Trades out;
  std::vector<experiment::DayOfTrade> days;
  for (const Date at : days_of(scenario, request)) {
    experiment::DayOfTrade& it = days.emplace_back();
    it.at = at;
    it.records = experiment::trade_records(scenario, request, at, felt_by(request.metric), sampling);
    it.rings = experiment::rings_of(it.records, wishes_of(scenario, request, sampling), request.sure);
    out.offers += it.records.places.size();
    out.offers_left_out += it.records.left_out;
    out.estimated += it.rings.estimated;
  }
  experiment::TradeTrials trials(scenario, request, sampling);
  const experiment::Found found = experiment::search_trades(scenario, request, days, trials);
  out.scenario = scenario.name;
  out.question = scenario.question;
  out.currency = scenario.currency;
  out.metric = request.metric;
  out.sure = request.sure;
  out.overlook = request.overlook;
  out.seed = sampling.seed;
  out.replications = trials.is_random() ? trials.replications() : 1;
  out.simulated = trials.simulated();
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  std::size_t number = 0;
  const auto told_of = [&](const Tried& it) {
    return trade_of(it, free_name(scenario, ++number), scenario, request, !trials.is_random());
  };
  for (const Tried& it : found.free) out.free.push_back(told_of(it));
  for (const Tried& it : found.paid)
    if (Trade trade = told_of(it); !trade.payments.empty())
      out.paid.push_back(std::move(trade));
    else
      --number;
  if (found.nearest) out.nearest = told_of(*found.nearest);
  return out;
}

Scenario with_trade(const Scenario& scenario, const Trade& trade) {
  return experiment::with_exchanges(scenario, trade.exchanges, trade.name);
}

}  // namespace allot
