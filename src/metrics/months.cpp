#include "metrics/months.hpp"

#include <algorithm>
#include <chrono>

namespace allot::metrics {
namespace {

std::chrono::year_month month_of(Date date) {
  const std::chrono::sys_seconds moment{std::chrono::seconds{date}};
  const std::chrono::year_month_day on{std::chrono::floor<std::chrono::days>(moment)};
  return on.year() / on.month();
}

Date first_day_of(std::chrono::year_month month) {
  return std::chrono::sys_seconds{std::chrono::sys_days{month / 1}}.time_since_epoch().count();
}

}  // namespace

Months::Months(Date start, Time end, Duration beyond) : start_(start), end_(end) {
  const std::chrono::year_month last = month_of(start + end - 1 + beyond), last_within = month_of(start + end - 1);
  for (std::chrono::year_month month = month_of(start);; month += std::chrono::months{1}) {
    begins_.push_back(first_day_of(month) - start);
    if (month > last) break;
    if (month <= last_within) ++until_end_;
  }
}

std::size_t Months::of(Time at) const {
  const auto after = std::upper_bound(begins_.begin() + 1, begins_.end() - 1, at);
  return static_cast<std::size_t>(after - begins_.begin()) - 1;
}

}  // namespace allot::metrics
