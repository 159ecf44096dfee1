#pragma once

#include <span>

#include "allocation/problem.hpp"

namespace allot::allocation {

/// The grid on which what is owed of a lot is counted and carried: 2^48 steps to the lot. What adds up over many
/// divisions stays far from the grid of 2^-32 on which fractions are compared, so that ties stay ties.
inline constexpr std::int64_t steps_per_lot = std::int64_t{1} << 48;
inline constexpr int finer_bits = 16;

/// Steps to the nearest of the 2^32 to the lot in which fractions are compared, halves up.
constexpr std::int64_t compared(std::int64_t steps) { return (steps + (1 << (finer_bits - 1))) >> finer_bits; }

/// Real awards to be made whole.
struct Exact {
  Units supply;                          ///< counted as awards are
  std::span<const DoubleDouble> awards;  ///< in lots, or in units where lots differ
  std::span<const Units> lots;           ///< empty where awards are in lots
  std::span<const double> carries;       ///< of past divisions, in lots; empty: none
};

/// Rounds down to whole lots, then gives what is left over by largest remainder, a lot at a time, while it
/// fits. Fills `given` (lots) and `owed` (steps of the grid: exact award less given) of the scratch; `rooms`
/// bound the lots.
///
/// source: Hamilton's method, as in Balinski and Young (2001), Fair Representation, 2nd edition, chapter 3
void round_to_lots(const Exact& exact, Scratch& scratch);

/// A carry, which lies on the grid, in steps; and back.
constexpr std::int64_t steps_of(double carry) { return static_cast<std::int64_t>(carry * 0x1p48); }
constexpr double carry_of(std::int64_t steps) { return static_cast<double>(steps) * 0x1p-48; }

}  // namespace allot::allocation
