#pragma once

#include <span>
#include <vector>

#include "experiment/chronicle.hpp"
#include "experiment/design.hpp"
#include "experiment/executor.hpp"
#include "metrics/fairness_series.hpp"
#include "metrics/metrics.hpp"
#include "metrics/transfers.hpp"

namespace allot::experiment {

/// The rows of one point: of each replication the metrics, the dates of milestones and, where wanted, levels on the
/// grid.
class Rows {
 public:
  Rows(const Point& point, const Sampling& sampling);

  const Point& point() const { return *point_; }
  std::size_t size() const { return size_; }
  std::size_t width() const { return width_; }
  /// The metrics of one replication, and its milestones.
  std::span<const double> row(std::size_t row) const { return std::span(cells_).subspan(kept(row) * width_, width_); }
  std::span<const Time> dates(std::size_t row) const {
    const std::size_t milestones = point_->model.milestones.size();
    return std::span(dates_).subspan(kept(row) * milestones, milestones);
  }
  /// One metric, or one milestone, over the replications.
  std::vector<double> column(std::size_t column) const;
  std::vector<Time> milestone(std::size_t milestone) const;

  const std::vector<metrics::SeriesColumn>& series() const { return series_; }
  std::size_t grid_size() const { return grid_size_; }
  /// One level over the replications, a column for each of some moments of the grid from `first` on.
  void gather_levels(std::size_t series, std::size_t first, std::span<std::vector<double>> columns) const;
  /// How evenly the periods of the grid were served; none unless asked for.
  const std::vector<MetricColumn>& fairness() const { return fairness_; }
  void gather_fairness(std::size_t column, std::size_t first, std::span<std::vector<double>> columns) const;

  /// Whether chance had a part in any of them; if not, they are all the same.
  bool is_random() const { return is_random_; }
  /// What interventions moved, summed over `simulated` replications: where all are the same, over one or more of them.
  const metrics::Transfers& transfers() const { return transfers_; }
  std::size_t simulated() const { return simulated_; }

  /// Of answers alone; else it is empty.
  Chronicle& chronicle() { return chronicle_; }
  const Chronicle& chronicle() const { return chronicle_; }

  /// Room for what replications see, filled row by row and then closed: rows behind those simulated repeat the first.
  void open(std::size_t rows);
  std::span<double> cells(std::size_t row) { return std::span(cells_).subspan(row * width_, width_); }
  void keep(std::size_t row, const engine::Observations& seen, metrics::FairnessScratch& scratch);
  void close(std::size_t simulated, std::size_t rows, const metrics::Transfers& transfers, bool is_random);
  /// Of rows that are all the same, so many.
  void repeat(std::size_t rows) { size_ = rows; }
  /// Gives the memory back; there are none then.
  void forget();

 private:
  // Rows that repeat the first are not stored.
  std::size_t kept(std::size_t row) const { return row < simulated_ ? row : 0; }
  template <class Cell>
  void gather(const std::vector<Cell>& cells, std::size_t width, std::size_t place,
              std::span<std::vector<double>> columns) const;
  void keep_levels(std::size_t row, const engine::Observations& seen);

  const Point* point_;
  engine::Layout layout_;
  std::vector<metrics::SeriesColumn> series_;
  std::vector<MetricColumn> fairness_;
  bool with_series_;
  std::size_t width_ = 0, grid_size_ = 0, size_ = 0, simulated_ = 0;
  std::vector<double> cells_;
  std::vector<Time> dates_;
  std::vector<Units> levels_;
  std::vector<double> fairness_cells_;
  Chronicle chronicle_;
  metrics::Transfers transfers_;
  bool is_random_ = false;
};

/// A table of numbers by point, replication and column, with the design that it is of.
class Study {
 public:
  explicit Study(Design design);

  const Design& design() const { return design_; }
  const Executor& executor() const { return executor_; }
  const Rows& operator[](std::size_t point) const { return rows_[point]; }
  bool is_random() const;

  /// Simulates what the design asks for, of all points. Gives false, and holds nothing, where these take more memory
  /// than is allowed: `need` then takes one point at a time.
  /// errors: Interrupted
  bool simulate();
  /// The rows of a point, simulated where there are none.
  const Rows& need(std::size_t point);
  void forget(std::size_t point) { rows_[point].forget(); }

  /// Simulates rows of all points until there are `rows` of each.
  void extend(std::size_t rows);
  /// Has rows of a block in place of those that it had.
  void take(std::uint64_t first, std::size_t rows);

  /// Where chance had no part in any row of any point, keeps one of each, which shows all that there is.
  void keep_first_if_all_are_the_same();

 private:
  void extend(const MergedModel& points, const Executor& executor, std::size_t rows);

  Design design_;
  Executor executor_;
  std::vector<MergedModel> merged_;  ///< all points, once they were simulated together
  std::vector<Rows> rows_;           ///< by point
  std::uint64_t first_;
};

/// Bytes that so many rows of a point take, and simulating them.
double memory_needed(const Design& design, std::size_t point, std::size_t rows);

/// errors: TooMuch if so many rows of any point take more memory than the sampling allows
void refuse_too_large(const Design& design, std::size_t rows);

/// What the rows of a point say of every metric.
Results results_of(const Study& study, std::size_t point);

}  // namespace allot::experiment
