#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "allot/sweep_design.hpp"
#include "cli/command.hpp"

namespace allot::cli {

/// What varies, and at which points.
struct DesignOptions {
  std::vector<std::string> axes, correlations;
  std::string file, sample, by;
};

void add_design(Command& command, DesignOptions& options);

/// errors: UsageError where options do not go together; as `read_design` and `design_of`
SweepDesign design_from(const DesignOptions& options, const ScenarioFile& file, std::uint64_t seed);

}  // namespace allot::cli
