#pragma once

#include <string>

#include "allot/answer.hpp"
#include "allot/trade.hpp"
#include "report/names.hpp"
#include "report/path_words.hpp"

namespace allot::report {

/// '"the lot that was given"', "order x2", "all that it waits for".
inline std::string order_words(const Labels& labels, const TradeSide& side) {
  if (side.order.empty()) return "all that it waits for";
  const std::string name = full_name(labels, EntityKind::order, side.order);
  return labels.orders.contains(side.order) ? "\"" + name + "\"" : "order " + name;
}

/// What stands behind "gains 1,000": "GPU-days online", "USD of delay cost".
inline std::string measured_words(const std::string& metric, const std::string& currency) {
  if (metric == "online_gpu_days") return "GPU-days online";
  const Unit unit = metric_named(metric)->unit;
  const std::string of = unit == Unit::money ? currency : std::string(word_of(unit));
  return of + " of " + words_of_metric(metric);
}

/// Clear where a gain can be told from chance.
inline Answer::Certainty certainty_of(const Trade& trade) {
  for (const TradeEffect& it : trade.effects)
    if (it.gain != 0 && it.change.estimate.ci95 &&
        (it.change.estimate.ci95->low > 0 || it.change.estimate.ci95->high < 0))
      return Answer::Certainty::clear;
  return Answer::Certainty::unclear;
}

}  // namespace allot::report
