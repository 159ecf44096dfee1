#include "experiment/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "experiment/parallel.hpp"

namespace allot::experiment {

std::size_t count_of(const Sampling& sampling) { return sampling.only ? 1 : sampling.replications; }

bool is_surely_random(const model::Model& model, const Sampling& sampling) {
  return !model.samplers.empty() && !sampling.is_typical;
}

Replicated replicate(std::size_t from, std::size_t to, bool is_surely_random, const Sampling& sampling,
                     const std::function<bool(std::size_t, std::size_t)>& work) {
  std::atomic<std::size_t> done{from};
  std::atomic<bool> is_random{false};
  const auto simulate = [&](std::size_t first, std::size_t last) {
    for_each(last - first, sampling.threads, [&](std::size_t worker, std::size_t item) {
      if (work(worker, first + item)) is_random = true;
      const std::size_t finished = ++done;
      if (worker == 0 && sampling.progress && !sampling.progress(finished, to)) throw Interrupted();
    });
  };
  std::size_t simulated = is_surely_random ? to : std::min(from + 1, to);
  simulate(from, simulated);
  if (is_random && simulated < to) simulate(std::exchange(simulated, to), to);
  return {simulated, is_random};
}

}  // namespace allot::experiment
