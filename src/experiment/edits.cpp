#include "allot/edits.hpp"

namespace allot {

std::pair<ScenarioFile, FieldSettings> before_variants(const ScenarioFile& file, const Edits& edits,
                                                       const FieldSettings& between) {
  FieldSettings of_variants, settings;
  for (const auto& it : edits.settings)
    ((it.first + "/").starts_with("/variants/") ? of_variants : settings).push_back(it);
  return {edited(edited(file, "", of_variants), edits.variant, between), std::move(settings)};
}

ScenarioFile with_edits(const ScenarioFile& file, const Edits& edits, const FieldSettings& between,
                        std::string_view further_variants) {
  auto [before, settings] = before_variants(file, edits, between);
  return edited(std::move(before), further_variants, settings);
}

Scenario Checker::operator()(const ScenarioFile& file) {
  if (first_) return check_variant(file, first_->first, first_->second);
  first_.emplace(file, check(file));
  return first_->second;
}

}  // namespace allot
