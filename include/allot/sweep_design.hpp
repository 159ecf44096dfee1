#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/scenario_io.hpp"

/// The points of a sweep: which values which fields have at each of them. All points meet the same chance, so that two of them
/// differ by their values and not by the dice.
namespace allot {

/// One thing that varies: a field of the scenario, by its pointer ("/parameters/hall_ready"); "variant", whose values are
/// names as `edited` takes them ("base" is the scenario as written); or "seed".
struct SweepAxis {
  std::string pointer;
  std::string label;  ///< of a parameter its own; else the pointer
  bool operator==(const SweepAxis&) const = default;
};

struct SweepDesign {
  std::vector<SweepAxis> axes;
  std::vector<std::vector<std::string>> points;  ///< by point, a value for each axis, as a scenario writes it
};

}  // namespace allot
