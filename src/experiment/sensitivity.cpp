#include "allot/sensitivity.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <set>

#include "experiment/base_samples.hpp"
#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"
#include "experiment/labels.hpp"
#include "experiment/metric_by_path.hpp"
#include "experiment/related.hpp"
#include "experiment/sensitivity_factors.hpp"
#include "experiment/sensitivity_findings.hpp"
#include "experiment/sensitivity_plan.hpp"
#include "experiment/varied_fields.hpp"

// One sample serves all methods: A and B, rows of which are a draw of everything that nobody knows and a course of events.
// What a method needs beyond are the same rows with something else in some places, so that everything is compared on the
// same draws. Rows are in blocks that are scrambled apart; whatever is estimated is a quotient of sums over blocks, and its
// interval is what the blocks say of it (statistics/quotient.hpp).
//
// That a replication is a pure function of both is what makes this honest: with the course of events an input like any
// other, no method needs to average it out first, and how much of the spread it makes comes out of the same formula.

namespace allot {
namespace {

using experiment::AskedNumber;
using experiment::BaseSamples;
using experiment::Design;
using experiment::Response;

constexpr std::size_t blocks = 16, least_rows = 32;
constexpr std::size_t most_usual_metrics = 3, pilot_rows = 32;

void refuse(const Sampling& sampling) {
  if (!sampling.precisions.empty() || sampling.is_enough || sampling.only)
    throw RequestError(
        "--precision, --max-time and --replication are for run: -n says how many points are looked at");
  if (sampling.is_typical)
    throw RequestError("--typical is for run: with every draw at its median nothing is uncertain any more");
  if (sampling.replications < least_rows)
    throw RequestError("-n: too few points for an interval; at least " + std::to_string(least_rows));
}

void expect_each_once(const std::vector<std::string>& metrics) {
  for (std::size_t i = 0; i < metrics.size(); ++i)
    if (std::find(metrics.begin(), metrics.begin() + static_cast<std::ptrdiff_t>(i), metrics[i]) !=
        metrics.begin() + static_cast<std::ptrdiff_t>(i))
      throw RequestError("--metric: '" + metrics[i] + "' is there twice");
}

std::vector<SensitivityMethod> methods_of(const SensitivityQuestion& question) {
  using enum SensitivityMethod;
  const bool is_dependent = !question.correlations.empty();
  if (question.methods.empty()) return {tornado, is_dependent ? shapley : sobol};
  for (const SensitivityMethod it : question.methods)
    if (is_dependent && (it == sobol || it == morris))
      throw RequestError(
          "--method " + std::string(word_of(it)) +
          ": says nothing of inputs that are correlated, whose shares would not add up; --method shapley "
          "does");
  return question.methods;
}

/// Scenarios of a question: that of the file, then each variant that something is compared with.
struct AskedFiles {
  std::vector<std::string> variants = {""};
  std::vector<ScenarioFile> files;
  std::vector<std::pair<std::string, std::optional<std::size_t>>> metrics;  ///< paths, and less that of which scenario
};

AskedFiles files_of(const SensitivityFile& file, const SensitivityQuestion& question) {
  AskedFiles out;
  for (const std::string& metric : question.metrics) {
    const auto [variant, path] = experiment::difference_in(metric);
    if (variant.empty()) {
      out.metrics.emplace_back(path, std::nullopt);
      continue;
    }
    const auto known = std::ranges::find(out.variants, variant);
    out.metrics.emplace_back(path, known - out.variants.begin());
    if (known == out.variants.end()) out.variants.push_back(variant);
  }
  if (!question.varied.empty()) {
    experiment::expect_parameters(file({}, ""), question.varied);
    check(file(experiment::distributions_at(question.varied), ""));
  }
  for (const std::string& it : out.variants) out.files.push_back(file(experiment::parameters_at(question.varied), it));
  return out;
}

// Of the mean, so that large organisations are not told before those that hang on something.
double relative_spread_of(const std::vector<double>& values) {
  const auto [least, most] = std::ranges::minmax(values);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return most > least ? (most - least) / std::abs(mean) : 0;
}

// Of the organisations first those that the scenario watches by a milestone, then those that have most spread in a few
// replications; and everyone where there are several.
std::vector<std::string> usual_metrics(const Design& design, Response& response, const BaseSamples& samples) {
  std::vector<std::string> paths;
  std::vector<AskedNumber> numbers;
  for (const Organisation& it : design[0].scenario.organisations) {
    paths.push_back("organisation." + it.id + ".online_gpu_days");
    numbers.push_back(number_named(design, paths.back()));
  }
  const Response::Values values = response(numbers, {samples.a()}, std::min(pilot_rows, samples.rows()));
  std::vector<std::pair<double, std::string>> by_spread;
  for (std::size_t i = 0; i < paths.size(); ++i) by_spread.emplace_back(relative_spread_of(values[i][0]), paths[i]);
  std::ranges::stable_sort(by_spread, [](const auto& one, const auto& other) { return one.first > other.first; });
  std::set<std::string> watched;
  for (const auto& [milestone, owner] : experiment::milestone_owners(design[0].scenario))
    watched.insert("organisation." + owner + ".online_gpu_days");
  std::ranges::stable_partition(by_spread, [&](const auto& it) { return watched.contains(it.second); });
  std::vector<std::string> out;
  for (const auto& [spread, path] : by_spread)
    if (out.empty() || (spread > 0 && out.size() < most_usual_metrics)) out.push_back(path);
  if (paths.size() > 1) out.push_back("system.online_gpu_days");
  return out;
}

std::size_t rows_of_block(std::size_t replications) { return std::bit_ceil((replications + blocks - 1) / blocks); }

/// The scenarios of a question, checked and compiled.
struct AskedDesign {
  AskedFiles asked;
  Design design;
  experiment::UncertainInputs inputs;
};

Sampling sampling_of(const AskedFiles& asked, Sampling sampling) {
  sampling.with_orders =
      std::ranges::any_of(asked.metrics, [](const auto& it) { return experiment::may_be_of_order(it.first); });
  return sampling;
}

AskedDesign design_of(const SensitivityFile& file, const SensitivityQuestion& question, const Sampling& sampling) {
  AskedFiles asked = files_of(file, question);
  Design design(sampling_of(asked, sampling));
  std::vector<experiment::AskedScenario> scenarios;
  for (const ScenarioFile& it : asked.files) {
    const experiment::Point& point = design.add(check(it));
    scenarios.push_back({it, point.scenario, point.model});
  }
  experiment::UncertainInputs inputs = experiment::uncertain_inputs(scenarios, question.varied);
  return {std::move(asked), std::move(design), std::move(inputs)};
}

void refuse_too_large(const Sensitivity& found, std::size_t points, std::size_t numbers, const Sampling& sampling) {
  const double cells = static_cast<double>(found.base) *
                       static_cast<double>(points * (numbers + 1) + 2 * found.inputs.size() + found.factors.size());
  experiment::expect_memory(sizeof(double) * cells, sampling, "this study", "a smaller -n, fewer metrics");
}

Sensitivity begun(const AskedDesign& all, const SensitivityQuestion& question, const Sampling& sampling) {
  const Scenario& scenario = all.design[0].scenario;
  Sensitivity out;
  out.inputs = all.inputs.shown;
  const experiment::AskedInputs known{all.inputs, all.asked.files.front()};
  out.factors = experiment::factors_of(known, question);
  out.correlations = experiment::correlations_of(known, question);
  out.methods = methods_of(question);
  out.base = blocks * rows_of_block(sampling.replications);
  out.blocks = blocks;
  out.seed = sampling.seed;
  out.scenario = scenario.name;
  out.currency = scenario.currency;
  for (std::size_t i = 0; i < all.design.size(); ++i) out.labels.add(experiment::labels_of(all.design[i].scenario));
  out.basis = experiment::basis_of(scenario);
  return out;
}

// How many points of each row there are at most: where there is a course of events.
std::size_t most_points(const Sensitivity& found) {
  const std::size_t factors = found.factors.size();
  std::size_t out = 3;
  for (const SensitivityMethod it : found.methods) switch (it) {
      case SensitivityMethod::tornado: out += 2 * factors; break;
      case SensitivityMethod::morris: out += factors + 1; break;
      case SensitivityMethod::sobol:
      case SensitivityMethod::shapley: out += factors; break;
    }
  return out;
}

// Progress is told of all that is simulated, of which `done` is behind.
Sampling told_of_all(Sampling sampling, const Sensitivity& found, const std::size_t& done) {
  if (!sampling.progress) return sampling;
  const std::size_t all = found.base * most_points(found);
  sampling.progress = [&done, all, tell = sampling.progress](std::size_t now, std::size_t) {
    return tell(std::min(done + now, all), all);
  };
  return sampling;
}

std::vector<AskedNumber> numbers_of(const AskedDesign& all) {
  std::vector<AskedNumber> out;
  for (const auto& [path, less] : all.asked.metrics) out.push_back(number_named(all.design, path, less));
  return out;
}

}  // namespace

std::string_view word_of(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::tornado: return "tornado";
    case SensitivityMethod::morris: return "morris";
    case SensitivityMethod::sobol: return "sobol";
    case SensitivityMethod::shapley: return "shapley";
  }
  return {};
}

