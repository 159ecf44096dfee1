#include "sweep/tried.hpp"

#include <algorithm>

#include "base/literals.hpp"
#include "sweep/asked_text.hpp"

namespace allot::sweep {
namespace {

/// The variant and the settings of a point.
std::pair<std::string, Settings> edits_of(const SweepDesign& design, std::size_t point) {
  std::pair<std::string, Settings> out;
  for (std::size_t axis = 0; axis < design.axes.size(); ++axis) {
    const std::string& pointer = design.axes[axis].pointer;
    if (pointer == "variant") out.first = design.points[point][axis];
    if (pointer.starts_with('/')) out.second.emplace_back(pointer, design.points[point][axis]);
  }
  return out;
}

bool is_of(const Problem& problem, const Trial& trial) {
  if (trial.pointer.text == "variant")
    return problem.place.text && problem.place.text->name == "--variant" &&
           problem.place.text->content == trial.value.text;
  return is_of_value(problem, trial.pointer.text, trial.value.text);
}

/// The same, at the place where the pointer or the value was asked for.
Problem moved(Problem problem, const Trial& trial) {
  const std::size_t behind = trial.pointer.text == "variant" ? 0 : trial.pointer.text.size() + 1;
  const bool is_of_pointer = problem.at_key || problem.place.begin < behind;
  const AskedText& at = is_of_pointer ? trial.pointer : trial.value;
  const std::size_t begin = problem.place.begin - behind, length = problem.place.end - problem.place.begin;
  problem.place = is_of_pointer ? at.place : part_of(at, std::min(begin, at.text.size()), length).place;
  problem.at_key = false;
  return problem;
}

// "seed" is no field, so no check of a scenario looks at it.
void look_at_seed(const Trial& trial, std::vector<Problem>& problems) {
  const auto seed = parse_integer(trial.value.text);
  if (trial.pointer.text == "seed" && (!seed || *seed < 0))
    problems.push_back(
        problem_at(trial.value, "seed",
                   "expected a whole number from 0 to 9223372036854775807, found '" + trial.value.text + "'"));
}

}  // namespace

std::vector<Problem> tried(const ScenarioFile& file, const std::string& variant, const Settings& settings) {
  try {
    check(edited(file, variant == "base" ? "" : variant, settings));
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

bool is_of_value(const Problem& problem, const std::string& pointer, const std::string& value) {
  return problem.place.text && problem.place.text->name == "--set" &&
         problem.place.text->content == pointer + "=" + value;
}

std::vector<Problem> problems_of(const ScenarioFile& file, const SweepDesign& design, std::vector<Trial> trials) {
  std::stable_sort(trials.begin(), trials.end(), [](const Trial& a, const Trial& b) { return a.point < b.point; });
  std::vector<Problem> out;
  for (auto from = trials.begin(); from != trials.end();) {
    const auto to = std::find_if(from, trials.end(), [&](const Trial& it) { return it.point != from->point; });
    const auto [variant, settings] = edits_of(design, from->point);
    const std::vector<Problem> found = tried(file, variant, settings);
    for (; from != to; ++from) {
      look_at_seed(*from, out);
      for (const Problem& it : found)
        if (is_of(it, *from)) out.push_back(moved(it, *from));
    }
  }
  return out;
}

}  // namespace allot::sweep
