#pragma once

#include <string>
#include <vector>

#include "allot/compared_files.hpp"
#include "python/told.hpp"

namespace allot::python {

/// A scenario that was checked, and what is to be said of it.
struct Checked {
  ScenarioFile file;
  Scenario scenario;
  std::vector<Problem> notes;
};

/// errors: InputError
Checked checked(ScenarioFile file);

/// What the question compares; two at least.
///
/// errors: InputError; RequestError where there is nothing to compare
ComparedFiles compared(const Asked& asked, const std::vector<std::string>& variants, const std::string& baseline);

/// What is to be said of decisions that found less than they asked for as well.
std::vector<Problem> notes_with_lacks(const Checked& from, const Sampling& sampling);
std::vector<Problem> notes_with_lacks(const ComparedFiles& files, const Sampling& sampling);

}  // namespace allot::python
