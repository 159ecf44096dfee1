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

// An auction sells no kits.
allocation::Rule some_rule(const Scenario& scenario, Dice& dice) {
  const allocation::Rule rule = dice.pick(rules);
  bool has_kits = false;
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) has_kits |= !scenario.orders.common(i).kit.empty();
  return has_kits && rule == allocation::Rule::auction ? allocation::Rule::fifo : rule;
}

}  // namespace

Unbeaten unbeaten(const Scenario& scenario, std::uint64_t seed, std::size_t replications) {
  Unbeaten out;
  Dice dice(seed);
  const allocation::Rule others[] = {some_rule(scenario, dice), some_rule(scenario, dice)};
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
