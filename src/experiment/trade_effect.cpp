#include "experiment/trade_effect.hpp"

#include <algorithm>
#include <cmath>

#include "experiment/difference.hpp"
#include "statistics/quantile.hpp"
#include "statistics/sum.hpp"

namespace allot::experiment {
namespace {

using Values = std::vector<double>;

// What is lost or gained unnoticed, of such values.
double unnoticed(const Values& values, double overlook) {
  double largest = 0;
  const auto size_of = [&](std::size_t r) { return std::isfinite(values[r]) ? std::abs(values[r]) : 0; };
  for (std::size_t r = 0; r < values.size(); ++r) largest = std::max(largest, size_of(r));
  return std::max(negligible * largest,
                  overlook * blockwise_sum(values.size(), size_of) / static_cast<double>(values.size()));
}

Values gains_of(const Values& with, const Values& without, bool is_less_better) {
  Values out;
  for (std::size_t r = 0; r < with.size(); ++r) {
    const double change = with[r] - without[r];
    out.push_back(!std::isfinite(change) ? 0 : is_less_better ? 0 - change : change);
  }
  return out;
}

// Reached in at least this share of the replications.
double reached_by(Values gains, double share) {
  const std::size_t rank = type1_rank(gains.size(), share);
  const auto place = gains.end() - static_cast<std::ptrdiff_t>(rank);
  std::nth_element(gains.begin(), place, gains.end());
  return *place;
}

double mean_of(const Values& values) {
  return blockwise_sum(values.size(), [&](std::size_t r) { return values[r]; }) / static_cast<double>(values.size());
}

double not_worse(const Values& gains, const Values& units, double least, double least_units, const EffectRules& rules) {
  std::size_t worse = 0, better = 0;
  for (std::size_t r = 0; r < gains.size(); ++r) {
    const bool is_worse = gains[r] < -least || (rules.counts_units && units[r] < -least_units);
    worse += is_worse;
    better += !is_worse && gains[r] > least;
  }
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(gains.size()); };
  return rules.takes_part ? share(gains.size() - worse) : 1 - std::max(0.0, share(worse) - share(better));
}

}  // namespace

TradeEffect effect_of(const Possessions& with, const Possessions& without, const EffectRules& rules) {
  Possessions before = without;
  for (Values* it : {&before.metric, &before.delivered}) it->resize(with.metric.size());
  const Values gains = gains_of(with.metric, before.metric, rules.is_less_better);
  const Values units = gains_of(with.delivered, before.delivered, false);
  const double noise = unnoticed(before.metric, 0), least = unnoticed(before.metric, rules.overlook),
               least_units = unnoticed(before.delivered, rules.overlook);
  TradeEffect out;
  out.takes_part = rules.takes_part;
  out.change = difference_of(with.metric, before.metric);
  out.delivered = difference_of(with.delivered, before.delivered);
  // After a search the chance of a false alarm is not that of one test.
  out.change.p_value = out.delivered.p_value = std::nullopt;
  const auto clean = [&](double gain) { return std::abs(gain) <= noise ? 0 : gain; };
  out.gain = clean(mean_of(gains));
  out.at_least = clean(reached_by(gains, rules.sure));
  out.not_worse = not_worse(gains, units, least, least_units, rules);
  // Of who takes no part only what can be told from chance.
  const auto is_told = [&](const Difference& it, bool is_less_better) {
    const auto& interval = it.estimate.ci95;
    return rules.takes_part || !interval || (is_less_better ? interval->low > 0 : interval->high < 0);
  };
  out.has_fewer = rules.counts_units && mean_of(units) < -least_units && is_told(out.delivered, false);
  out.is_harmed = out.has_fewer || (out.gain < -least && is_told(out.change, rules.is_less_better));
  out.is_at_risk = out.is_harmed || (rules.takes_part && out.at_least < -least);
  return out;
}

}  // namespace allot::experiment
