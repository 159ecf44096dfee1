#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "allot/experiment.hpp"
#include "engine/observations.hpp"
#include "model/compile.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// Some rows of a study, `from` to before `to`; row 0 is the replication of number `first`.
struct Block {
  std::uint64_t first = 0;
  std::size_t from = 0, to = 0;
};

/// One scenario of a design, compiled. It stays where it was made: what is simulated refers to its model.
struct Point {
  const Scenario& scenario;
  model::Model model;
  bool
      is_surely_random;  ///< more than the first replication is sure to be needed: not only once that one drew something
  /// Of those of the model, the places of the columns that are kept; none: all are.
  std::optional<std::vector<std::size_t>> kept = {};

  std::vector<MetricColumn> columns() const;
  std::size_t width() const;
};

/// What to simulate: points, each a scenario with its edits made, and how all of them are sampled: the seed and so the
/// draws that they have in common, the columns wanted, the replications or the precision.
class Design {
 public:
  /// One of which metrics are wanted, and what else the sampling names.
  explicit Design(const Sampling& sampling);
  /// One whose question looks at every replication itself, which writes down what the recording says.
  Design(const Sampling& sampling, const engine::Recording& recording);

  /// A further point, of a scenario that outlives the design or that it keeps.
  /// errors: TooMuch if a replication of it cannot be simulated
  const Point& add(const Scenario& scenario);
  const Point& add(Scenario&& scenario);

  std::size_t size() const { return points_.size(); }
  const Point& operator[](std::size_t point) const { return points_[point]; }
  const Sampling& sampling() const { return sampling_; }
  const engine::Recording& recording() const { return recording_; }
  /// All replications that the sampling asks for.
  Block block() const;

 private:
  Sampling sampling_;
  engine::Recording recording_;
  model::OrderMetrics orders_;
  std::deque<Scenario> kept_;
  std::deque<Point> points_;
};

/// errors: RequestError where a pattern of the sampling's metrics fits nothing of any point, with the nearest path
void expect_metrics(const Design& design);

/// How many replications the sampling asks for.
std::size_t count_of(const Sampling& sampling);

/// errors: RequestError where it leaves open how many; `why` says that the question takes a number of them known before
void expect_fixed_count(const Sampling& sampling, const std::string& why);

bool is_surely_random(const model::Model& model, const Sampling& sampling);

}  // namespace allot::experiment
