#include <algorithm>
#include <numeric>

#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"

namespace allot::allocation {
namespace {

/// Up to where the claims overlap all the same: the whole estate if one claim covers it, else the t at which
/// the claims beyond t, side by side, fill what is left of the estate.
Wide overlap(Wide estate, std::span<const double> claims, std::span<const std::uint32_t> rising) {
  if (!(Wide{claims[rising.back()], 0} < estate)) return estate;
  Sum beyond;
  beyond.add(claims[rising.back()]);
  beyond.add(-estate);
  Wide t;
  for (std::size_t above = 2; above <= rising.size(); ++above) {
    beyond.add(claims[rising[rising.size() - above]]);
    t = beyond.total() / Wide{static_cast<double>(above - 1), 0};
    if (above == rising.size() || !(t < Wide{claims[rising[rising.size() - above - 1]], 0})) break;
  }
  return t;
}

void overlap_uncapped(Wide estate, const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const std::span<const std::uint32_t> rising = scratch.order;
  const Wide t = overlap(estate, problem.claims, rising);
  Wide nested, reached;
  for (std::size_t k = 0; k < rising.size(); ++k) {
    const Wide claim{problem.claims[rising[k]], 0};
    const Wide part = smaller(claim, t) - reached;
    nested = nested + part / Wide{static_cast<double>(rising.size() - k), 0};
    reached = smaller(claim, t);
    awards[rising[k]] = t < estate ? nested + (claim - reached) : nested;
  }
}

}  // namespace

void minimal_overlap(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  scratch.order.resize(problem.size());
  std::iota(scratch.order.begin(), scratch.order.end(), 0U);
  std::ranges::sort(scratch.order, [&](std::uint32_t a, std::uint32_t b) {
    return problem.claims[a] != problem.claims[b] ? problem.claims[a] < problem.claims[b] : a < b;
  });
  award_under_ceilings(overlap_uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
