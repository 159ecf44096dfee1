#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The catalogue of metrics: all that is known of a metric without a scenario stands in one row of it.
namespace allot {

/// What a metric counts in.
enum class Unit : std::uint8_t {
  units,     ///< accelerators
  gpu_days,  ///< one accelerator for one day
  days,
  share,  ///< of 1
  index,  ///< a number without unit
  money,  ///< in the currency of the scenario
  flop    ///< dense BF16
};

/// Which way is better for whoever the metric is of.
enum class Better : std::uint8_t { neither, more, less };

struct Metric {
  std::string_view name;  ///< as in a path: KIND.ID.NAME
  Unit unit;
  Better better;
  std::string_view head;        ///< of a column in a table; beside it stands the unit
  std::string_view meaning;     ///< what it is, in one line
  std::string_view definition;  ///< how exactly it is counted; empty where the meaning says all
};

/// All metrics, in the order in which they are told.
std::span<const Metric> metric_catalogue();

/// The row of that name; null if there is none.
const Metric* metric_named(std::string_view name);

/// "units", "GPU-days", "days", "share", "index", "money" or "FLOP".
std::string_view word_of(Unit unit);

}  // namespace allot
