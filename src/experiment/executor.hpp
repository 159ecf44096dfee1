#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "allot/experiment.hpp"
#include "experiment/design.hpp"
#include "experiment/merged_model.hpp"

namespace allot::experiment {

/// What one replication came to, and with which points of a merged model: all for which it came to the same.
struct Seen {
  std::size_t worker;  ///< who looks: below `workers()`, and no two at once
  std::size_t row;
  std::span<const std::size_t> members;  ///< by place in `MergedModel::points`
  const engine::Observations& observations;
};

struct Executed {
  std::size_t to = 0;      ///< all rows before it were simulated; those behind it would be the same as the first
  bool is_random = false;  ///< something was drawn in one of them
};

/// Who computes: the threads of this machine.
class Executor {
 public:
  /// What is told to do something of an item, and which worker it is.
  using Work = std::function<void(std::size_t worker, std::size_t item)>;

  explicit Executor(const Sampling& sampling);
  /// The same, whose work is one of so many equal parts of all that progress is told of.
  Executor part(std::size_t part, std::size_t of) const;

  std::size_t workers() const { return threads_; }

  /// Calls `work` once for every item below `items`, on as many threads as can be had.
  /// errors: the first exception, once all threads have stopped
  void each(std::size_t items, const Work& work) const;

  /// Calls `work` for the rows of a block; it gives whether anything was drawn. Where the first draws nothing, and no
  /// more are sure to be needed, it is the only one.
  /// errors: Interrupted
  Executed replicate(const Block& block, bool is_surely_random,
                     const std::function<bool(std::size_t worker, std::size_t row)>& work) const;

  /// Simulates a block of replications of some points. `look` is called by many threads at once, for each point of
  /// each row once.
  /// errors: Interrupted
  Executed execute(const Design& design, const MergedModel& points, const Block& block,
                   const std::function<void(const Seen&)>& look) const;

 private:
  std::size_t threads_;
  std::function<bool(std::size_t, std::size_t)> progress_;
};

}  // namespace allot::experiment
