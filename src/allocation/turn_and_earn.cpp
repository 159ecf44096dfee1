#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/level.hpp"
#include "allocation/virtual_estate.hpp"

namespace allot::allocation {
namespace {

/// Divides what receipts earn into `awards`, nobody above the claim; gives how much that is.
Wide give_what_is_earned(Wide estate, const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const std::span<const double> receipts = problem.terms.received;
  scratch.slopes.resize(problem.size());
  scratch.highs.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) {
    const bool earns = !receipts.empty() && receipts[i] > 0;
    scratch.slopes[i] = {earns ? receipts[i] : 0, 0};
    scratch.highs[i] = earns ? problem.claims[i] : 0;
  }
  const Wide earned = smaller(Wide{problem.terms.share, 0} * estate, total(scratch.highs));
  level_to(earned, {scratch.slopes, {}, scratch.highs}, scratch.free, awards);
  return earned;
}

void turns_uncapped(Wide estate, const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const Wide rest = estate - give_what_is_earned(estate, problem, scratch, awards);
  Sum claimed;
  for (std::size_t i = 0; i < problem.size(); ++i) claimed.add(Wide{problem.claims[i], 0} - awards[i]);
  const Wide rate = Wide{} < claimed.total() ? rest / claimed.total() : Wide{};
  for (std::size_t i = 0; i < problem.size(); ++i)
    awards[i] = awards[i] + rate * (Wide{problem.claims[i], 0} - awards[i]);
}

}  // namespace

void turn_and_earn(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  award_under_ceilings(turns_uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
