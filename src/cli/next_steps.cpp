#include "cli/next_steps.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

#include "allot/error.hpp"
#include "allot/explanation.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t most_edits = 4;  // whose every subset is tried

std::string listed_names(const std::vector<std::string>& names, char between) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(1, between)) + name;
  return text;
}

std::vector<std::string> parts_of(const std::string& variants) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= variants.size();) {
    const std::size_t end = std::min(variants.find('+', at), variants.size());
    const std::string part = variants.substr(at, end - at);
    if (!part.empty() && part != "base") parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

Scenario without_decisions(Scenario scenario) {
  scenario.interventions.clear();
  scenario.placed.clear();
  scenario.notes.clear();
  scenario.variants.clear();
  scenario.comparisons.clear();
  scenario.name = scenario.question = scenario.variant = "";
  return scenario;
}

bool differ_in_decisions_alone(const Scenario& one, const Scenario& other) {
  return one.interventions != other.interventions && without_decisions(one) == without_decisions(other);
}

// The parts that a variant makes beyond the baseline, where it begins with all that the baseline makes.
std::vector<std::string> edits_beyond(const std::string& baseline, const std::string& variant) {
  std::vector<std::string> before = parts_of(baseline), all = parts_of(variant);
  if (before.size() > all.size() || !std::equal(before.begin(), before.end(), all.begin())) return {};
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before.size()));
  const std::set<std::string> different(all.begin(), all.end());
  return all.size() < 2 || all.size() > most_edits || different.size() < all.size() ? std::vector<std::string>{} : all;
}

// Whether every choice of the edits makes a scenario.
bool can_be_made_apart(const ScenarioOptions& options, const ScenarioFile& file,
                       const std::vector<std::string>& edits) {
  Checker checker;
  try {
    for (std::size_t mask = 0; mask < std::size_t{1} << edits.size(); ++mask) {
      std::vector<std::string> chosen;
      for (std::size_t i = 0; i < edits.size(); ++i)
        if (mask >> i & 1) chosen.push_back(edits[i]);
      checker(edited_by(options, file, {}, listed_names(chosen, '+')));
    }
  } catch (const InputError&) {
    return false;
  }
  return true;
}

// Where a difference is one of several decisions, or of several edits, that can be told apart.
std::string attribution_command(const std::vector<ComparedScenario>& compared, const Comparison& comparison,
                                const ScenarioFile* file, const Sampling& sampling) {
  for (const VariantDifferences& difference : comparison.differences) {
    const ComparedScenario &baseline = compared[difference.baseline], &variant = compared[difference.variant];
    if (differ_in_decisions_alone(baseline.scenario, variant.scenario)) {
      const bool has_more = variant.scenario.interventions.size() > baseline.scenario.interventions.size();
      const ComparedScenario& larger = has_more ? variant : baseline;
      if (can_attribute(larger.scenario, sampling))
        return command_line("attribute", larger.options, "") + " (which decision did what)";
      continue;
    }
    if (!file) continue;
    const std::vector<std::string> edits = edits_beyond(baseline.name, variant.name);
    if (!edits.empty() && can_be_made_apart(baseline.options, *file, edits))
      return command_line("attribute", baseline.options, "--edits " + shell_word(listed_names(edits, ','))) +
             " (which change did it)";
  }
  return {};
}

/// Of whom it may be worth asking where the days went, and how much speaks for it.
struct Candidate {
  double weight;
  const ScenarioOptions* options;
  const Scenario* scenario;
  std::string organisation;
};

// Who was promised something by a day has days to explain, but for decisions that took all of it away: one replication
// tells, unless it is a large one.
bool has_days_to_explain(const Candidate& it, Sampling sampling) {
  constexpr std::size_t most_orders = 200'000;
  if (it.scenario->interventions.empty()) return true;
  if (it.scenario->orders.size() > most_orders) return false;
  sampling.replications = 1;
  sampling.progress = nullptr;
  sampling.precisions.clear();
  sampling.is_enough = nullptr;
  try {
    const Explanations answer = explain(*it.scenario, {it.organisation}, sampling);
    return !answer.organisations.empty() && answer.organisations.front().units > 0;
  } catch (const RequestError&) {
    return false;
  }
}

// Of the first that has something to explain, the weightiest before.
std::string explanation_command(std::vector<Candidate> candidates, const Sampling& sampling) {
  constexpr std::size_t most_tries = 3;
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  for (std::size_t i = 0; i < std::min(candidates.size(), most_tries); ++i)
    if (has_days_to_explain(candidates[i], sampling))
      return command_line("explain", *candidates[i].options, shell_word(candidates[i].organisation)) +
             " (where its days went)";
  return {};
}

