#pragma once

#include <string_view>
#include <vector>

#include "scenario/form.hpp"

/// Every kind of object that a scenario is made of, and where it stands: the table of fields as values. The schema and
/// the reference go through the parts in this order, and need no type of any of them.
namespace allot::scenario {

struct FieldForm {
  Spec spec;
  Form form;
};

/// `definition` is what the schema calls it.
struct Part {
  std::string_view path, definition, meaning;
  std::vector<FieldForm> fields;
};

/// What is said once, at the top.
const Part& scenario_part();

const std::vector<Part>& entity_parts();

/// What an intervention may do, as this version simulates it.
const std::vector<Part>& action_parts();

}  // namespace allot::scenario
