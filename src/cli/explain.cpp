#include <memory>

#include "allot/explanation.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t replications_of_remedies = 100;

struct ExplainOptions {
  ScenarioOptions scenario;
  std::vector<std::string> ids;
  SamplingOptions sampling;
  OutputOptions output;
  bool no_remedies = false;
};

void run(const ExplainOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario scenario = checked(options.scenario, file, options.sampling.is_quiet);
  Explanations answer = explain(scenario, options.ids, sampling);
  say_lacks(file, scenario, sampling, options.sampling.is_quiet);
  if (!options.no_remedies) {
    Sampling few = sampling;
    few.replications = std::min(few.replications, replications_of_remedies);
    find_remedies(answer, scenario, options.ids, few);
  }
  if (shows_answer(options.output, format)) answer.basis.hash = hash(file);
  give(answer, "explanation", options.output, format, style_from(options.output));
}

}  // namespace

void add_explain(Program& program) {
  const auto options = std::make_shared<ExplainOptions>();
  Command command = program.command(
      "explain", "where the days of an order or organisation from due to online went, and who was served instead");
  add_scenario(command, options->scenario);
  command.list("ID", options->ids, "orders or organisations; default: all");
  command.flag("--no-remedies", options->no_remedies,
               "do not look for what would have brought it online by its due date (100 replications a try)");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot explain data/scenarios/h100-swap.json tesla\n  allot explain my.json order-17 --format json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
