#include <algorithm>

#include "base/nearest.hpp"
#include "base/pointer.hpp"
#include "scenario/edit.hpp"
#include "sweep/asked_text.hpp"
#include "sweep/made.hpp"
#include "sweep/tried.hpp"
#include "sweep/values.hpp"

namespace allot {
namespace {

using sweep::AxisValues;
using sweep::problem_at;
using sweep::Subject;

void throw_any_problem(std::vector<Problem>& problems) {
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::vector<std::string> names_of_parameters(const ScenarioFile& file) {
  std::vector<std::string> names;
  if (const Draft* parameters = file.root.find("parameters"))
    for (const std::string& key : parameters->keys)
      if (!key.ends_with('#')) names.push_back(key);
  return names;
}

// A parameter may be made by an edit, but then nothing takes it. One that a variant makes is there once it is applied.
bool is_new_parameter(const ScenarioFile& file, const std::string& pointer) {
  const auto keys = keys_of_pointer(pointer);
  return keys && keys->size() == 2 && keys->front() == "parameters" && !scenario::at(file.root, pointer);
}

std::string meant(const std::string& wrong, const std::vector<std::string>& names, const std::string& before = {}) {
  const std::string near = nearest(wrong, names);
  return near.empty() ? "" : "did you mean '" + before + near + "'?";
}

void look_at_pointers(const Subject& subject, const SweepRequest& request) {
  const auto has_variant = std::any_of(request.axes.begin(), request.axes.end(),
                                       [](const AskedAxis& it) { return it.pointer.text == "variant"; });
  for (std::size_t i = 0; i < request.axes.size(); ++i) {
    const AskedText& at = request.axes[i].pointer;
    const auto fail = [&](std::string message, std::string hint = {}) {
      subject.problems.push_back(problem_at(at, at.text, std::move(message), std::move(hint)));
    };
    const bool is_twice = std::any_of(request.axes.begin(), request.axes.begin() + static_cast<std::ptrdiff_t>(i),
                                      [&](const AskedAxis& before) { return before.pointer.text == at.text; });
    if (is_twice) fail("'" + at.text + "' varies twice");
    if (at.text == "variant" || at.text == "seed") continue;
    if (!at.text.starts_with('/') || !keys_of_pointer(at.text))
      fail("expected a pointer such as /parameters/hall_ready, 'variant' or 'seed', found '" + at.text + "'",
           meant(at.text, {"variant", "seed"}));
    else if (!has_variant && is_new_parameter(subject.file, at.text))
      fail("there is no parameter '" + keys_of_pointer(at.text)->back() + "'",
           meant(keys_of_pointer(at.text)->back(), names_of_parameters(subject.file), "/parameters/"));
  }
}

std::vector<SweepAxis> named_axes(const ScenarioFile& file, const SweepRequest& request) {
  std::vector<SweepAxis> out;
  for (const AskedAxis& it : request.axes) {
    const Draft* label = scenario::at(file.root, it.pointer.text + "/label");
    const bool is_labelled = it.pointer.text.starts_with("/parameters/") && label && label->is(Draft::Type::string);
    out.push_back({it.pointer.text, is_labelled ? label->text : it.pointer.text});
  }
  return out;
}

}  // namespace

SweepDesign design_of(const ScenarioFile& file, const SweepRequest& request) {
  std::vector<Problem> problems;
  const Scenario checked = check(file);
  const Subject subject{file, checked, problems};
  if (request.axes.empty())
    problems.push_back({{}, "", "nothing varies", "--vary POINTER=VALUES, or --design FILE", false});
  if (request.sample && *request.sample == 0) problems.push_back({{}, "", "a sample has at least 1 point", "", false});
  look_at_pointers(subject, request);
  throw_any_problem(problems);
  std::vector<AxisValues> axes;
  for (const AskedAxis& it : request.axes) axes.push_back(sweep::values_of_axis(subject, it));
  throw_any_problem(problems);
  sweep::Made made = sweep::made_of(request, axes, problems);
  throw_any_problem(problems);
  SweepDesign design{named_axes(file, request), std::move(made.points)};
  problems = sweep::problems_of(file, design, std::move(made.trials));
  throw_any_problem(problems);
  return design;
}

}  // namespace allot
