#include "statistics/dates.hpp"

#include <vector>

#include <algorithm>

#include "statistics/quantile.hpp"

namespace allot {
namespace {

std::optional<Time> reached(Time date) { return date == never ? std::nullopt : std::optional(date); }

DateQuantile estimate_quantile(std::span<const Time> sorted, double share) {
  const Ranks ranks = quantile_ranks(sorted.size(), share);
  DateQuantile quantile;
  quantile.value = reached(sorted[type1_rank(sorted.size(), share) - 1]);
  if (ranks.lower >= 1) quantile.low = reached(sorted[ranks.lower - 1]);
  if (ranks.upper <= sorted.size()) quantile.high = reached(sorted[ranks.upper - 1]);
  return quantile;
}

}  // namespace

std::optional<Time> quantile_of_dates(std::span<Time> dates, double share) {
  if (dates.empty()) return std::nullopt;
  const auto place = dates.begin() + static_cast<std::ptrdiff_t>(type1_rank(dates.size(), share) - 1);
  std::nth_element(dates.begin(), place, dates.end());
  return reached(*place);
}

// Whole seconds add up exactly, so any order gives the same bytes; summing what is short of the end keeps
// them small.
double mean_until(std::span<const Time> dates, Time end) {
  if (dates.empty()) return std::numeric_limits<double>::quiet_NaN();
  Time short_of_end = 0;
  for (const Time date : dates) short_of_end += end - std::min(date, end);
  return static_cast<double>(end) - static_cast<double>(short_of_end) / static_cast<double>(dates.size());
}

DateEstimate estimate_dates(std::span<const Time> dates, Time end) {
  DateEstimate result;
  result.count = dates.size();
  if (dates.empty()) return result;
  std::vector<Time> sorted(dates.begin(), dates.end());
  std::sort(sorted.begin(), sorted.end());
  result.reached = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), never) - sorted.begin());
  result.share = static_cast<double>(result.reached) / static_cast<double>(result.count);
  result.share_ci95 = wilson_interval(result.reached, result.count);
  result.p10 = estimate_quantile(sorted, 0.1);
  result.p50 = estimate_quantile(sorted, 0.5);
  result.p90 = estimate_quantile(sorted, 0.9);
  result.mean_until_end = mean_until(dates, end);
  return result;
}

}  // namespace allot
