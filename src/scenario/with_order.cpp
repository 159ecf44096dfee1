#include <algorithm>
#include <memory>
#include <string>

#include "allot/scenario_io.hpp"
#include "base/pointer.hpp"

namespace allot {
namespace {

std::string unused_order_id(const Scenario& scenario) {
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

}  // namespace

OrderAdded with_order(const ScenarioFile& file, const Scenario& scenario, const std::string& order) {
  const std::string id = unused_order_id(scenario);
  const std::string pointer = pointer_of_keys({"orders", id});
  try {
    return {id, check_variant(edited(file, "", {{pointer, order}}), file, scenario)};
  } catch (const InputError& error) {
    throw as_typed(error, pointer, order);
  }
}

}  // namespace allot
