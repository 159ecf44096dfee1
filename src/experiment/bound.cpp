#include "allot/bound.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <variant>

#include "engine/simulate.hpp"
#include "experiment/columns.hpp"
#include "experiment/design.hpp"
#include "experiment/executor.hpp"
#include "experiment/game_market.hpp"
#include "experiment/labels.hpp"
#include "experiment/reached.hpp"
#include "foresight/best.hpp"
#include "foresight/scope.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using foresight::Best;
using foresight::Goal;
using foresight::Limits;
using model::at;

// In the order of `Goal`.
constexpr BoundedMetric metrics_bounded[] = {
    {"online_gpu_days", "GPU-days", "days that units of all organisations are online"},
    {"delivered_gpu_days", "GPU-days", "days since units of orders came to the dock, until the end"},
    {"on_time_units", "GPUs", "units of orders that came by the due date of their order"},
    {"revenue", "", "what suppliers were paid for awards"},
    {"least_fill", "share", "units awarded over units ordered, of the organisation that was served least"},
};

Goal goal_named(std::string_view metric) {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < std::size(metrics_bounded); ++i) {
    if (metrics_bounded[i].name == metric) return static_cast<Goal>(i);
    known.emplace_back(metrics_bounded[i].name);
  }
  experiment::refuse_unknown("metric to bound", metric, known);
}

/// A replication of one variant.
struct BoundRow {
  double reached = 0, best = 0;
  Duration grain = 1;
  std::vector<std::pair<std::size_t, double>> parts;  ///< by limit, those that bind
};

BoundRow row_of(double reached, const Best& best) {
  BoundRow out{reached, best.value, best.grain, {}};
  for (std::size_t i = 0; i < best.parts.size(); ++i)
    if (best.parts[i] > 0) out.parts.emplace_back(i, best.parts[i]);
  return out;
}

/// Replays one replication of all variants after another. Where all but the rule is the same, one best serves them all.
class BoundBench {
 public:
  BoundBench(const experiment::Design& design, Goal goal) : design_(design), goal_(goal) {
    for (std::size_t i = 0; i < design.size(); ++i)
      replications_.push_back(
          std::make_unique<engine::Replication>(design[i].model, design.recording(), design.sampling().seed, 0));
  }

  // Whether anything was drawn.
  bool run(std::uint64_t number, std::size_t row, std::vector<std::vector<BoundRow>>& rows) {
    known_.clear();
    bool is_random = false;
    for (std::size_t i = 0; i < replications_.size(); ++i) {
      engine::Replication& sim = *replications_[i];
      sim.chance.number = number;
      engine::run(sim);
      rows[i][row] = row_of(experiment::reached(sim, goal_), best_of(sim, number));
      refuse_beaten(rows[i][row], number);
      is_random = is_random || sim.chance.was_asked();
    }
    return is_random;
  }

 private:
  const Best& best_of(const engine::Replication& sim, std::uint64_t number) {
    foresight::World world = foresight::world_of(sim);
    for (const auto& [other, best] : known_)
      if (other == world) return best;
    try {
      Best found = foresight::best(world, goal_, Limits(sim.model));
      return known_.emplace_back(std::move(world), std::move(found)).second;
    } catch (const std::runtime_error& error) {
      throw std::runtime_error("replication " + std::to_string(number) + ": " + error.what());
    }
  }

  static void refuse_beaten(const BoundRow& row, std::uint64_t number) {
    constexpr double rounding = 1e-12;
    if (row.reached <= row.best * (1 + rounding)) return;
    throw std::logic_error("replication " + std::to_string(number) + ": a rule reached " + std::to_string(row.reached) +
                           ", which is more than the bound of " + std::to_string(row.best));
  }

  const experiment::Design& design_;
  Goal goal_;
  std::vector<std::unique_ptr<engine::Replication>> replications_;
  std::vector<std::pair<foresight::World, Best>> known_;
};

BindingLimit binding_limit(const Limits::What& what, const model::Model& model, double mean) {
  constexpr const char* words[] = {"supply", "orders", "start", "terms", "room", "power", "crew"};
  BindingLimit out{words[static_cast<std::size_t>(what.kind)], "", "", mean};
  if (what.kind == Limits::Kind::supply) {
    out.entity = model.suppliers[what.index / model.products.size()].id;
    out.product = model.products[what.index % model.products.size()].id;
  } else if (what.kind >= Limits::Kind::room) {
    out.entity = model.sites[what.index].id;
  }
  return out;
}

std::vector<BindingLimit> limits_of(const model::Model& model, const std::vector<BoundRow>& rows) {
  const Limits limits(model);
  std::vector<double> sums(limits.size(), 0);
  for (const BoundRow& row : rows)
    for (const auto& [limit, part] : row.parts) sums[limit] += part;
  std::vector<BindingLimit> out;
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i] > 0) out.push_back(binding_limit(limits[i], model, sums[i] / static_cast<double>(rows.size())));
  std::stable_sort(out.begin(), out.end(),
                   [](const BindingLimit& a, const BindingLimit& b) { return a.mean > b.mean; });
  return out;
}

