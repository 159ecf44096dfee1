#include <CLI/CLI.hpp>
#include <memory>

#include "allot/comparison.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "report/decisions.hpp"

namespace allot::cli {
namespace {

struct Options {
  ScenarioOptions scenario;
  std::vector<std::string> others;
  SamplingOptions sampling;
  OutputOptions output;
  std::string variants, baseline;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    if (comma > from) out.push_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

using Named = std::pair<std::string, Scenario>;

// Variants of one scenario: the baseline first, `base` being the scenario as written.
std::vector<Named> variants_of(const Options& options) {
  const ScenarioFile file = scenario_from(options.scenario);
  std::vector<std::string> names = split(options.variants);
  const std::string baseline = options.baseline.empty() ? "base" : options.baseline;
  if (options.variants.empty()) {
    names = check(file).variants;
    if (baseline != "base") names.insert(names.begin(), "base");
  }
  std::erase(names, baseline);
  names.insert(names.begin(), baseline);
  std::vector<Named> out;
  for (const std::string& name : names) out.emplace_back(name, check(edited(file, name, {})));
  return out;
}

std::vector<Named> files_of(const Options& options) {
  std::vector<Named> out = {{options.scenario.file, check(scenario_from(options.scenario))}};
  for (const std::string& file : options.others) out.emplace_back(file, check(read(file)));
  return out;
}

void run(const Options& options) {
  Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const std::vector<Named> variants = options.others.empty() ? variants_of(options) : files_of(options);
  if (variants.size() < 2) throw UsageError("there is nothing to compare: the scenario has no variants; name some with --variants, or give several files");
  const Comparison comparison = compare(variants, sampling);
  if (!options.output.folder.empty())
    write_folder(options.output.folder, {{"comparison.json", render(comparison, Format::json)}, {"comparison.csv", render(comparison, Format::csv)}, {"comparison.txt", render(comparison, Format::table)}});
  print(render(comparison, format, style_from(options.output)));
}

}  // namespace

void add_compare(CLI::App& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("compare", "what a decision changed, for whom: variants on common random numbers");
  add_scenario(*command, options->scenario);
  command->add_option("OTHERS", options->others, "further scenario files, compared with the first");
  command->add_option("--variants", options->variants, "which, separated by commas; parts of one joined by +; default: all");
  command->add_option("--baseline", options->baseline, "what the others are compared with; default: base, the scenario as written");
  add_sampling(*command, options->sampling);
  add_output(*command, options->output);
  command->footer("Examples:\n  allot compare data/scenarios/h100-swap.json --variants texas-only --baseline texas-only+no-swap\n  allot compare before.json after.json");
  command->callback([options] { run(*options); });
}

}  // namespace allot::cli
