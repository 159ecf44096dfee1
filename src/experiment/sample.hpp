#pragma once

#include <span>
#include <vector>

#include "allot/experiment.hpp"
#include "experiment/chronicle.hpp"
#include "metrics/fairness_series.hpp"
#include "metrics/metrics.hpp"
#include "metrics/transfers.hpp"
#include "model/compile.hpp"

namespace allot::experiment {

/// The replications of one model: a row of metrics, milestones and levels each, by number. Who computed a row cannot
/// be told from it.
class Sample {
 public:
  Sample(const model::Model& model, const Sampling& sampling);

  /// Simulates replications until there are `count`, on the sampling's threads: from number 0 on, or from the one that
  /// the sampling names. Where the first is told nothing by chance, the others repeat it.
  /// errors: Interrupted
  void extend(std::size_t count);

  /// What `extend` does, for replications that were simulated elsewhere: room for `count` of them, each of them kept,
  /// and the first repeated from one on.
  void make_room(std::size_t count);
  void keep(std::size_t replication, const engine::Observations& seen, std::span<const double> row,
            metrics::Scratch& scratch);
  void repeat_first_from(std::size_t replication);
  void add(const metrics::Flows& flows, std::size_t replications, bool is_random);

  /// Whether chance had a part in any of the replications; if not, one stands for all.
  bool is_random() const { return is_random_; }
  void keep_first_if_all_are_the_same();
  /// Gives the memory of all replications back; there are none then.
  void forget();

  std::size_t size() const { return size_; }
  std::size_t width() const { return width_; }
  double cell(std::size_t replication, std::size_t column) const { return rows_[replication * width_ + column]; }
  /// One metric over the replications.
  std::vector<double> column(std::size_t column) const;
  std::vector<Time> milestone(std::size_t milestone) const;
  /// One level over the replications, a column for each of some moments of the grid from `first` on.
  void gather_levels(std::size_t series, std::size_t first, std::span<std::vector<double>> columns) const;

  /// What interventions moved, summed over `simulated` replications; where all are the same of one or more of them.
  const metrics::Flows& flows() const { return flows_; }
  std::size_t simulated() const { return simulated_; }

  /// Of answers alone; else it is empty.
  Chronicle& chronicle() { return chronicle_; }
  const Chronicle& chronicle() const { return chronicle_; }

  const std::vector<metrics::SeriesColumn>& series() const { return series_; }
  std::size_t grid_size() const { return grid_size_; }
  /// How evenly the periods of the grid were served; none unless asked for.
  const std::vector<MetricColumn>& fairness() const { return fairness_; }
  void gather_fairness(std::size_t column, std::size_t first, std::span<std::vector<double>> columns) const;

 private:
  std::size_t simulate(std::size_t from, std::size_t count);
  void keep_levels(std::size_t replication, const engine::Observations& seen, metrics::Scratch& scratch);
  void keep_fairness(std::size_t replication, const engine::Observations& seen, metrics::Scratch& scratch);

  const model::Model& model_;
  Sampling sampling_;
  engine::Layout layout_;
  std::vector<metrics::SeriesColumn> series_;
  std::size_t width_ = 0, grid_size_ = 0, size_ = 0;
  std::vector<double> rows_;
  std::vector<Time> dates_;
  std::vector<Units> levels_;
  std::vector<MetricColumn> fairness_;
  std::vector<double> fairness_cells_;
  Chronicle chronicle_;
  metrics::Flows flows_;
  std::size_t simulated_ = 0;
  bool is_random_ = false;
};

/// The scenario as what the sampling asks for needs it.
/// errors: TooMuch if a replication of it cannot be simulated
model::Model compiled(const Scenario& scenario, const Sampling& sampling);

/// What a replication has to write down for a sample.
engine::Recording recording_of(const Sampling& sampling);

/// Bytes that a sample of so many replications takes.
double memory_needed(const model::Model& model, const Sampling& sampling, std::size_t replications);

/// errors: TooMuch if it is more than the sampling allows
void refuse_too_large(const model::Model& model, const Sampling& sampling, std::size_t replications);

/// What a sample says of every metric.
Results results_of(const Scenario& scenario, const model::Model& model, const Sample& sample, const Sampling& sampling);

}  // namespace allot::experiment
