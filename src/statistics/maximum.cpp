#include "statistics/maximum.hpp"

#include <algorithm>
#include <cmath>

namespace allot {
namespace {

using FunctionOfSpot = std::function<double(const Spot&)>;

constexpr double farthest_from_start = 15, close_enough = 1e-8;
constexpr int most_steps = 200;

Spot moved(Spot at, const Spot& by, double first, double second) {
  return {at[0] + first * by[0], at[1] + second * by[1]};
}

/// The slopes of a function at a place and how they change, in units of the spacing.
struct Slopes {
  double g0 = 0, g1 = 0, h00 = -1, h11 = -1, h01 = 0;
};

Slopes slopes_at(const FunctionOfSpot& f, const Spot& at, double here, int coordinates, const Spot& apart) {
  Slopes out;
  const double right = f(moved(at, apart, 1, 0)), left = f(moved(at, apart, -1, 0));
  out.g0 = (right - left) / 2;
  out.h00 = right - 2 * here + left;
  if (coordinates == 1) return out;
  const double up = f(moved(at, apart, 0, 1)), down = f(moved(at, apart, 0, -1));
  out.g1 = (up - down) / 2;
  out.h11 = up - 2 * here + down;
  out.h01 = (f(moved(at, apart, 1, 1)) - f(moved(at, apart, 1, -1)) - f(moved(at, apart, -1, 1)) +
             f(moved(at, apart, -1, -1))) /
            4;
  return out;
}

// Uphill by Newton's method, the more shortened the more damping there is; where the function bends upwards, damping is
// what makes it a hill.
std::array<double, 2> step_for(const Slopes& it, double damping) {
  const double a = -it.h00 + damping * std::abs(it.h00), d = -it.h11 + damping * std::abs(it.h11), b = -it.h01;
  const double determinant = a * d - b * b;
  if (!(a > 0 && d > 0 && determinant > 0)) return {std::nan(""), std::nan("")};
  return {(d * it.g0 - b * it.g1) / determinant, (a * it.g1 - b * it.g0) / determinant};
}

bool is_top(const Slopes& it) { return it.h00 < 0 && it.h11 < 0 && it.h00 * it.h11 > it.h01 * it.h01; }

}  // namespace

Maximum maximum(const FunctionOfSpot& function, Spot start, int coordinates, Spot spacing) {
  Maximum best{start, function(start), 0, 0, 0, false};
  double damping = 0;
  for (int i = 0; i < most_steps && std::isfinite(best.value); ++i) {
    const Slopes slopes = slopes_at(function, best.at, best.value, coordinates, spacing);
    if (!std::isfinite(slopes.g0 + slopes.g1 + slopes.h00 + slopes.h11 + slopes.h01)) return best;
    best.bend_0 = slopes.h00 / (spacing[0] * spacing[0]);
    best.bend_1 = slopes.h11 / (spacing[1] * spacing[1]);
    best.bend_01 = slopes.h01 / (spacing[0] * spacing[1]);
    bool is_higher = false;
    for (int tries = 0; tries < 60 && !is_higher; ++tries) {
      const auto step = step_for(slopes, damping);
      const Spot next = moved(best.at, spacing, step[0], step[1]);
      const double distance = std::max(std::abs(step[0] * spacing[0]), std::abs(step[1] * spacing[1]));
      if (distance < close_enough && is_top(slopes)) return best.is_found = true, best;
      const double value = distance <= 2 ? function(next) : std::nan("");
      is_higher = value > best.value;
      if (is_higher) best.at = next, best.value = value;
      damping = is_higher ? (damping < 1e-3 ? 0 : damping / 10) : std::max(10 * damping, 1e-3);
    }
    // No step goes up any more: rounding is all that is left of the slope.
    if (!is_higher) return best.is_found = is_top(slopes), best;
    if (std::abs(best.at[0] - start[0]) > farthest_from_start || std::abs(best.at[1] - start[1]) > farthest_from_start)
      return best;
  }
  return best;
}

}  // namespace allot
