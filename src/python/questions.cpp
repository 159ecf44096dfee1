#include "python/questions.hpp"

#include <iterator>

#include "allot/remarks.hpp"

namespace allot::python {
namespace {

void add(std::vector<Problem>& to, std::vector<Problem> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// A scenario that was checked, and what is to be said of it.
struct Checked {
  ScenarioFile file;
  Scenario scenario;
  std::vector<Problem> notes;
};

Checked checked(ScenarioFile file) {
  Scenario scenario = check(file);
  std::vector<Problem> notes = remarks_on(file, scenario);
  return {std::move(file), std::move(scenario), std::move(notes)};
}

ComparedFiles compared(const Asked& asked, const std::vector<std::string>& variants, const std::string& baseline) {
  const auto [file, settings] = before_variants(asked.scenario.file, asked.edits);
  ComparedFiles files = variants_to_compare(file, variants, baseline, settings);
  if (files.files().size() < 2)
    throw RequestError("there is nothing to compare: the scenario has no variants; name some in variants=[...]");
  return files;
}

std::vector<Problem> notes_on(const ComparedFiles& files, const Sampling& sampling) {
  std::vector<Problem> notes = remarks_on(files, true);
  add(notes, remarks_on_lacks(files, sampling));
  return notes;
}

}  // namespace

Told ask_run(const Asked& asked, const std::vector<AskedChance>& chances, bool with_series) {
  Sampling sampling = asked.sampling;
  sampling.with_series = sampling.with_fairness = sampling.with_answer = with_series;
  Checked from = checked(with_chances(asked.file(), chances, sampling));
  Results results = run(from.scenario, sampling);
  results.hash = hash(from.file);
  add(from.notes, remarks_on_lacks(from.file, from.scenario, sampling));
  return told(asked, std::move(results), std::move(from.notes));
}

Told ask_compare(const Asked& asked, const std::vector<std::string>& variants, const std::string& baseline,
                 std::size_t flips, bool with_series) {
  const ComparedFiles files = compared(asked, variants, baseline);
  Sampling sampling = asked.sampling;
  sampling.with_series = sampling.with_answer = with_series;
  Comparison comparison = compare(files, sampling, flips);
  return told(asked, std::move(comparison), notes_on(files, sampling));
}

}  // namespace allot::python
