#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/results.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"

/// Results that nobody simulated.
namespace allot::invented {

inline constexpr Date first_of_2024 = 19723 * day;

inline Results results(std::size_t replications) {
  Results results;
  results.scenario = "h100-swap";
  results.hash = "sha256:0123";
  results.question = "Who gained from the swap?";
  results.currency = "USD";
  results.start = first_of_2024;
  results.end = first_of_2024 + 366 * day;
  results.replications = replications;
  results.is_random = replications > 1;
  return results;
}

inline void add(Results& results, EntityKind kind, std::string entity, std::string metric,
                const std::vector<double>& column) {
  results.columns.push_back({kind, std::move(entity), std::move(metric)});
  results.estimates.push_back(estimate(column));
}

/// A milestone and on which day each replication reaches it; -1: never.
inline void add_milestone(Results& results, std::string id, const std::vector<int>& days) {
  std::vector<Time> dates;
  for (const int reached : days) dates.push_back(reached < 0 ? never : reached * day);
  results.milestones.push_back({std::move(id), estimate_dates(dates, results.end - results.start)});
}

/// 0 to 9,990 in steps of ten, in no order.
inline std::vector<double> thousand_values() {
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(10 * (i * 7 % 1000));
  return values;
}

}  // namespace allot::invented
