#include "scenario/reference.hpp"

#include <algorithm>
#include <iterator>

#include "scenario/books.hpp"
#include "scenario/parts.hpp"

namespace allot::scenario {
namespace {

bool is_list_of_policy(std::string_view word) {
  constexpr std::string_view lists[] = {"caps",    "guarantees", "frozen",   "awards",     "received", "reserves",
                                        "shipped", "cancelled",  "recorded", "comparisons"};
  return is_book_section(word) || std::find(std::begin(lists), std::end(lists), word) != std::end(lists);
}

// Sections and what they hold go by id; a route by region and stage; limits by their place in the list.
std::string pointer_to(std::string_view path) {
  std::string pointer;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view word = path.substr(0, dot);
    const bool is_action = pointer.starts_with("/interventions");
    const bool is_rule = pointer.ends_with("/LEVEL");
    pointer.append("/").append(word);
    if (word == "routes")
      pointer += "/REGION/STAGE";
    else if (word == "rules")
      pointer += "/LEVEL";
    else if (is_list_of_policy(word))
      pointer += "/0";
    else if (!is_action && word != "allocation" && word != "readiness" && word != "of" && word != "for" &&
             word != "actuals" && word != "money" && word != "depreciation" && !word.starts_with("payment") &&
             !pointer.ends_with("/payments") && !is_rule &&
             !pointer.starts_with("/organisations/ID/"))
      pointer += "/ID";
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return pointer;
}

// The one value whose distribution is drawn for each occurrence, and no delay.
bool is_drawn_for_each(const Part& part, const Spec& spec) {
  return part.definition == "stream" && std::string_view(spec.key) == "units";
}

std::vector<FieldFacts> facts_of(const Part& part) {
  std::vector<FieldFacts> out;
  for (const auto& [spec, form] : part.fields) {
    std::string written = form.written;
    if (is_drawn_for_each(part, spec)) written.replace(written.rfind("uncertain"), 9, "random");
    out.push_back({spec.key, spec.meaning, written, spec.fallback ? spec.fallback : "", spec.required});
  }
  return out;
}

// Room and power have the same fields, but not the same amounts.
void tell_amounts_apart(PartFacts& part) {
  for (FieldFacts& field : part.fields) {
    if (field.key != "add") continue;
    if (part.path == "sites.power") {
      field.meaning = "power that it adds, \"40 MW\"; negative where something is switched off";
      field.written = "power, may be negative, may be uncertain";
    } else if (part.path == "sites.room") {
      field.meaning =
          "places that it adds, in units, or in power where that is what limits them; negative where some go";
    }
  }
}

}  // namespace

std::vector<PartFacts> reference() {
  std::vector<PartFacts> out;
  const auto add = [&](const Part& part) {
    out.push_back({std::string(part.path), std::string(part.definition), std::string(part.meaning),
                   pointer_to(part.path), facts_of(part)});
    tell_amounts_apart(out.back());
  };
  add(scenario_part());
  for (const Part& part : entity_parts()) add(part);
  for (const Part& part : action_parts()) add(part);
  return out;
}

}  // namespace allot::scenario
