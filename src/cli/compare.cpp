#include <memory>

#include "allot/file_questions.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/compared.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/plot_option.hpp"
#include "report/decisions_unmatched.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t usual_thresholds = 100;

struct CompareOptions : ComparedOptions {
  SamplingOptions sampling;
  OutputOptions output;
  PlotOptions plots;
  std::string thresholds;
  std::string bounded, rules;
  std::vector<std::string> metrics;
  bool shows_divergence = false, is_detailed = false;
};

// Left to us, they are looked for where somebody will read them, and where there is one decision to judge.
std::size_t replications_of_thresholds(const CompareOptions& options, const Compared& compared, Format format) {
  if (!options.thresholds.empty()) return whole_number("--flips", options.thresholds, 0);
  const bool is_read = format == Format::table && options.output.folder.empty();
  return is_read && compared.all.scenarios().size() == 2 ? usual_thresholds : 0;
}

// How each of them is named in a command of its own.
std::vector<ComparedScenario> ways_to_name(const CompareOptions& options, const Compared& compared) {
  std::vector<ComparedScenario> out;
  for (std::size_t i = 0; i < compared.all.scenarios().size(); ++i) {
    const auto& [name, scenario] = compared.all.scenarios()[i];
    ScenarioOptions its = options.scenario;
    if (options.others.empty()) its = with_variants(std::move(its), name);
    if (i > 0 && !options.others.empty()) its = {options.others[i - 1], "", {}, false};
    out.push_back({std::move(its), name, scenario});
  }
  return out;
}

// Who reads the table sees it there.
void say_unmatched(const Comparison& comparison, Format format, bool is_quiet) {
  if (format == Format::table || is_quiet) return;
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const std::string why = report::why_nothing_matches(comparison, i);
    if (!why.empty()) say("allot: " + why + "\n");
  }
}

// The same again, with the tables of each.
std::string command_with_details(const CompareOptions& options) {
  std::string more;
  for (const std::string& file : options.others) more += shell_word(file) + " ";
  if (!options.variants.empty()) more += "--variants " + shell_word(options.variants) + " ";
  if (!options.baseline.empty()) more += "--baseline " + shell_word(options.baseline) + " ";
  return command_line("compare", options.scenario, more + "--details") + " (each with its tables)";
}

void add_next(Comparison& comparison, const CompareOptions& options, const Compared& compared, Format format,
              const Sampling& sampling) {
  if (format != Format::table && options.output.folder.empty()) return;
  const ScenarioFile* file = compared.as_written ? &*compared.as_written : nullptr;
  comparison.next = after_compare(ways_to_name(options, compared), file, options.scenario, comparison, sampling);
  if (comparison.differences.size() > 1 && !options.is_detailed)
    comparison.next.push_back(command_with_details(options));
}

std::vector<allocation::Rule> rules_held_against(const CompareOptions& options) {
  std::vector<allocation::Rule> rules;
  for (const std::string& name : comma_separated(options.rules)) rules.push_back(rule_from("--rules", name));
  return rules;
}

void expect_bounded(const std::string& metric) {
  std::vector<std::string> names;
  for (const BoundedMetric& it : bounded_metrics()) names.emplace_back(it.name);
  one_of("--bound", metric, names);
}

void run_bound(const CompareOptions& options, const Sampling& asked) {
  expect_bounded(options.bounded);
  Sampling sampling = asked;
  sampling.with_orders = false;
  const Format format = format_from(options.output);
  const Compared compared = compared_by(options);
  say_remarks(options, compared, options.sampling.is_quiet);
  give(bound(compared.all, options.bounded, rules_held_against(options), sampling), "bound", options.output, format,
       style_from(options.output));
}

void run(const CompareOptions& options) {
  Sampling sampling = sampling_from(options.sampling);
  sampling.metrics = metrics_from(options.metrics);
  if (!sampling.metrics.empty() && (options.shows_divergence || !options.bounded.empty()))
    throw UsageError("--metrics is for the comparison itself, without --divergence and --bound");
  if (!options.bounded.empty()) return run_bound(options, sampling);
  if (!options.rules.empty()) throw UsageError("--rules is for --bound; without it, say rules in variants");
  const Format format = format_from(options.output);
  sampling.with_orders = shows_orders(options.output, format);
  Style style = style_from(options.output);
  style.is_detailed = options.is_detailed;
  const Compared compared = compared_by(options);
  if (compared.all.scenarios().size() < 2)
    throw UsageError(
        "there is nothing to compare: the scenario has no variants; name some with --variants, or give several files");
  say_remarks(options, compared, options.sampling.is_quiet);
  if (options.shows_divergence) {
    return give(diverge(compared.all, sampling), "divergence", options.output, format, style);
  }
  Sampling asked = sampling;
  const bool is_drawn = draws(options.plots, format);
  asked.with_series = asked.with_answer = is_drawn || shows_answer(options.output, format);
  Comparison comparison = compare(compared.all, asked, replications_of_thresholds(options, compared, format));
  say_lacks(compared, sampling, options.sampling.is_quiet);
  say_unmatched(comparison, format, options.sampling.is_quiet);
  add_next(comparison, options, compared, format, sampling);
  give(comparison, "comparison", options.output, format, style);
  if (is_drawn) print_plots(comparison, options.plots, style);
}

}  // namespace

void add_compare(Program& program) {
  const auto options = std::make_shared<CompareOptions>();
  Command command = program.command("compare", "what a decision changed, for whom: variants on common random numbers");
  add_scenario(command, options->scenario);
  command.list("OTHERS", options->others, "further scenario files, compared with the first");
  add_compared(command, *options);
  command.option("--flips", options->thresholds,
                 "look for what would reverse the answer, with so many replications a point; 0: do not; default: "
                 "100 in a table of one difference, else 0");
  command.flag("--details", options->is_detailed,
               "of several, each with its tables: who gained and who lost, groups, milestones, regret");
  command.flag(
      "--divergence", options->shows_divergence,
      "instead: where one replication (--replication, else 0) first parts from the baseline's, and what follows");
  command.option_or("--bound", options->bounded, "online_gpu_days",
                    "instead: what each reached, and the best that any rule could have done, by this metric: also "
                    "delivered_gpu_days, on_time_units, revenue or least_fill");
  command.option(
      "--rules", options->rules,
      "with --bound: rules to hold against it as well, separated by commas, in place of those of all suppliers");
  add_metrics(command, options->metrics);
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  add_plot(command, options->plots);
  command.footer(
      "Examples:\n  allot compare data/scenarios/h100-swap.json --variants texas-only --baseline texas-only+no-swap\n  "
      "allot compare before.json after.json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
