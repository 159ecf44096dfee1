#pragma once

#include <cstdint>

namespace allot {

/// A count of accelerators (GPUs). Never negative outside a difference.
///
/// units: whole units; a checked scenario keeps totals under 3e9, so that unit-seconds fit 64 bits
using Units = std::int64_t;

/// The most units that one number in a scenario may state.
inline constexpr Units most_units = 3'000'000'000;

/// And so many of them for so long, half of what an integral over time can hold.
inline constexpr std::int64_t most_unit_seconds = std::int64_t{1} << 62;

}  // namespace allot
