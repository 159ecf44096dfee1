#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "engine/simulate.hpp"
#include "experiment/bands.hpp"
#include "experiment/columns.hpp"
#include "experiment/labels.hpp"
#include "experiment/series.hpp"
#include "experiment/study.hpp"
#include "experiment/transfers.hpp"
#include "experiment/until_precise.hpp"
#include "model/compile.hpp"
#include "statistics/dates.hpp"
#include "statistics/estimate.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

using experiment::Design;
using experiment::Executor;
using experiment::Rows;
using experiment::Study;

std::vector<Estimate> estimates(const Rows& rows, const Executor& executor) {
  std::vector<Estimate> out(rows.width());
  std::vector<Estimator> estimators(executor.workers());
  executor.each(rows.width(),
                [&](std::size_t worker, std::size_t column) { out[column] = estimators[worker](rows.column(column)); });
  return out;
}

std::vector<std::string> assumed(const Scenario& scenario) {
  std::vector<std::string> out;
  for (const Note& note : scenario.notes)
    if (note.confidence == "assumed") out.push_back(note.pointer + (note.source.empty() ? "" : ": " + note.source));
  return out;
}

Chance chance(const Rows& rows, const std::string& id, Date by) {
  const model::Model& model = rows.point().model;
  const auto found =
      std::find_if(model.milestones.begin(), model.milestones.end(), [&](const auto& it) { return it.id == id; });
  if (found == model.milestones.end()) throw RequestError("unknown milestone '" + id + "'");
  if (by < model.start || by >= model.start + model.end)
    throw RequestError("the scenario runs from " + format_date(model.start) + " to " +
                       format_date(model.start + model.end) + "; what is reached by " + format_date(by) +
                       " it cannot say");
  const std::vector<Time> dates = rows.milestone(static_cast<std::size_t>(found - model.milestones.begin()));
  const auto reached = static_cast<std::size_t>(
      std::count_if(dates.begin(), dates.end(), [&](Time date) { return date <= by - model.start; }));
  return {id, by, dates.size(), reached, wilson_interval(reached, dates.size())};
}

}  // namespace

namespace experiment {
namespace {

void add_what_answers_show(const Rows& rows, const Executor& executor, Results& results) {
  results.quantiles.resize(results.columns.size());
  executor.each(results.columns.size(), [&](std::size_t, std::size_t column) {
    if (results.columns[column].kind != EntityKind::order)
      results.quantiles[column] = quantile_grid(rows.column(column));
  });
  rows.chronicle().add_to(rows.point().scenario, executor, results);
  const model::Model& model = rows.point().model;
  std::vector<std::vector<Time>> dates;
  for (std::size_t i = 0; i < model.milestones.size(); ++i) dates.push_back(rows.milestone(i));
  add_milestones(model, dates, results);
}

}  // namespace

Results results_of(const Study& study, std::size_t point) {
  const Sampling& sampling = study.design().sampling();
  const Scenario& scenario = study.design()[point].scenario;
  const model::Model& model = study.design()[point].model;
  const Rows& rows = study[point];
  Results results;
  results.scenario = scenario.name;
  results.variant = scenario.variant;
  results.question = scenario.question;
  results.currency = scenario.currency;
  results.start = scenario.start;
  results.end = scenario.end;
  results.seed = sampling.seed;
  results.replications = rows.size();
  results.is_random = rows.is_random();
  results.patterns = sampling.metrics;
  results.columns = study.design()[point].columns();
  results.estimates = estimates(rows, study.executor());
  for (std::size_t i = 0; i < model.milestones.size(); ++i)
    results.milestones.push_back({model.milestones[i].id, estimate_dates(rows.milestone(i), model.end)});
  for (const auto& [id, by] : sampling.chances) results.chances.push_back(chance(rows, id, by));
  results.transfers = transfers_of(model, rows.transfers(), rows.simulated());
  add_series(rows, study.executor(), results);
  results.labels = labels_of(scenario);
  results.assumptions = assumed(scenario);
  results.notes = scenario.notes;
  if (sampling.with_answer) add_what_answers_show(rows, study.executor(), results);
  return results;
}

}  // namespace experiment

Results run(const Scenario& scenario, const Sampling& sampling) {
  Design design(sampling);
  design.add(scenario);
  experiment::expect_metrics(design);
  experiment::refuse_too_large(design, design.block().to);
  Study study(std::move(design));
  const bool is_open = !sampling.precisions.empty() || sampling.is_enough;
  experiment::Stopped stopped;
  if (is_open)
    stopped = experiment::simulate_until_precise(study);
  else
    study.need(0);
  study.keep_first_if_all_are_the_same();
  Results results = experiment::results_of(study, 0);
  results.stopped_by = stopped.by;
  results.precisions = std::move(stopped.precisions);
  return results;
}

std::vector<LedgerLine> trace(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication,
                              bool is_typical) {
  engine::Recording recording;
  recording.ledger = true;
  recording.is_typical = is_typical;
  return engine::simulate(model::compile(scenario), seed, replication, recording).ledger;
}

}  // namespace allot
