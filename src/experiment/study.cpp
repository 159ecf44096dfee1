#include "experiment/study.hpp"

#include <algorithm>
#include <utility>

#include "base/contract.hpp"
#include "base/pattern.hpp"
#include "engine/layout.hpp"
#include "experiment/bands.hpp"
#include "experiment/columns.hpp"
#include "experiment/effort.hpp"
#include "experiment/feasible.hpp"

// What every question looks at: a number for each point, replication and column, beside it the dates of milestones and,
// where the design wants them, levels over time. A question is a function of such a table; those that ask in turn
// (`solve`, the game, what would reverse an answer) have one for each value that they try. No question has a loop over
// replications of its own.
//
// The invariant: row r of every point is the replication of one number, that of row 0 plus r, with the same chance for
// all of them. A difference between two points is therefore taken row by row, and what both have in common cancels; rows
// added later stand behind those that there are and change none of them. The order of rows is the order of numbers on
// any number of threads, so that sums over them, which round, are the same to the last bit.
//
// What is the same is held once. Where nothing is left to chance one row stands for all, however many were asked for:
// rows behind those that were simulated repeat the first. A point that meets no chance beside one that does still has as
// many, so that the two can be paired.
//
// Memory decides how points are taken, and nothing else does. If the rows of all fit, all are simulated together, and
// those that share a past share it; if not, one after another, with the same numbers in the end.

namespace allot::experiment {
namespace {

std::vector<MetricColumn> fairness_columns(const model::Model& model, const Sampling& sampling) {
  if (!sampling.with_fairness || model.organisations.size() < 2) return {};
  return metrics::fairness_columns(model, sampling.with_series);
}

double bytes_of_quantiles(const Point& point, const Sampling& sampling) {
  if (!sampling.with_answer) return 0;
  const std::size_t of_orders = point.model.measured_orders() * metrics::metrics_of(EntityKind::order).size();
  const std::size_t others = point.kept ? point.width() : point.width() - of_orders;
  return static_cast<double>(others * quantiles_of_grid * sizeof(double));
}

std::vector<metrics::SeriesColumn> kept_series(const model::Model& model, const engine::Layout& layout,
                                               const Sampling& sampling) {
  std::vector<metrics::SeriesColumn> out = metrics::series_columns(model, layout);
  if (!sampling.metrics.empty())
    std::erase_if(out, [&](const metrics::SeriesColumn& it) {
      return !fits_any(sampling.metrics, path_of({it.kind, it.entity, std::string(it.metric)}));
    });
  return out;
}

}  // namespace

double memory_needed(const Design& design, std::size_t point, std::size_t rows) {
  const model::Model& model = design[point].model;
  const Sampling& sampling = design.sampling();
  const engine::Layout layout(model);
  const auto moments = static_cast<double>(moments_of_grid(model));
  const double cells = static_cast<double>(design[point].width() + model.milestones.size());
  const double levels =
      sampling.with_series ? static_cast<double>(kept_series(model, layout, sampling).size()) * moments : 0;
  const double fairness = static_cast<double>(fairness_columns(model, sampling).size()) * moments;
  const double state =
      static_cast<double>(layout.size()) * sizeof(engine::Gauge) + effort_of(model, design.recording()).bytes();
  const std::size_t at_work = std::clamp<std::size_t>(sampling.threads, 1, likely_replications(model, sampling));
  constexpr double bytes_shown = 120;  // of a moment of a series: its estimates, and these as text
  const auto kept = static_cast<double>(Chronicle(model, sampling).cells());
  return 8 * (cells + levels + fairness + kept) * static_cast<double>(rows) + bytes_shown * (levels + fairness + kept) +
         bytes_of_quantiles(design[point], sampling) + state * static_cast<double>(at_work);
}

namespace {

bool fit_in_memory(const Design& design) {
  double needed = 0;
  for (std::size_t point = 0; point < design.size(); ++point) needed += memory_needed(design, point, design.block().to);
  return needed <= static_cast<double>(design.sampling().max_memory);
}

// What interventions moved, by their numbers among the point's own.
metrics::Transfers own_transfers(const metrics::Transfers& transfers, const engine::Choice& choice) {
  metrics::Transfers own;
  for (const auto& [key, transfer] : transfers) {
    const auto [intervention, from, to] = key;
    const auto before = std::count(choice.begin(), choice.begin() + intervention, 1);
    own[{static_cast<engine::Index>(before), from, to}] = transfer;
  }
  return own;
}

/// Measures what points of a merged model see. A worker adds up transfers, which are whole numbers, on its own.
class Measuring {
 public:
  Measuring(const MergedModel& points, std::vector<Rows>& rows, std::size_t workers)
      : points_(points),
        rows_(rows),
        layout_(*points.model),
        workers_(workers),
        is_in_place_(points.is_of_one() && !rows[points.points.front()].point().kept) {
    for (std::size_t member = 0; member < points.points.size(); ++member)
      columns_.push_back(columns_of(member, rows[points.points[member]].point()));
    for (Worker& it : workers_) {
      if (!is_in_place_) it.row.resize(metrics::width(*points.model));
      it.transfers.resize(points.points.size());
      it.is_random.resize(points.points.size());
    }
    for (std::size_t member = 0; member < points.points.size(); ++member)
      rows[points.points[member]].chronicle().seen_in(*points.model, points.choices[member]);
  }

