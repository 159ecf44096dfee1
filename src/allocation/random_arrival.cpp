#include <algorithm>
#include <array>
#include <bit>

#include "allocation/division_rules.hpp"
#include "allocation/virtual_estate.hpp"
#include "base/contract.hpp"

namespace allot::allocation {
namespace {

constexpr std::size_t most_exact = 12;

/// What is claimed by each set of claimants, the set being the bits of the index.
void claims_of_sets(std::span<const double> claims, std::vector<double>& sets) {
  sets.assign(std::size_t{1} << claims.size(), 0.0);
  for (std::size_t set = 1; set < sets.size(); ++set) {
    const auto first = static_cast<std::size_t>(std::countr_zero(set));
    sets[set] = sets[set & (set - 1)] + claims[first];
  }
}

/// In how many of all orders, counted as one part in `of`, just a given set of `before` arrives before a
/// given one.
double one_in(std::size_t of, std::size_t before) {
  double ways = 1;
  for (std::size_t k = 1; k <= before; ++k) ways = ways * static_cast<double>(of - k) / static_cast<double>(k);
  return ways * static_cast<double>(of);
}

/// What claimant i finds, summed over the sets that may come before it, by their size.
std::array<Sum, most_exact> found(std::size_t i, Wide estate, const Problem& problem, std::span<const double> sets) {
  std::array<Sum, most_exact> sums{};
  const Wide claim{problem.claims[i], 0};
  for (std::size_t set = 0; set < sets.size(); ++set) {
    if ((set >> i & 1) != 0 || !(sets[set] < estate.high)) continue;
    const Wide left = estate - Wide{sets[set], 0};
    sums[static_cast<std::size_t>(std::popcount(set))].add(smaller(claim, larger(left, {})));
  }
  return sums;
}

void exact(Wide estate, const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  const std::size_t n = problem.size();
  for (std::size_t i = 0; i < n; ++i) {
    const auto sums = found(i, estate, problem, scratch.sets);
    Sum award;
    for (std::size_t before = 0; before < n; ++before) {
      award.add(sums[before].total() / Wide{one_in(n, before), 0});
    }
    awards[i] = award.total();
  }
}

void sampled(Wide estate, const Problem& problem, Scratch&, std::span<Wide> awards) {
  const std::size_t n = problem.size();
  const std::size_t orders = problem.arrivals.size() / n;
  std::ranges::fill(awards, Wide{});
  for (std::size_t order = 0; order < orders; ++order) {
    Wide left = estate;
    for (const std::uint32_t i : problem.arrivals.subspan(order * n, n)) {
      const Wide served = smaller(left, {problem.claims[i], 0});
      awards[i] = awards[i] + served;
      left = left - served;
      if (!(Wide{} < left)) break;
    }
  }
  for (Wide& award : awards) award = award / Wide{static_cast<double>(orders), 0};
}

}  // namespace

void random_arrival(const Problem& problem, Scratch& scratch, std::span<Wide> awards) {
  if (problem.size() <= most_exact) {
    claims_of_sets(problem.claims, scratch.sets);
    return award_under_ceilings(exact, problem, scratch, awards);
  }
  expects(!problem.arrivals.empty() && problem.arrivals.size() % problem.size() == 0,
          "more than 12 claimants of random_arrival need orders of arrival");
  award_under_ceilings(sampled, problem, scratch, awards);
}

}  // namespace allot::allocation
