#include "cli/remarks.hpp"

#include "allot/lacks.hpp"
#include "base/pointer.hpp"
#include "cli/wrap.hpp"
#include "scenario/edit.hpp"

namespace allot::cli {

void Remarks::add(const ScenarioFile& file, const Scenario& scenario, const std::string& variant) {
  changes_nothing_.insert(changes_nothing_.end(), file.notes.begin(), file.notes.end());
  Effects& it = noted_.emplace_back(effects(file, scenario));
  if (variant.empty()) return;
  for (Remark& remark : it.remarks) remark.said.message += " (variant " + variant + ")";
}

// A variant that is wrong uses nothing; `validate` says what is wrong with it.
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

void say(const std::vector<Problem>& remarks, const ScenarioOptions& options, bool is_quiet) {
  if (remarks.empty()) return;
  if (options.is_strict) throw InputError(remarks);
  if (!is_quiet) say_notes(describe_remarks(remarks));
}

namespace {

constexpr std::size_t most_orders = 200'000;  // a ledger of more takes too much memory to be looked at unasked

Problem remark_on(const ScenarioFile& file, const Lack& lack, const std::string& variant) {
  const std::string pointer = pointer_of_keys({"interventions", lack.intervention});
  const Draft* at = scenario::at(file.root, pointer);
  return {at ? at->place : Place{}, pointer, lack_text(lack) + (variant.empty() ? "" : " (variant " + variant + ")"),
          "", false};
}

}  // namespace

void say_lacks(const ScenarioFile& file, const Scenario& scenario, const Sampling& sampling, bool is_quiet,
               const std::string& variant) {
  if (is_quiet || scenario.orders.size() > most_orders) return;
  std::vector<Problem> remarks;
  for (const Lack& lack : lacks(scenario, sampling)) remarks.push_back(remark_on(file, lack, variant));
  say_notes(describe_remarks(remarks));
}

Scenario checked(const ScenarioOptions& options, const ScenarioFile& file, bool is_quiet) {
  Scenario scenario = check(file);
  Remarks remarks;
  remarks.add(file, scenario);
  remarks.ask_variants(file, scenario);
  say(remarks.all(), options, is_quiet);
  return scenario;
}

}  // namespace allot::cli
