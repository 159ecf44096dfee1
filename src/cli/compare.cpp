#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "allot/compared_files.hpp"
#include "allot/comparison.hpp"
#include "allot/divergence.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "report/decisions_unmatched.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t usual_thresholds = 100;

struct CompareOptions {
  ScenarioOptions scenario;
  std::vector<std::string> others;
  SamplingOptions sampling;
  OutputOptions output;
  std::string variants, baseline, thresholds;
  bool shows_divergence = false, is_detailed = false;
};

/// What is compared, and the file that all are variants of; none where each is a file of its own.
struct Compared {
  ComparedFiles all;
  std::optional<ScenarioFile> as_written;
};

void refuse_twice(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw UsageError("'" + *twice + "' is named twice");
}

Compared variants_asked(const CompareOptions& options) {
  Compared out;
  out.as_written = read_scenario(options.scenario.file);
  const auto [file, settings] = edits_before_variants(options.scenario, *out.as_written);
  out.all = variants_to_compare(file, comma_separated(options.variants), options.baseline, settings);
  return out;
}

// Files are named without folder and ending where that tells them apart.
std::vector<std::string> short_names(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(std::filesystem::path(file).stem().string());
  const std::set<std::string> different(names.begin(), names.end());
  return different.size() == files.size() ? names : files;
}

// The first file alone is changed by --variant and --set.
Compared files_of(const CompareOptions& options) {
  if (!options.variants.empty() || !options.baseline.empty())
    throw UsageError("--variants and --baseline are for one scenario, and several files were given");
  std::vector<std::string> files = options.others;
  files.insert(files.begin(), options.scenario.file);
  const std::vector<std::string> names = short_names(files);
  refuse_twice(names);
  Compared out;
  out.all.add(names[0], scenario_from(options.scenario));
  for (std::size_t i = 1; i < files.size(); ++i) out.all.add(names[i], read_scenario(files[i]));
  return out;
}

// Files of their own are not variants of the first.
void say_remarks(const CompareOptions& options, const Compared& compared) {
  Remarks remarks;
  for (std::size_t i = 0; i < compared.all.files().size(); ++i) {
    const auto& [name, scenario] = compared.all.scenarios()[i];
    remarks.add(compared.all.files()[i], scenario, i > 0 && options.others.empty() ? name : "");
  }
  remarks.ask_variants(compared.all.files().front(), compared.all.scenarios().front().second);
  say(remarks.all(), options.scenario, options.sampling.is_quiet);
}

// Left to us, they are looked for where somebody will read them, and where there is one decision to judge.
std::size_t replications_of_thresholds(const CompareOptions& options, const Compared& compared, Format format) {
  if (!options.thresholds.empty()) return whole_number("--flips", options.thresholds, 0);
  const bool is_read = format == Format::table && options.output.folder.empty();
  return is_read && compared.all.scenarios().size() == 2 ? usual_thresholds : 0;
}

// How each of them is named in a command of its own.
std::vector<ComparedScenario> ways_to_name(const CompareOptions& options, const Compared& compared) {
  std::vector<ComparedScenario> out;
  for (std::size_t i = 0; i < compared.all.scenarios().size(); ++i) {
    const auto& [name, scenario] = compared.all.scenarios()[i];
    ScenarioOptions its = options.scenario;
    if (options.others.empty()) its = with_variants(std::move(its), name);
    if (i > 0 && !options.others.empty()) its = {options.others[i - 1], "", {}, false};
    out.push_back({std::move(its), name, scenario});
  }
  return out;
}

// Who reads the table sees it there.
void say_unmatched(const Comparison& comparison, Format format, bool is_quiet) {
  if (format == Format::table || is_quiet) return;
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const std::string why = report::why_nothing_matches(comparison, i);
    if (!why.empty()) say("allot: " + why + "\n");
  }
}

// The same again, with the tables of each.
std::string command_with_details(const CompareOptions& options) {
  std::string more;
  for (const std::string& file : options.others) more += shell_word(file) + " ";
  if (!options.variants.empty()) more += "--variants " + shell_word(options.variants) + " ";
  if (!options.baseline.empty()) more += "--baseline " + shell_word(options.baseline) + " ";
  return command_line("compare", options.scenario, more + "--details") + " (each with its tables)";
}

void add_next(Comparison& comparison, const CompareOptions& options, const Compared& compared, Format format,
              const Sampling& sampling) {
  if (format != Format::table && options.output.folder.empty()) return;
  const ScenarioFile* file = compared.as_written ? &*compared.as_written : nullptr;
  comparison.next = after_compare(ways_to_name(options, compared), file, options.scenario, comparison, sampling);
  if (comparison.differences.size() > 1 && !options.is_detailed)
    comparison.next.push_back(command_with_details(options));
}

Divergences divergences(const Compared& compared, const Sampling& sampling) {
  if (compared.all.pairs().empty()) return diverge(compared.all.scenarios(), sampling);
  Divergences all;
  for (const Pair& pair : compared.all.pairs()) {
    Divergences one =
        diverge({compared.all.scenarios()[pair.baseline], compared.all.scenarios()[pair.variant]}, sampling);
    if (all.variants.empty())
      all = std::move(one);
    else
      all.variants.push_back(std::move(one.variants.front()));
  }
  return all;
}

void run(const CompareOptions& options) {
  Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  sampling.with_orders = shows_orders(options.output, format);
  Style style = style_from(options.output);
  style.is_detailed = options.is_detailed;
  const Compared compared = options.others.empty() ? variants_asked(options) : files_of(options);
  if (compared.all.scenarios().size() < 2)
    throw UsageError(
        "there is nothing to compare: the scenario has no variants; name some with --variants, or give several files");
  say_remarks(options, compared);
  if (options.shows_divergence) {
    Divergences all = divergences(compared, sampling);
    all.basis.hash = hash(compared.all.files().front());
    return give(all, "divergence", options.output, format, style);
  }
  Sampling asked = sampling;
  asked.with_series = asked.with_answer = shows_answer(options.output, format);
  Comparison comparison = compare(compared.all, asked, replications_of_thresholds(options, compared, format));
  for (std::size_t i = 0; i < compared.all.files().size(); ++i)
    say_lacks(compared.all.files()[i], compared.all.scenarios()[i].second, sampling, options.sampling.is_quiet,
              i == 0 ? "" : compared.all.scenarios()[i].first);
  say_unmatched(comparison, format, options.sampling.is_quiet);
  add_next(comparison, options, compared, format, sampling);
  give(comparison, "comparison", options.output, format, style);
}

}  // namespace

void add_compare(Program& program) {
  const auto options = std::make_shared<CompareOptions>();
  Command command = program.command("compare", "what a decision changed, for whom: variants on common random numbers");
  add_scenario(command, options->scenario);
  command.list("OTHERS", options->others, "further scenario files, compared with the first");
  command.option("--variants", options->variants,
                 "which, separated by commas; parts of one joined by +; default: the scenario's comparisons, else all");
  command.option("--baseline", options->baseline,
                 "what the others are compared with; default: base, the scenario as written");
  command.option("--flips", options->thresholds,
                 "look for what would reverse the answer, with so many replications a point; 0: do not; default: "
                 "100 in a table of one difference, else 0");
  command.flag("--details", options->is_detailed,
               "of several, each with its tables: who gained and who lost, groups, milestones, regret");
  command.flag(
      "--divergence", options->shows_divergence,
      "instead: where one replication (--replication, else 0) first parts from the baseline's, and what follows");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot compare data/scenarios/h100-swap.json --variants texas-only --baseline texas-only+no-swap\n  "
      "allot compare before.json after.json");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
