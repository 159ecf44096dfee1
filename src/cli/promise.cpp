#include "allot/promise.hpp"

#include <memory>

#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "base/literals.hpp"

namespace allot::cli {
namespace {

struct PromiseOptions {
  ScenarioOptions scenario;
  std::string order, probability = "0.9", by, units;
  bool calibrates = false;
  SamplingOptions sampling;
  OutputOptions output;
};

std::optional<Date> day_from(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Date> day = parse_date(text);
  if (!day) throw UsageError("--by: expected a date as 2024-12-31, found '" + text + "'");
  return day;
}

void run(const PromiseOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  PromiseRequest request;
  request.probability = decimal_number("--probability", options.probability);
  if (!(request.probability > 0 && request.probability < 1))
    throw UsageError("--probability: expected a number between 0 and 1, found " + options.probability);
  request.calibrates = options.calibrates;
  request.by = day_from(options.by);
  request.keeps_units = !options.units.empty();
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario without = checked(options.scenario, file, options.sampling.is_quiet);
  const OrderAdded added = with_order(file, without, options.order);
  request.order = added.id;
  Promise found = promise(without, added.scenario, request, sampling);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  give(found, "promise", options.output, format, style);
}

}  // namespace

void add_promise(Program& program) {
  const auto options = std::make_shared<PromiseOptions>();
  Command command = program.command("promise", "the date that an order can be promised, and whom it would displace");
  add_scenario(command, options->scenario);
  command.required("--order", options->order, "the order as it would stand in the scenario; its defaults fill it");
  command.option("--by", options->by, "how many units can be promised for that day; its own units are not looked at");
  command.option("--probability", options->probability, "how often the date is to be kept");
  command.flag("--calibrate", options->calibrates,
               "also how often such dates are kept in replications that they were not taken from");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "Example:\n  allot promise data/scenarios/minimal.json --order '{\"organisation\": \"lab\", \"supplier\": "
      "\"maker\", \"product\": \"gpu\", \"units\": 16}'");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
