#include <memory>

#include "allot/file_questions.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct AttributeOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  std::string edits;
};

Attributions attribution_of_edits(const AttributeOptions& options, const Sampling& sampling) {
  const std::vector<std::string> edits = comma_separated(options.edits);
  if (edits.empty()) throw UsageError("--edits: expected names of variants such as A,B, found '" + options.edits + "'");
  const ScenarioFile file = read_scenario(options.scenario.file);
  checked(options.scenario, edited_by(options.scenario, file), options.sampling.is_quiet);
  return attribute(file, edits_from(options.scenario), edits, sampling);
}

void run(const AttributeOptions& options) {
  Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  sampling.with_orders = shows_orders(options.output, format);
  const Style style = style_from(options.output);
  Attributions answer;
  if (options.edits.empty()) {
    const ScenarioFile file = scenario_from(options.scenario);
    const Scenario scenario = checked(options.scenario, file, options.sampling.is_quiet);
    answer = attribute(scenario, sampling);
    if (shows_answer(options.output, format)) answer.basis.hash = hash(file);
    answer.next = after_attribute(options.scenario, {}, !scenario.variants.empty());
  } else {
    answer = attribution_of_edits(options, sampling);
    answer.next = after_attribute(options.scenario, answer.interventions, true);
  }
  give(answer, "attribution", options.output, format, style);
}

}  // namespace

void add_attribute(Program& program) {
  const auto options = std::make_shared<AttributeOptions>();
  Command command =
      program.command("attribute", "split what the interventions, or named edits, changed among them (Shapley value)");
  add_scenario(command, options->scenario);
  command.option(
      "--edits", options->edits,
      "variants, separated by commas, to split their joint change among instead, against the scenario as written");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot attribute data/scenarios/h100-swap.json\n  allot attribute my.json --format json -n 200\n  "
      "allot attribute data/scenarios/h100-swap.json --edits texas-only,no-swap");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
