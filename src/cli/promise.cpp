#include "allot/promise.hpp"

#include <memory>

#include "allot/reports.hpp"
#include "base/literals.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct PromiseOptions {
  ScenarioOptions scenario;
  std::string order, probability = "0.9", by, units;
  bool calibrates = false, is_each_alone = false;
  SamplingOptions sampling;
  OutputOptions output;
};

std::optional<Date> day_from(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Date> day = parse_date(text);
  if (!day) throw UsageError("--by: expected a date as 2024-12-31, found '" + text + "'");
  return day;
}

PromisesRequest request_from(const PromiseOptions& options) {
  PromisesRequest request;
  request.each.probability = decimal_number("--probability", options.probability);
  if (!(request.each.probability > 0 && request.each.probability < 1))
    throw UsageError("--probability: expected a number between 0 and 1, found " + options.probability);
  request.each.calibrates = options.calibrates;
  request.each.by = day_from(options.by);
  if (!options.units.empty()) request.units = static_cast<Units>(whole_number("--units", options.units, 1));
  request.is_each_alone = options.is_each_alone;
  return request;
}

void run(const PromiseOptions& options) {
  const Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  PromisesRequest request = request_from(options);
  AskedOrders asked = asked_orders(options.order);
  if (options.is_each_alone && !asked.is_book)
    throw UsageError("--each-alone: there is one order alone; several stand in a CSV that --order names");
  request.orders = std::move(asked.orders);
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario without = checked(options.scenario, file, options.sampling.is_quiet);
  Promises found = promises(file, without, request, sampling);
  if (shows_answer(options.output, format))
    for (Promise& it : found.orders) it.basis.hash = hash(file);
  if (asked.is_book) return give(found, "promise", options.output, format, style);
  give(found.orders.front(), "promise", options.output, format, style);
}

}  // namespace

void add_promise(Program& program) {
  const auto options = std::make_shared<PromiseOptions>();
  Command command = program.command(
      "promise", "when an order can be promised or how much of it by a day, and whom it would displace");
  add_scenario(command, options->scenario);
  command.required(
      "--order", options->order,
      "the order as it would stand in the scenario, whose defaults fill it; or a CSV of orders, like an order "
      "book, answered one after another, each with those before it placed");
  command.option(
      "--by", options->by,
      "how many units of it can be promised for that day, in place of its own; a day without a time counts to "
      "its end");
  command.option("--units", options->units, "when so many can be promised, in place of its own units");
  command.flag("--each-alone", options->is_each_alone, "each order of a CSV as if it were the only one");
  command.option("--probability", options->probability, "how often the date or the number is to be kept");
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
