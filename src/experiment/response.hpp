#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/replication.hpp"
#include "experiment/design.hpp"
#include "experiment/executor.hpp"
#include "metrics/metrics.hpp"

namespace allot::experiment {

/// A number that a replication ends in: a metric, the date of a milestone in days from the start, the end standing in where
/// it is not reached, or whether it is reached (1 or 0). Less that of another point, if any.
struct AskedNumber {
  enum class Of : std::uint8_t { metric, date, reached };
  struct Place {
    std::size_t point = 0;
    std::size_t column = 0;
  };
  Of of = Of::metric;
  Place place;
  std::optional<Place> less;
};

/// The number that a path names, of the first point; with `less` less that of the point there.
///
/// errors: RequestError with the nearest path
AskedNumber number_named(const Design& design, const std::string& path, std::optional<std::size_t> less = std::nullopt);

/// What replications come to as a function of what nobody knows and of the course of events, of which each is a pure one.
class Response {
 public:
  /// shape: the design outlives it; `streams` by input, those of all uncertain values of all points
  Response(const Design& design, const std::vector<std::uint64_t>& streams, const Executor& executor);

  /// Where inputs are, and which course of events they meet.
  using Point = std::function<std::uint64_t(std::size_t row, std::span<double> uniforms)>;

  /// What numbers are at points, row by row.
  ///
  /// shape:  a point fills the number in (0,1) of each input
  /// gives:  by number, by point, by row
  /// errors: Interrupted
  using Values = std::vector<std::vector<std::vector<double>>>;
  Values operator()(const std::vector<AskedNumber>& numbers, const std::vector<Point>& points, std::size_t rows);

  /// Whether anything was drawn but what is uncertain, so far.
  bool has_course() const;
  std::size_t simulated() const { return simulated_; }

 private:
  struct Worker;
  void simulate(Worker& worker, std::size_t point) const;
  Worker& at_work(std::size_t worker);

  const Design& design_;
  const Executor executor_;
  std::size_t input_count_;
  std::vector<std::vector<std::size_t>> inputs_;  ///< by point of the design, by uncertain value: which input
  std::vector<std::shared_ptr<Worker>> workers_;
  std::size_t simulated_ = 0;
};

}  // namespace allot::experiment
