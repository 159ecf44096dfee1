#include <algorithm>
#include <bit>
#include <numeric>

#include "allot/comparison.hpp"
#include "engine/simulate.hpp"
#include "experiment/columns.hpp"
#include "experiment/parallel.hpp"
#include "experiment/sample.hpp"
#include "model/compile.hpp"
#include "random/key.hpp"
#include "statistics/estimate.hpp"

namespace allot {
namespace {

using experiment::Sample;
using Mask = std::uint64_t;

constexpr std::size_t most_exact = 6;
constexpr std::size_t most_interventions = 60;

Scenario with_only(const Scenario& scenario, Mask mask) {
  Scenario out = scenario;
  out.interventions.clear();
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i)
    if (mask >> i & 1) out.interventions.push_back(scenario.interventions[i]);
  return out;
}

/// The parts of every metric, by intervention, replication and metric, while they add up.
struct Parts {
  std::size_t interventions, replications, metrics;
  std::vector<double> cells, totals;

  Parts(std::size_t k, std::size_t n, std::size_t m) : interventions(k), replications(n), metrics(m), cells(k * n * m), totals(n * m) {}
  double& cell(std::size_t intervention, std::size_t replication, std::size_t metric) {
    return cells[(intervention * replications + replication) * metrics + metric];
  }
  double& total(std::size_t replication, std::size_t metric) { return totals[replication * metrics + metric]; }
};

// |S|! (k - |S| - 1)! / k!: how often a member comes right after exactly S in all orders.
double weight(std::size_t before, std::size_t k) {
  double weight = 1 / static_cast<double>(k);
  for (std::size_t i = 0; i < before; ++i) weight *= static_cast<double>(i + 1) / static_cast<double>(k - 1 - i);
  return weight;
}

void add_subsets(const Scenario& scenario, const Sampling& sampling, const std::vector<MetricColumn>& wanted, Parts& parts) {
  const std::size_t k = parts.interventions;
  for (Mask mask = 0; mask < Mask{1} << k; ++mask) {
    const model::Model model = model::compile(with_only(scenario, mask));
    Sample sample(model, sampling);
    sample.extend(parts.replications);
    const auto places = experiment::places(wanted, metrics::columns(model));
    const auto size = static_cast<std::size_t>(std::popcount(mask));
    for (std::size_t r = 0; r < parts.replications; ++r) {
      for (std::size_t m = 0; m < wanted.size(); ++m) {
        const double value = sample.cell(r, *places[m]);
        if (mask == 0) parts.total(r, m) -= value;
        if (size == k) parts.total(r, m) += value;
        for (std::size_t i = 0; i < k; ++i) parts.cell(i, r, m) += mask >> i & 1 ? weight(size - 1, k) * value : -weight(size, k) * value;
      }
    }
  }
}

std::vector<std::size_t> random_order(std::size_t k, std::uint64_t seed, std::size_t replication) {
  std::vector<std::size_t> order(k);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = k - 1; i > 0; --i)
    std::swap(order[i], order[static_cast<std::size_t>(draw(seed, replication, hash_name("attribute/order"), i) * static_cast<double>(i + 1))]);
  return order;
}

void add_orders(const Scenario& scenario, const Sampling& sampling, const std::vector<MetricColumn>& wanted, Parts& parts) {
  const std::size_t k = parts.interventions;
  const std::uint64_t first = sampling.only.value_or(0);
  engine::Recording recording;
  recording.is_typical = sampling.is_typical;
  experiment::for_each(parts.replications, sampling.threads, [&](std::size_t, std::size_t r) {
    const auto measured = [&](Mask mask) {
      const model::Model model = model::compile(with_only(scenario, mask));
      const engine::Layout layout(model);
      const std::vector<MetricColumn> columns = metrics::columns(model);
      std::vector<double> row(columns.size()), out;
      metrics::measure(model, layout, engine::simulate(model, sampling.seed, first + r, recording), row);
      for (const auto place : experiment::places(wanted, columns)) out.push_back(row[*place]);
      return out;
    };
    std::vector<std::size_t> order = random_order(k, sampling.seed, r);
    const std::vector<double> none = measured(0), all = measured((Mask{1} << k) - 1);
    for (std::size_t m = 0; m < wanted.size(); ++m) parts.total(r, m) = all[m] - none[m];
    for (int direction = 0; direction < 2; ++direction) {
      Mask mask = 0;
      std::vector<double> before = none;
      for (const std::size_t i : order) {
        mask |= Mask{1} << i;
        const std::vector<double> after = std::popcount(mask) == static_cast<int>(k) ? all : measured(mask);
        for (std::size_t m = 0; m < wanted.size(); ++m) parts.cell(i, r, m) += (after[m] - before[m]) / 2;
        before = after;
      }
      std::reverse(order.begin(), order.end());
    }
    if (sampling.progress && !sampling.progress(r + 1, parts.replications)) throw Interrupted();
  });
}

Attribution attribution_of(const MetricColumn& column, std::size_t m, Parts& parts) {
  Attribution out;
  out.column = column;
  std::vector<double> values(parts.replications);
  for (std::size_t r = 0; r < parts.replications; ++r) values[r] = parts.total(r, m);
  out.total = estimate(values).mean;
  for (std::size_t i = 0; i < parts.interventions; ++i) {
    for (std::size_t r = 0; r < parts.replications; ++r) values[r] = parts.cell(i, r, m);
    const Estimate part = estimate(values);
    out.parts.push_back(part.mean);
    out.intervals.push_back(part.ci95);
  }
  return out;
}

}  // namespace

Attributions attribute(const Scenario& scenario, const Sampling& sampling) {
  const std::size_t k = scenario.interventions.size();
  if (k == 0) throw RequestError("there is nothing to attribute: the scenario has no interventions");
  if (k > most_interventions) throw RequestError("at most 60 interventions are told apart");
  std::vector<MetricColumn> wanted = metrics::columns(model::compile(with_only(scenario, 0)));
  std::erase_if(wanted, [](const MetricColumn& column) { return column.kind == EntityKind::intervention; });
  Parts parts(k, sampling.only ? 1 : sampling.replications, wanted.size());
  if (k <= most_exact) add_subsets(scenario, sampling, wanted, parts);
  else add_orders(scenario, sampling, wanted, parts);
  Attributions out;
  out.scenario = scenario.name;
  out.seed = sampling.seed;
  out.replications = parts.replications;
  for (const Intervention& it : scenario.interventions) out.interventions.push_back(it.id);
  for (std::size_t m = 0; m < wanted.size(); ++m) out.metrics.push_back(attribution_of(wanted[m], m, parts));
  return out;
}

}  // namespace allot
