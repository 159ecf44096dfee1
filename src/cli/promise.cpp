#include "allot/promise.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/promise.hpp"

namespace allot::cli {
namespace {

struct Options {
  ScenarioOptions scenario;
  std::string order, probability = "0.9";
  bool calibrates = false;
  SamplingOptions sampling;
  OutputOptions output;
};

std::string free_id(const Scenario& scenario) {
  const auto is_taken = [&](const std::string& id) {
    for (std::size_t i = 0; i < scenario.orders.size(); ++i)
      if (scenario.orders.id(i) == id) return true;
    return false;
  };
  std::string id = "promised";
  for (int n = 2; is_taken(id); ++n) id = "promised." + std::to_string(n);
  return id;
}

void run(const Options& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  PromiseRequest request;
  request.probability = decimal_number("--probability", options.probability);
  if (!(request.probability > 0 && request.probability < 1)) throw UsageError("--probability: expected a number between 0 and 1, found " + options.probability);
  request.calibrates = options.calibrates;
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario without = check(file);
  request.order = free_id(without);
  const Scenario with = check_variant(edited(file, "", {{"/orders/" + request.order, options.order}}), file, without);
  give(promise(without, with, request, sampling), "promise", options.output, format, style);
}

}  // namespace

void add_promise(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("promise", "the date that an order can be promised, and whom it would displace");
  add_scenario(*command, options->scenario);
  command->add_option("--order", options->order, "the order as it would stand in the scenario; its defaults fill it")->required();
  command->add_option("--probability", options->probability, "how often the date is to be kept")->capture_default_str();
  command->add_flag("--calibrate", options->calibrates, "also how often such dates are kept in replications that they were not taken from");
  add_sampling(*command, options->sampling);
  add_output(*command, options->output);
  command->footer(
      "Example:\n  allot promise data/scenarios/minimal.json --order '{\"organisation\": \"lab\", \"supplier\": \"maker\", "
      "\"product\": \"gpu\", \"units\": 80}'");
  command->callback([options] { run(*options); });
}

}  // namespace allot::cli
