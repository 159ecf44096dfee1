#include "allot/plan.hpp"

#include <memory>

#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct PlanOptions {
  ScenarioOptions scenario;
  std::string probability = "0.9", since;
  SamplingOptions sampling;
  OutputOptions output;
};

PlanRequest request_from(const PlanOptions& options) {
  PlanRequest request;
  request.probability = decimal_number("--confirm", options.probability);
  if (!(request.probability > 0 && request.probability < 1))
    throw UsageError("--confirm: expected a number between 0 and 1, found " + options.probability);
  return request;
}

void run(const PlanOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const PlanRequest request = request_from(options);
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario scenario = checked(options.scenario, file, options.sampling.is_quiet);
  Plan found = options.since.empty() ? plan(scenario, request, sampling)
                                     : plan_since(check(read_scenario(options.since)), scenario, request, sampling);
  say_lacks(file, scenario, sampling, options.sampling.is_quiet);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  give(found, "plan", options.output, format, style);
}

}  // namespace

void add_plan(Program& program) {
  const auto options = std::make_shared<PlanOptions>();
  options->sampling.replications = "200";
  Command command =
      program.command("plan", "the date that each order can be confirmed for, what delays it, and what goes to whom");
  add_scenario(command, options->scenario);
  command.option("--confirm", options->probability, "how often a confirmed date is to be kept");
  command.option("--since", options->since, "an earlier scenario: which dates moved since its plan, and why");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  add_workbook(command, options->output);
  command.footer(
      "Examples:\n  allot plan data/scenarios/h100-swap.json\n  allot plan my.json -o plan.xlsx\n  allot plan "
      "next.json --since my.json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
