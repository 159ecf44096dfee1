#pragma once

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

/// errors: UsageError where options do not go together; as `read_design`
SweepRequest request_from(const DesignOptions& options);

}  // namespace allot::cli
