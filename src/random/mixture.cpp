#include <algorithm>
#include <cmath>
#include <limits>

#include "random/families.hpp"
#include "random/root.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

/// The part of the line in which the answer lies: at `low` the share is short of u, at `high` it is not.
struct Bracket {
  double low, high;
};

/// How far the share at or below x is past u, measured where it is small: in the upper half by what is above.
class Excess {
 public:
  Excess(const Distribution& mixture, double u) : mixture_(mixture), u_(u) {}

  double operator()(double x) const {
    const Mass at = mixture_mass(mixture_, x);
    return u_ <= 0.5 ? at.below - gathered_for(u_, 1) : (1 - u_) - at.above + (u_ - gathered_for(u_, 1));
  }

 private:
  const Distribution& mixture_;
  double u_;
};

void narrow(Bracket& bracket, double x, const Excess& excess) {
  if (!(bracket.low < x && x < bracket.high)) return;
  (excess(x) < 0 ? bracket.low : bracket.high) = x;
}

/// Narrows to between two neighbouring values that have a share of their own.
void narrow_to_values(Bracket& bracket, const Distribution& part, double plus, const Excess& excess) {
  plus += part.plus;
  if (part.family == Family::fixed) narrow(bracket, part.parameters[0] + plus, excess);
  if (part.family == Family::normal) narrow(bracket, plus, excess);
  for (const auto& [inner, weight] : part.parts) narrow_to_values(bracket, inner, plus, excess);
  for (std::size_t first = 0, last = part.values.size(); first < last;) {
    const std::size_t middle = first + (last - first) / 2;
    const double value = part.values[middle].first + plus;
    narrow(bracket, value, excess);
    (value <= bracket.low ? first : last) = value <= bracket.low ? middle + 1 : middle;
  }
}

}  // namespace

double mixture_inverse(const Distribution& distribution, double u) {
  const Excess excess(distribution, u);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Bracket bracket{infinity, -infinity};
  for (const auto& [part, weight] : distribution.parts) {
    if (weight == 0) continue;
    const double x = inverse(part, u);
    bracket = {std::min(bracket.low, x), std::max(bracket.high, x)};
  }
  if (excess(bracket.low) >= 0) return bracket.low;
  for (const auto& [part, weight] : distribution.parts) narrow_to_values(bracket, part, 0, excess);
  if (excess(std::nextafter(bracket.high, -infinity)) < 0) return bracket.high;
  return crossing(excess, bracket.low, bracket.high);
}

}  // namespace allot
