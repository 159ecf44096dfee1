#include "experiment/sample.hpp"

#include <algorithm>
#include <memory>

#include "base/contract.hpp"
#include "engine/replication.hpp"
#include "engine/simulate.hpp"
#include "experiment/bands.hpp"
#include "experiment/columns.hpp"
#include "experiment/effort.hpp"
#include "experiment/feasible.hpp"
#include "experiment/replicate.hpp"

namespace allot::experiment {
namespace {

std::vector<MetricColumn> fairness_columns(const model::Model& model, const Sampling& sampling) {
  if (!sampling.with_fairness || model.organisations.size() < 2) return {};
  return metrics::fairness_columns(model, sampling.with_series);
}

double bytes_of_quantiles(const model::Model& model, const Sampling& sampling) {
  if (!sampling.with_answer) return 0;
  const std::size_t of_orders = model.measured_orders() * metrics::metrics_of(EntityKind::order).size();
  return static_cast<double>((metrics::width(model) - of_orders) * quantiles_of_grid * sizeof(double));
}

/// What a thread keeps from replication to replication, so that a warm one asks for no memory.
struct SampleWorker {
  engine::Replication sim;
  metrics::Scratch scratch;
  metrics::Flows flows;

  SampleWorker(const model::Model& model, const Sampling& sampling)
      : sim(model, recording_of(sampling), sampling.seed, 0) {}
};

}  // namespace

model::Model compiled(const Scenario& scenario, const Sampling& sampling) {
  const bool with_orders =
      sampling.with_orders || (!sampling.precision_metric.empty() && may_be_of_order(sampling.precision_metric));
  model::Model model =
      model::compile(scenario, with_orders ? model::OrderMetrics::wanted : model::OrderMetrics::left_out);
  expect_feasible(model, recording_of(sampling), sampling);
  return model;
}

engine::Recording recording_of(const Sampling& sampling) {
  engine::Recording recording;
  recording.grid = sampling.with_series || sampling.with_fairness || sampling.with_answer;
  recording.chronicle = sampling.with_answer;
  recording.is_typical = sampling.is_typical;
  return recording;
}

double memory_needed(const model::Model& model, const Sampling& sampling, std::size_t replications) {
  const engine::Layout layout(model);
  const double cells = static_cast<double>(metrics::width(model) + model.milestones.size());
  const double levels = sampling.with_series ? static_cast<double>(metrics::series_columns(model, layout).size()) *
                                                   static_cast<double>(moments_of_grid(model))
                                             : 0;
  const double fairness = static_cast<double>(fairness_columns(model, sampling).size() * moments_of_grid(model));
  const double state =
      static_cast<double>(layout.size()) * sizeof(engine::Gauge) + effort_of(model, recording_of(sampling)).bytes();
  const std::size_t at_work = std::clamp<std::size_t>(sampling.threads, 1, likely_replications(model, sampling));
  constexpr double bytes_shown = 120;  // of a moment of a series: its estimates, and these as text
  const double kept = static_cast<double>(Chronicle(model, sampling).cells());
  return 8 * (cells + levels + fairness + kept) * static_cast<double>(replications) +
         bytes_shown * (levels + fairness + kept) + bytes_of_quantiles(model, sampling) +
         state * static_cast<double>(at_work);
}

Sample::Sample(const model::Model& model, const Sampling& sampling)
    : model_(model), sampling_(sampling), layout_(model), width_(metrics::width(model)), chronicle_(model, sampling) {
  fairness_ = fairness_columns(model, sampling);
  grid_size_ = moments_of_grid(model);
  if (!sampling.with_series) return;
  series_ = metrics::series_columns(model, layout_);
}

void Sample::keep_fairness(std::size_t replication, const engine::Observations& seen, metrics::Scratch& scratch) {
  if (fairness_.empty()) return;
  const std::size_t cells = fairness_.size() * grid_size_;
  metrics::measure_fairness(model_, layout_, seen, sampling_.with_series,
                            std::span(fairness_cells_).subspan(replication * cells, cells), scratch.fairness);
}

void Sample::make_room(std::size_t count) {
  rows_.resize(count * width_);
  dates_.resize(count * model_.milestones.size());
  levels_.resize(count * series_.size() * grid_size_);
  fairness_cells_.resize(count * fairness_.size() * grid_size_);
  chronicle_.make_room(count);
  size_ = count;
}

void Sample::keep(std::size_t replication, const engine::Observations& seen, std::span<const double> row,
                  metrics::Scratch& scratch) {
  expects(row.size() == width_, "a cell for every metric");
  std::copy(row.begin(), row.end(), rows_.begin() + static_cast<std::ptrdiff_t>(replication * width_));
  keep_levels(replication, seen, scratch);
}

void Sample::keep_levels(std::size_t replication, const engine::Observations& seen, metrics::Scratch& scratch) {
  std::copy(seen.milestones.begin(), seen.milestones.end(),
            dates_.begin() + static_cast<std::ptrdiff_t>(replication * model_.milestones.size()));
  keep_fairness(replication, seen, scratch);
  chronicle_.keep(replication, seen);
  if (series_.empty()) return;
  const std::size_t cells = series_.size() * grid_size_;
  for (std::size_t moment = 0; moment < grid_size_; ++moment) {
    const Units* levels = seen.grid_levels.data() + moment * layout_.before_orders();
    for (std::size_t s = 0; s < series_.size(); ++s) {
      Units sum = 0;
      for (const std::size_t gauge : series_[s].gauges) sum += levels[gauge];
      levels_[replication * cells + s * grid_size_ + moment] = sum;
    }
  }
}

void Sample::extend(std::size_t count) {
  std::size_t known = size_;
  make_room(count);
  if (known == 0 || is_random_) known = simulate(known, count);
  repeat_first_from(known);
}

// Gives up to which replication they were simulated.
std::size_t Sample::simulate(std::size_t from, std::size_t count) {
  std::vector<std::unique_ptr<SampleWorker>> workers(std::max<std::size_t>(1, sampling_.threads));
  const bool is_sure = is_random_ || is_surely_random(model_, sampling_);
  const auto [to, is_random] = replicate(from, count, is_sure, sampling_, [&](std::size_t worker, std::size_t r) {
    auto& at_work = workers[worker];
    if (!at_work) at_work = std::make_unique<SampleWorker>(model_, sampling_);
    at_work->sim.chance.number = sampling_.only.value_or(0) + r;
    engine::run(at_work->sim);
    metrics::measure(model_, layout_, at_work->sim.seen, std::span(rows_).subspan(r * width_, width_),
                     at_work->scratch);
    keep_levels(r, at_work->sim.seen, at_work->scratch);
    metrics::add_transfers(model_, at_work->sim.seen, at_work->flows);
    return at_work->sim.seen.is_random;
  });
  for (const auto& worker : workers)
    if (worker) metrics::add(worker->flows, flows_);
  simulated_ += to - from;
  is_random_ = is_random_ || is_random;
  return to;
}

void Sample::keep_first_if_all_are_the_same() {
  if (!is_random_) make_room(std::min<std::size_t>(size_, 1));
}

void Sample::repeat_first_from(std::size_t replication) {
  for (std::size_t r = replication; r < size_; ++r) {
    chronicle_.repeat_first_in(r);
    std::copy_n(rows_.begin(), width_, rows_.begin() + static_cast<std::ptrdiff_t>(r * width_));
    const std::size_t cells = series_.size() * grid_size_, milestones = model_.milestones.size();
    std::copy_n(dates_.begin(), milestones, dates_.begin() + static_cast<std::ptrdiff_t>(r * milestones));
    std::copy_n(levels_.begin(), cells, levels_.begin() + static_cast<std::ptrdiff_t>(r * cells));
    const std::size_t fair = fairness_.size() * grid_size_;
    std::copy_n(fairness_cells_.begin(), fair, fairness_cells_.begin() + static_cast<std::ptrdiff_t>(r * fair));
  }
}

void Sample::add(const metrics::Flows& flows, std::size_t replications, bool is_random) {
  metrics::add(flows, flows_);
  simulated_ += replications;
  is_random_ = is_random_ || is_random;
}

void Sample::forget() {
  size_ = simulated_ = 0;
  is_random_ = false;
  flows_ = {};
  fairness_cells_ = {};
  chronicle_.forget();
  rows_ = {};
  dates_ = {};
  levels_ = {};
}

std::vector<double> Sample::column(std::size_t column) const {
  std::vector<double> out(size_);
  for (std::size_t r = 0; r < size_; ++r) out[r] = cell(r, column);
  return out;
}

std::vector<Time> Sample::milestone(std::size_t milestone) const {
  std::vector<Time> out(size_);
  for (std::size_t r = 0; r < size_; ++r) out[r] = dates_[r * model_.milestones.size() + milestone];
  return out;
}

namespace {

/// What stands in a table of so many rows of `width` cells from one place on, column by column.
template <class Cell>
void gather(const std::vector<Cell>& cells, std::size_t rows, std::size_t width, std::size_t place,
            std::span<std::vector<double>> columns) {
  for (std::vector<double>& column : columns) column.resize(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    const Cell* row = cells.data() + r * width + place;
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k][r] = static_cast<double>(row[k]);
  }
}

}  // namespace

void Sample::gather_levels(std::size_t series, std::size_t first, std::span<std::vector<double>> columns) const {
  gather(levels_, size_, series_.size() * grid_size_, series * grid_size_ + first, columns);
  const double per = series_[series].per;
  if (per == 1) return;
  for (std::vector<double>& column : columns)
    for (double& it : column) it /= per;
}

void Sample::gather_fairness(std::size_t column, std::size_t first, std::span<std::vector<double>> columns) const {
  gather(fairness_cells_, size_, fairness_.size() * grid_size_, column * grid_size_ + first, columns);
}

}  // namespace allot::experiment
