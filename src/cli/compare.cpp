#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "allot/comparison.hpp"
#include "allot/divergence.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/remarks.hpp"
#include "report/decisions.hpp"
#include "report/decisions_unmatched.hpp"
#include "report/divergence.hpp"

namespace allot::cli {
namespace {

constexpr std::size_t usual_flips = 100;

struct CompareOptions {
  ScenarioOptions scenario;
  std::vector<std::string> others;
  SamplingOptions sampling;
  OutputOptions output;
  std::string variants, baseline, flips;
  bool shows_divergence = false;
};

/// Scenarios by the names that reports use, and the hash of what the baseline's file says.
struct Compared {
  std::vector<std::pair<std::string, Scenario>> scenarios;
  std::vector<std::string> hashes;
  std::vector<ScenarioFile> files;
  std::optional<ScenarioFile> as_written;  ///< the one that all are variants of

  void add(const std::string& name, const ScenarioFile& file) { add(name, file, check(file)); }
  /// Of the same file as the first: an order book that both read alike is read once.
  void add_variant(const std::string& name, const ScenarioFile& file) {
    add(name, file, check_variant(file, files.front(), scenarios.front().second));
  }

 private:
  void add(const std::string& name, const ScenarioFile& file, Scenario checked) {
    for (const auto& [other, scenario] : scenarios)
      if (other == name) throw UsageError("'" + name + "' is named twice");
    scenarios.emplace_back(name, std::move(checked));
    hashes.push_back(hash(file));
    files.push_back(file);
  }
};

// Variants of one scenario: the baseline first, `base` being the scenario as written.
Compared variants_of(const CompareOptions& options) {
  const ScenarioFile file = read_scenario(options.scenario.file);
  const std::string baseline = options.baseline.empty() ? "base" : options.baseline;
  std::vector<std::string> names = comma_separated(options.variants);
  if (options.variants.empty()) {
    names = check(edited_by(options.scenario, file)).variants;
    names.insert(names.begin(), "base");
  }
  std::erase(names, baseline);
  Compared out;
  out.as_written = file;
  out.add(baseline, edited_by(options.scenario, file, {}, baseline));
  for (const std::string& name : names) out.add_variant(name, edited_by(options.scenario, file, {}, name));
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
  Compared out;
  out.add(names[0], scenario_from(options.scenario));
  for (std::size_t i = 1; i < files.size(); ++i) out.add(names[i], read_scenario(files[i]));
  return out;
}

// Files of their own are not variants of the first.
void say_remarks(const CompareOptions& options, const Compared& compared) {
  Remarks remarks;
  for (std::size_t i = 0; i < compared.files.size(); ++i) {
    const auto& [name, scenario] = compared.scenarios[i];
    remarks.add(compared.files[i], scenario, i > 0 && options.others.empty() ? name : "");
  }
  remarks.ask_variants(compared.files.front(), compared.scenarios.front().second);
  say(remarks.all(), options.scenario, options.sampling.is_quiet);
}

// All compared scenarios with one field set; none where one of them is none any more.
std::optional<std::vector<Scenario>> with(const Compared& compared, const std::string& pointer,
                                          const std::string& value) {
  std::vector<Scenario> out;
  try {
    for (std::size_t i = 0; i < compared.files.size(); ++i) {
      const ScenarioFile& file = compared.files[i];
      out.push_back(check_variant(edited(file, "", {{pointer, value}}), file, compared.scenarios[i].second));
    }
  } catch (const InputError&) {
    return std::nullopt;
  }
  return out;
}

// Left to us, they are looked for where somebody will read them, and where there is one decision to judge.
std::size_t replications_of_flips(const CompareOptions& options, const Compared& compared, Format format) {
  if (!options.flips.empty()) return whole_number("--flips", options.flips, 0);
  const bool is_read = format == Format::table && options.output.folder.empty();
  return is_read && compared.scenarios.size() == 2 ? usual_flips : 0;
}

void add_flips(Comparison& comparison, const Compared& compared, Sampling sampling, std::size_t replications) {
  if (replications == 0) return;
  sampling.replications = std::min(sampling.replications, replications);
  comparison.flips = flips(
      comparison, compared.scenarios,
      [&](const std::string& pointer, const std::string& value) { return with(compared, pointer, value); }, sampling);
}

// How each of them is named in a command of its own.
std::vector<ComparedScenario> ways_to_name(const CompareOptions& options, const Compared& compared) {
  std::vector<ComparedScenario> out;
  for (std::size_t i = 0; i < compared.scenarios.size(); ++i) {
    const auto& [name, scenario] = compared.scenarios[i];
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

void add_next(Comparison& comparison, const CompareOptions& options, const Compared& compared, Format format,
              const Sampling& sampling) {
  if (format != Format::table && options.output.folder.empty()) return;
  const ScenarioFile* file = compared.as_written ? &*compared.as_written : nullptr;
  comparison.next = after_compare(ways_to_name(options, compared), file, comparison, sampling);
}

void run(const CompareOptions& options) {
  Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  sampling.with_orders = shows_orders(options.output, format);
  const Style style = style_from(options.output);
  const Compared compared = options.others.empty() ? variants_of(options) : files_of(options);
  if (compared.scenarios.size() < 2)
    throw UsageError(
        "there is nothing to compare: the scenario has no variants; name some with --variants, or give several files");
  say_remarks(options, compared);
  if (options.shows_divergence) {
    Divergences divergences = diverge(compared.scenarios, sampling);
    divergences.basis.hash = compared.hashes.front();
    return give(divergences, "divergence", options.output, format, style);
  }
  Sampling asked = sampling;
  asked.with_series = asked.with_answer = shows_answer(options.output, format);
  Comparison comparison = compare(compared.scenarios, asked);
  for (std::size_t i = 0; i < compared.files.size(); ++i)
    say_lacks(compared.files[i], compared.scenarios[i].second, sampling, options.sampling.is_quiet,
              i == 0 ? "" : compared.scenarios[i].first);
  for (std::size_t i = 0; i < compared.hashes.size(); ++i) comparison.variants[i].results.hash = compared.hashes[i];
  add_flips(comparison, compared, sampling, replications_of_flips(options, compared, format));
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
  command.option("--variants", options->variants, "which, separated by commas; parts of one joined by +; default: all");
  command.option("--baseline", options->baseline,
                 "what the others are compared with; default: base, the scenario as written");
  command.option("--flips", options->flips,
                 "look for what would reverse the answer, with so many replications a point; 0: do not; default: "
                 "100 in a table of one difference, else 0");
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
