#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "allocation/double_double.hpp"
#include "allot/allocation.hpp"

namespace allot::allocation {

using Scratch = Division::Scratch;

/// A claims problem as the rules see it: short, checked, and with every default filled in.
struct Problem {
  double estate = 0;  ///< at most the sum of the ceilings
  std::span<const double> claims;
  std::span<const double> weights;   ///< empty: all weigh the same
  std::span<const double> ceilings;  ///< the most that each may get: the smaller of claim and cap
  std::span<const std::uint32_t> arrivals;
  RuleTerms terms = {};

  std::size_t size() const { return claims.size(); }
};

/// Fills one award a claimant: min(ceiling, what the rule gives at the virtual estate at which awards sum to
/// the estate). A claimant without a claim changes nothing for the others.
using Award = void (*)(const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards);

/// How `rule` awards.
Award award_of(Rule rule);

/// Awards by `rule`, also where the estate covers all ceilings.
void award(Rule rule, const Problem& problem, Scratch& scratch, std::span<DoubleDouble> awards);

/// A broken promise unless the terms are of `n` claims.
void check_terms(const RuleTerms& terms, std::size_t n);

/// A broken promise unless `rule` can be given `weights`.
void check_weights(Rule rule, std::span<const double> weights);

/// `weights`, or nothing if they are all the same.
std::span<const double> telling_weights(std::span<const double> weights);

}  // namespace allot::allocation
