#include "allot/compared_files.hpp"

#include <algorithm>

#include "base/contract.hpp"

namespace allot {
namespace {

// "base" is the scenario as written.
ScenarioFile variant_named(const ScenarioFile& file, const std::string& name, const FieldSettings& settings) {
  return edited(file, name == "base" ? "" : name, settings);
}

std::vector<std::string> all_variants(const ScenarioFile& file, const FieldSettings& settings) {
  std::vector<std::string> out = {"base"};
  for (const Variant& it : check(edited(file, "", settings)).variants) out.push_back(it.id);
  return out;
}

void refuse_twice(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw RequestError("'" + *twice + "' is named twice");
}

}  // namespace

Results run(const ScenarioFile& file, const Sampling& sampling) {
  Results results = run(check(file), sampling);
  results.hash = hash(file);
  return results;
}

void ComparedFiles::add(const std::string& name, const ScenarioFile& file) { add(name, file, check(file)); }

void ComparedFiles::add_variant(const std::string& name, const ScenarioFile& file) {
  expects(!files_.empty(), "a variant is one of a file that is there");
  add(name, file, check_variant(file, files_.front(), scenarios_.front().second));
}

void ComparedFiles::add(const std::string& name, const ScenarioFile& file, Scenario checked) {
  for (const auto& [other, scenario] : scenarios_)
    if (other == name) throw RequestError("'" + name + "' is named twice");
  scenarios_.emplace_back(name, std::move(checked));
  files_.push_back(file);
}

std::optional<std::vector<Scenario>> ComparedFiles::with(const std::string& pointer, const std::string& value) const {
  std::vector<Scenario> out;
  try {
    for (std::size_t i = 0; i < files_.size(); ++i)
      out.push_back(check_variant(edited(files_[i], "", {{pointer, value}}), files_[i], scenarios_[i].second));
  } catch (const InputError&) {
    return std::nullopt;
  }
  return out;
}

std::optional<std::size_t> ComparedFiles::place(std::string_view name) const {
  for (std::size_t i = 0; i < scenarios_.size(); ++i)
    if (scenarios_[i].first == name) return i;
  return std::nullopt;
}

ComparedFiles variants_of(const ScenarioFile& file, const std::vector<std::string>& variants,
                          const std::string& baseline, const FieldSettings& settings) {
  ComparedFiles out;
  out.add(baseline, variant_named(file, baseline, settings));
  for (const std::string& name : variants)
    if (name != baseline) out.add_variant(name, variant_named(file, name, settings));
  return out;
}

ComparedFiles planned_comparisons(const ScenarioFile& file, const FieldSettings& settings) {
  ComparedFiles out;
  if (!file.root.find("comparisons")) return out;
  const auto place_of = [&](const std::string& name) {
    if (const auto known = out.place(name)) return *known;
    const ScenarioFile changed = variant_named(file, name, settings);
    out.files().empty() ? out.add(name, changed) : out.add_variant(name, changed);
    return out.files().size() - 1;
  };
  for (const PlannedComparison& it : check(edited(file, "", settings)).comparisons) {
    const std::size_t baseline = place_of(it.baseline), variant = place_of(it.variant);
    out.add_pair({it.label, variant, baseline});
  }
  return out;
}

ComparedFiles variants_to_compare(const ScenarioFile& file, std::vector<std::string> variants, std::string baseline,
                                  const FieldSettings& settings) {
  if (variants.empty() && baseline.empty()) {
    ComparedFiles planned = planned_comparisons(file, settings);
    if (!planned.files().empty()) return planned;
  }
  if (variants.empty()) variants = all_variants(file, settings);
  refuse_twice(variants);
  return variants_of(file, variants, baseline.empty() ? "base" : baseline, settings);
}

ComparedFiles variants_to_rank(const ScenarioFile& file, std::vector<std::string> variants,
                               const FieldSettings& settings) {
  if (variants.empty()) variants = all_variants(file, settings);
  refuse_twice(variants);
  const std::string first = variants.front();
  return variants_of(file, variants, first, settings);
}

Comparison compare(const ComparedFiles& compared, const Sampling& sampling, std::size_t replications_of_thresholds) {
  expects(compared.files().size() > 1, "a comparison is of two at least");
  Comparison comparison = compared.pairs().empty() ? compare(compared.scenarios(), sampling)
                                                   : compare(compared.scenarios(), compared.pairs(), sampling);
  for (std::size_t i = 0; i < compared.files().size(); ++i)
    comparison.variants[i].results.hash = hash(compared.files()[i]);
  if (replications_of_thresholds == 0) return comparison;
  Sampling few = sampling;
  few.with_series = few.with_answer = false;
  few.replications = std::min(few.replications, replications_of_thresholds);
  comparison.thresholds = thresholds(
      comparison, compared.scenarios(),
      [&](const std::string& pointer, const std::string& value) { return compared.with(pointer, value); }, few);
  return comparison;
}

}  // namespace allot
