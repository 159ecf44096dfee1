#pragma once

#include <optional>
#include <string>
#include <vector>

#include "allot/compared_files.hpp"
#include "cli/options.hpp"

namespace allot::cli {

/// Which scenarios are compared: variants of one, or several files.
struct ComparedOptions {
  ScenarioOptions scenario;
  std::vector<std::string> others;
  std::string variants, baseline;
};

/// What is compared, and the file that all are variants of; none where each is a file of its own.
struct Compared {
  ComparedFiles all;
  std::optional<ScenarioFile> as_written;
};

/// --variants and --baseline.
void add_compared(Command& command, ComparedOptions& options);

/// May be fewer than two: what that means, the command says.
///
/// errors: UsageError; as `read_scenario` and `check`
Compared compared_by(const ComparedOptions& options);

/// What is to be said of the settings of all of them; with --strict an error.
void say_remarks(const ComparedOptions& options, const Compared& compared, bool is_quiet);

/// Which of their decisions found nothing, or less than they asked for.
void say_lacks(const Compared& compared, const Sampling& sampling, bool is_quiet);

}  // namespace allot::cli
