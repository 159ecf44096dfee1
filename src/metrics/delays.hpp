#pragma once

#include <span>
#include <vector>

#include "engine/observations.hpp"
#include "metrics/buckets.hpp"
#include "metrics/matching.hpp"

namespace allot::metrics {

/// Unit-seconds on which units are needed and do not run, by where those stand that would have to.
struct Delays {
  std::int64_t dock = 0;   ///< not delivered
  std::int64_t room = 0;   ///< delivered, without room
  std::int64_t crew = 0;   ///< waiting for the crew, installing or commissioning
  std::int64_t power = 0;  ///< ready, without power

  std::int64_t sum() const { return dock + room + crew + power; }
  Delays& operator+=(const Delays& other);
};

/// What those days cost.
struct DelayCost {
  double dock = 0, room = 0, crew = 0, power = 0;

  double sum() const { return dock + room + crew + power; }
  DelayCost& operator+=(const DelayCost& other);
};

/// units: money for a unit and day
DelayCost cost_of(const Delays& delays, double of_a_day);

struct DelaysScratch {
  Buckets<Step> needs, came;
  std::vector<Delays> delays;
};

/// By organisation. `needed` says of each promise how many of its units are needed on its day.
std::span<const Delays> delays_of(const engine::Model& model, const engine::Observations& seen,
                                  std::span<const Units> needed, DelaysScratch& scratch);

}  // namespace allot::metrics
