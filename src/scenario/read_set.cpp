#include "base/pointer.hpp"
#include "scenario/edit.hpp"
#include "scenario/sections.hpp"

namespace allot::scenario {
namespace {

// What may change while a simulation runs.
bool is_policy_path(std::string_view pointer) {
  const std::vector<std::string> parts = keys_of_pointer(pointer).value_or(std::vector<std::string>());
  if (parts.size() < 3) return false;
  if (parts[0] == "organisations" || parts[0] == "groups")
    return parts.size() == 3 && (parts[2] == "weight" || parts[2] == "priority");
  if (parts[0] == "sites") return parts[2] == "install" || parts[2] == "commissioning";
  return parts[0] == "suppliers" && parts[2] == "allocation" && parts.size() >= 4 &&
         (parts[3] == "rules" || parts[3] == "caps" || parts[3] == "guarantees" || parts[3] == "readiness" ||
          parts[3] == "frozen" || parts[3] == "reserves");
}

Draft policy_part(const Draft& root) {
  Draft part = Draft::object_of(root.place);
  for (const char* key : {"parameters", "defaults", "products", "groups", "organisations", "sites", "suppliers"})
    if (const Draft* found = root.find(key)) part.set(key, *found);
  return part;
}

// Problems that the edit brought stand where the edit is written.
std::shared_ptr<const Policy> changed_policy(Reader& reader, const Cursor& value_at, const Draft& edited,
                                             const Scenario& scenario) {
  Reader scratch(reader.loader());
  scratch.currency = reader.currency;
  scratch.rates = reader.rates;
  scratch.start = reader.start;
  scratch.names(Section::price_curves) = reader.names(Section::price_curves);
  scratch.names(Section::orders) = reader.names(Section::orders);
  const Cursor root(edited);
  Scenario changed;
  changed.start = scenario.start;
  changed.end = scenario.end;
  changed.products = scenario.products;
  const Sections sections = find_sections(scratch, root);
  scratch.order_defaults = defaults_of(root, "orders");
  read_parameters(scratch, root);
  read_policy_sections(scratch, root, sections, changed);
  read_allocations(scratch, root, sections, changed.suppliers);
  if (scratch.problems().empty()) check_market(scratch, root, sections, changed);
  for (Problem& problem : scratch.problems()) {
    problem.message = "would make " + problem.pointer + " wrong: " + problem.message;
    problem.pointer = value_at.pointer();
    problem.place = value_at.place();
    problem.at_key = false;
    reader.problem(std::move(problem));
  }
  return std::make_shared<Policy>(Policy{std::move(changed.groups), std::move(changed.organisations),
                                         std::move(changed.sites), std::move(changed.suppliers)});
}

}  // namespace

void read_set_policies(Reader& reader, const Cursor& root, const Sections& sections, Scenario& scenario) {
  const Cursor section = root.member("interventions");
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    Set* set = std::get_if<Set>(&scenario.interventions[i].action);
    if (!set || set->path.empty()) continue;
    const Entry& entry = sections.interventions[i];
    const Cursor found = section.entry(entry.key, entry.id, *entry.node, defaults_of(root, "interventions"));
    const Cursor action = found.member("set"), path = action.member("path"), value = action.member("value");
    if (!path.exists() || !value.exists()) continue;
    if (!is_policy_path(set->path)) {
      reader.problem(
          path, "'" + set->path + "' cannot change during a run",
          "a weight, priority, rule, cap, guarantee, reserve, readiness gate, frozen window, install rate or commissioning "
          "can");
      continue;
    }
    Draft edited = policy_part(root.node());
    std::vector<Problem> problems;
    set_at(edited, set->path, set->value, path.place(), problems);
    for (Problem& problem : problems) {
      problem.pointer = path.pointer();
      problem.place = path.place();
      reader.problem(std::move(problem));
    }
    if (problems.empty()) set->changed = changed_policy(reader, value, edited, scenario);
  }
}

}  // namespace allot::scenario
