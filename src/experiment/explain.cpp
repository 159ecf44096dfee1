#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "allot/explanation.hpp"
#include "base/exact.hpp"
#include "base/nearest.hpp"
#include "experiment/design.hpp"
#include "experiment/executor.hpp"
#include "experiment/labels.hpp"
#include "metrics/explain.hpp"
#include "statistics/interval.hpp"

namespace allot {
namespace {

using metrics::Account;
using metrics::Asked;

/// One number over the replications: whole numbers, so that the order of adding cannot matter. Squares of 2^40
/// unit-seconds, a million units for a month and more, of a million replications are far below 2^127.
struct Moments {
  std::int64_t sum = 0;
  Int128 squares = 0;

  void add(std::int64_t value) {
    sum += value;
    squares += Int128{value} * value;
  }
  void add(const Moments& other) {
    sum += other.sum;
    squares += other.squares;
  }
};

using NamedMoments = std::map<std::string, Moments>;

template <class Values>
void add_named(const Values& values, NamedMoments& to) {
  for (const auto& [name, value] : values) to[name].add(value);
}

/// One entity over the replications; what it gives no account of in one of them was 0.
struct Total {
  std::int64_t units = 0, open_units = 0;
  Moments lateness, late, early;
  NamedMoments parts, reassigned_by, passed_over_by;

  void add(const Account& other) {
    units += other.units;
    open_units += other.open_units;
    lateness.add(other.late - other.early);
    late.add(other.late);
    early.add(other.early);
    add_named(other.parts, parts);
    add_named(other.reassigned_by, reassigned_by);
    add_named(other.passed_over_by, passed_over_by);
  }
  void add(const Total& other) {
    units += other.units;
    open_units += other.open_units;
    lateness.add(other.lateness);
    late.add(other.late);
    early.add(other.early);
    add_named(other.parts, parts);
    add_named(other.reassigned_by, reassigned_by);
    add_named(other.passed_over_by, passed_over_by);
  }
};

template <class Parts>
void add_each(const std::vector<Parts>& parts, std::vector<Total>& to) {
  for (std::size_t k = 0; k < parts.size(); ++k) to[k].add(parts[k]);
}

// Sums of squares about the mean are worked out in whole numbers up to the last step: nothing cancels.
std::optional<Interval> interval_of(const Moments& it, std::size_t count, double per) {
  if (count < 2) return std::nullopt;
  const auto n = static_cast<double>(count);
  const auto whole = static_cast<std::int64_t>(count);
  const Int128 mean = it.sum / whole;
  const auto off = static_cast<double>(it.sum - mean * whole);
  const auto about_mean = static_cast<double>(it.squares - 2 * mean * it.sum + whole * mean * mean);
  const double variance = std::max(0.0, about_mean - off * off / n) / (n - 1);
  return t_interval(count, static_cast<double>(it.sum) / per / n, std::sqrt(variance) / per);
}

/// The parts in the order in which the days pass.
std::vector<std::string> ordered(const NamedMoments& parts) {
  std::vector<std::string> names = {"reassigned", "lost",        "gained", "slack",  "lot_slip",
                                    "supply",     "passed_over", "gate",   "frozen", "minimum"};
  for (const auto& [name, value] : parts)
    if (name == "kit" || name.starts_with("stage.")) names.push_back(name);
  for (const char* name : {"reroute", "room", "install", "commissioning", "power"}) names.emplace_back(name);
  return names;
}

Explanation explanation_of(const std::string& id, const Total& total, std::size_t simulated, std::size_t count) {
  const auto replications = static_cast<double>(simulated);
  Explanation out;
  out.id = id;
  const auto mean = [&](std::int64_t sum, double per) { return static_cast<double>(sum) / per / replications; };
  const auto interval = [&](const Moments& it, double per) { return interval_of(it, count, per); };
  const auto add = [&](const std::string& name, const Moments& it, double per, auto& values, auto& intervals) {
    values.emplace_back(name, mean(it.sum, per));
    intervals.push_back(interval(it, per));
  };
  out.units = mean(total.units, 1);
  out.open_units = mean(total.open_units, 1);
  out.unit_days_late = mean(total.lateness.sum, day);
  out.late = mean(total.late.sum, day);
  out.early = mean(total.early.sum, day);
  out.unit_days_late_ci95 = interval(total.lateness, day);
  out.late_ci95 = interval(total.late, day);
  out.early_ci95 = interval(total.early, day);
  for (const std::string& name : ordered(total.parts)) add(name, total.parts.at(name), day, out.parts, out.parts_ci95);
  for (const auto& [name, it] : total.reassigned_by) add(name, it, day, out.reassigned_by, out.reassigned_by_ci95);
  for (const auto& [name, it] : total.passed_over_by) add(name, it, 1, out.passed_over_by, out.passed_over_by_ci95);
  return out;
}

Asked choice_of(const model::Model& model, const std::vector<std::string>& ids) {
  if (ids.empty()) return metrics::everyone(model);
  Asked choice;
  const std::set<std::string, std::less<>> wanted(ids.begin(), ids.end());
  std::set<std::string, std::less<>> found;
  for (std::size_t i = 0; i < model.organisations.size(); ++i)
    if (wanted.contains(model.organisations[i].id))
      choice.organisations.push_back(i), found.insert(model.organisations[i].id);
  for (std::size_t i = 0; i < model.order_ids.size(); ++i)
    if (const auto asked = wanted.find(model.order_ids[i]); asked != wanted.end())
      choice.orders.push_back(i), found.insert(*asked);
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
  experiment::expect_fixed_count(sampling, "an explanation looks at a number of replications known before");
  experiment::Design design(sampling, {.journal = true});
  const model::Model& model = design.add(scenario).model;
  const Asked choice = choice_of(model, ids);
  const experiment::Executor executor(sampling);
  // Sums are whole numbers: each worker adds up its own, and the order of adding them cannot be told.
  struct Worker {
    std::vector<Total> organisations, orders;
  };
  std::vector<Worker> workers(executor.workers());
  for (Worker& it : workers)
    it.organisations.resize(choice.organisations.size()), it.orders.resize(choice.orders.size());
  const auto [simulated, is_random] =
      executor.execute(design, experiment::alone(design, 0), design.block(), [&](const experiment::Seen& seen) {
        const auto accounts = metrics::account_for(model, seen.observations, choice);
        Worker& sums = workers[seen.worker];
        add_each(accounts.organisations, sums.organisations);
        add_each(accounts.orders, sums.orders);
      });
  Explanations out;
  out.scenario = scenario.name;
  out.seed = sampling.seed;
  out.replications = is_random ? simulated : 1;
  out.labels = experiment::labels_of(scenario);
  out.basis = experiment::basis_of(scenario);
  Worker& sums = workers.front();
  for (std::size_t k = 1; k < workers.size(); ++k) {
    add_each(workers[k].organisations, sums.organisations);
    add_each(workers[k].orders, sums.orders);
  }
  for (std::size_t k = 0; k < choice.organisations.size(); ++k)
    out.organisations.push_back(explanation_of(model.organisations[choice.organisations[k]].id, sums.organisations[k],
                                               simulated, out.replications));
  for (std::size_t k = 0; k < choice.orders.size(); ++k)
    out.orders.push_back(
        explanation_of(std::string(model.order_ids[choice.orders[k]]), sums.orders[k], simulated, out.replications));
  return out;
}

}  // namespace allot
