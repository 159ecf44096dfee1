// Random arrival: each claimant's mean award if all came in a random order and were served first come, first served. It
// is the Shapley value of the claims problem, and n! orders are more than anybody can go through.
//
// But what i gets depends on the others only through the sum of the claims that came before it. So it is enough to
// know, for each size of set and each sum, how many sets of others have them: all orders in which exactly that set
// comes first are equally likely, and i gets min(claim, what the sum leaves). Two ways count the sets, whichever is
// cheaper. By compositions (arrival_compositions.cpp): claimants with equal claims are alike, so a set is how many of
// each kind it has. By sums (arrival_sums.cpp): a knapsack table over sizes and sums in whole lots, from which a
// claimant is taken out again by running the recurrence backwards, which exact integers of 128 bits allow and doubles
// would not.
//
// Where both are too many (claims by the hundred, all different), it is the mean over orders drawn beforehand and
// handed in: a rule draws nothing itself, so that rules stay pure functions. Equal claims are then given their common
// mean, so that to be named later is no disadvantage.
//
// With caps, the rule is applied to a virtual estate (virtual_estate.cpp).
//
// source: O'Neill (1982), Mathematical Social Sciences 2, 345-371; counting sets in place of orders, Aziz and de
//         Keijzer (2014), STACS, 99-111; sampling, Castro, Gomez and Tejada (2009), Computers and Operations Research
//         36(5)

#include "allocation/random_arrival.hpp"

#include <algorithm>

#include "allocation/division_rules.hpp"
#include "allocation/sequence.hpp"
#include "allocation/virtual_estate.hpp"
#include "base/contract.hpp"

namespace allot::allocation {
namespace {

void sampled(DoubleDouble estate, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  const std::size_t n = problem.size();
  const std::size_t orders = problem.arrivals.size() / n;
  std::fill(awards.begin(), awards.end(), DoubleDouble{});
  for (std::size_t order = 0; order < orders; ++order) {
    DoubleDouble left = estate;
    for (const std::uint32_t i : problem.arrivals.subspan(order * n, n)) {
      const DoubleDouble served = smaller(left, {problem.claims[i], 0});
      awards[i] = awards[i] + served;
      left = left - served;
      if (!(DoubleDouble{} < left)) break;
    }
  }
  for (const Scratch::Kind& kind : scratch.kinds) {
    Sum sum;
    for (std::size_t k = 0; k < kind.count; ++k) sum.add(awards[scratch.order[kind.first + k]]);
    award_kind(kind, sum.total() / DoubleDouble{static_cast<double>(orders * kind.count), 0}, scratch, awards);
  }
}

}  // namespace

void find_kinds(std::span<const double> claims, Scratch& scratch) {
  smallest_claims_first(claims, scratch.order);
  scratch.kinds.clear();
  for (std::uint32_t k = 0; k < scratch.order.size(); ++k) {
    const double claim = claims[scratch.order[k]];
    if (claim == 0) continue;
    if (scratch.kinds.empty() || scratch.kinds.back().claim != claim) scratch.kinds.push_back({claim, k, 0});
    ++scratch.kinds.back().count;
  }
}

bool are_capped(const Problem& problem) {
  return !std::equal(problem.claims.begin(), problem.claims.end(), problem.ceilings.begin(), problem.ceilings.end());
}

void award_kind(const Scratch::Kind& kind, DoubleDouble award, const Scratch& scratch, std::span<DoubleDouble> awards) {
  for (std::size_t k = 0; k < kind.count; ++k) awards[scratch.order[kind.first + k]] = award;
}

DoubleDouble one_in(std::size_t n, std::size_t before) {
  DoubleDouble ways{static_cast<double>(n), 0};
  for (std::size_t k = 1; k <= before; ++k)
    ways = ways * DoubleDouble{static_cast<double>(n - k), 0} / DoubleDouble{static_cast<double>(k), 0};
  return ways;
}

bool needs_arrivals(const Problem& problem, Scratch& scratch) {
  if (!(DoubleDouble{problem.estate, 0} < total(problem.ceilings))) return false;
  find_kinds(problem.claims, scratch);
  return !are_compositions_few(problem, scratch) && !are_sums_few(problem, scratch);
}

void random_arrival(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  find_kinds(problem.claims, scratch);
  std::fill(awards.begin(), awards.end(), DoubleDouble{});
  if (!problem.arrivals.empty()) return award_under_ceilings(sampled, problem, scratch, awards);
  if (are_compositions_few(problem, scratch))
    return award_under_ceilings(award_by_compositions, problem, scratch, awards);
  expects(are_sums_few(problem, scratch), "random arrival among so many needs orders of arrival");
  award_under_ceilings(award_by_sums, problem, scratch, awards);
}

}  // namespace allot::allocation
