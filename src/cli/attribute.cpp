#include <CLI/CLI.hpp>
#include <memory>

#include "allot/comparison.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/decisions.hpp"

namespace allot::cli {
namespace {

struct Options {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
};

void run(const Options& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const Attributions answer = attribute(check(scenario_from(options.scenario)), sampling);
  give(answer, "attribution", options.output, format, style);
}

}  // namespace

void add_attribute(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("attribute", "split what the interventions changed among them (Shapley value)");
  add_scenario(*command, options->scenario);
  add_sampling(*command, options->sampling);
  add_output(*command, options->output);
  command->footer(
      "Examples:\n  allot attribute data/scenarios/h100-swap.json\n  allot attribute my.json --format json "
      "-n 200");
  command->callback([options] { run(*options); });
}

}  // namespace allot::cli
