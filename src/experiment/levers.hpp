#pragma once

#include <string>
#include <vector>

#include "allot/lever.hpp"
#include "experiment/study.hpp"

namespace allot::experiment {

/// What one variant costs and has, replication by replication.
struct LeverColumns {
  /// One thing that levers win: more of it is better.
  struct Thing {
    std::string metric;
    std::optional<EntityKind> kind;
    std::string entity;
    std::vector<double> values;
  };
  std::string name;
  std::vector<double> cost;
  std::vector<Thing> things;
};

/// `milestones` says of each of the model's milestones the days to it, counted to the end, by replication.
LeverColumns lever_columns(const std::string& name, const Rows& rows,
                           const std::vector<std::pair<std::string, std::vector<double>>>& milestones);

/// Each of the variants behind the first, held against the first; of these things that any of them changes. None where
/// nothing costs anything.
std::vector<PricedLever> priced_levers(const std::vector<LeverColumns>& variants);

}  // namespace allot::experiment
