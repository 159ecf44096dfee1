#include <filesystem>
#include <memory>

#include "allot/ledger.hpp"
#include "cli/answer.hpp"
#include "cli/chance_option.hpp"
#include "cli/commands.hpp"
#include "cli/next_steps.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/plot_option.hpp"
#include "cli/remarks.hpp"
#include "cli/stopped.hpp"
#include "cli/streams.hpp"
#include "json/write.hpp"

namespace allot::cli {
namespace {

struct RunOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  PlotOptions plots;
  std::string trace;
  std::vector<std::string> chances, metrics;
};

std::string ledger_text(const std::string& path, const std::vector<LedgerLine>& ledger) {
  if (path.ends_with(".csv")) return csv(ledger);
  if (path.ends_with(".perfetto.json")) return perfetto(ledger);
  std::string text;
  for (const LedgerLine& line : ledger) text += json_line(line) + "\n";
  return text;
}

void check_trace(const std::string& path) {
  if (!path.empty() && !path.ends_with(".jsonl") && !path.ends_with(".csv") && !path.ends_with(".perfetto.json"))
    throw UsageError("--trace: expected a file that ends in .jsonl, .csv or .perfetto.json, found '" + path + "'");
}

void run(const RunOptions& options) {
  Sampling sampling = sampling_from(options.sampling);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  check_trace(options.trace);
  const Destination destination{options.output.folder, options.trace};
  expect_room(destination);
  const ScenarioFile file = with_chances(scenario_from(options.scenario), chances_from(options.chances), sampling);
  const Scenario scenario = checked(options.scenario, file, options.sampling.is_quiet);
  const bool is_drawn = draws(options.plots, format);
  sampling.with_series = is_drawn || format != Format::table || !options.output.folder.empty();
  sampling.with_orders = shows_orders(options.output, format);
  sampling.with_fairness = true;
  sampling.metrics = metrics_from(options.metrics);
  Sampling asked = sampling;
  asked.with_answer = is_drawn || shows_answer(options.output, format);
  Results results = allot::run(scenario, asked);
  say_lacks(file, scenario, sampling, options.sampling.is_quiet);
  say_stopped(results);
  results.hash = hash(file);
  if (format == Format::table || !options.output.folder.empty())
    results.next = after_run(options.scenario, scenario, results, sampling);
  NamedTexts in_folder;
  if (!destination.folder.empty()) {
    in_folder = files_of(results, "results", options.output);
    in_folder.emplace_back("scenario.json", json::write(resolved(file)) + "\n");
  }
  std::string in_file;
  if (!destination.file.empty())
    in_file =
        ledger_text(options.trace, trace(scenario, sampling.seed, sampling.only.value_or(0), sampling.is_typical));
  write_all(destination, in_folder, in_file);
  print(printed(results, options.output, format, style));
  if (is_drawn) print_plots(results, options.plots, style);
}

}  // namespace

void add_run(Program& program) {
  const auto options = std::make_shared<RunOptions>();
  Command command = program.command("run", "simulate: one answer per metric, with its uncertainty");
  add_scenario(command, options->scenario);
  add_sampling(command, options->sampling, Until::precise_or_late);
  add_output(command, options->output);
  add_plot(command, options->plots);
  command.list("--chance", options->chances,
               "how likely an organisation, a group or a site has N units online by a day: ID=N@DATE; repeatable");
  add_metrics(command, options->metrics);
  command.option("--trace", options->trace,
                 "simulate one replication (--replication, else 0) once more and write its ledger, as FILE.jsonl "
                 "or FILE.csv, or its timeline, as FILE.perfetto.json");
  command.footer(
      "Examples:\n  allot run data/scenarios/h100-swap.json\n  allot run my.json --variant no-swap --format json\n  "
      "allot run my.json --set /end=2024-12-31 -n 200 --seed 7\n  "
      "allot run my.json --chance lab=500@2025-09-01");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
