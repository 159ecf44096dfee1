#include "experiment/varied_fields.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "base/pointer.hpp"
#include "experiment/columns.hpp"
#include "scenario/edit.hpp"

namespace allot::experiment {
namespace {

[[noreturn]] void refuse(const VariedField& field) {
  throw RequestError("--vary: expected POINTER=LOW..HIGH or POINTER={\"triangular\": ...}, found '" + field.pointer +
                     "=" + field.values + "'");
}

std::string as_json(const std::string& literal) { return parse_number(literal) ? literal : '"' + literal + '"'; }

std::string distribution_of(const VariedField& field) {
  if (field.values.starts_with('{')) return field.values;
  const std::size_t dots = field.values.find("..");
  if (dots == std::string::npos || field.values.find_first_of("\"\\") != std::string::npos) refuse(field);
  const std::string low = field.values.substr(0, dots), high = field.values.substr(dots + 2);
  if (low.empty() || high.empty()) refuse(field);
  return "{\"uniform\": {\"min\": " + as_json(low) + ", \"max\": " + as_json(high) + "}}";
}

bool is_parameter(const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  return keys && keys->size() == 2 && keys->front() == "parameters";
}

}  // namespace

FieldSettings distributions_at(const std::vector<VariedField>& varied) {
  FieldSettings out;
  for (const VariedField& it : varied) {
    if (!it.pointer.starts_with('/')) refuse(it);
    if (std::ranges::count(out, it.pointer, &FieldSettings::value_type::first) > 0)
      throw RequestError("--vary: " + it.pointer + " is varied twice");
    out.emplace_back(it.pointer, distribution_of(it));
  }
  return out;
}

FieldSettings parameters_at(const std::vector<VariedField>& varied) {
  FieldSettings parameters, fields;
  for (const VariedField& it : varied) {
    const std::string name = it.pointer;
    const bool is_one = is_parameter(it.pointer);
    parameters.emplace_back(is_one ? it.pointer : pointer_of_keys({"parameters", name}), distribution_of(it));
    if (!is_one) fields.emplace_back(it.pointer, "{\"parameter\": \"" + name + "\"}");
  }
  parameters.insert(parameters.end(), fields.begin(), fields.end());
  return parameters;
}

void expect_parameters(const ScenarioFile& file, const std::vector<VariedField>& varied) {
  for (const VariedField& it : varied) {
    if (!is_parameter(it.pointer) || scenario::at(file.root, it.pointer)) continue;
    std::vector<std::string> known;
    if (const Draft* parameters = file.root.find("parameters"))
      for (const std::string& key : parameters->keys)
        if (!key.ends_with('#')) known.push_back("/parameters/" + key);
    refuse_unknown("parameter", it.pointer, known);
  }
}

const VariedField* field_of_parameter(const std::vector<VariedField>& varied, const std::string& parameter) {
  const auto found = std::ranges::find_if(
      varied, [&](const VariedField& it) { return !is_parameter(it.pointer) && it.pointer == parameter; });
  return found == varied.end() ? nullptr : &*found;
}

}  // namespace allot::experiment
