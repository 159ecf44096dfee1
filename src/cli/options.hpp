#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/edits.hpp"
#include "allot/experiment.hpp"
#include "allot/report.hpp"
#include "allot/scenario_io.hpp"
#include "cli/command.hpp"

namespace allot::cli {

/// The command line is wrong: exit status 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Which scenario, with which edits.
struct ScenarioOptions {
  std::string file;
  std::string variant;
  std::vector<std::string> settings;  ///< POINTER=VALUE
  bool is_strict = false;
};

/// How to sample it. Numbers arrive as text and are read by us: the parser library wraps and truncates.
struct SamplingOptions {
  std::string replications = "1000", seed = "1", threads, only, max_memory = "8 GB", max_time;
  std::vector<std::string> precisions;  ///< METRIC=REL, several separated by commas
  bool is_typical = false, is_quiet = false;
  std::string progress = "auto";
};

struct OutputOptions {
  std::string format = "table", color = "auto", folder, workbook;
  std::shared_ptr<const CommandLine> typed;  ///< what asked for it
};

void add_scenario(Command& command, ScenarioOptions& options);
void add_edits(Command& command, ScenarioOptions& options);
/// What ends the sampling of a command beside -n. What a command does not take it says a reason for.
enum class Until : std::uint8_t { count, precise, precise_or_late };
void add_sampling(Command& command, SamplingOptions& options, Until until = Until::count);
/// --metrics, and what it says; to be set in the sampling.
/// errors: UsageError where it names nothing
void add_metrics(Command& command, std::vector<std::string>& texts);
std::vector<std::string> metrics_from(const std::vector<std::string>& texts);
void add_output(Command& command, OutputOptions& options);
void add_format(Command& command, OutputOptions& options);
void add_workbook(Command& command, OutputOptions& options);

/// Of a name that is no file, the template or file that was probably meant is said.
/// errors: EnvironmentError; as `read`
ScenarioFile read_scenario(const std::string& path);
ScenarioFile scenario_from(const ScenarioOptions& options);
using Settings = FieldSettings;
/// errors: UsageError
Edits edits_from(const ScenarioOptions& options);

/// The same from a file that is read already: the options' variants, what is to be set after them, further variants,
/// and last what the options set.
ScenarioFile edited_by(const ScenarioOptions& options, const ScenarioFile& file, const Settings& between = {},
                       const std::string& further_variants = {});
/// An error of an edit that begins so and was typed behind another option than the one that usually makes it.
InputError as_typed(const InputError& error, std::string_view usual, const std::string& option,
                    std::string_view begins = {});
/// What of that comes before further variants, and what the options set after them.
std::pair<ScenarioFile, Settings> edits_before_variants(const ScenarioOptions& options, const ScenarioFile& file,
                                                        const Settings& between = {});
/// errors: UsageError
Sampling sampling_from(const SamplingOptions& options);
/// errors: UsageError; EnvironmentError where --out or -o could not be written, said before the work
Format format_from(const OutputOptions& options);
/// Whether an answer is written (allot/answers.hpp), in place of the usual text or beside it.
bool shows_answer(const OutputOptions& options, Format format);
/// No table shows single orders, everything else does.
bool shows_orders(const OutputOptions& options, Format format);
Style style_from(const OutputOptions& options);

/// errors: UsageError with all names and the nearest
allocation::Rule rule_from(const std::string& option, const std::string& name);

/// errors: UsageError with the nearest of the words
void one_of(const std::string& option, const std::string& text, const std::vector<std::string>& words);

/// A whole number from `least` on; UsageError names the option.
std::uint64_t whole_number(const std::string& option, const std::string& text, std::uint64_t least);
/// The parts between commas, empty ones left out.
std::vector<std::string> comma_separated(const std::string& text);
double decimal_number(const std::string& option, const std::string& text);
std::vector<double> decimal_numbers(const std::string& option, const std::string& text);

}  // namespace allot::cli
