#include "allocation/sequence.hpp"

#include <algorithm>
#include <numeric>

#include "allocation/division_rules.hpp"
#include "allocation/whole_claims.hpp"

namespace allot::allocation {

template <class Number>
void smallest_claims_first(std::span<const Number> claims, std::vector<std::uint32_t>& order) {
  order.resize(claims.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return claims[a] != claims[b] ? claims[a] < claims[b] : a < b; });
}
template void smallest_claims_first(std::span<const double>, std::vector<std::uint32_t>&);
template void smallest_claims_first(std::span<const Units>, std::vector<std::uint32_t>&);

void highest_bids_first(std::span<const double> bids, std::size_t n, std::vector<std::uint32_t>& order) {
  order.resize(n);
  std::iota(order.begin(), order.end(), 0U);
  if (bids.empty()) return;
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return bids[a] != bids[b] ? bids[a] > bids[b] : a < b; });
}

Units serve(std::span<const std::uint32_t> order, Units supply, const Claims& claims, std::span<const Units> demands,
            std::span<Units> awards) {
  Units left = supply;
  for (const std::uint32_t i : order) {
    if (left == 0) break;
    const Units shipment = lots_in(std::min(demands[i], left), lot(claims, i)) * lot(claims, i);
    if (shipment < smallest_shipment(claims, i, demands[i])) continue;
    awards[i] = shipment;
    left -= shipment;
  }
  return left;
}

namespace {

DoubleDouble served(double ceiling, DoubleDouble& left) {
  const DoubleDouble award = smaller(left, {ceiling, 0});
  left = left - award;
  return award;
}

}  // namespace

void in_order(const Problem& problem, Scratch&, std::span<DoubleDouble> awards) {
  DoubleDouble left{problem.estate, 0};
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = served(problem.ceilings[i], left);
}

void smallest_first(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  smallest_claims_first(problem.claims, scratch.order);
  DoubleDouble left{problem.estate, 0};
  for (const std::uint32_t i : scratch.order) awards[i] = served(problem.ceilings[i], left);
}

void auction(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  highest_bids_first(problem.terms.bids, problem.size(), scratch.order);
  DoubleDouble left{problem.estate, 0};
  for (const std::uint32_t i : scratch.order) awards[i] = served(problem.ceilings[i], left);
}

}  // namespace allot::allocation
