#include <memory>

#include "allot/game.hpp"
#include "allot/reports.hpp"
#include "base/nearest.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct GameOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  std::string rules, cap = "2", step = "0.25", rounds = "20", supplier, product;
};

std::vector<allocation::Rule> rules_from(const std::string& text) {
  std::vector<allocation::Rule> out;
  for (const std::string& name : comma_separated(text)) out.push_back(rule_from("--rule", name));
  return out;
}

GameRequest request_from(const GameOptions& options) {
  GameRequest request;
  request.supplier = options.supplier;
  request.product = options.product;
  request.rules = rules_from(options.rules);
  request.cap = decimal_number("--cap", options.cap);
  request.step = decimal_number("--step", options.step);
  request.rounds = whole_number("--rounds", options.rounds, 1);
  return request;
}

void run(const GameOptions& options) {
  const GameRequest request = request_from(options);
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const ScenarioFile file = scenario_from(options.scenario);
  Game game = play(checked(options.scenario, file, options.sampling.is_quiet), request, sampling);
  if (shows_answer(options.output, format)) game.basis.hash = hash(file);
  give(game, "game", options.output, format, style);
}

}  // namespace

void add_game(Program& program) {
  const auto options = std::make_shared<GameOptions>();
  options->sampling.replications = "20";
  Command command =
      program.command("game", "whether a rule invites buyers to order more than they need, and where that ends");
  add_scenario(command, options->scenario);
  command.option("--rule", options->rules, "rules to play under, separated by commas; default: the scenario's own");
  command.option("--cap", options->cap, "the largest multiple of its need that anyone orders");
  command.option("--step", options->step, "between the multiples tried");
  command.option("--rounds", options->rounds, "rounds after which to stop, settled or not");
  command.option("--supplier", options->supplier, "whose rule; needed where there are several");
  command.option("--product", options->product, "of what; needed where there are several");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "What the organisations order in the scenario is taken for their true need.\n"
      "Examples:\n  allot game data/scenarios/minimal.json\n  allot game my.json --rule proportional,equal_awards "
      "--cap 4 --step 0.5");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
