#pragma once

#include <stdexcept>

namespace allot::cli {

/// How the program ends.
enum Status : int {
  done = 0,
  run_failed = 1,
  wrong_command_line = 2,
  wrong_scenario = 3,
  environment_failed = 4,
  was_interrupted = 130
};

/// What was asked was done in part, and the rest cannot be: `run_failed`.
class RunFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace allot::cli