  void operator()(const Seen& seen) {
    Worker& worker = workers_[seen.worker];
    const std::span<double> row = is_in_place_ ? rows_[points_.points.front()].cells(seen.row) : std::span(worker.row);
    metrics::measure(*points_.model, layout_, seen.observations, row, worker.scratch);
    for (const std::size_t member : seen.members) {
      Rows& own = rows_[points_.points[member]];
      if (!is_in_place_) copy_own(row, columns_[member], own.cells(seen.row));
      own.keep(seen.row, seen.observations, worker.scratch.fairness);
      metrics::add_transfers(*points_.model, seen.observations, worker.transfers[member]);
      if (seen.observations.is_random) worker.is_random[member] = 1;
    }
  }

  void close(std::size_t simulated, std::size_t rows) {
    for (std::size_t member = 0; member < points_.points.size(); ++member) {
      metrics::Transfers transfers;
      bool is_random = false;
      for (const Worker& it : workers_) {
        metrics::add(it.transfers[member], transfers);
        is_random = is_random || it.is_random[member] != 0;
      }
      rows_[points_.points[member]].close(simulated, rows, own_transfers(transfers, points_.choices[member]),
                                          is_random);
    }
  }

 private:
  struct Worker {
    metrics::Scratch scratch;
    std::vector<double> row;
    std::vector<metrics::Transfers> transfers;  ///< by member, interventions by number in the merged model
    std::vector<char> is_random;                ///< by member
  };

  // Of what the merged model measures, the columns of a member that are kept; none where all are, of one alone.
  std::vector<std::size_t> columns_of(std::size_t member, const Point& point) const {
    if (points_.is_of_one()) return point.kept.value_or(std::vector<std::size_t>());
    if (!point.kept) return points_.columns[member];
    std::vector<std::size_t> out;
    for (const std::size_t place : *point.kept) out.push_back(points_.columns[member][place]);
    return out;
  }

  static void copy_own(std::span<const double> row, const std::vector<std::size_t>& columns, std::span<double> cells) {
    expects(cells.size() == columns.size(), "a cell for every metric");
    for (std::size_t i = 0; i < columns.size(); ++i) cells[i] = row[columns[i]];
  }

  const MergedModel& points_;
  std::vector<Rows>& rows_;
  engine::Layout layout_;
  std::vector<std::vector<std::size_t>> columns_;  ///< by member
  std::vector<Worker> workers_;
  bool is_in_place_;  ///< what is measured is what is kept
};

}  // namespace

Rows::Rows(const Point& point, const Sampling& sampling)
    : point_(&point),
      layout_(point.model),
      fairness_(fairness_columns(point.model, sampling)),
      with_series_(sampling.with_series),
      width_(point.width()),
      grid_size_(moments_of_grid(point.model)),
      chronicle_(point.model, sampling) {
  if (with_series_) series_ = kept_series(point.model, layout_, sampling);
}

void Rows::open(std::size_t rows) {
  cells_.resize(rows * width_);
  dates_.resize(rows * point_->model.milestones.size());
  levels_.resize(rows * series_.size() * grid_size_);
  fairness_cells_.resize(rows * fairness_.size() * grid_size_);
  chronicle_.make_room(rows);
}

void Rows::keep(std::size_t row, const engine::Observations& seen, metrics::FairnessScratch& scratch) {
  std::copy(seen.milestones.begin(), seen.milestones.end(),
            dates_.begin() + static_cast<std::ptrdiff_t>(row * point_->model.milestones.size()));
  const std::size_t fair = fairness_.size() * grid_size_;
  if (fair > 0)
    metrics::measure_fairness(point_->model, layout_, seen, with_series_,
                              std::span(fairness_cells_).subspan(row * fair, fair), scratch);
  if (!series_.empty()) keep_levels(row, seen);
  chronicle_.keep(row, seen);
}

void Rows::keep_levels(std::size_t row, const engine::Observations& seen) {
  Units* const own = levels_.data() + row * series_.size() * grid_size_;
  for (std::size_t moment = 0; moment < grid_size_; ++moment) {
    const Units* levels = seen.grid_levels.data() + moment * layout_.before_orders();
    for (std::size_t s = 0; s < series_.size(); ++s) {
      Units sum = 0;
      for (const std::size_t gauge : series_[s].gauges) sum += levels[gauge];
      own[s * grid_size_ + moment] = sum;
    }
  }
}

void Rows::close(std::size_t simulated, std::size_t rows, const metrics::Transfers& transfers, bool is_random) {
  open(simulated);  // no more than that are kept
  metrics::add(transfers, transfers_);
  simulated_ = simulated;
  size_ = rows;
  is_random_ = is_random_ || is_random;
}

void Rows::forget() {
  size_ = simulated_ = 0;
  is_random_ = false;
  transfers_ = {};
  cells_ = {};
  dates_ = {};
  levels_ = {};
  fairness_cells_ = {};
  chronicle_.forget();
}

std::vector<double> Rows::column(std::size_t column) const {
  std::vector<double> out(size_);
  for (std::size_t row = 0; row < size_; ++row) out[row] = cells_[kept(row) * width_ + column];
  return out;
}

std::vector<Time> Rows::milestone(std::size_t milestone) const {
  std::vector<Time> out(size_);
  for (std::size_t row = 0; row < size_; ++row) out[row] = dates(row)[milestone];
  return out;
}

// What stands from one place on in a table whose rows have `width` cells, column by column.
template <class Cell>
void Rows::gather(const std::vector<Cell>& cells, std::size_t width, std::size_t place,
                  std::span<std::vector<double>> columns) const {
  for (std::vector<double>& column : columns) column.resize(size_);
  for (std::size_t row = 0; row < size_; ++row) {
    const Cell* own = cells.data() + kept(row) * width + place;
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k][row] = static_cast<double>(own[k]);
  }
}

