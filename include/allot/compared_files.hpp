#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/comparison.hpp"
#include "allot/edits.hpp"
#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"

/// Questions asked of scenario files: what `run` and `compare` say of scenarios, and what only the files know, the hash of
/// what was simulated and what would reverse the answer. The program's commands of the same names do no more.
namespace allot {

/// Checks and simulates what a file says.
///
/// gives:  as `run` of the scenario, and the hash of the file in `Results::hash`
/// errors: InputError, and as `run`
Results run(const ScenarioFile& file, const Sampling& sampling);

/// How likely is it that an organisation, a group or a site has so many units online by then?
struct AskedChance {
  std::string id;
  Units units = 1;
  Date by = 0;
};

/// The same by a day or a moment as a scenario writes it; a day counts whole.
///
/// shape: `by` is a date (`parse_date`)
AskedChance chance_by(std::string id, Units units, std::string_view by);

/// The scenario with a milestone for each, "ID:UNITS", and the sampling that asks for it (`Sampling::chances`).
///
/// errors: RequestError for an id that is none, with the nearest; InputError
ScenarioFile with_chances(const ScenarioFile& file, const std::vector<AskedChance>& asked, Sampling& sampling);

/// Scenarios that are compared, the baseline first or in pairs, and the files that they were read from, so that a field can
/// be set in all of them at once.
class ComparedFiles {
 public:
  /// Adds a file of its own.
  ///
  /// errors: InputError; RequestError where the name is taken
  void add(const std::string& name, const ScenarioFile& file);
  /// Adds a variant of the first. An order book that both read alike is read once.
  ///
  /// errors: as `add`
  void add_variant(const std::string& name, const ScenarioFile& file);

  /// A pair of those that are there, with its own baseline.
  void add_pair(Pair pair) { pairs_.push_back(std::move(pair)); }

  const std::vector<std::pair<std::string, Scenario>>& scenarios() const { return scenarios_; }
  const std::vector<ScenarioFile>& files() const { return files_; }
  const std::vector<Pair>& pairs() const { return pairs_; }  ///< none: all are compared with the first
  std::optional<std::size_t> place(std::string_view name) const;

  /// All of them with one field set, as a scenario would write it; none where one of them is no scenario any more.
  std::optional<std::vector<Scenario>> with(const std::string& pointer, const std::string& value) const;

 private:
  void add(const std::string& name, const ScenarioFile& file, Scenario checked);

  std::vector<std::pair<std::string, Scenario>> scenarios_;
  std::vector<ScenarioFile> files_;
  std::vector<Pair> pairs_;
};

/// Variants of one file, by the names that `edited` takes ("no-swap+gated"); "base" is the scenario as written.
///
/// shape:  the baseline first, then the others, each once; the settings are made after each variant
/// errors: InputError
ComparedFiles variants_of(const ScenarioFile& file, const std::vector<std::string>& variants,
                          const std::string& baseline = "base", const FieldSettings& settings = {});

/// What the scenario itself asks: its `comparisons`, each pair with its own baseline. Empty where it has none.
///
/// errors: InputError
ComparedFiles planned_comparisons(const ScenarioFile& file, const FieldSettings& settings = {});

/// What there is to compare in one file: the variants that are named; where neither they nor a baseline are, what the
/// scenario itself asks, or else all its variants against the scenario as written.
///
/// gives:  one file alone where there is nothing to compare
/// errors: InputError; RequestError where one is named twice
ComparedFiles variants_to_compare(const ScenarioFile& file, std::vector<std::string> variants,
                                  std::string baseline = "", const FieldSettings& settings = {});

/// What there is to rank in one file: the variants that are named, or else the scenario as written and all its variants.
///
/// shape:  in the order in which they are named
/// errors: as `variants_to_compare`
ComparedFiles variants_to_rank(const ScenarioFile& file, std::vector<std::string> variants,
                               const FieldSettings& settings = {});

/// Compares them.
///
/// shape:  two files at least
/// gives:  as `compare` of the scenarios; the hash of each in its results; with so many replications a point, 0 for not at
///         all, what would reverse the answer (`Comparison::thresholds`)
/// errors: as `compare`
/// cost:   as `compare`, and as `thresholds`
Comparison compare(const ComparedFiles& compared, const Sampling& sampling, std::size_t replications_of_thresholds = 0);

}  // namespace allot
