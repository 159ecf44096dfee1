#include "metrics/matching.hpp"

#include <algorithm>

namespace allot::metrics {

// In which order equal moments stand changes no sum.
void sort(std::span<Step> steps) {
  const auto is_earlier = [](const Step& a, const Step& b) { return a.at < b.at; };
  if (!std::is_sorted(steps.begin(), steps.end(), is_earlier)) std::sort(steps.begin(), steps.end(), is_earlier);
}

Matching match(std::span<const Step> dues, std::span<const Step> arrivals, Time end) {
  Matching result;
  std::size_t next = 0;
  Units left = arrivals.empty() ? 0 : arrivals[0].units;
  for (const Step& due : dues) {
    result.units += due.units;
    for (Units open = due.units; open > 0;) {
      while (next < arrivals.size() && left == 0) left = ++next < arrivals.size() ? arrivals[next].units : 0;
      const bool came = next < arrivals.size();
      const Units units = came ? std::min(open, left) : open;
      const Time at = came ? arrivals[next].at : end;
      result.unit_seconds += units * (at - due.at);
      if (came && at <= due.at) result.on_time += units;
      left -= came ? units : 0;
      open -= units;
    }
  }
  return result;
}

PlanIntegrals integrate_plan(std::span<const Step> plan, std::span<const Step> delivered, Time begin, Time end) {
  PlanIntegrals sums;
  Units planned = 0, came = 0;
  Time now = begin;
  std::size_t p = 0, d = 0;
  const auto advance = [&](Time to) {
    const Duration span = std::min(to, end) - now;
    if (span <= 0) return;
    sums.plan += planned * span;
    sums.shortfall += std::max<Units>(0, planned - came) * span;
    sums.ahead += std::max<Units>(0, came - planned) * span;
    now += span;
  };
  while (p < plan.size() || d < delivered.size()) {
    const bool of_plan = d == delivered.size() || (p < plan.size() && plan[p].at <= delivered[d].at);
    advance(of_plan ? plan[p].at : delivered[d].at);
    if (of_plan)
      planned += plan[p++].units;
    else
      came += delivered[d++].units;
  }
  advance(end);
  return sums;
}

}  // namespace allot::metrics
