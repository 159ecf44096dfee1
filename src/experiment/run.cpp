#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "engine/simulate.hpp"
#include "experiment/bands.hpp"
#include "experiment/columns.hpp"
#include "experiment/feasible.hpp"
#include "experiment/labels.hpp"
#include "experiment/parallel.hpp"
#include "experiment/replicate.hpp"
#include "experiment/sample.hpp"
#include "experiment/series.hpp"
#include "experiment/units_moved.hpp"
#include "model/compile.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

using experiment::Sample;

constexpr std::size_t most_replications = 10'000'000;

bool is_precise(const Sample& sample, std::size_t column, double precision) {
  const Estimate estimate = allot::estimate(sample.column(column));
  if (!estimate.ci95) return false;
  const double half = (estimate.ci95->high - estimate.ci95->low) / 2;
  return half <= precision * std::abs(estimate.mean);
}

void fill_sample(Sample& sample, const model::Model& model, const Sampling& sampling) {
  const std::size_t batch = experiment::count_of(sampling);
  if (sampling.precision_metric.empty()) return sample.extend(batch);
  const std::size_t column = experiment::column_named(metrics::columns(model), sampling.precision_metric);
  for (std::size_t count = batch; count <= most_replications; count += batch) {
    experiment::refuse_too_large(model, sampling, count);
    sample.extend(count);
    if (!sample.is_random() || is_precise(sample, column, sampling.precision)) return;
  }
  throw RequestError("the precision was not reached in " + with_thousands(most_replications) + " replications");
}

std::vector<Estimate> estimates(const Sample& sample, std::size_t threads) {
  std::vector<Estimate> out(sample.width());
  std::vector<Estimator> estimators(std::max<std::size_t>(1, threads));
  experiment::for_each(sample.width(), threads, [&](std::size_t worker, std::size_t column) {
    out[column] = estimators[worker](sample.column(column));
  });
  return out;
}

std::vector<std::string> assumed(const Scenario& scenario) {
  std::vector<std::string> out;
  for (const Note& note : scenario.notes)
    if (note.confidence == "assumed") out.push_back(note.pointer + (note.source.empty() ? "" : ": " + note.source));
  return out;
}

Chance chance(const model::Model& model, const Sample& sample, const std::string& id, Date by) {
  const auto found = std::ranges::find(model.milestones, id, &model::Milestone::id);
  if (found == model.milestones.end()) throw RequestError("unknown milestone '" + id + "'");
  if (by < model.start || by >= model.start + model.end)
    throw RequestError("the scenario runs from " + format_date(model.start) + " to " +
                       format_date(model.start + model.end) + "; what is reached by " + format_date(by) +
                       " it cannot say");
  const std::vector<Time> dates = sample.milestone(static_cast<std::size_t>(found - model.milestones.begin()));
  const auto reached =
      static_cast<std::size_t>(std::ranges::count_if(dates, [&](Time date) { return date <= by - model.start; }));
  return {id, by, dates.size(), reached, wilson_interval(reached, dates.size())};
}

}  // namespace

namespace experiment {
namespace {

void add_what_answers_show(const Scenario& scenario, const model::Model& model, const Sample& sample,
                           const Sampling& sampling, Results& results) {
  results.quantiles.resize(results.columns.size());
  for_each(results.columns.size(), sampling.threads, [&](std::size_t, std::size_t column) {
    if (results.columns[column].kind != EntityKind::order)
      results.quantiles[column] = quantile_grid(sample.column(column));
  });
  sample.chronicle().add_to(scenario, sampling.threads, results);
  std::vector<std::vector<Time>> dates;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) dates.push_back(sample.milestone(i));
  add_milestones(model, dates, results);
}

}  // namespace

void refuse_too_large(const model::Model& model, const Sampling& sampling, std::size_t replications) {
  const bool is_many = replications > 1;
  std::string remedy = is_many ? "fewer --replications" : "a wider 'grid'";
  if (is_many && sampling.with_series) remedy += ", a wider 'grid'";
  expect_memory(memory_needed(model, sampling, replications), sampling, "this run", remedy);
}

Results results_of(const Scenario& scenario, const model::Model& model, const Sample& sample,
                   const Sampling& sampling) {
  Results results;
  results.scenario = scenario.name;
  results.variant = scenario.variant;
  results.question = scenario.question;
  results.currency = scenario.currency;
  results.start = scenario.start;
  results.end = scenario.end;
  results.seed = sampling.seed;
  results.replications = sample.size();
  results.is_random = sample.is_random();
  results.columns = metrics::columns(model);
  results.estimates = estimates(sample, sampling.threads);
  for (std::size_t i = 0; i < model.milestones.size(); ++i)
    results.milestones.push_back({model.milestones[i].id, estimate_dates(sample.milestone(i), model.end)});
  for (const auto& [id, by] : sampling.chances) results.chances.push_back(chance(model, sample, id, by));
  results.transfers = transfers_of(model, sample.flows(), sample.simulated());
  add_series(model, sample, sampling, results);
  results.labels = labels_of(scenario);
  results.assumptions = assumed(scenario);
  results.notes = scenario.notes;
  if (sampling.with_answer) add_what_answers_show(scenario, model, sample, sampling, results);
  return results;
}

}  // namespace experiment

Results run(const Scenario& scenario, const Sampling& sampling) {
  const model::Model model = experiment::compiled(scenario, sampling);
  experiment::refuse_too_large(model, sampling, experiment::count_of(sampling));
  Sample sample(model, sampling);
  fill_sample(sample, model, sampling);
  sample.keep_first_if_all_are_the_same();
  return experiment::results_of(scenario, model, sample, sampling);
}

std::vector<LedgerLine> trace(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication,
                              bool is_typical) {
  engine::Recording recording;
  recording.ledger = true;
  recording.is_typical = is_typical;
  return engine::simulate(model::compile(scenario), seed, replication, recording).ledger;
}

}  // namespace allot
