#include "allot/remarks.hpp"

#include "allot/lacks.hpp"
#include "base/pointer.hpp"
#include "scenario/edit.hpp"

namespace allot {
namespace {

constexpr std::size_t most_orders_with_lacks = 200'000;

std::string in_variant(const std::string& variant) { return variant.empty() ? "" : " (variant " + variant + ")"; }

Problem remark_on(const ScenarioFile& file, const Lack& lack, const std::string& variant) {
  const std::string pointer = pointer_of_keys({"interventions", lack.intervention});
  const Draft* at = scenario::at(file.root, pointer);
  return {at ? at->place : Place{}, pointer, lack_text(lack) + in_variant(variant), "", false};
}

}  // namespace

void Remarks::add(const ScenarioFile& file, const Scenario& scenario, const std::string& variant) {
  changes_nothing_.insert(changes_nothing_.end(), file.notes.begin(), file.notes.end());
  Effects& it = noted_.emplace_back(effects(file, scenario));
  for (Remark& remark : it.remarks) remark.said.message += in_variant(variant);
}

// A variant that is wrong uses nothing; `remarks_on_all` says what is wrong with it.
void Remarks::ask_variants(const ScenarioFile& file, const Scenario& scenario) {
  if (all().empty()) return;
  for (const auto& [variant, label] : scenario.variants) {
    try {
      const ScenarioFile changed = edited(file, variant, {});
      asked_.push_back(effects(changed, check_variant(changed, file, scenario)));
    } catch (const InputError&) {
    }
  }
}

std::vector<Problem> Remarks::all() const {
  std::vector<Problem> out = changes_nothing_;
  for (Problem& remark : remarks(noted_, asked_)) out.push_back(std::move(remark));
  return out;
}

std::vector<Problem> remarks_on(const ScenarioFile& file, const Scenario& scenario) {
  Remarks remarks;
  remarks.add(file, scenario);
  remarks.ask_variants(file, scenario);
  return remarks.all();
}

std::vector<Problem> remarks_on(const ComparedFiles& compared, bool are_variants) {
  Remarks remarks;
  for (std::size_t i = 0; i < compared.files().size(); ++i) {
    const auto& [name, scenario] = compared.scenarios()[i];
    remarks.add(compared.files()[i], scenario, i > 0 && are_variants ? name : "");
  }
  remarks.ask_variants(compared.files().front(), compared.scenarios().front().second);
  return remarks.all();
}

std::vector<Problem> remarks_on_all(const ScenarioFile& file, const Scenario& scenario) {
  std::vector<Problem> problems;
  Remarks remarks;
  remarks.add(file, scenario);
  for (const auto& [variant, label] : scenario.variants) {
    try {
      const ScenarioFile changed = edited(file, variant, {});
      remarks.add(changed, check_variant(changed, file, scenario), variant);
    } catch (const InputError& error) {
      for (Problem problem : error.problems()) {
        problem.message += in_variant(variant);
        problems.push_back(std::move(problem));
      }
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return remarks.all();
}

std::vector<Problem> remarks_on_lacks(const ScenarioFile& file, const Scenario& scenario, const Sampling& sampling,
                                      const std::string& variant) {
  if (scenario.orders.size() > most_orders_with_lacks) return {};
  std::vector<Problem> out;
  for (const Lack& lack : lacks(scenario, sampling)) out.push_back(remark_on(file, lack, variant));
  return out;
}

std::vector<Problem> remarks_on_lacks(const ComparedFiles& compared, const Sampling& sampling) {
  std::vector<Problem> out;
  for (std::size_t i = 0; i < compared.files().size(); ++i) {
    const auto& [name, scenario] = compared.scenarios()[i];
    for (Problem& it : remarks_on_lacks(compared.files()[i], scenario, sampling, i == 0 ? "" : name))
      out.push_back(std::move(it));
  }
  return out;
}

}  // namespace allot
