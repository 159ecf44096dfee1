#pragma once

#include <cstdint>
#include <string>

/// As many replications as a wanted precision takes, and what was reached.
namespace allot {

/// That a mean is known to a share of itself: a metric's path, milestone.ID.date, or milestone.ID.reached.
struct WantedPrecision {
  std::string metric;
  double relative = 0;  ///< above 0; 0.01: the mean is at most 1% off, at 95% confidence
};

/// Why no further batch of replications was simulated.
enum class StoppedBy : std::uint8_t {
  count,      ///< as many as were asked for, or nothing was left to chance
  precision,  ///< all that was wanted is reached
  hopeless,   ///< what is not reached would take more than ten million replications, or has no value, or is always 0
  time,       ///< `Sampling::is_enough` said so
  memory,     ///< a further batch takes more than `Sampling::max_memory`
  most        ///< ten million replications
};

/// What became of one that was wanted. Dates of milestones are days from the start, the end standing in for "not reached".
struct ReachedPrecision {
  WantedPrecision wanted;
  double mean = 0, half_width = 0;  ///< of the 95% interval; not a number where there is none
  bool is_reached = false;

  /// The half-width as a share of the mean's size.
  double relative() const { return half_width / (mean < 0 ? -mean : mean); }
};

}  // namespace allot
