#include <algorithm>
#include <numeric>

#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"

namespace allot::allocation {
namespace {

/// Up to where the claims overlap all the same: the whole estate if one claim covers it, else the t at which
/// the claims beyond t, side by side, fill what is left of the estate.
DoubleDouble overlap(DoubleDouble estate, std::span<const double> claims, std::span<const std::uint32_t> rising) {
  if (!(DoubleDouble{claims[rising.back()], 0} < estate)) return estate;
  Sum beyond;
  beyond.add(claims[rising.back()]);
  beyond.add(-estate);
  DoubleDouble t;
  for (std::size_t above = 2; above <= rising.size(); ++above) {
    beyond.add(claims[rising[rising.size() - above]]);
    t = beyond.total() / DoubleDouble{static_cast<double>(above - 1), 0};
    if (above == rising.size() || !(t < DoubleDouble{claims[rising[rising.size() - above - 1]], 0})) break;
  }
  return t;
}

void overlap_uncapped(DoubleDouble estate, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const std::span<const std::uint32_t> rising = scratch.order;
  const DoubleDouble t = overlap(estate, problem.claims, rising);
  DoubleDouble nested, reached;
  for (std::size_t k = 0; k < rising.size(); ++k) {
    const DoubleDouble claim{problem.claims[rising[k]], 0};
    const DoubleDouble part = smaller(claim, t) - reached;
    nested = nested + part / DoubleDouble{static_cast<double>(rising.size() - k), 0};
    reached = smaller(claim, t);
    awards[rising[k]] = t < estate ? nested + (claim - reached) : nested;
  }
}

}  // namespace

void minimal_overlap(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  scratch.order.resize(problem.size());
  std::iota(scratch.order.begin(), scratch.order.end(), 0U);
  std::sort(scratch.order.begin(), scratch.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return problem.claims[a] != problem.claims[b] ? problem.claims[a] < problem.claims[b] : a < b;
  });
  award_under_ceilings(overlap_uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
