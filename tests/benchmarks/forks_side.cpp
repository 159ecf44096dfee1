#include "forks_side.hpp"

#include <fmt/format.h>

#include <memory>

#include "allot/comparison.hpp"
#include "allot/scenario_io.hpp"

namespace allot::bench {

Replicate attribution_side(const std::string& text, bool shares_prefix) {
  const auto scenario =
      std::make_shared<const Scenario>(check(read_text(std::make_shared<const Text>(Text{"scenario", text}), ".")));
  return [scenario, shares_prefix](std::uint64_t number) {
    Sampling sampling;
    sampling.replications = 20;
    sampling.seed = number;
    sampling.shares_prefix = shares_prefix;
    const Attributions all = attribute(*scenario, sampling);
    return all.metrics.front().parts;
  };
}

std::string with_late_decisions(const std::string& scenario) {
  std::string decisions;
  for (int i = 0; i < 6; ++i)
    decisions += fmt::format(
        R"({}"divert-{}": {{"at": "2025-12-{:02}", "divert": {{"product": "gpu", "units": 10, "from": "o{}", "to": "o{}", "partial": true}}}})",
        i > 0 ? ", " : "", i, i + 1, i, i + 1);
  return "{\"interventions\": {" + decisions + "}, " + scenario.substr(scenario.find('{') + 1);
}

}  // namespace allot::bench
