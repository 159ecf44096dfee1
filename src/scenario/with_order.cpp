#include <algorithm>
#include <string>

#include "allot/scenario_io.hpp"
#include "base/pointer.hpp"
#include "scenario/book_shelf.hpp"
#include "scenario/members.hpp"
#include "scenario/row_books.hpp"

namespace allot {
namespace {

bool is_taken(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.orders.size(); ++i)
    if (scenario.orders.id(i) == id) return true;
  return std::any_of(scenario.placed.begin(), scenario.placed.end(), [&](const Order& it) { return it.id == id; });
}

std::string unused_order_id(const Scenario& scenario) {
  std::string id = "promised";
  for (int n = 2; is_taken(scenario, id); ++n) id = "promised." + std::to_string(n);
  return id;
}

// What is wrong with the order is said of it as it was asked for, and not of the scenario that it was put into.
InputError as_asked(const InputError& error, const std::string& pointer) {
  std::vector<Problem> problems = error.problems();
  for (Problem& it : problems)
    if (it.pointer.starts_with(pointer)) it.pointer.erase(0, pointer.size());
  return InputError(std::move(problems));
}

ScenarioFile with_entry(ScenarioFile file, const std::string& id, Draft entry) {
  std::vector<Problem> problems;
  scenario::edit_with_rows(file, {id}, problems, [&](Draft& root) {
    if (!root.find("orders")) root.set("orders", Draft::object_of(root.place));
    scenario::add_entry(*root.find("orders"), id, std::move(entry));
  });
  return file;
}

}  // namespace

OrderAdded with_order(const ScenarioFile& file, const Scenario& scenario, const AskedOrder& order) {
  const std::string id = order.id.empty() ? unused_order_id(scenario) : order.id;
  const std::string pointer = pointer_of_keys({"orders", id});
  if (is_taken(scenario, id))
    throw InputError({{order.entry.place, "", "the scenario has an order '" + id + "' already", "", false}});
  if (!order.entry.is(Draft::Type::object))
    throw InputError({{order.entry.place, "", "expected an order: an object", "", false}});
  Draft entry = order.entry;
  const Date open_from = scenario.as_of.value_or(scenario.start);
  if (!entry.find("placed") && open_from > scenario.start)
    entry.set("placed", Draft::string_of(format_date(open_from), entry.place));
  ScenarioFile with = with_entry(file, id, std::move(entry));
  try {
    Scenario checked = check_variant(with, file, scenario);
    return {id, std::move(checked), std::move(with)};
  } catch (const InputError& error) {
    throw as_asked(error, pointer);
  }
}

OrderAdded with_order(const ScenarioFile& file, const Scenario& scenario, const std::string& order) {
  return with_order(file, scenario, asked_orders(order).orders.front());
}

}  // namespace allot
