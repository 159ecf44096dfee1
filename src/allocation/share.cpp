#include <algorithm>
#include <cmath>

#include "allocation/problem.hpp"
#include "allocation/random_arrival.hpp"
#include "allot/allocation.hpp"
#include "base/contract.hpp"

namespace allot::allocation {
namespace {

bool are_amounts(std::span<const double> numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return x >= 0 && std::isfinite(x); });
}

void check(Rule rule, double estate, const RealClaims& claims, std::span<double> awards) {
  const std::size_t n = claims.claims.size();
  expects(awards.size() == n, "one award a claim");
  expects(claims.caps.empty() || claims.caps.size() == n, "one cap a claim");
  expects(claims.weights.empty() || claims.weights.size() == n, "one weight a claim");
  check_terms(claims.terms, n);
  expects(estate >= 0 && std::isfinite(estate), "an estate is a finite amount");
  expects(are_amounts(claims.claims) && are_amounts(claims.caps), "claims and caps are finite amounts");
  check_weights(rule, claims.weights);
}

Problem problem_of(double estate, const RealClaims& claims, Scratch& scratch) {
  scratch.ceilings.assign(claims.claims.begin(), claims.claims.end());
  for (std::size_t i = 0; i < claims.caps.size(); ++i) scratch.ceilings[i] = std::min(claims.claims[i], claims.caps[i]);
  return {estate, claims.claims, telling_weights(claims.weights), scratch.ceilings, claims.arrivals, claims.terms};
}

}  // namespace

void check_terms(const RuleTerms& terms, std::size_t n) {
  const auto fits = [&](std::span<const double> column) { return column.empty() || column.size() == n; };
  expects(fits(terms.received) && fits(terms.quotas) && fits(terms.bids), "one receipt, quota and bid a claim");
  expects(are_amounts(terms.received) && are_amounts(terms.quotas), "receipts and quotas are finite amounts");
  expects(std::all_of(terms.bids.begin(), terms.bids.end(), [](double bid) { return std::isfinite(bid); }),
          "bids are finite");
  expects(terms.others >= 0 && terms.share >= 0 && terms.share <= 1, "a share is a part of 1");
}

void check_weights(Rule rule, std::span<const double> weights) {
  const bool all_one = std::all_of(weights.begin(), weights.end(), [](double weight) { return weight == 1; });
  if (all_one) return;
  expects(facts(rule).takes_weights, "only a rule that takes weights is given some");
  expects(
      std::all_of(weights.begin(), weights.end(), [](double weight) { return weight > 0 && std::isfinite(weight); }),
      "weights are greater than 0");
}

std::span<const double> telling_weights(std::span<const double> weights) {
  const bool same =
      std::all_of(weights.begin(), weights.end(), [&](double weight) { return weight == weights.front(); });
  return same ? std::span<const double>{} : weights;
}

void award(Rule rule, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards) {
  if (DoubleDouble{problem.estate, 0} < total(problem.ceilings)) return award_of(rule)(problem, scratch, awards);
  for (std::size_t i = 0; i < problem.size(); ++i) awards[i] = {problem.ceilings[i], 0};
}

bool needs_arrivals(Rule rule, double estate, const RealClaims& claims) {
  if (rule != Rule::random_arrival) return false;
  Scratch scratch;
  return needs_arrivals(problem_of(estate, claims, scratch), scratch);
}

void share(Rule rule, double estate, const RealClaims& claims, std::span<double> awards) {
  check(rule, estate, claims, awards);
  Scratch scratch;
  scratch.awards.resize(awards.size());
  const Problem problem = problem_of(estate, claims, scratch);
  award(rule, problem, scratch, scratch.awards);
  for (std::size_t i = 0; i < awards.size(); ++i) {
    awards[i] = std::clamp(rounded(scratch.awards[i]), 0.0, scratch.ceilings[i]);
  }
}

}  // namespace allot::allocation
