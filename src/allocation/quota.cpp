// Those without a quota stand together as one more claimant, whose quota is what the others leave of the
// whole, and share what it gets in proportion.
#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {
namespace {

bool has_quota(const Problem& problem, std::size_t i) {
  return !problem.terms.quotas.empty() && problem.terms.quotas[i] > 0;
}

/// Divides `estate` by quotas into `parts`, those without a quota last, as one; whoever is left when all
/// quotas are served gets the rest.
void divide_by_quotas(DoubleDouble estate, const Problem& problem, Scratch& scratch) {
  const std::size_t n = problem.size();
  scratch.parts.resize(n + 1);
  scratch.slopes.resize(n + 1);
  scratch.highs.resize(n + 1);
  Sum others;
  for (std::size_t i = 0; i < n; ++i) {
    const bool counts = has_quota(problem, i);
    scratch.slopes[i] = {counts ? problem.terms.quotas[i] : 0, 0};
    scratch.highs[i] = counts ? problem.claims[i] : 0;
    if (!counts) others.add(problem.claims[i]);
  }
  scratch.slopes[n] = {problem.terms.others, 0};
  scratch.highs[n] = problem.terms.others > 0 ? rounded(others.total()) : 0;
  const DoubleDouble most = total(scratch.highs);
  water_fill(smaller(estate, most), {scratch.slopes, {}, scratch.highs}, scratch.free, scratch.parts);
  if (most < estate) scratch.parts[n] = scratch.parts[n] + (estate - most);
}

void quota_uncapped(DoubleDouble estate, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const std::size_t n = problem.size();
  divide_by_quotas(estate, problem, scratch);
  scratch.slopes.resize(n);
  scratch.highs.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double weight = problem.weights.empty() ? 1 : problem.weights[i];
    scratch.slopes[i] = has_quota(problem, i) ? DoubleDouble{} : two_product(weight, problem.claims[i]);
    scratch.highs[i] = has_quota(problem, i) ? 0 : problem.claims[i];
  }
  const DoubleDouble of_others = smaller(scratch.parts[n], total(scratch.highs));
  water_fill(of_others, {scratch.slopes, {}, scratch.highs}, scratch.free, awards);
  for (std::size_t i = 0; i < n; ++i)
    if (has_quota(problem, i)) awards[i] = scratch.parts[i];
}

}  // namespace

void quota(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  award_under_ceilings(quota_uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
