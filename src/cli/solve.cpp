#include <memory>

#include "allot/compensation.hpp"
#include "allot/file_questions.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct SolveOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  std::string axis, target, tolerance = "0", whole;
};

// What goes wrong at a value of the axis, or with the variant of a difference, was typed there.
template <class Made>
auto as_searched(const Search& search, const Made& made) {
  const std::string variant = subtracted_variant(search.metric);
  try {
    return made();
  } catch (const InputError& error) {
    const InputError of_axis = as_typed(error, "--set", "--axis", search.pointer + "=");
    throw variant.empty() ? of_axis : as_typed(of_axis, "--variant", "--target", variant);
  }
}

void run_compensation(const SolveOptions& options) {
  if (!options.axis.empty() || !options.target.empty())
    throw UsageError("--whole: asks questions of its own, and takes neither --axis nor --target");
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const ScenarioFile file = scenario_from(options.scenario);
  Compensation whole =
      break_even_terms(checked(options.scenario, file, options.sampling.is_quiet), options.whole, sampling);
  if (shows_answer(options.output, format)) whole.basis.hash = hash(file);
  give(whole, "whole", options.output, format, style);
}

void run(const SolveOptions& options) {
  if (!options.whole.empty()) return run_compensation(options);
  if (options.axis.empty() || options.target.empty())
    throw UsageError("solve needs --axis and --target, or --whole; see allot solve --help");
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Search search = search_of(options.axis, options.target, options.tolerance);
  const Style style = style_from(options.output);
  const ScenarioFile file = read_scenario(options.scenario.file);
  const Edits edits = edits_from(options.scenario);
  check(with_edits(file, edits));
  give(as_searched(search,
                   [&] {
                     checked(options.scenario, with_edits(file, edits, {{search.pointer, search.low}}),
                             options.sampling.is_quiet);
                     return solve(file, edits, search, sampling);
                   }),
       "solution", options.output, format, style);
}

}  // namespace

void add_solve(Program& program) {
  const auto options = std::make_shared<SolveOptions>();
  Command command = program.command("solve", "the first value of one field at which a metric meets a target");
  add_scenario(command, options->scenario);
  command.option(
      "--axis", options->axis,
      "POINTER=LOW..HIGH: dates and durations by the day, whole numbers by one, units by the lot; numbers may have a "
      "unit (1000/w..9000/w)");
  command.option(
      "--target", options->target,
      "METRIC>=VALUE, METRIC<=VALUE, or METRIC=VALUE with --tolerance; METRIC may be milestone.ID.date (VALUE a date), "
      "milestone.ID.reached (a share of 1), or difference.NAME.METRIC, the scenario less variant NAME (dates in days)");
  command.option("--whole", options->whole,
                 "instead of --axis and --target, an intervention (swap, divert, loan): the day of return, the "
                 "number of units, or the payment, at which neither side is worse off than without it");
  command.option("--tolerance", options->tolerance, "how far from VALUE is still equal; of a date a duration");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot solve data/scenarios/h100-swap-fixed.json --variant texas-only --axis "
      "/parameters/hall_ready=2023-12-01..2024-12-01 --target "
      "'difference.no-swap.organisation.tesla.online_gpu_days>=0'\n"
      "  allot solve data/scenarios/h100-swap.json --axis /parameters/hall_ready=2024-06-01..2024-12-01 --target "
      "'milestone.texas-50k.date>=2024-12-01'\n"
      "  allot solve data/scenarios/h100-swap.json --whole swap");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
