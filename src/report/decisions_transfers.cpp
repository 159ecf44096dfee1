#include "report/decisions_transfers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "report/decisions_difference_table.hpp"
#include "report/decisions_words.hpp"
#include "report/names.hpp"
#include "report/table.hpp"
#include "report/transfers.hpp"
#include "report/wording.hpp"

namespace allot::report {
namespace {

void add_parties(const Results& results, std::set<std::string>& parties) {
  for (const Transfer& it : results.transfers) parties.insert({it.from, it.to});
}

// Who moved nothing in either, and whose days or units are not the same.
std::vector<std::string> bystanders(const Comparison& comparison, std::size_t difference) {
  std::set<std::string> parties;
  add_parties(comparison.baseline_of(difference).results, parties);
  add_parties(comparison.variant_of(difference).results, parties);
  std::vector<std::string> names;
  if (parties.empty()) return names;
  for (const Change& change :
       changes_of(comparison.differences[difference], EntityKind::organisation, comparison.labels))
    if (!parties.contains(change.id) && sureness_of(change) != Sureness::unchanged) names.push_back(change.name);
  return names;
}

/// What moved, told for all variants in which it is the same.
struct Telling {
  std::string text;
  std::vector<std::string> variants;
};

std::vector<Telling> tellings_of(const Comparison& comparison, const Style& style) {
  std::vector<Telling> out;
  for (const VariantResults& variant : comparison.variants) {
    const std::string text = transfer_sentences(variant.results.transfers, comparison.labels, style);
    if (text.empty()) continue;
    const auto found = std::find_if(out.begin(), out.end(), [&](const Telling& one) { return one.text == text; });
    if (found == out.end())
      out.push_back({text, {variant_name(comparison.labels, variant.name)}});
    else
      found->variants.push_back(variant_name(comparison.labels, variant.name));
  }
  return out;
}

}  // namespace

std::string transfers_section(const Comparison& comparison, const Style& style) {
  const std::vector<Telling> tellings = tellings_of(comparison, style);
  if (tellings.empty()) return {};
  std::string text;
  for (const Telling& it : tellings) {
    text += "\n" + bold_lines("Whose units went to whom, in " + listed(it.variants, most_names), style) + it.text;
  }
  for (std::size_t i = 0; i < comparison.differences.size(); ++i) {
    const std::vector<std::string> names = bystanders(comparison, i);
    if (names.empty()) continue;
    text += wrapped("Moved nothing, and yet " + variant_name(comparison.labels, comparison.differences[i].name) +
                        " changes what " + listed(names, most_names) + (names.size() == 1 ? " has." : " have."),
                    style.width);
  }
  return text;
}

}  // namespace allot::report
