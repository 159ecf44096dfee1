#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "allot/error.hpp"
#include "allot/scenario_io.hpp"
#include "allot/sweep_design.hpp"

namespace allot::sweep {

using Settings = std::vector<std::pair<std::string, std::string>>;

/// What is wrong with the scenario after these edits; empty: nothing.
std::vector<Problem> tried(const ScenarioFile& file, const std::string& variant, const Settings& settings);

/// Whether a problem stands in the setting that gives a field that value.
bool is_of_value(const Problem& problem, const std::string& pointer, const std::string& value);

/// A value that is looked at, and the first point that has it.
struct Trial {
  std::size_t point = 0, axis = 0;
  AskedText pointer, value;
};

/// What is wrong with these values where they stand, at the places where they were asked for. Problems that belong to none of
/// them are not told: other values of the same point may be at fault.
std::vector<Problem> problems_of(const ScenarioFile& file, const SweepDesign& design, std::vector<Trial> trials);

}  // namespace allot::sweep
