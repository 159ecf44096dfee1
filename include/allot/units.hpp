#pragma once

#include <cstdint>

namespace allot {

/// A count of accelerators (GPUs). Never negative outside a difference.
///
/// units: whole units; a checked scenario keeps totals under 3e9, so that unit-seconds fit 64 bits
using Units = std::int64_t;

/// The most units that one number in a scenario may state.
inline constexpr Units most_units = 3'000'000'000;

}  // namespace allot
