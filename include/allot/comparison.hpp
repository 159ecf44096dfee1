#pragma once

#include <string>
#include <utility>
#include <vector>

#include "allot/attribution.hpp"
#include "allot/difference.hpp"
#include "allot/experiment.hpp"
#include "allot/lever.hpp"
#include "allot/regret.hpp"
#include "allot/results.hpp"
#include "allot/scenario.hpp"
#include "allot/solution.hpp"
#include "allot/threshold.hpp"

/// Questions about decisions: what they changed, who bears it, and where they turn. All on common random numbers:
/// replication r of every variant meets the same chance, so that what differs is the decision and not the dice.
///
/// Here stands `compare`. With it come difference.hpp (a paired difference), attribution.hpp (`attribute`: which of
/// several decisions brought what), solution.hpp (`solve`: what it takes) and threshold.hpp (what would reverse the answer).
namespace allot {

/// What one of the compared scenarios comes to by itself.
struct VariantResults {
  std::string name;
  Results results;
};

/// A variant and what it is compared with, by their places among the scenarios.
struct Pair {
  std::string label;  ///< how reports name it; no label twice
  std::size_t variant = 1, baseline = 0;
};

/// Members of one group between which an intervention moves units, in one of the variants.
struct RelatedParties {
  std::string group;
  std::vector<std::string> members;
  /// What the answer rests on: values that are assumed, those about these members, what moves and what is uncertain
  /// first.
  std::vector<std::string> assumptions;
};

/// The answer of `compare`.
///
/// shape: without pairs one difference fewer than variants: `differences[i]` is `variants[i + 1]` less `variants[0]`
struct Comparison {
  std::string scenario, question;
  std::string baseline;                  ///< of all differences; empty where each pair has its own
  std::vector<VariantResults> variants;  ///< the baseline first
  std::vector<VariantDifferences> differences;
  std::vector<RelatedParties> related;
  std::vector<std::pair<std::string, std::string>>
      milestone_owners;         ///< milestones of an organisation or its site, and whose
  std::vector<Regret> regrets;  ///< by organisation and metric, a variant each; none where all variants do as well
  std::vector<PricedLever>
      levers;        ///< what each variant costs and buys, one for each difference; none where nothing costs
  std::string none;  ///< what doing nothing is called: a variant, or "no interventions"; empty: there are none
  Labels labels;     ///< of all variants; the first that names a thing counts
  std::vector<std::pair<std::string, std::string>> groups;  ///< organisations that are in one, and which
  std::vector<Thresholds> thresholds;                       ///< where asked for, one for each difference
  std::vector<std::string> next;  ///< commands that go on from here, each with what it tells; by who knows the files

  const VariantResults& variant_of(std::size_t difference) const { return variants[differences[difference].variant]; }
  const VariantResults& baseline_of(std::size_t difference) const { return variants[differences[difference].baseline]; }
};

/// shape:  the baseline first; each with the name that reports use, no name twice
/// gives:  zeros and p_equal 1 for a scenario compared with itself
/// errors: RequestError, Interrupted
Comparison compare(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling);

/// The same for pairs that have baselines of their own: a decision in several readings of what nobody knows, say. All
/// meet the same chance; regrets, which judge a choice between all variants, are left out.
///
/// shape:  each pair names two different places, and each scenario is in one; results in the order of the scenarios
Comparison compare(const std::vector<std::pair<std::string, Scenario>>& variants, const std::vector<Pair>& pairs,
                   const Sampling& sampling);

}  // namespace allot
