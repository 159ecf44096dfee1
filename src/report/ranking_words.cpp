#include "report/ranking_words.hpp"

#include <algorithm>
#include <cmath>

#include "allot/solution.hpp"
#include "base/text.hpp"
#include "report/answer_tables.hpp"
#include "report/sentence.hpp"

namespace allot::report {

Measure measure_of_ranked(const RankedMetric& metric) {
  if (is_date(metric.path)) return Measure::days;
  const Metric* known = metric_named(metric.path.substr(metric.path.rfind('.') + 1));
  return known && !metric.path.starts_with("milestone.") ? known->unit : Measure::share;
}

std::string unit_of_ranked(const RankedMetric& metric, const std::string& currency) {
  if (is_date(metric.path)) return "days";
  if (metric.path.starts_with("milestone.")) return "share";
  return unit_of(metric.path.substr(metric.path.rfind('.') + 1), currency);
}

Standing standing_of(const Ranking& ranking, const RankedVariant& variant) {
  if (!ranking.is_of_one()) {
    if (variant.nondominated >= ranking.probability) return Standing::in_pareto_set;
    return variant.nondominated <= 1 - ranking.probability ? Standing::dominated : Standing::open;
  }
  if (variant.dropped) return Standing::dropped;
  return ranking.left() == 1 ? Standing::best : Standing::left;
}

std::size_t count_of(const Ranking& it, Standing standing) {
  return static_cast<std::size_t>(std::count_if(it.variants.begin(), it.variants.end(), [&](const RankedVariant& one) {
    return standing_of(it, one) == standing;
  }));
}

std::string word_of(Standing standing) {
  switch (standing) {
    case Standing::best: return "best";
    case Standing::left: return "left";
    case Standing::dropped: return "dropped";
    case Standing::in_pareto_set: return "in the Pareto set";
    case Standing::dominated: return "dominated";
    case Standing::open: break;
  }
  return "open";
}

std::string small_number(double number) {
  const double size = std::abs(number);
  int decimals = 2;
  for (double scaled = size; scaled > 0 && scaled < 0.1 && decimals < 12; scaled *= 10) ++decimals;
  return decimals == 2 ? plain_number(size) : trimmed_with_thousands(size, decimals);
}

std::string date_of_days(double days) {
  if (!std::isfinite(days)) return "-";
  return format_date(static_cast<Date>(std::floor(days * static_cast<double>(day) + 0.5))).substr(0, 10);
}

}  // namespace allot::report
