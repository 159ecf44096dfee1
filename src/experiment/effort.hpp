#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/observations.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// What one subject of a scenario makes a replication do.
struct Load {
  std::string subject;  ///< "orders of stream 'web'"
  std::string remedy;   ///< "a longer 'every' of it"
  double events = 0, bytes = 0;
};

/// What one replication comes to, told from the model alone: as many events as it is likely to have, as many bytes as
/// it may hold at once. Infinite where it would never end.
///
/// gives: the events of a replication within a factor of 4, where there are more than 10,000 (a test counts them)
struct Effort {
  std::vector<Load> loads;

  double events() const;
  double bytes() const;
  const Load& largest_by_events() const;
  const Load& largest_by_bytes() const;
};

Effort effort_of(const model::Model& model, const engine::Recording& recording);

}  // namespace allot::experiment
