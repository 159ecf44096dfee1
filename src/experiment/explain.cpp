#include <algorithm>
#include <set>

#include "allot/explanation.hpp"
#include "base/nearest.hpp"
#include "experiment/executor.hpp"
#include "experiment/labels.hpp"
#include "metrics/explain.hpp"

namespace allot {
namespace {

using metrics::Account;

/// One entity over the replications: whole numbers, so that the order of adding cannot matter.
struct Total {
  Account sum;

  void add(const Account& other) {
    sum.units += other.units;
    sum.open_units += other.open_units;
    sum.late += other.late;
    sum.early += other.early;
    for (const auto& [part, value] : other.parts) sum.parts[part] += value;
    for (const auto& [id, value] : other.reassigned_by) sum.reassigned_by[id] += value;
    for (const auto& [id, value] : other.passed_over_by) sum.passed_over_by[id] += value;
  }
};

/// The parts in the order in which the days pass.
std::vector<std::string> ordered(const std::map<std::string, std::int64_t>& parts) {
  std::vector<std::string> names = {"reassigned", "lost",        "gained", "slack",  "lot_slip",
                                    "supply",     "passed_over", "gate",   "frozen", "minimum"};
  for (const auto& [name, value] : parts)
    if (name.starts_with("stage.")) names.push_back(name);
  for (const char* name : {"reroute", "room", "install", "commissioning", "power"}) names.emplace_back(name);
  return names;
}

Explanation explanation_of(const std::string& id, const Account& sum, double replications) {
  Explanation out;
  out.id = id;
  const auto days = [&](std::int64_t unit_seconds) { return static_cast<double>(unit_seconds) / day / replications; };
  out.units = static_cast<double>(sum.units) / replications;
  out.open_units = static_cast<double>(sum.open_units) / replications;
  out.unit_days_late = days(sum.late - sum.early);
  out.late = days(sum.late);
  out.early = days(sum.early);
  for (const std::string& name : ordered(sum.parts)) out.parts.emplace_back(name, days(sum.parts.at(name)));
  for (const auto& [name, value] : sum.reassigned_by) out.reassigned_by.emplace_back(name, days(value));
  for (const auto& [name, value] : sum.passed_over_by)
    out.passed_over_by.emplace_back(name, static_cast<double>(value) / replications);
  return out;
}

/// Which entities are asked for.
struct Choice {
  std::vector<std::size_t> organisations, orders;
};

Choice choice_of(const model::Model& model, const std::vector<std::string>& ids) {
  Choice choice;
  const std::set<std::string, std::less<>> wanted(ids.begin(), ids.end());
  std::set<std::string, std::less<>> found;
  for (std::size_t i = 0; i < model.organisations.size(); ++i)
    if (wanted.empty() || wanted.contains(model.organisations[i].id))
      choice.organisations.push_back(i), found.insert(model.organisations[i].id);
  for (std::size_t i = 0; i < model.order_ids.size(); ++i) {
    const auto asked = wanted.find(model.order_ids[i]);
    if (asked != wanted.end()) found.insert(*asked);
    if (wanted.empty() || asked != wanted.end()) choice.orders.push_back(i);
  }
  for (const std::string& id : ids) {
    if (found.contains(id)) continue;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < model.order_ids.size(); ++i) known.emplace_back(model.order_ids[i]);
    for (const auto& it : model.organisations) known.push_back(it.id);
    const std::string near = nearest(id, known);
    throw RequestError("'" + id + "' is no organisation and no order" +
                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  return choice;
}

}  // namespace

Explanations explain(const Scenario& scenario, const std::vector<std::string>& ids, const Sampling& sampling) {
  experiment::Design design(sampling, {.journal = true});
  const model::Model& model = design.add(scenario).model;
  const Choice choice = choice_of(model, ids);
  const experiment::Executor executor(sampling);
  // Sums are whole numbers: each worker adds up its own, and the order of adding them cannot be told.
  struct Worker {
    std::vector<Total> organisations, orders;
  };
  std::vector<Worker> workers(executor.workers());
  for (Worker& it : workers) it.organisations.resize(model.organisations.size()), it.orders.resize(model.orders.size());
  const auto [simulated, is_random] =
      executor.execute(design, experiment::alone(design, 0), design.block(), [&](const experiment::Seen& seen) {
        const auto accounts = metrics::account_for(model, seen.observations);
        Worker& sums = workers[seen.worker];
        for (const std::size_t i : choice.organisations) sums.organisations[i].add(accounts.organisations[i]);
        for (const std::size_t i : choice.orders) sums.orders[i].add(accounts.orders[i]);
      });
  const auto replications = static_cast<double>(simulated);
  Explanations out;
  out.scenario = scenario.name;
  out.seed = sampling.seed;
  out.replications = is_random ? simulated : 1;
  out.labels = experiment::labels_of(scenario);
  const auto collected = [&](std::size_t i, auto member) {
    Total total;
    for (const Worker& it : workers) total.add((it.*member)[i].sum);
    return total.sum;
  };
  for (const std::size_t i : choice.organisations)
    out.organisations.push_back(
        explanation_of(model.organisations[i].id, collected(i, &Worker::organisations), replications));
  for (const std::size_t i : choice.orders)
    out.orders.push_back(explanation_of(std::string(model.order_ids[i]), collected(i, &Worker::orders), replications));
  return out;
}

}  // namespace allot