void Rows::gather_levels(std::size_t series, std::size_t first, std::span<std::vector<double>> columns) const {
  gather(levels_, series_.size() * grid_size_, series * grid_size_ + first, columns);
  const double per = series_[series].per;
  if (per == 1) return;
  for (std::vector<double>& column : columns)
    for (double& it : column) it /= per;
}

void Rows::gather_fairness(std::size_t column, std::size_t first, std::span<std::vector<double>> columns) const {
  gather(fairness_cells_, fairness_.size() * grid_size_, column * grid_size_ + first, columns);
}

Study::Study(Design design) : design_(std::move(design)), executor_(design_.sampling()), first_(design_.block().first) {
  rows_.reserve(design_.size());
  for (std::size_t point = 0; point < design_.size(); ++point) rows_.emplace_back(design_[point], design_.sampling());
}

bool Study::is_random() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const Rows& it) { return it.is_random(); });
}

bool Study::simulate() {
  const std::size_t rows = design_.block().to;
  bool is_surely_random = false;
  for (const Rows& it : rows_) is_surely_random = is_surely_random || it.point().is_surely_random;
  const bool is_first_apart = rows > 1 && !is_surely_random;
  if (is_first_apart) extend(1);
  const bool are_all_the_same = is_first_apart && !is_random();
  if (!are_all_the_same && !fit_in_memory(design_)) {
    for (Rows& it : rows_) it.forget();
    return false;
  }
  extend(rows);
  return true;
}

const Rows& Study::need(std::size_t point) {
  if (rows_[point].size() == 0) extend(alone(design_, point), executor_, design_.block().to);
  return rows_[point];
}

void Study::extend(std::size_t rows) {
  if (merged_.empty()) merged_ = merged(design_);
  for (std::size_t i = 0; i < merged_.size(); ++i) extend(merged_[i], executor_.part(i, merged_.size()), rows);
}

// The points of a merged model have as many rows each.
void Study::extend(const MergedModel& points, const Executor& executor, std::size_t rows) {
  const std::size_t known = rows_[points.points.front()].simulated();
  const auto is_random = [&](std::size_t point) { return rows_[point].is_random(); };
  if (known > 0 && std::none_of(points.points.begin(), points.points.end(), is_random)) {
    for (const std::size_t point : points.points) rows_[point].repeat(rows);
    return;
  }
  for (const std::size_t point : points.points) rows_[point].open(rows);
  Measuring measuring(points, rows_, executor.workers());
  const Executed done = executor.execute(design_, points, {first_, known, rows}, std::ref(measuring));
  measuring.close(done.to, rows);
}

void Study::take(std::uint64_t first, std::size_t rows) {
  for (Rows& it : rows_) it.forget();
  first_ = first;
  extend(rows);
}

void Study::keep_first_if_all_are_the_same() {
  if (is_random()) return;
  for (Rows& it : rows_) it.repeat(std::min<std::size_t>(it.size(), 1));
}

void refuse_too_large(const Design& design, std::size_t rows) {
  const bool is_many = rows > 1;
  std::string remedy = is_many ? "fewer --replications" : "a wider 'grid'";
  if (is_many && design.sampling().with_series) remedy += ", a wider 'grid'";
  for (std::size_t point = 0; point < design.size(); ++point)
    expect_memory(memory_needed(design, point, rows), design.sampling(), "this run", remedy);
}

}  // namespace allot::experiment
