#include <algorithm>
#include <map>

#include "allot/explanation.hpp"
#include "experiment/counterfactuals_for_part.hpp"

namespace allot {
namespace {

using experiment::Counterfactual;
using experiment::Latecomer;

constexpr std::size_t most_binding = 3;
constexpr double least_share = 0.02;  // of all that made it late
constexpr std::size_t most_latecomers = 3;

const Explanation& found(const Explanations& all, const Latecomer& who, const std::string& id) {
  const auto& list = who.is_order ? all.orders : all.organisations;
  return *std::find_if(list.begin(), list.end(), [&](const Explanation& it) { return it.id == id; });
}

std::vector<std::string> binding_parts(const Explanation& it) {
  std::vector<std::pair<double, std::string>> positive;
  double sum = 0;
  for (const auto& [part, days] : it.parts)
    if (days > 0) positive.emplace_back(days, part), sum += days;
  std::stable_sort(positive.begin(), positive.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (const auto& [days, part] : positive)
    if (out.size() < most_binding && days >= least_share * sum) out.push_back(part);
  return out;
}

std::vector<Counterfactual> counterfactuals_for(const Scenario& scenario, const Latecomer& who, const Explanation& it,
                                                const std::string& part) {
  if (part != "reassigned" && part != "lost" && part != "reroute")
    return experiment::counterfactuals_for_part(scenario, who, part);
  std::vector<Counterfactual> out;
  for (const auto& [intervention, days] : it.reassigned_by)
    if (days > 0 || part == "reroute") out.push_back(experiment::without(scenario, intervention, part));
  return out;
}

/// Whether so much of a counterfactual is enough, on the same draws.
class Trial {
 public:
  Trial(const Scenario& scenario, const Latecomer& who, const std::string& id, const Sampling& sampling)
      : scenario_(scenario), who_(who), id_(id), sampling_(sampling) {}

  bool is_met(const Counterfactual& counterfactual, std::int64_t step) const {
    Scenario changed = scenario_;
    counterfactual.apply(changed, step);
    return found(explain(changed, {id_}, sampling_), who_, id_).unit_days_late <= 0;
  }

  Remedy remedy(const Counterfactual& counterfactual) const {
    if (!is_met(counterfactual, counterfactual.steps))
      return {counterfactual.part, counterfactual.pointer, std::nullopt, counterfactual.words(counterfactual.steps)};
    std::int64_t short_of = 0, enough = counterfactual.steps;
    while (enough - short_of > 1) {
      const std::int64_t middle = short_of + (enough - short_of) / 2;
      (is_met(counterfactual, middle) ? enough : short_of) = middle;
    }
    return {counterfactual.part, counterfactual.pointer, counterfactual.value(enough), counterfactual.words(enough)};
  }

 private:
  const Scenario& scenario_;
  Latecomer who_;
  const std::string& id_;
  const Sampling& sampling_;
};

Remedies remedies_of(const Scenario& scenario, const Latecomer& who, const Explanation& explanation,
                     const Sampling& sampling) {
  Remedies out;
  out.binding = binding_parts(explanation);
  const Trial trial(scenario, who, explanation.id, sampling);
  const auto is_tried = [&](const Counterfactual& counterfactual) {
    return std::any_of(out.tried.begin(), out.tried.end(),
                       [&](const Remedy& it) { return it.pointer == counterfactual.pointer; });
  };
  for (const std::string& part : out.binding)
    for (const Counterfactual& counterfactual : counterfactuals_for(scenario, who, explanation, part))
      if (!is_tried(counterfactual)) out.tried.push_back(trial.remedy(counterfactual));
  return out;
}

template <class Entity>
std::size_t place_of(const std::vector<Entity>& entities, const std::string& id) {
  return static_cast<std::size_t>(
      std::find_if(entities.begin(), entities.end(), [&](const Entity& it) { return it.id == id; }) - entities.begin());
}

std::size_t place_of(const OrderList& orders, const std::string& id) {
  std::size_t place = 0;
  while (place < orders.size() && orders.id(place) != id) ++place;
  return place;
}

// The latest of those that are; all of them where they were asked for.
std::vector<Explanation*> latecomers(std::vector<Explanation>& all, bool is_asked) {
  std::vector<Explanation*> out;
  for (Explanation& it : all)
    if (it.unit_days_late > 0) out.push_back(&it);
  if (is_asked || out.size() <= most_latecomers) return out;
  std::stable_sort(out.begin(), out.end(), [](auto* a, auto* b) { return a->unit_days_late > b->unit_days_late; });
  out.resize(most_latecomers);
  return out;
}

}  // namespace

void find_remedies(Explanations& explanations, const Scenario& scenario, const std::vector<std::string>& ids,
                   const Sampling& sampling) {
  const bool is_asked = !ids.empty();
  for (Explanation* it : latecomers(explanations.organisations, is_asked)) {
    const Latecomer who{false, place_of(scenario.organisations, it->id)};
    const Explanation seen = found(explain(scenario, {it->id}, sampling), who, it->id);
    if (seen.unit_days_late > 0) it->remedies = remedies_of(scenario, who, seen, sampling);
  }
  if (!is_asked) return;
  for (Explanation* it : latecomers(explanations.orders, true)) {
    const Latecomer who{true, place_of(scenario.orders, it->id)};
    if (who.index == scenario.orders.size()) continue;  // placed by a decision
    const Explanation seen = found(explain(scenario, {it->id}, sampling), who, it->id);
    if (seen.unit_days_late > 0) it->remedies = remedies_of(scenario, who, seen, sampling);
  }
}

}  // namespace allot
