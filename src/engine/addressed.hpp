#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/replication.hpp"

namespace allot::engine {

struct WhereUnitsStand {
  std::vector<std::string> states;
  std::vector<std::int64_t> units;  ///< in each of them
};

/// Where the units stand that a decision looks for; of a swap those of the side that has fewer to give. None for
/// decisions that look for no units of anybody's.
std::optional<WhereUnitsStand> where_units_stand(const Replication& sim, Index intervention);

}  // namespace allot::engine
