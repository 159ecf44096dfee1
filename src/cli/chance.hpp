#pragma once

#include <string>
#include <vector>

#include "allot/experiment.hpp"
#include "allot/scenario_io.hpp"

namespace allot::cli {

/// What --chance asks: ID=N@DATE, how likely it is that an organisation, a group or a site has N units online by then.
/// A day counts whole.
struct AskedChance {
  std::string id;
  std::string units;  ///< a whole number above 0
  Date by = 0;
};

/// errors: UsageError
std::vector<AskedChance> chances_from(const std::vector<std::string>& texts);

/// The scenario with a milestone for each, and the sampling that asks for it.
/// errors: UsageError for an id that is none, with the nearest; InputError
ScenarioFile with_chances(const ScenarioFile& file, const std::vector<AskedChance>& asked, Sampling& sampling);

}  // namespace allot::cli
