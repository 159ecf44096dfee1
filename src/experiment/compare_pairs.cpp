#include <algorithm>

#include "allot/comparison.hpp"
#include "experiment/related.hpp"

/// Pairs with baselines of their own. Replication r of a scenario meets the same chance whatever it is compared with,
/// so one comparison for each baseline, taken together, is what all at once would be.
namespace allot {
namespace {

using NamedScenarios = std::vector<std::pair<std::string, Scenario>>;

/// One baseline and all that is compared with it.
struct Round {
  std::size_t baseline = 0;
  std::vector<std::size_t> pairs;
};

std::vector<Round> rounds_of(const std::vector<Pair>& pairs) {
  std::vector<Round> rounds;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    auto found = std::find_if(rounds.begin(), rounds.end(),
                              [&](const Round& round) { return round.baseline == pairs[i].baseline; });
    if (found == rounds.end()) found = rounds.insert(found, {pairs[i].baseline, {}});
    found->pairs.push_back(i);
  }
  return rounds;
}

NamedScenarios scenarios_of(const Round& round, const NamedScenarios& all, const std::vector<Pair>& pairs) {
  NamedScenarios out = {all[round.baseline]};
  for (const std::size_t i : round.pairs) out.push_back(all[pairs[i].variant]);
  return out;
}

void add_new(const std::vector<std::pair<std::string, std::string>>& from,
             std::vector<std::pair<std::string, std::string>>& to) {
  for (const auto& one : from)
    if (std::find(to.begin(), to.end(), one) == to.end()) to.push_back(one);
}

void add_round(Comparison part, const Round& round, const std::vector<Pair>& pairs, Comparison& whole) {
  whole.variants[round.baseline] = std::move(part.variants.front());
  for (std::size_t i = 0; i < round.pairs.size(); ++i) {
    const Pair& pair = pairs[round.pairs[i]];
    whole.variants[pair.variant] = std::move(part.variants[i + 1]);
    VariantDifferences& it = whole.differences[round.pairs[i]];
    it = std::move(part.differences[i]);
    it.label = pair.label;
    it.variant = pair.variant;
    it.baseline = pair.baseline;
  }
  for (PricedLever& lever : part.levers) {
    lever.difference = round.pairs[lever.difference];
    whole.levers.push_back(std::move(lever));
  }
  whole.labels.add(part.labels);
  add_new(part.groups, whole.groups);
  add_new(part.milestone_owners, whole.milestone_owners);
}

}  // namespace

Comparison compare(const NamedScenarios& variants, const std::vector<Pair>& pairs, const Sampling& sampling) {
  if (variants.empty() || pairs.empty()) throw RequestError("there is nothing to compare");
  Comparison whole;
  whole.scenario = variants.front().second.name;
  whole.question = variants.front().second.question;
  whole.variants.resize(variants.size());
  whole.differences.resize(pairs.size());
  for (const Round& round : rounds_of(pairs))
    add_round(compare(scenarios_of(round, variants, pairs), sampling), round, pairs, whole);
  std::sort(whole.levers.begin(), whole.levers.end(),
            [](const PricedLever& a, const PricedLever& b) { return a.difference < b.difference; });
  whole.related = experiment::related_parties(variants, whole.variants);
  return whole;
}

}  // namespace allot
