#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"

namespace allot::stories {

/// What one course of a scenario comes to: metrics by path ("organisation.lab.online_units",
/// "system.stock_units"), the day of each milestone that is reached, by id.
struct Told {
  std::map<std::string, double> metrics;
  std::map<std::string, std::string> days;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

inline Told told(const ScenarioFile& file) {
  const Scenario scenario = check(file);
  Sampling sampling;
  sampling.replications = 1;
  const Results results = run(scenario, sampling);
  Told out;
  for (std::size_t i = 0; i < results.columns.size(); ++i)
    out.metrics[path_of(results.columns[i])] = results.estimates[i].mean;
  for (const MilestoneEstimate& milestone : results.milestones)
    if (milestone.date.p50.value) out.days[milestone.id] = format_date(scenario.start + *milestone.date.p50.value);
  return out;
}

}  // namespace allot::stories
