#pragma once

#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "cli/options.hpp"

namespace allot::cli {

/// What is to be said of settings, over scenarios of one file: one that has an effect in any of them is silent in none;
/// and of patches, what changes nothing.
class Remarks {
 public:
  /// Of a variant its name is said.
  void add(const ScenarioFile& file, const Scenario& scenario, const std::string& variant = {});
  /// The file's own variants, but only for what has an effect in them.
  void ask_variants(const ScenarioFile& file, const Scenario& scenario);
  std::vector<Problem> all() const;

 private:
  std::vector<Problem> changes_nothing_;  ///< what patches say
  std::vector<Effects> noted_, asked_;
};

/// Writes them to standard error, one line each; with --strict they are errors, and nothing else is done.
///
/// errors: InputError
void say(const std::vector<Problem>& remarks, const ScenarioOptions& options, bool is_quiet = false);

/// Says which decisions of a replication found nothing, or less than they asked for, and where the units stood.
void say_lacks(const ScenarioFile& file, const Scenario& scenario, const Sampling& sampling, bool is_quiet,
               const std::string& variant = {});

/// What `check` gives; what is to be said of it is said.
///
/// errors: as `check` and `say`
Scenario checked(const ScenarioOptions& options, const ScenarioFile& file, bool is_quiet);

}  // namespace allot::cli
