#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "cli/answer.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "json/parse.hpp"
#include "json/write.hpp"
#include "random/key.hpp"
#include "random/sampler.hpp"
#include "report/distribution.hpp"
#include "scenario/read_value.hpp"

namespace allot::cli {
namespace {

struct SampleOptions {
  std::string distribution, count = "10000", seed = "1";
  bool shows_quantiles = false;
  OutputOptions output;
};

/// A distribution as it would stand in a scenario, and what it is of.
struct Read {
  Distribution distribution;
  Kind kind = Kind::number;
};

Read read_distribution(const std::string& written) {
  const auto text = std::make_shared<Text>(Text{"DISTRIBUTION", written});
  const Draft draft = json::parse(text);
  scenario::Reader reader([](const std::string& name) -> TextPointer {
    throw std::runtime_error("'" + name + "': files are read from scenarios only");
  });
  Value value;
  scenario::read_any_value(reader, scenario::Cursor(draft), value);
  if (!reader.problems().empty()) throw InputError(std::move(reader.problems()));
  if (value.distribution) return {*value.distribution, value.kind};
  Distribution fixed;
  fixed.parameters = {value.number.real()};
  return {fixed, value.kind};
}

void run(const SampleOptions& options) {
  const Format format = format_from(options.output);
  const std::uint64_t seed = whole_number("--seed", options.seed, 0), count = whole_number("-n", options.count, 1);
  if (count > 10'000'000) throw UsageError("-n: at most 10,000,000");
  const Read read = read_distribution(options.distribution);
  DistributionAnswer answer;
  answer.text = options.distribution;
  answer.kind = read.kind;
  answer.distribution = read.distribution;
  if (!options.shows_quantiles) {
    const Sampler sampler(read.distribution);
    answer.draws.resize(count);
    draw_consecutive({seed, hash_name("sample")}, 0, 0, answer.draws);
    for (double& draw : answer.draws) draw = sampler(draw);
  }
  print(printed(answer, options.output, format, style_from(options.output)));
}

}  // namespace

void add_sample(Program& program) {
  const auto options = std::make_shared<SampleOptions>();
  Command command = program.command("sample", "what a distribution means: draws, moments, quantiles");
  command.required("DISTRIBUTION", options->distribution, "as a scenario writes it");
  command.option("-n", options->count, "how many draws");
  command.option("--seed", options->seed, "which chance");
  command.flag("--quantiles", options->shows_quantiles, "exact quantiles, no draws");
  add_format(command, options->output);
  command.footer(
      "Examples:\n  allot sample '{\"lognormal\": {\"median\": \"45d\", \"p90\": \"90d\"}}'\n  allot sample "
      "'{\"triangular\": {\"min\": \"2024-07-15\", \"mode\": \"2024-09-01\", \"max\": \"2024-11-01\"}}' --quantiles");
  command.runs([options] { run(*options); });
}

}  // namespace allot::cli
