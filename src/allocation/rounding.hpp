#pragma once

#include <span>

#include "allocation/problem.hpp"

namespace allot::allocation {

/// The grid on which fractions of a lot are compared and carried: 2^32 steps to the lot.
inline constexpr std::int64_t steps_per_lot = std::int64_t{1} << 32;

/// Real awards to be made whole.
struct Exact {
  Units supply;                     ///< counted as awards are
  std::span<const Wide> awards;     ///< in lots, or in units where lots differ
  std::span<const Units> lots;      ///< empty where awards are in lots
  std::span<const double> carries;  ///< of past divisions, in lots; empty: none
};

/// Rounds down to whole lots, then gives what is left over by largest remainder, a lot at a time, while it
/// fits. Fills `given` (lots) and `owed` (steps of the grid: exact award less given) of the scratch; `rooms`
/// bound the lots.
///
/// source: Hamilton's method, as in Balinski and Young (2001), Fair Representation, 2nd edition, chapter 3
void round_to_lots(const Exact& exact, Scratch& scratch);

/// A carry, which lies on the grid, in steps; and back.
constexpr std::int64_t steps_of(double carry) { return static_cast<std::int64_t>(carry * 0x1p32); }
constexpr double carry_of(std::int64_t steps) { return static_cast<double>(steps) * 0x1p-32; }

}  // namespace allot::allocation
