#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "allot/sweep_database.hpp"

/// What a database of a sweep holds, in short: what varied, how far it has come, and between what its metrics lie.
namespace allot {

struct SweepSummary {
  struct Axis {
    std::string pointer, label, kind;  ///< kind: number, date, duration, text
    std::size_t values = 0;            ///< different ones
    std::string low, high;  ///< the least and the largest as they are written; of text the first and the last
  };
  /// Between what the mean of a metric lies, over all points, and at which of them.
  struct Range {
    std::string variant, baseline;  ///< where variants are compared: of which less which; else empty
    std::string kind, entity, label, metric, unit;
    double low = 0, high = 0;
    std::size_t low_point = 0, high_point = 0;
  };
  /// What one point comes to: the estimate of one of the ranges, by its place.
  struct Value {
    std::size_t point = 0, range = 0;
    double mean = 0;
    std::optional<double> ci95_low, ci95_high, p10, p90;
  };
  struct Failure {
    std::size_t point = 0;
    std::string message;
  };

  std::string file;  ///< the path, as it was given
  std::string scenario, question, hash, version, seed, replications, precision, sampling, currency, start, end;
  std::size_t points = 0;  ///< of the whole sweep
  std::size_t wanted = 0;  ///< of the shard
  std::size_t done = 0;    ///< of these, answered or failed
  Shard shard;
  bool is_finished = false;
  std::vector<Axis> axes;
  /// Online GPU-days of organisations; where metrics were chosen, these, at most 40. Of differences where variants are compared.
  std::vector<Range> ranges;
  std::size_t more_ranges = 0;                   ///< left out
  std::vector<std::vector<std::string>> design;  ///< by point, a value for each axis; empty where there are too many
  std::vector<Value> values;                     ///< by range, then point; at most 20,000, else none
  std::vector<Failure> failures;
};

/// errors: EnvironmentError where it is no database of a sweep, of a newer version, or cannot be read
SweepSummary summary_of(const std::filesystem::path& database);

}  // namespace allot
