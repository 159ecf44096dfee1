#pragma once

#include <string>
#include <vector>

#include "allot/remarks.hpp"
#include "cli/options.hpp"

namespace allot::cli {

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
