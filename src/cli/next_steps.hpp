#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"
#include "cli/options.hpp"

/// What can be asked after an answer: commands that work for this very scenario, as they can be typed.
namespace allot::cli {

/// One of the scenarios that were compared, and how a command line names it.
struct ComparedScenario {
  ScenarioOptions options;
  std::string name;
  Scenario scenario;
};

/// "allot WORDS FILE MORE --variant ... --set ...", as it can be typed.
std::string command_line(const std::string& words, const ScenarioOptions& options, const std::string& more);

/// The options with these variants made after their own; `base` is none.
ScenarioOptions with_variants(ScenarioOptions options, const std::string& variants);

/// `file` is the one that the scenarios are variants of; null where each is a file of its own.
std::vector<std::string> after_compare(const std::vector<ComparedScenario>& compared, const ScenarioFile* file,
                                       const ScenarioOptions& asked, const Comparison& comparison,
                                       const Sampling& sampling);

std::vector<std::string> after_run(const ScenarioOptions& options, const Scenario& scenario, const Results& results,
                                   const Sampling& sampling);

/// `edits`: those that were told apart; none: interventions were, of the scenario.
std::vector<std::string> after_attribute(const ScenarioOptions& options, const std::vector<std::string>& edits,
                                         bool has_variants);

}  // namespace allot::cli
