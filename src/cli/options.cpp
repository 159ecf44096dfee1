#include "cli/options.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/literals.hpp"
#include "base/nearest.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/templates.hpp"
#include "cli/terminal.hpp"
#include "cli/wrap.hpp"

namespace allot::cli {
namespace {

std::size_t bytes_from(const std::string& text) {
  constexpr double largest = 0x1p63;  // more than there is
  constexpr std::pair<std::string_view, double> units[] = {{" GB", 1e9}, {" MB", 1e6}};
  for (const auto& [unit, bytes] : units) {
    if (!text.ends_with(unit)) continue;
    if (const auto number = parse_number(text.substr(0, text.size() - unit.size())); number && *number > 0)
      return static_cast<std::size_t>(std::min(*number * bytes, largest));
  }
  throw UsageError("--max-memory: expected an amount such as \"8 GB\" or \"500 MB\", found '" + text + "'");
}

// What the system lets the process have, whatever is asked for.
std::size_t address_space() {
  rlimit limit = {};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  return limit.rlim_cur;
}

WantedPrecision precision_from(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos)
    throw UsageError("--precision: expected METRIC=REL such as system.online_gpu_days=0.01, found '" + text + "'");
  const WantedPrecision out{text.substr(0, equals), decimal_number("--precision", text.substr(equals + 1))};
  if (!(out.relative > 0)) throw UsageError("--precision: expected a share above 0, found '" + text + "'");
  return out;
}

// Whether so much time has passed since it was asked for.
std::function<bool()> passed(const std::string& text) {
  const auto seconds = parse_duration(text);
  if (!seconds || !(seconds->real() > 0))
    throw UsageError("--max-time: expected a duration such as 90s, 10m or 2h, found '" + text + "'");
  using Clock = std::chrono::steady_clock;
  return [begin = Clock::now(), most = seconds->real()] {
    return std::chrono::duration<double>(Clock::now() - begin).count() >= most;
  };
}

// Of the many scenarios that a command compiles the first speaks for all.
std::function<void(const std::string&)> said_once() {
  return [is_said = false](const std::string& notice) mutable {
    if (!std::exchange(is_said, true)) say_notes("allot: " + notice + "\n");
  };
}

std::error_code& ignored() {
  static thread_local std::error_code error;
  return error;
}

bool is_file(const std::string& path) { return std::filesystem::is_regular_file(path, ignored()); }

// A name without a folder that leads to nothing: of a file whose ending was left out, or of a template.
std::string meant_by(const std::string& path) {
  if (path.find('/') != std::string::npos || path.empty()) return {};
  if (is_file(path + ".json")) return "did you mean '" + path + ".json'?";
  const std::string stem = path.ends_with(".json") ? path.substr(0, path.size() - 5) : path;
  std::vector<std::string> names;
  for (const Template& it : templates())
    if (it.name.ends_with(".json")) names.emplace_back(it.name.substr(0, it.name.size() - 5));
  const bool is_template = std::find(names.begin(), names.end(), stem) != names.end();
  const std::string name = is_template ? stem : nearest(stem, names);
  if (name.empty()) return {};
  const std::string in_data = "data/scenarios/" + name + ".json";
  return (is_template ? "a template has that name: " : "did you mean the template '" + name + "'? ") + "allot init " +
         name + " --out " + name + " writes it" + (is_file(in_data) ? ", and " + in_data + " is the same" : "");
}

}  // namespace

allocation::Rule rule_from(const std::string& option, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& facts : allocation::rules()) names.emplace_back(facts.name);
  one_of(option, name, names);
  return *allocation::rule_named(name);
}

std::uint64_t whole_number(const std::string& option, const std::string& text, std::uint64_t least) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least)
    throw UsageError(option + ": expected a whole number from " + std::to_string(least) + " on, found '" + text + "'");
  return number;
}

