#pragma once

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

}  // namespace allot::cli
