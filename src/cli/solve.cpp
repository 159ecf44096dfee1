#include <memory>

#include "allot/comparison.hpp"
#include "allot/reports.hpp"
#include "base/literals.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "experiment/metric_by_path.hpp"

namespace allot::cli {
namespace {

struct SolveOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  std::string axis, target, tolerance = "0", whole;
};

double date_number(const std::string& text) {
  const auto date = parse_date(text);
  if (!date) throw UsageError("--target: expected a date such as 2024-06-15, found '" + text + "'");
  return static_cast<double>(*date);
}

double days_number(const std::string& text) {
  const auto seconds = parse_duration(text);
  if (!seconds) throw UsageError("--tolerance: expected a duration such as 3d, found '" + text + "'");
  return seconds->real();
}

Search search_from(const SolveOptions& options) {
  Search search;
  const std::size_t equals = options.axis.find('='), dots = options.axis.find("..");
  if (equals == std::string::npos || dots == std::string::npos || dots < equals || options.axis[0] != '/')
    throw UsageError(
        "--axis: expected POINTER=LOW..HIGH such as /parameters/hall_ready=2023-12-01..2024-12-01, found '" +
        options.axis + "'");
  search.pointer = options.axis.substr(0, equals);
  search.low = options.axis.substr(equals + 1, dots - equals - 1);
  search.high = options.axis.substr(dots + 2);
  const std::size_t at = options.target.find_first_of("<>=");
  if (at == std::string::npos)
    throw UsageError("--target: expected METRIC>=VALUE, METRIC<=VALUE or METRIC=VALUE, found '" + options.target + "'");
  const bool has_two = at + 1 < options.target.size() && options.target[at + 1] == '=' && options.target[at] != '=';
  if (options.target[at] != '=' && !has_two)
    throw UsageError("--target: expected >=, <= or =, found '" + options.target + "'");
  search.metric = options.target.substr(0, at);
  search.relation = options.target[at] == '>'   ? Relation::at_least
                    : options.target[at] == '<' ? Relation::at_most
                                                : Relation::equal;
  const std::string target = options.target.substr(at + (has_two ? 2 : 1));
  search.target = is_date(search.metric) ? date_number(target) : decimal_number("--target", target);
  search.tolerance = is_date(search.metric) && options.tolerance != "0"
                         ? days_number(options.tolerance)
                         : decimal_number("--tolerance", options.tolerance);
  if (search.tolerance < 0) throw UsageError("--tolerance: expected at least 0");
  return search;
}

// NAME of difference.NAME.METRIC.
std::string variant_in(const std::string& metric) {
  try {
    return experiment::difference_in(metric).first;
  } catch (const RequestError& error) {
    throw UsageError(std::string("--target: ") + error.what());
  }
}

// What goes wrong at a value of the axis, or with the variant of a difference, was typed there.
template <class Made>
auto as_searched(const Search& search, const std::string& variant, const Made& made) {
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
  Search search = search_from(options);
  const Style style = style_from(options.output);
  const ScenarioFile file = read_scenario(options.scenario.file);
  search.lot = lot_at(check(edited_by(options.scenario, file, {})), search.pointer);
  const std::string variant = variant_in(search.metric);
  for (const std::string& setting : options.scenario.settings)
    if (setting.starts_with(search.pointer + "="))
      throw UsageError("--set: " + search.pointer + " is what --axis moves");
  Checker checker;
  // The variant comes after the value: what it takes away or sets itself, the axis does not move in it.
  const auto scenario_at = [&](const std::string& value) {
    const Settings at = {{search.pointer, value}};
    return as_searched(search, variant, [&] {
      std::vector<std::pair<std::string, Scenario>> out;
      out.emplace_back("", checker(edited_by(options.scenario, file, at)));
      if (!variant.empty()) out.emplace_back(variant, checker(edited_by(options.scenario, file, at, variant)));
      return out;
    });
  };
  as_searched(search, variant, [&] {
    return checked(options.scenario, edited_by(options.scenario, file, {{search.pointer, search.low}}),
                   options.sampling.is_quiet);
  });
  Solution solution = solve(search, scenario_at, sampling);
  if (shows_answer(options.output, format)) solution.basis.hash = hash(edited_by(options.scenario, file, {}));
  give(solution, "solution", options.output, format, style);
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