const std::vector<SensitivityMethod>& sensitivity_methods() {
  using enum SensitivityMethod;
  static const std::vector<SensitivityMethod> all = {tornado, morris, sobol, shapley};
  return all;
}

Sensitivity sensitivity(const SensitivityFile& file, const SensitivityQuestion& question, const Sampling& sampling) {
  refuse(sampling);
  methods_of(question);
  expect_each_once(question.metrics);
  const AskedDesign all = design_of(file, question, sampling);
  Sensitivity found = begun(all, question, sampling);
  refuse_too_large(found, 2, 0, sampling);
  const BaseSamples samples({found.inputs.size(), blocks, found.base / blocks}, sampling.seed,
                            experiment::copula_of(all.inputs, found.correlations));
  std::size_t done = 0;
  Response response(all.design, all.inputs.streams, experiment::Executor(told_of_all(sampling, found, done)));
  std::vector<std::string> metrics = question.metrics;
  std::vector<AskedNumber> numbers = numbers_of(all);
  if (metrics.empty()) {
    metrics = usual_metrics(all.design, response, samples);
    for (const std::string& it : metrics) numbers.push_back(number_named(all.design, it));
  }
  Response::Values base = response(numbers, {samples.a(), samples.b()}, found.base);
  done = 2 * found.base;
  found.has_course = response.has_course();
  if (found.has_course)
    found.factors.push_back({SensitivityFactor::Kind::course, "course", "the course of events", {}});
  const experiment::SensitivityPlan plan(found, samples);
  refuse_too_large(found, plan.points().size() + 2, numbers.size(), sampling);
  Response::Values values = response(numbers, plan.points(), found.base);
  found.simulated = response.simulated();
  for (std::size_t i = 0; i < metrics.size(); ++i)
    found.metrics.push_back(
        findings_of(metrics[i], plan.columns_of(std::move(base[i]), std::move(values[i])), plan.paths(), found));
  return found;
}

Sensitivity sensitivity(const ScenarioFile& file, const SensitivityQuestion& question, const Sampling& sampling) {
  return sensitivity([&](const std::vector<std::pair<std::string, std::string>>& settings,
                         const std::string& variant) { return edited(edited(file, "", settings), variant, {}); },
                     question, sampling);
}

}  // namespace allot
