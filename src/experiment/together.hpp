#pragma once

#include <memory>
#include <span>
#include <vector>

#include "allot/experiment.hpp"
#include "experiment/sample.hpp"
#include "model/model.hpp"

namespace allot::experiment {

/// A scenario, compiled and sampled. It stays where it was made: the sample refers to its model.
struct Sampled {
  Sampled(const Scenario& its_scenario, const Sampling& sampling);
  Sampled(const Sampled&) = delete;
  Sampled& operator=(const Sampled&) = delete;

  const Scenario& scenario;
  model::Model model;
  std::vector<MetricColumn> columns;
  std::vector<char> plain_markets;  ///< one without is quicker alone than together with one that has decisions
  Sample sample;
};

using Samples = std::vector<std::unique_ptr<Sampled>>;

/// Simulates them on common draws. Those that differ in their interventions alone share what happens before
/// the first of these; no result tells that they did. errors: Interrupted
void fill(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling);
/// The same with `count` replications from number `first` on.
void fill(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling, std::uint64_t first,
          std::size_t count);

/// Whether chance had a part in any of their replications.
bool is_any_random(std::span<const std::unique_ptr<Sampled>> samples);

/// Fills them with the first replication if that may be all there is to see, and gives whether it is.
bool is_one_enough(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling);

/// Whether the samples of all of them are within the memory allowed.
bool fit_together(std::span<const std::unique_ptr<Sampled>> samples, const Sampling& sampling);

}  // namespace allot::experiment