bool has_promises(const Results& results, const std::string& organisation) {
  for (std::size_t i = 0; i < results.columns.size(); ++i) {
    const MetricColumn& column = results.columns[i];
    if (column.kind == EntityKind::organisation && column.entity == organisation && column.metric == "lateness_days")
      return results.estimates[i].count > 0;
  }
  return false;
}

// Whoever gained or lost, in the run in which it has less.
std::vector<Candidate> those_who_moved(const std::vector<ComparedScenario>& compared, const Comparison& comparison) {
  std::vector<Candidate> out;
  for (const VariantDifferences& variant : comparison.differences) {
    for (std::size_t i = 0; i < variant.columns.size(); ++i) {
      const MetricColumn& column = variant.columns[i];
      if (column.kind != EntityKind::organisation || column.metric != "online_gpu_days") continue;
      const double mean = variant.differences[i].estimate.mean;
      const std::size_t place = mean < 0 ? variant.variant : variant.baseline;
      const ComparedScenario& lesser = compared[place];
      if (std::abs(mean) > 0 && has_promises(comparison.variants[place].results, column.entity))
        out.push_back({std::abs(mean), &lesser.options, &lesser.scenario, column.entity});
    }
  }
  return out;
}

std::vector<Candidate> those_who_wait(const ScenarioOptions& options, const Scenario& scenario,
                                      const Results& results) {
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < results.columns.size(); ++i) {
    const MetricColumn& column = results.columns[i];
    if (column.kind == EntityKind::organisation && column.metric == "lateness_days" && results.estimates[i].count > 0)
      out.push_back({results.estimates[i].mean, &options, &scenario, column.entity});
  }
  return out;
}

// The first of the pairs alone, which is then judged by what would reverse it.
std::string command_of_pair(const ScenarioOptions& asked, const Comparison& comparison) {
  return command_line("compare", asked,
                      "--baseline " + shell_word(comparison.baseline_of(0).name) + " --variants " +
                          shell_word(comparison.variant_of(0).name)) +
         " (the first of these alone, and what would reverse it)";
}

void add_if_any(std::vector<std::string>& commands, const std::string& text) {
  if (!text.empty()) commands.push_back(text);
}

// With the variants of its own, and no variant made before.
std::string comparison_command(ScenarioOptions options) {
  options.variant.clear();
  return command_line("compare", options, "") + " (its variants side by side)";
}

}  // namespace

std::string command_line(const std::string& words, const ScenarioOptions& options, const std::string& more) {
  std::string text = "allot " + words + " " + shell_word(options.file) + (more.empty() ? "" : " " + more);
  if (!options.variant.empty()) text += " --variant " + shell_word(options.variant);
  for (const std::string& setting : options.settings) text += " --set " + shell_word(setting);
  return text;
}

ScenarioOptions with_variants(ScenarioOptions options, const std::string& variants) {
  std::vector<std::string> all = parts_of(options.variant);
  for (std::string& part : parts_of(variants)) all.push_back(std::move(part));
  options.variant = listed_names(all, '+');
  return options;
}

std::vector<std::string> after_compare(const std::vector<ComparedScenario>& compared, const ScenarioFile* file,
                                       const ScenarioOptions& asked, const Comparison& comparison,
                                       const Sampling& sampling) {
  std::vector<std::string> commands;
  if (comparison.baseline.empty()) commands.push_back(command_of_pair(asked, comparison));
  add_if_any(commands, attribution_command(compared, comparison, file, sampling));
  add_if_any(commands, explanation_command(those_who_moved(compared, comparison), sampling));
  return commands;
}

std::vector<std::string> after_run(const ScenarioOptions& options, const Scenario& scenario, const Results& results,
                                   const Sampling& sampling) {
  std::vector<std::string> commands;
  if (!scenario.variants.empty()) commands.push_back(comparison_command(options));
  add_if_any(commands, explanation_command(those_who_wait(options, scenario, results), sampling));
  return commands;
}

std::vector<std::string> after_attribute(const ScenarioOptions& options, const std::vector<std::string>& edits,
                                         bool has_variants) {
  if (edits.empty())
    return has_variants ? std::vector<std::string>{comparison_command(options)} : std::vector<std::string>{};
  return {command_line("compare", options, "--variants " + shell_word(listed_names(edits, ','))) +
          " (each of them alone)"};
}

}  // namespace allot::cli
