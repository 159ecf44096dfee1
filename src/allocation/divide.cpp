#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "allocation/problem.hpp"
#include "allocation/random_arrival.hpp"
#include "allocation/rounding.hpp"
#include "allocation/sequence.hpp"
#include "allocation/whole_claims.hpp"
#include "allot/allocation.hpp"
#include "base/contract.hpp"

namespace allot::allocation {
namespace {

void check(Rule rule, Units supply, const Claims& claims) {
  const std::size_t n = claims.claims.size();
  const auto fits = [&](const auto& column) { return column.empty() || column.size() == n; };
  const auto at_least = [](Units least, std::span<const Units> column) {
    return std::all_of(column.begin(), column.end(), [=](Units x) { return x >= least; });
  };
  expects(fits(claims.caps) && fits(claims.lots) && fits(claims.minimums), "one cap, lot and minimum a claim");
  expects(fits(claims.weights) && fits(claims.carries), "one weight and carry a claim");
  expects(supply >= 0 && at_least(0, claims.claims) && at_least(0, claims.caps), "units are not negative");
  expects(at_least(1, claims.lots) && at_least(0, claims.minimums), "a lot is at least one unit");
  check_terms(claims.terms, n);
  check_weights(rule, claims.weights);
}

/// The size of all lots, unless they differ.
std::optional<Units> common_lot(const Claims& claims) {
  if (claims.lots.empty()) return 1;
  const Units first = claims.lots.front();
  const bool same = std::all_of(claims.lots.begin(), claims.lots.end(), [=](Units lot) { return lot == first; });
  return same ? std::optional(first) : std::nullopt;
}

/// The most that each may get, in units and in lots; gives the sum in units.
Units find_demands(const Claims& claims, Scratch& scratch) {
  const std::size_t n = claims.claims.size();
  scratch.demands.resize(n);
  for (std::size_t i = 0; i < n; ++i) scratch.demands[i] = cap(claims, i);
  scratch.rooms = scratch.demands;
  for (std::size_t i = 0; i < claims.lots.size(); ++i) {
    scratch.rooms[i] = lots_in(scratch.demands[i], claims.lots[i]);
    scratch.demands[i] = scratch.rooms[i] * claims.lots[i];
  }
  return std::reduce(scratch.demands.begin(), scratch.demands.end());
}

void serve_in_sequence(Rule rule, Units supply, const Claims& claims, Division& division) {
  auto& order = division.scratch.order;
  if (rule == Rule::smallest_first) {
    smallest_claims_first(claims.claims, order);
  } else if (rule == Rule::auction) {
    highest_bids_first(claims.terms.bids, claims.claims.size(), order);
  } else {
    order.resize(claims.claims.size());
    std::iota(order.begin(), order.end(), 0U);
  }
  serve(order, supply, claims, division.scratch.demands, division.awards);
}

/// What was received, counted in lots on a grid on which its sums with claims are exact.
void count_received(std::span<const double> received, Units counted_by, std::vector<double>& counted) {
  counted.clear();
  for (const double units : received)
    counted.push_back(std::floor(units / static_cast<double>(counted_by) * 0x1p20 + 0.5) * 0x1p-20);
}

/// Counts claims, ceilings and supply in lots, or in units where lots differ.
Problem counted(Units supply, const Claims& claims, std::optional<Units> same_lot, Scratch& scratch) {
  const std::size_t n = claims.claims.size();
  const Units counted_by = same_lot.value_or(1);
  scratch.claims.resize(n);
  scratch.ceilings.resize(n);
  const auto& ceilings = same_lot ? scratch.rooms : scratch.demands;
  for (std::size_t i = 0; i < n; ++i) {
    scratch.claims[i] = static_cast<double>(lots_in(claims.claims[i], counted_by));
    scratch.ceilings[i] = static_cast<double>(ceilings[i]);
  }
  count_received(claims.terms.received, counted_by, scratch.received);
  Problem problem{static_cast<double>(supply / counted_by),
                  scratch.claims,
                  telling_weights(claims.weights),
                  scratch.ceilings,
                  claims.arrivals,
                  claims.terms};
  problem.terms.received = scratch.received;
  return problem;
}

/// Whose shipment is the smallest part of its minimum, among those too small; the latest of equals.
std::optional<std::uint32_t> farthest_below_minimum(const Claims& claims, const Scratch& scratch) {
  std::optional<std::uint32_t> farthest;
  Units shipment = 0, minimum = 0;
  for (std::uint32_t i = 0; i < claims.minimums.size(); ++i) {
    const Units x = scratch.given[i] * lot(claims, i);
    const Units m = smallest_shipment(claims, i, scratch.demands[i]);
    if (x == 0 || x >= m) continue;
    if (farthest && x * minimum > shipment * m) continue;
    farthest = i;
    shipment = x;
    minimum = m;
  }
  return farthest;
}

void drop(std::uint32_t i, Scratch& scratch) {
  scratch.dropped.push_back(i);
  scratch.claims[i] = scratch.ceilings[i] = 0;
  scratch.rooms[i] = 0;
}

/// Divides by the rule, again and again without whom it serves less than its minimum.
void divide_until_shipments_are_large_enough(Rule rule, const Problem& problem, const Exact& exact,
                                             const Claims& claims, Scratch& scratch) {
  scratch.awards.resize(problem.size());
  scratch.dropped.clear();
  for (;;) {
    award(rule, problem, scratch, scratch.awards);
    round_to_lots(exact, scratch);
    const auto too_small = farthest_below_minimum(claims, scratch);
    if (!too_small) return;
    drop(*too_small, scratch);
  }
}

void ration(Rule rule, Units supply, const Claims& claims, Division& division) {
  Scratch& scratch = division.scratch;
  const std::size_t n = claims.claims.size();
  const auto same_lot = common_lot(claims);
  const Problem problem = counted(supply, claims, same_lot, scratch);
  scratch.awards.resize(n);
  const Exact exact{supply / same_lot.value_or(1), scratch.awards, same_lot ? std::span<const Units>{} : claims.lots,
                    claims.carries};
  divide_until_shipments_are_large_enough(rule, problem, exact, claims, scratch);

  Units left = supply;
  for (std::size_t i = 0; i < n; ++i) {
    division.awards[i] = scratch.given[i] * lot(claims, i);
    division.entitlements[i] = rounded(scratch.awards[i]) * static_cast<double>(same_lot.value_or(1));
    division.carries[i] = carry_of(steps_of(division.carries[i]) + scratch.owed[i]);
    left -= division.awards[i];
  }
  std::sort(scratch.dropped.begin(), scratch.dropped.end());
  serve(scratch.dropped, left, claims, scratch.demands, division.awards);
  for (const std::uint32_t i : scratch.dropped) division.entitlements[i] = static_cast<double>(division.awards[i]);
}

}  // namespace

bool needs_arrivals(Rule rule, Units supply, const Claims& claims, Division& division) {
  if (rule != Rule::random_arrival || find_demands(claims, division.scratch) <= supply) return false;
  return needs_arrivals(counted(supply, claims, common_lot(claims), division.scratch), division.scratch);
}

void divide(Rule rule, Units supply, const Claims& claims, Division& division) {
  check(rule, supply, claims);
  const std::size_t n = claims.claims.size();
  division.awards.assign(n, 0);
  division.carries.assign(claims.carries.begin(), claims.carries.end());
  division.carries.resize(n, 0);
  division.entitlements.resize(n);

  const bool short_of_supply = find_demands(claims, division.scratch) > supply;
  if (short_of_supply && !facts(rule).is_sequence) {
    ration(rule, supply, claims, division);
  } else {
    if (short_of_supply)
      serve_in_sequence(rule, supply, claims, division);
    else
      std::copy(division.scratch.demands.begin(), division.scratch.demands.end(), division.awards.begin());
    std::copy(division.awards.begin(), division.awards.end(), division.entitlements.begin());
  }
  division.left = supply - std::reduce(division.awards.begin(), division.awards.end());
}

}  // namespace allot::allocation
