#include "support/unbeaten.hpp"

#include "allot/bound.hpp"
#include "support/dice.hpp"

namespace allot {
namespace {

const std::vector<allocation::Rule> rules = {
    allocation::Rule::proportional, allocation::Rule::equal_awards, allocation::Rule::equal_losses,
    allocation::Rule::talmud,       allocation::Rule::fair_share,   allocation::Rule::fifo,
    allocation::Rule::earliest_due, allocation::Rule::priority,     allocation::Rule::smallest_first,
    allocation::Rule::random_order, allocation::Rule::auction};

}  // namespace

Unbeaten unbeaten(const Scenario& scenario, std::uint64_t seed, std::size_t replications) {
  Unbeaten out;
  Dice dice(seed);
  const allocation::Rule others[] = {dice.pick(rules), dice.pick(rules)};
  std::vector<std::pair<std::string, Scenario>> all = under_rules(scenario, others);
  all[1].first += " again";
  all.insert(all.begin(), {"own", scenario});
  Sampling sampling;
  sampling.replications = replications;
  for (const BoundedMetric& metric : bounded_metrics()) {
    try {
      const Bound found = bound(all, metric.name, sampling);
      out.is_bounded = true;
      for (const RuleBound& it : found.variants) {
        if (it.best.mean != found.variants.front().best.mean)
          out.fault += std::string(metric.name) + ": the best depends on the rule, " + it.name + "\n";
        ++out.asked;
        out.met += it.met == found.replications;
      }
    } catch (const RequestError&) {
    } catch (const std::exception& error) {
      out.fault += std::string(metric.name) + ": " + error.what() + "\n";
    }
  }
  return out;
}

}  // namespace allot
