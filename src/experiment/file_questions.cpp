#include "allot/file_questions.hpp"

#include <set>

namespace allot {
namespace {

std::string joined_variants(const std::vector<std::string>& variants, const std::vector<std::size_t>& places) {
  std::string out;
  for (const std::size_t i : places) out += (out.empty() ? "" : "+") + variants[i];
  return out;
}

}  // namespace

// Edits are made in the order in which they are named, whichever of them are.
Attributions attribute(const ScenarioFile& file, const Edits& edits, const std::vector<std::string>& variants,
                       const Sampling& sampling) {
  const std::set<std::string> different(variants.begin(), variants.end());
  if (variants.empty()) throw RequestError("--edits: expected names of variants such as A,B, found none");
  if (different.size() < variants.size()) throw RequestError("--edits: a variant is named twice");
  Checker checker;
  Attributions out = attribute(
      variants,
      [&](const std::vector<std::size_t>& places) {
        return checker(with_edits(file, edits, {}, joined_variants(variants, places)));
      },
      sampling);
  out.basis.hash = hash(with_edits(file, edits));
  return out;
}

Solution solve(const ScenarioFile& file, const Edits& edits, Search search, const Sampling& sampling) {
  for (const auto& [pointer, value] : edits.settings)
    if (pointer == search.pointer) throw RequestError("--set: " + pointer + " is what --axis moves");
  const ScenarioFile asked = with_edits(file, edits);
  search.lot = lot_at(check(asked), search.pointer);
  const std::string variant = subtracted_variant(search.metric);
  Checker checker;
  const auto scenario_at = [&](const std::string& value) {
    const FieldSettings at = {{search.pointer, value}};
    std::vector<std::pair<std::string, Scenario>> out;
    out.emplace_back("", checker(with_edits(file, edits, at)));
    if (!variant.empty()) out.emplace_back(variant, checker(with_edits(file, edits, at, variant)));
    return out;
  };
  Solution out = solve(search, scenario_at, sampling);
  out.basis.hash = hash(asked);
  return out;
}

CashFlows cash(const ScenarioFile& file, const Edits& edits, const std::vector<std::string>& against,
               const CashRequest& request, const Sampling& sampling) {
  const ScenarioFile asked = with_edits(file, edits);
  Checker checker;
  std::vector<std::pair<std::string, Scenario>> scenarios;
  scenarios.emplace_back("", checker(asked));
  for (const std::string& name : against)
    scenarios.emplace_back(name, checker(with_edits(file, {name == "base" ? "" : name, edits.settings})));
  CashFlows out = cash(scenarios, request, sampling);
  out.basis.hash = hash(asked);
  return out;
}

Divergences diverge(const ComparedFiles& compared, const Sampling& sampling) {
  Divergences out;
  if (compared.pairs().empty()) out = diverge(compared.scenarios(), sampling);
  for (const Pair& pair : compared.pairs()) {
    Divergences one = diverge({compared.scenarios()[pair.baseline], compared.scenarios()[pair.variant]}, sampling);
    if (out.variants.empty())
      out = std::move(one);
    else
      out.variants.push_back(std::move(one.variants.front()));
  }
  out.basis.hash = hash(compared.files().front());
  return out;
}

Bound bound(const ComparedFiles& compared, std::string_view metric, const std::vector<allocation::Rule>& rules,
            const Sampling& sampling) {
  std::vector<std::pair<std::string, Scenario>> held = compared.scenarios();
  if (!rules.empty()) {
    const auto first = held.front();
    held = under_rules(first.second, rules);
    held.insert(held.begin(), first);
  }
  Bound out = bound(held, metric, sampling);
  out.basis.hash = hash(compared.files().front());
  return out;
}

}  // namespace allot