template <class Number>
Estimate over(const std::vector<BoundRow>& rows, const Number& number) {
  std::vector<double> values;
  for (const BoundRow& it : rows) values.push_back(number(it));
  return estimate(values);
}

double price_of(const BoundRow& row) { return std::max(0.0, row.best - row.reached); }

RuleBound bound_of(const std::string& name, const experiment::Point& point, const std::vector<BoundRow>& rows) {
  RuleBound out;
  out.name = name;
  for (const Supplier& it : point.scenario.suppliers) out.rules.emplace_back(it.id, experiment::rule_in_words(it));
  out.reached = over(rows, [](const BoundRow& it) { return it.reached; });
  out.best = over(rows, [](const BoundRow& it) { return it.best; });
  out.price = over(rows, price_of);
  out.limits = limits_of(point.model, rows);
  for (const BoundRow& it : rows) {
    out.met += price_of(it) == 0;
    out.grain = std::max(out.grain, it.grain);
  }
  return out;
}

void refuse_what_depends_on_rules(const experiment::Design& design, Goal goal,
                                  const std::vector<std::pair<std::string, Scenario>>& variants) {
  for (std::size_t i = 0; i < design.size(); ++i) {
    const std::vector<std::string> why = foresight::obstacles(design[i].model, goal);
    if (why.empty()) continue;
    std::string text = "no bound can be given for '" + variants[i].first + "': ";
    for (std::size_t k = 0; k < why.size(); ++k) text += (k > 0 ? "; " : "") + why[k];
    throw RequestError(text);
  }
}

std::vector<std::vector<BoundRow>> rows_of(const experiment::Design& design, Goal goal, Bound& out) {
  const experiment::Block block = design.block();
  std::vector<std::vector<BoundRow>> rows(design.size(), std::vector<BoundRow>(block.to));
  bool is_surely_random = false;
  for (std::size_t i = 0; i < design.size(); ++i) is_surely_random = is_surely_random || design[i].is_surely_random;
  const experiment::Executor executor(design.sampling());
  std::vector<std::unique_ptr<BoundBench>> benches(executor.workers());
  const auto [to, is_random] = executor.replicate(block, is_surely_random, [&](std::size_t worker, std::size_t row) {
    if (!benches[worker]) benches[worker] = std::make_unique<BoundBench>(design, goal);
    return benches[worker]->run(block.first + row, row, rows);
  });
  out.is_random = is_random;
  out.replications = is_random ? to : 1;
  for (auto& it : rows) it.resize(out.replications);
  return rows;
}

}  // namespace

std::span<const BoundedMetric> bounded_metrics() { return metrics_bounded; }

Bound bound(const std::vector<std::pair<std::string, Scenario>>& variants, std::string_view metric,
            const Sampling& sampling) {
  if (variants.empty()) throw RequestError("there is nothing to hold against a bound");
  experiment::expect_fixed_count(sampling, "a bound takes the same replications of every variant");
  const Goal goal = goal_named(metric);
  engine::Recording recording;
  recording.facts = true;
  experiment::Design design(sampling, recording);
  for (const auto& [name, scenario] : variants) design.add(scenario);
  refuse_what_depends_on_rules(design, goal, variants);
  Bound out;
  const Scenario& first = variants.front().second;
  out.scenario = first.name;
  out.currency = first.currency;
  out.metric = metric;
  const BoundedMetric& row = metrics_bounded[static_cast<std::size_t>(goal)];
  out.unit = row.unit.empty() ? first.currency : std::string(row.unit);
  out.seed = sampling.seed;
  out.basis = experiment::basis_of(first);
  const std::vector<std::vector<BoundRow>> rows = rows_of(design, goal, out);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    out.labels.add(experiment::labels_of(variants[i].second));
    out.variants.push_back(bound_of(variants[i].first, design[i], rows[i]));
    for (std::string& it : foresight::relaxations(design[i].model, goal, sampling.is_typical))
      if (std::find(out.left_out.begin(), out.left_out.end(), it) == out.left_out.end())
        out.left_out.push_back(std::move(it));
  }
  return out;
}

std::vector<std::pair<std::string, Scenario>> under_rules(const Scenario& scenario,
                                                          std::span<const allocation::Rule> rules) {
  std::vector<std::pair<std::string, Scenario>> out;
  for (const allocation::Rule rule : rules) {
    if (allocation::facts(rule).needs_terms)
      throw RequestError("--rules: '" + std::string(allocation::facts(rule).name) +
                         "' means nothing without numbers of its own");
    Scenario its = scenario;
    for (std::size_t i = 0; i < scenario.suppliers.size(); ++i)
      its = experiment::with_rule(its, Ref{static_cast<std::int32_t>(i)}, rule);
    out.emplace_back(allocation::facts(rule).name, std::move(its));
  }
  return out;
}

}  // namespace allot
