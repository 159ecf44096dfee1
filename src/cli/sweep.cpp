#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "allot/reports.hpp"
#include "allot/sweep_database.hpp"
#include "allot/sweep_summary.hpp"
#include "base/text.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/design_options.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/ranks.hpp"
#include "cli/remarks.hpp"
#include "cli/status.hpp"
#include "cli/streams.hpp"
#include "cli/unfinished.hpp"

namespace allot::cli {
namespace {

struct SweepOptions {
  ScenarioOptions scenario;
  SamplingOptions sampling;
  OutputOptions output;
  DesignOptions design;
  std::vector<std::string> metrics;
  std::string database, variants, shard = "1/1";
  bool is_resumed = false, with_series = false;
};

Shard shard_from(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) throw UsageError("--shard: expected K/N such as 2/5, found '" + text + "'");
  const Shard shard{whole_number("--shard", text.substr(0, slash), 1),
                    whole_number("--shard", text.substr(slash + 1), 1)};
  if (shard.part > shard.of)
    throw UsageError("--shard: there is no part " + text + ": parts are 1 to " + std::to_string(shard.of));
  return shard;
}

std::vector<std::string> compared_from(const SweepOptions& options) {
  std::vector<std::string> names = comma_separated(options.variants);
  if (names.empty()) return names;
  if (std::find(names.begin(), names.end(), "base") == names.end()) names.insert(names.begin(), "base");
  if (names.size() == 1) throw UsageError("--variants: base alone has nothing that it is compared with");
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i))
      throw UsageError("--variants: '" + names[i] + "' is there twice");
  return names;
}

// What varies cannot be said once and for all as well.
void refuse_what_varies(const SweepOptions& options, const SweepDesign& design) {
  for (const SweepAxis& axis : design.axes) {
    for (const std::string& setting : options.scenario.settings)
      if (setting.starts_with(axis.pointer + "=")) throw UsageError("--set: " + axis.pointer + " is what varies");
    if (axis.pointer != "variant") continue;
    if (!options.scenario.variant.empty())
      throw UsageError("--variant: the variant is what varies; join two as in variant=" + options.scenario.variant +
                       "+other");
    if (!options.variants.empty())
      throw UsageError("--variants: the variant is what varies; compare at each point, or vary it, not both");
  }
}

Sweep sweep_from(const SweepOptions& options) {
  Sweep sweep;
  sweep.sampling = sampling_from(options.sampling);
  sweep.file = scenario_from(options.scenario);
  checked(options.scenario, sweep.file, options.sampling.is_quiet);
  SweepRequest request = request_from(options.design);
  agree_on_seed(request, sweep.sampling);
  sweep.design = design_of(sweep.file, request);
  refuse_what_varies(options, sweep.design);
  sweep.compared = compared_from(options);
  sweep.metrics = metrics_from(options.metrics);
  sweep.with_series = options.with_series;
  try {
    expect_askable(sweep);
  } catch (const InputError& error) {
    throw as_typed(error, "--variant", "--variants");
  }
  return sweep;
}

std::string kept_in(const std::string& path) {
  return "finished points are kept in " + path + ", and --resume goes on";
}

SweepDatabase opened(const SweepOptions& options, const Sweep& sweep, const Shard& shard) {
  expect_room_for_database(options.database);
  note_first_signal(kept_in(options.database));
  return options.is_resumed ? SweepDatabase::resume(options.database, sweep, shard)
                            : SweepDatabase::create(options.database, sweep, shard);
}

// A signal ends it at the next replication; what is finished stays.
void compute(Sweep sweep, SweepDatabase database, const std::string& path) {
  const std::vector<std::size_t> missing = database.missing();
  const auto keep = [&](std::size_t point, const PointAnswer& answer) { database.add(point, answer); };
  sweep.sampling.progress = [line = sweep.sampling.progress](std::size_t done, std::size_t all) {
    return !was_signalled() && (!line || line(done, all));
  };
  try {
    if (launched().size > 1) {
      const sweep::Communicator ranks = open_communicator();
      sweep::sweep_points_on_ranks(sweep, missing, ranks, keep);
      ranks.close();
    } else {
      sweep_points(sweep, missing, keep);
    }
    database.finish();
  } catch (const Interrupted&) {
    say("allot: interrupted; " + kept_in(path) + "\n");
    throw;
  }
}

void help_rank_0(const Sweep& sweep) {
  leave_words_to_rank_0();
  const sweep::Communicator ranks = open_communicator();
  sweep::answer_points_of_rank_0(sweep, ranks);
  ranks.close();
}

/// Ranks of one machine share its cores, and only rank 0 speaks.
SweepOptions of_rank(SweepOptions options) {
  const Launched at = launched();
  if (at.rank > 0) options.sampling.is_quiet = true;
  if (at.on_this_machine > 1 && options.sampling.threads.empty())
    options.sampling.threads =
        std::to_string(std::max<std::size_t>(1, std::thread::hardware_concurrency() / at.on_this_machine));
  return options;
}

void run(const SweepOptions& options) {
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const Shard shard = shard_from(options.shard);
  const Sweep sweep = sweep_from(of_rank(options));
  if (launched().rank > 0) return help_rank_0(sweep);
  compute(sweep, opened(options, sweep, shard), options.database);
  const SweepSummary summary = summary_of(options.database);
  give(summary, "sweep", options.output, format, style);
  if (!summary.failures.empty())
    throw RunFailed(fmt::format("{} of {} {} no scenario that can be simulated; allot query {} failures says why",
                                summary.failures.size(), counted_text(static_cast<double>(summary.wanted), "point"),
                                summary.failures.size() == 1 ? "makes" : "make", options.database));
}

}  // namespace

void add_sweep(Program& program) {
  const auto options = std::make_shared<SweepOptions>();
  Command command = program.command("sweep", "the same question at many points, into a database");
  add_scenario(command, options->scenario);
  command.required("-o,--output", options->database, "the SQLite file to write");
  add_design(command, options->design);
  command.option("--variants", options->variants,
                 "compare these at each point, the first with the others; base is the scenario as written");
  add_metrics(command, options->metrics);
  command.flag("--series", options->with_series, "keep levels over time as well");
  command.flag("--resume", options->is_resumed,
               "go on with a sweep that was stopped: only what is missing is simulated");
  command.option("--shard", options->shard, "K/N: only the K-th of N equal parts; `allot merge` puts them together");
  add_sampling(command, options->sampling, Until::precise);
  add_output(command, options->output);
  command.footer(
      "Examples:\n  allot sweep data/scenarios/h100-swap.json --vary /parameters/hall_ready=2024-04-01,2024-07-01 -o "
      "study.db\n"
      "  allot query study.db results");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
