#include "allot/promise.hpp"

#include <algorithm>
#include <memory>

#include "allot/reports.hpp"
#include "base/pointer.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"

namespace allot::cli {
namespace {

struct PromiseOptions {
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
    return std::any_of(scenario.placed.begin(), scenario.placed.end(), [&](const Order& it) { return it.id == id; });
  };
  std::string id = "promised";
  for (int n = 2; is_taken(id); ++n) id = "promised." + std::to_string(n);
  return id;
}

// What is wrong with the order is said of it as it was typed, and not of the scenario that it was put into.
InputError as_typed(const InputError& error, const std::string& pointer, const std::string& order) {
  const auto text = std::make_shared<const Text>(Text{"--order", order});
  const auto put_before = static_cast<std::uint32_t>(pointer.size() + 1);
  std::vector<Problem> problems = error.problems();
  for (Problem& it : problems) {
    if (!it.place.text || it.place.text->name != "--set") continue;
    const auto back = [&](std::uint32_t at) { return at < put_before ? 0 : at - put_before; };
    it.place = {text, back(it.place.begin), back(it.place.end), back(it.place.key_begin), back(it.place.key_end)};
    if (it.pointer.starts_with(pointer)) it.pointer.erase(0, pointer.size());
  }
  return InputError(std::move(problems));
}

Scenario with_order(const ScenarioFile& file, const Scenario& without, const std::string& id,
                    const std::string& order) {
  const std::string pointer = pointer_of_keys({"orders", id});
  try {
    return check_variant(edited(file, "", {{pointer, order}}), file, without);
  } catch (const InputError& error) {
    throw as_typed(error, pointer, order);
  }
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
  const ScenarioFile file = scenario_from(options.scenario);
  const Scenario without = checked(options.scenario, file, options.sampling.is_quiet);
  request.order = free_id(without);
  const Scenario with = with_order(file, without, request.order, options.order);
  Promise found = promise(without, with, request, sampling);
  if (shows_answer(options.output, format)) found.basis.hash = hash(file);
  give(found, "promise", options.output, format, style);
}

}  // namespace

void add_promise(Program& program) {
  const auto options = std::make_shared<PromiseOptions>();
  Command command = program.command("promise", "the date that an order can be promised, and whom it would displace");
  add_scenario(command, options->scenario);
  command.required("--order", options->order, "the order as it would stand in the scenario; its defaults fill it");
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
