#include "python/checked.hpp"

#include <utility>

#include "allot/remarks.hpp"

namespace allot::python {
namespace {

std::vector<Problem> both(std::vector<Problem> notes, std::vector<Problem> more) {
  for (Problem& it : more) notes.push_back(std::move(it));
  return notes;
}

}  // namespace

Checked checked(ScenarioFile file) {
  Scenario scenario = check(file);
  std::vector<Problem> notes = remarks_on(file, scenario);
  return {std::move(file), std::move(scenario), std::move(notes)};
}

ComparedFiles compared(const Asked& asked, const std::vector<std::string>& variants, const std::string& baseline) {
  const auto [file, settings] = before_variants(asked.scenario.file, asked.edits);
  return variants_to_compare(file, variants, baseline, settings);
}

std::vector<Problem> notes_with_lacks(const Checked& from, const Sampling& sampling) {
  return both(from.notes, remarks_on_lacks(from.file, from.scenario, sampling));
}

std::vector<Problem> notes_with_lacks(const ComparedFiles& files, const Sampling& sampling) {
  return both(remarks_on(files, true), remarks_on_lacks(files, sampling));
}

}  // namespace allot::python
