#include <CLI/CLI.hpp>
#include <memory>

#include "allot/explanation.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/explanation.hpp"

namespace allot::cli {
namespace {

struct Options {
  ScenarioOptions scenario;
  std::vector<std::string> ids;
  SamplingOptions sampling;
  OutputOptions output;
};

void run(const Options& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Explanations answer = explain(check(scenario_from(options.scenario)), options.ids, sampling);
  give(answer, "explanation", options.output, format, style_from(options.output));
}

}  // namespace

void add_explain(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("explain", "where the days of an order or organisation went, and who was served instead");
  add_scenario(*command, options->scenario);
  command->add_option("ID", options->ids, "orders or organisations; default: all");
  add_sampling(*command, options->sampling);
  add_output(*command, options->output);
  command->footer("Examples:\n  allot explain data/scenarios/h100-swap.json tesla\n  allot explain my.json order-17 --format json");
  command->callback([options] { run(*options); });
}

}  // namespace allot::cli
