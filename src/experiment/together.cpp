#include "experiment/together.hpp"

#include <algorithm>

#include "engine/forks.hpp"
#include "engine/plain_market.hpp"
#include "experiment/joined.hpp"
#include "experiment/replicate.hpp"
#include "metrics/metrics.hpp"
#include "metrics/transfers.hpp"
#include "model/compile.hpp"

namespace allot::experiment {
namespace {

/// What a thread keeps from replication to replication.
struct JoinedWorker {
  engine::Forks forks;
  metrics::Scratch scratch;
  std::vector<double> row, own;
  std::vector<metrics::Flows> flows;  ///< by variant, interventions by number in the joined model
  std::vector<char> is_random;        ///< by variant

  JoinedWorker(const Joined& joined, const Sampling& sampling, std::size_t width)
      : forks(joined.model, recording_of(sampling), sampling.seed),
        row(width),
        flows(joined.choices.size()),
        is_random(joined.choices.size()) {}
};

using Family = std::vector<Sampled*>;  ///< they differ in their interventions alone, or it is one

// What interventions moved, by their numbers among the variant's own.
metrics::Flows own_flows(const metrics::Flows& flows, const engine::Choice& choice) {
  metrics::Flows own;
  for (const auto& [key, flow] : flows) {
    const auto [intervention, from, to] = key;
    const auto before = std::count(choice.begin(), choice.begin() + intervention, 1);
    own[{static_cast<engine::Index>(before), from, to}] = flow;
  }
  return own;
}

void keep(JoinedWorker& worker, const Joined& joined, const engine::Layout& layout, const Family& family,
          std::size_t replication, std::span<const std::size_t> variants, const engine::Observations& seen) {
  metrics::measure(joined.model, layout, seen, worker.row, worker.scratch);
  for (const std::size_t variant : variants) {
    worker.own.clear();
    for (const std::size_t column : joined.columns[variant]) worker.own.push_back(worker.row[column]);
    family[variant]->sample.keep(replication, seen, worker.own, worker.scratch);
    metrics::add_transfers(joined.model, seen, worker.flows[variant]);
    if (seen.is_random) worker.is_random[variant] = 1;
  }
}

void fill_together(const Joined& joined, const Family& family, const Sampling& sampling, std::uint64_t first,
                   std::size_t count) {
  const std::size_t width = metrics::width(joined.model);
  const engine::Layout layout(joined.model);
  bool is_sure = false;
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i]->sample.forget();
    family[i]->sample.make_room(count);
    family[i]->sample.chronicle().seen_in(joined.model, joined.choices[i]);
    is_sure = is_sure || is_surely_random(family[i]->model, sampling);
  }
  std::vector<std::unique_ptr<JoinedWorker>> workers(std::max<std::size_t>(1, sampling.threads));
  const auto [simulated, _] = replicate(0, count, is_sure, sampling, [&](std::size_t number, std::size_t r) {
    auto& worker = workers[number];
    if (!worker) worker = std::make_unique<JoinedWorker>(joined, sampling, width);
    bool is_random = false;
    worker->forks.run(first + r, joined.choices,
                      [&](std::span<const std::size_t> variants, const engine::Observations& seen) {
                        keep(*worker, joined, layout, family, r, variants, seen);
                        is_random = is_random || seen.is_random;
                      });
    return is_random;
  });
  for (std::size_t i = 0; i < family.size(); ++i) {
    metrics::Flows flows;
    bool is_random = false;
    for (const auto& worker : workers) {
      if (!worker) continue;
      metrics::add(worker->flows[i], flows);
      is_random = is_random || worker->is_random[i] != 0;
    }
    family[i]->sample.repeat_first_from(simulated);
    family[i]->sample.add(own_flows(flows, joined.choices[i]), simulated, is_random);
  }
}

std::vector<Family> families(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling) {
  std::vector<Family> out;
  for (const auto& it : samples) {
    const auto own = std::find_if(out.begin(), out.end(), [&](const Family& family) {
      const Sampled& first = *family.front();
      return sampling.shares_past && first.plain_markets == it->plain_markets &&
             differ_in_decisions_alone(first.scenario, it->scenario);
    });
    if (own == out.end())
      out.push_back({it.get()});
    else
      own->push_back(it.get());
  }
  return out;
}

std::optional<Joined> joined(const Family& family) {
  std::vector<const Scenario*> scenarios;
  std::vector<const model::Model*> models;
  for (const Sampled* it : family) {
    scenarios.push_back(&it->scenario);
    models.push_back(&it->model);
  }
  return experiment::joined(scenarios, models);
}

}  // namespace

Sampled::Sampled(const Scenario& its_scenario, const Sampling& sampling)
    : scenario(its_scenario),
      model(compiled(its_scenario, sampling)),
      columns(metrics::columns(model)),
      plain_markets(engine::find_plain_markets(model, recording_of(sampling))),
      sample(model, sampling) {}

void fill(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling) {
  fill(samples, sampling, sampling.only.value_or(0), count_of(sampling));
}

void fill(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling, std::uint64_t first,
          std::size_t count) {
  std::vector<std::pair<Family, Joined>> all;
  for (const Family& family : families(samples, sampling)) {
    if (auto together = joined(family))
      all.emplace_back(family, std::move(*together));
    else
      for (Sampled* it : family) all.emplace_back(Family{it}, *joined({it}));
  }
  Sampling part = sampling;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (sampling.progress)
      part.progress = [&](std::size_t done, std::size_t of) {
        return sampling.progress(i * of + done, all.size() * of);
      };
    fill_together(all[i].second, all[i].first, part, first, count);
  }
}

bool is_any_random(std::span<const std::unique_ptr<Sampled>> samples) {
  return std::ranges::any_of(samples, [](const auto& it) { return it->sample.is_random(); });
}

bool is_one_enough(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling) {
  const auto is_sure = [&](const auto& it) { return is_surely_random(it->model, sampling); };
  if (count_of(sampling) == 1 || std::ranges::any_of(samples, is_sure)) return false;
  fill(samples, sampling, sampling.only.value_or(0), 1);
  return !is_any_random(samples);
}

bool fit_together(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling) {
  double needed = 0;
  for (const auto& it : samples) needed += memory_needed(it->model, sampling, count_of(sampling));
  return needed <= static_cast<double>(sampling.max_memory);
}

}  // namespace allot::experiment
