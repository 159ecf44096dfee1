#include "allot/ranking.hpp"

#include <memory>

#include "allot/compared_files.hpp"
#include "allot/reports.hpp"
#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/compared.hpp"
#include "cli/options.hpp"

namespace allot::cli {
namespace {

constexpr char replications_of_one[] = "100";
constexpr char replications_of_several[] = "1000";

struct RankOptions : ComparedOptions {
  std::vector<std::string> metrics;
  std::string probability = "0.95", indifference, most;
  SamplingOptions sampling;
  OutputOptions output;
};

RankRequest request_from(const RankOptions& options) {
  RankRequest request;
  for (const std::string& several : options.metrics)
    for (const std::string& one : comma_separated(several)) request.metrics.push_back(ranked_metric(one));
  if (request.metrics.empty())
    throw UsageError("rank needs --metric, what is ranked by, such as --metric system.online_gpu_days");
  request.probability = decimal_number("--probability", options.probability);
  if (request.metrics.size() > 1 && !(options.indifference.empty() && options.most.empty()))
    throw UsageError("--indifference and --most are for one --metric; of several, say with -n how many replications");
  if (!options.indifference.empty())
    request.indifference = indifference_of(options.indifference, request.metrics.front().path);
  if (!options.most.empty()) request.most = whole_number("--most", options.most, 2);
  if (request.most > 10'000'000) throw UsageError("--most: at most 10,000,000");
  return request;
}

Sampling sampling_of_rank(SamplingOptions options, const RankRequest& request) {
  if (options.replications.empty())
    options.replications = request.metrics.size() == 1 ? replications_of_one : replications_of_several;
  return sampling_from(options);
}

Compared ranked_by(const RankOptions& options) {
  if (!options.others.empty()) return compared_by(options);
  Compared out;
  out.as_written = read_scenario(options.scenario.file);
  const auto [file, settings] = edits_before_variants(options.scenario, *out.as_written);
  try {
    out.all = variants_to_rank(file, comma_separated(options.variants), settings);
  } catch (const InputError& error) {
    throw as_typed(error, "--variant", "--variants");
  }
  return out;
}

void run(const RankOptions& options) {
  const RankRequest request = request_from(options);
  const Sampling sampling = sampling_of_rank(options.sampling, request);
  const Format format = format_from(options.output);
  const Style style = style_from(options.output);
  const Compared compared = ranked_by(options);
  if (compared.all.scenarios().size() < 2) throw UsageError("rank needs two variants or more, and here is one");
  say_remarks(options, compared, options.sampling.is_quiet);
  Ranking found = rank(compared.all.scenarios(), request, sampling);
  if (shows_answer(options.output, format)) found.basis.hash = hash(compared.all.files().front());
  give(found, "ranking", options.output, format, style);
}

}  // namespace

void add_rank(Program& program) {
  const auto options = std::make_shared<RankOptions>();
  options->sampling.replications = "";
  Command command = program.command("rank", "the best of several variants, with a stated probability");
  add_scenario(command, options->scenario);
  command.list("OTHERS", options->others, "further scenario files, ranked with the first");
  command.option(
      "--variants", options->variants,
      "which, separated by commas; parts of one joined by +; default: base, the scenario as written, and all");
  command.list("--metric", options->metrics,
               "what is ranked by: a metric's path, milestone.ID.date or milestone.ID.reached; METRIC=more or "
               "METRIC=less says which way is better; several: the Pareto set");
  command.option("--probability", options->probability,
                 "of correct selection; of several metrics, of who is called sure");
  command.option("--indifference", options->indifference,
                 "a difference that does not matter: an amount, 2% of the first variant's mean, or of a date 3d; "
                 "default: 1%, or 1d");
  command.option("--most", options->most, "replications of a variant at most; default: 10,000");
  add_sampling(command, options->sampling);
  add_output(command, options->output);
  command.footer(
      "-n is the first stage, after which those shown to be worse are dropped: 100; of several metrics it is how many "
      "replications there are: 1000.\n\n"
      "Examples:\n  allot rank data/scenarios/h100-swap-fixed.json --metric organisation.tesla.online_gpu_days\n  "
      "allot rank my.json --variants base,no-swap --metric milestone.ready.date --indifference 3d\n  "
      "allot rank my.json --metric system.online_gpu_days --metric system.decision_cost");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
