#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"
#include "allocation/water_filling.hpp"

namespace allot::allocation {
namespace {

/// Divides what receipts earn into `awards`, nobody above the claim; gives how much that is.
DoubleDouble give_what_is_earned(DoubleDouble estate, const Problem& problem, Scratch& scratch,
                                 std::span<DoubleDouble> awards) {
  const std::span<const double> receipts = problem.terms.received;
  scratch.slopes.resize(problem.size());
  scratch.highs.resize(problem.size());
  for (std::size_t i = 0; i < problem.size(); ++i) {
    const bool earns = !receipts.empty() && receipts[i] > 0;
    scratch.slopes[i] = {earns ? receipts[i] : 0, 0};
    scratch.highs[i] = earns ? problem.claims[i] : 0;
  }
  const DoubleDouble earned = smaller(DoubleDouble{problem.terms.share, 0} * estate, total(scratch.highs));
  water_fill(earned, {scratch.slopes, {}, scratch.highs}, scratch.free, awards);
  return earned;
}

void turns_uncapped(DoubleDouble estate, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const DoubleDouble rest = estate - give_what_is_earned(estate, problem, scratch, awards);
  Sum claimed;
  for (std::size_t i = 0; i < problem.size(); ++i) claimed.add(DoubleDouble{problem.claims[i], 0} - awards[i]);
  const DoubleDouble rate = DoubleDouble{} < claimed.total() ? rest / claimed.total() : DoubleDouble{};
  for (std::size_t i = 0; i < problem.size(); ++i)
    awards[i] = awards[i] + rate * (DoubleDouble{problem.claims[i], 0} - awards[i]);
}

}  // namespace

void turn_and_earn(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  award_under_ceilings(turns_uncapped, problem, scratch, awards);
}

}  // namespace allot::allocation
