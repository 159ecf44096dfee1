#include "ask/levers.hpp"

#include <algorithm>
#include <set>

#include "base/pointer.hpp"
#include "experiment/assumptions.hpp"
#include "experiment/axis.hpp"
#include "experiment/labels.hpp"
#include "report/decisions_threshold.hpp"
#include "report/json.hpp"
#include "scenario/words.hpp"

namespace allot::ask_text {
namespace {

using report::json_array;
using report::json_object;
using report::json_string;

constexpr std::int64_t most_steps = 200;

template <class Items, class Function>
std::string list_of(const Items& items, const Function& one) {
  std::vector<std::string> out;
  for (const auto& it : items) out.push_back(one(it));
  return json_array(out);
}

// The note on a value, or on the nearest thing that it is a part of.
const Note* note_on(const std::string& pointer, const std::vector<Note>& notes) {
  const Note* best = nullptr;
  for (const Note& it : notes) {
    const bool covers = pointer == it.pointer || pointer.starts_with(it.pointer + "/");
    if (covers && !it.confidence.empty() && (!best || it.pointer.size() > best->pointer.size())) best = &it;
  }
  return best;
}

std::string values_of(const Assumption& it) {
  const auto axis = experiment::Axis::between(it.low, it.high);
  if (!axis) return "[]";
  const std::int64_t count = std::min(axis->steps(), most_steps);
  std::vector<std::string> values;
  for (std::int64_t i = 0; i <= count; ++i) values.push_back(json_string(axis->at(i * axis->steps() / count)));
  return json_array(values);
}

std::string assumption(const Assumption& it, const Labels& labels, const std::vector<Note>& notes) {
  const Note* const note = note_on(it.pointer, notes);
  return json_object({{"pointer", json_string(it.pointer)},
                      {"label", json_string(report::assumption_name(it, labels))},
                      {"low", json_string(it.low)},
                      {"high", json_string(it.high)},
                      {"now", json_string(it.now)},
                      {"is_drawn", it.is_drawn ? "true" : "false"},
                      {"confidence", json_string(note ? note->confidence : "")},
                      {"source", json_string(note ? note->source : "")},
                      {"values", values_of(it)}});
}

std::string assumptions_json(const ComparedFiles& all) {
  const Scenario& first = all.scenarios().front().second;
  std::set<std::string> organisations;
  for (const Organisation& it : first.organisations) organisations.insert(it.id);
  const Labels labels = experiment::labels_of(first);
  const std::vector<Note> notes = sources(all.files().front());
  return list_of(experiment::assumptions(all.scenarios(), organisations),
                 [&](const Assumption& it) { return assumption(it, labels, notes); });
}

// A decision that one of them lacks is what is compared.
std::vector<Intervention> common_decisions(const ComparedFiles& all) {
  std::vector<Intervention> out = all.scenarios().front().second.interventions;
  for (const auto& [name, scenario] : all.scenarios())
    std::erase_if(out, [&decisions = scenario.interventions](const Intervention& it) {
      return std::none_of(decisions.begin(), decisions.end(),
                          [&](const Intervention& other) { return other.id == it.id; });
    });
  return out;
}

std::string decision(const Intervention& it) {
  return json_object({{"pointer", json_string(pointer_of_keys({"interventions", it.id, "probability"}))},
                      {"id", json_string(it.id)},
                      {"label", json_string(experiment::name_of(it))},
                      {"probability", report::json_number(it.probability)}});
}

std::string_view word_of(Level level) {
  for (const auto& it : scenario::words_of(level))
    if (it.value == level) return it.text;
  return {};
}

// Rules that serve claimants in an order stand at the level of orders alone.
std::vector<std::string> rules_of(Level level) {
  std::vector<std::string> out;
  for (const allocation::RuleFacts& it : allocation::rules())
    if (!it.needs_terms && (level == Level::order || !it.is_sequence)) out.push_back(json_string(it.name));
  return out;
}

std::string supplier(const Supplier& it) {
  return json_object(
      {{"id", json_string(it.id)},
       {"label", json_string(experiment::name_of(it))},
       {"levels", list_of(it.allocation.levels, [&](const LevelRule& level) {
          const std::string word(word_of(level.level));
          return json_object(
              {{"pointer", json_string(pointer_of_keys({"suppliers", it.id, "allocation", "rules", word}))},
               {"level", json_string(word)},
               {"rule", json_string(allocation::facts(level.rule).name)},
               {"rules", json_array(rules_of(level.level))}});
        })}});
}

}  // namespace

std::string levers_json(const ComparedFiles& all) {
  const Scenario& scenario = all.scenarios().front().second;
  const auto variant = [](const Variant& it) {
    return json_object({{"id", json_string(it.id)}, {"label", json_string(it.label)}});
  };
  const auto comparison = [](const PlannedComparison& it) {
    return json_object({{"label", json_string(it.label)},
                        {"variant", json_string(it.variant)},
                        {"baseline", json_string(it.baseline)}});
  };
  return json_object({{"scenario", json_object({{"name", json_string(scenario.name)},
                                                {"question", json_string(scenario.question)},
                                                {"start", json_string(format_date(scenario.start))},
                                                {"end", json_string(format_date(scenario.end))},
                                                {"currency", json_string(scenario.currency)}})},
                      {"variants", list_of(scenario.variants, variant)},
                      {"comparisons", list_of(scenario.comparisons, comparison)},
                      {"assumptions", assumptions_json(all)},
                      {"decisions", list_of(common_decisions(all), decision)},
                      {"suppliers", list_of(scenario.suppliers, supplier)}}) +
         "\n";
}

}  // namespace allot::ask_text
