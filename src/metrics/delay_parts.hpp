#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/observations.hpp"
#include "metrics/journeys.hpp"

namespace allot::metrics {

/// The steps from due to online in which the days of a slice go, by number. Of each slice they sum to the time that it
/// is online less its due.
class DelayParts {
 public:
  explicit DelayParts(const engine::Model& model);

  /// By number: the plain parts, then stages by their names, "stage.transport".
  const std::vector<std::string>& names() const { return names_; }

  /// Told each part of one unit of the slice, in seconds; some may come twice.
  using Visit = std::function<void(std::size_t part, Duration seconds)>;
  void each(const engine::Observations& seen, const engine::SliceRecord& slice, const Journey& journey,
            const Visit& visit) const;
  /// The same with nothing planned: a stage counts with all that it took. They sum to the time since the start.
  void each_since_start(const engine::SliceRecord& slice, const Journey& journey, const Visit& visit) const;

 private:
  struct Plan;
  std::span<const model::Stage> stages_of(const engine::SliceRecord& slice) const;
  Plan plan_of(const engine::Observations& seen, const engine::SliceRecord& slice) const;
  void each(const Plan& plan, Time due, const engine::SliceRecord& slice, const Journey& journey,
            const Visit& visit) const;
  std::size_t stage_part(const std::string& stage) const;

  const engine::Model& model_;
  std::vector<std::string> names_;
};

/// The parts that no stage is, in the order of their numbers.
std::span<const char* const> plain_delay_parts();

}  // namespace allot::metrics