void one_of(const std::string& option, const std::string& text, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), text) != words.end()) return;
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  const std::string near = nearest(text, words);
  throw UsageError(option + ": expected one of " + all + ", found '" + text + "'" +
                   (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

std::vector<std::string> comma_separated(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    if (comma > from) out.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

double decimal_number(const std::string& option, const std::string& text) {
  const auto number = parse_number(text);
  if (!number) throw UsageError(option + ": expected a number, found '" + text + "'");
  return *number;
}

std::vector<double> decimal_numbers(const std::string& option, const std::string& text) {
  std::vector<double> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    out.push_back(decimal_number(option, text.substr(from, comma - from)));
    from = comma + 1;
  }
  return out;
}

void add_scenario(Command& command, ScenarioOptions& options) {
  command.required("SCENARIO", options.file, "scenario file; - reads standard input");
  add_edits(command, options);
}

void add_edits(Command& command, ScenarioOptions& options) {
  command.option("--variant", options.variant, "apply named changes of the scenario: no-swap, or no-swap+gated");
  command.list("--set", options.settings, "set one value of the scenario: POINTER=VALUE; repeatable");
  command.flag("--strict", options.is_strict, "a setting without effect is an error, and not a note");
}

void add_sampling(Command& command, SamplingOptions& options, Until until) {
  command.option("-n,--replications", options.replications, "how many times to simulate");
  command.list("--precision", options.precisions,
               "as many replications as it takes, in batches of -n: METRIC=REL, the mean at most REL of itself "
               "off, at 95% confidence; several separated by commas, or repeatable");
  command.option("--max-time", options.max_time, "the batch that goes on after so long is the last: 90s, 10m");
  if (until == Until::count) command.leave_out_of_help("--precision");
  if (until != Until::precise_or_late) command.leave_out_of_help("--max-time");
  command.option("--seed", options.seed, "which chance: the same seed gives the same results");
  command.option("--threads", options.threads, "default: all cores; never changes a result");
  command.option("--replication", options.only, "exactly this replication, from 0");
  command.flag("--typical", options.is_typical, "all chance off: every draw at its median");
  command.option("--max-memory", options.max_memory, "refuse a run that needs more");
  command.option("--progress", options.progress, "auto, always or never");
  command.flag("--quiet", options.is_quiet, "no progress, no notes");
}

void add_metrics(Command& command, std::vector<std::string>& texts) {
  command.list(
      "--metrics", texts,
      "keep these alone, by their paths, * for anything: 'organisation.*.online_gpu_days'; several separated by "
      "commas, or repeatable");
}

std::vector<std::string> metrics_from(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    std::vector<std::string> paths = comma_separated(text);
    if (paths.empty()) throw UsageError("--metrics: expected paths of metrics, found '" + text + "'");
    out.insert(out.end(), paths.begin(), paths.end());
  }
  return out;
}

void add_format(Command& command, OutputOptions& options) {
  options.typed = command.typed();
  command.option("--format", options.format,
                 "table, json, csv, or tidy: sentences and the tidy tables that they rest on, in json");
  command.option("--color", options.color, "auto, always or never (and NO_COLOR)");
}

void add_output(Command& command, OutputOptions& options) {
  add_format(command, options);
  command.option("--out", options.folder, "write all files of the run into this new folder");
}

void add_workbook(Command& command, OutputOptions& options) {
  command.option("-o,--output", options.workbook, "write all tables into this workbook as well: FILE.xlsx");
}

ScenarioFile read_scenario(const std::string& path) {
  try {
    return read(path);
  } catch (const EnvironmentError& error) {
    const std::string meant =
        path == "-" || std::filesystem::exists(std::filesystem::symlink_status(path, ignored())) ? "" : meant_by(path);
    if (meant.empty()) throw;
    throw EnvironmentError(error.what() + ("; " + meant));
  }
}

ScenarioFile scenario_from(const ScenarioOptions& options) { return edited_by(options, read_scenario(options.file)); }

Edits edits_from(const ScenarioOptions& options) {
  Edits edits{options.variant, {}};
  for (const std::string& setting : options.settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || setting.empty() || setting[0] != '/')
      throw UsageError("--set: expected POINTER=VALUE such as /end=2024-12-31, found '" + setting + "'");
    edits.settings.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return edits;
}

std::pair<ScenarioFile, Settings> edits_before_variants(const ScenarioOptions& options, const ScenarioFile& file,
                                                        const Settings& between) {
  return before_variants(file, edits_from(options), between);
}

ScenarioFile edited_by(const ScenarioOptions& options, const ScenarioFile& file, const Settings& between,
                       const std::string& further_variants) {
  return with_edits(file, edits_from(options), between, further_variants);
}

InputError as_typed(const InputError& error, std::string_view usual, const std::string& option,
                    std::string_view begins) {
  std::vector<Problem> problems = error.problems();
  for (Problem& it : problems)
    if (it.place.text && it.place.text->name == usual && it.place.text->content.starts_with(begins))
      it.place.text = std::make_shared<const Text>(Text{option, it.place.text->content});
  return InputError(std::move(problems));
}

Sampling sampling_from(const SamplingOptions& options) {
  Sampling sampling;
  sampling.replications = whole_number("--replications", options.replications, 1);
  if (sampling.replications > 10'000'000) throw UsageError("--replications: at most 10,000,000");
  sampling.seed = whole_number("--seed", options.seed, 0);
  sampling.threads = options.threads.empty() ? std::max(1u, std::thread::hardware_concurrency())
                                             : whole_number("--threads", options.threads, 1);
  if (sampling.threads > 1024) throw UsageError("--threads: at most 1024");
  if (!options.only.empty()) sampling.only = whole_number("--replication", options.only, 0);
  sampling.is_typical = options.is_typical;
  sampling.max_memory = std::min(bytes_from(options.max_memory), address_space());
  if (!options.is_quiet) sampling.notice = said_once();
  for (const std::string& several : options.precisions) {
    if (comma_separated(several).empty()) precision_from(several);
    for (const std::string& one : comma_separated(several)) sampling.precisions.push_back(precision_from(one));
  }
  if (!options.max_time.empty()) sampling.is_enough = passed(options.max_time);
  one_of("--progress", options.progress, {"auto", "always", "never"});
  sampling.progress = progress_line(options.progress, options.is_quiet);
  return sampling;
}

Format format_from(const OutputOptions& options) {
  std::vector<std::string> words;
  for (const Format format : formats()) words.emplace_back(word_of(format));
  one_of("--format", options.format, words);
  if (!options.workbook.empty() && !options.workbook.ends_with(".xlsx"))
    throw UsageError("-o writes a workbook: expected a name that ends with .xlsx, found '" + options.workbook + "'");
  expect_room({options.folder, options.workbook});
  return formats()[static_cast<std::size_t>(std::ranges::find(words, options.format) - words.begin())];
}

bool shows_answer(const OutputOptions& options, Format format) {
  return writes_answer(format) || !options.folder.empty() || !options.workbook.empty();
}

bool shows_orders(const OutputOptions& options, Format format) {
  return format != Format::table || !options.folder.empty();
}

Style style_from(const OutputOptions& options) {
  one_of("--color", options.color, {"auto", "always", "never"});
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool wanted =
      isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(terminal && std::string_view(terminal) == "dumb");
  Style style;
  style.width = width_of_output();
  style.color = options.color == "always" || (options.color == "auto" && wanted);
  return style;
}

}  // namespace allot::cli
