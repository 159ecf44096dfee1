#include <fmt/core.h>

#include "allot/allocation.hpp"
#include "base/text.hpp"
#include "cli/topics.hpp"

namespace allot::cli {
namespace {

using allocation::Rule;
using allocation::RuleFacts;

std::string list_of(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + trimmed(number, 2);
  return text;
}

/// What the example of a rule has besides claims: a column, or the share of turn_and_earn.
struct Example {
  std::vector<double> received, quotas, bids;
  double share = 0;
  std::string said, options;
};

Example example_of(Rule rule) {
  switch (rule) {
    case Rule::fair_share:
      return {{0, 50, 150}, {}, {}, 0, ", of which 0, 50, 150 were received before", " --received 0,50,150"};
    case Rule::turn_and_earn:
      return {{30, 20, 10},
              {},
              {},
              0.8,
              ", after 30, 20, 10 in the last period, which divide 80%",
              " --receipts 30,20,10 --share 0.8"};
    case Rule::quota: return {{}, {0.5, 0.25, 0}, {}, 0, ", quotas of 50%, 25% and none", " --quotas 0.5,0.25,0"};
    case Rule::auction: return {{}, {}, {30, 40, 35}, 0, ", bids of 30, 40, 35", " --bids 30,40,35"};
    case Rule::proportional:
    case Rule::equal_awards:
    case Rule::equal_losses:
    case Rule::talmud:
    case Rule::reverse_talmud:
    case Rule::piniles:
    case Rule::constrained_egalitarian:
    case Rule::random_arrival:
    case Rule::minimal_overlap:
    case Rule::adjusted_proportional:
    case Rule::fifo:
    case Rule::earliest_due:
    case Rule::priority:
    case Rule::smallest_first:
    case Rule::random_order: break;
  }
  return {};
}

// The problem of the Talmud: three claims, three estates.
std::string examples(Rule rule) {
  const std::vector<double> claims = {100, 200, 300};
  const Example example = example_of(rule);
  const double others = rule == Rule::quota ? 0.25 : 0;
  std::string text = fmt::format("Claims of {}{}:\n\n", list_of(claims), example.said);
  for (const double estate : {100.0, 200.0, 300.0, 400.0, 500.0}) {
    std::vector<double> awards(claims.size());
    allocation::share(rule, estate,
                      {claims, {}, {}, {}, {example.received, example.quotas, example.bids, others, example.share}},
                      awards);
    text += fmt::format("  {} to divide: {}\n", trimmed(estate), list_of(awards));
  }
  return text;
}

// What stands beside its name.
std::string_view written(Rule rule) {
  switch (rule) {
    case Rule::fair_share:
      return "With `{\"fair_share\": {\"half_life\": \"26w\"}}` what was received fades; what came before the start "
             "stands in `allocation.received`. ";
    case Rule::turn_and_earn:
      return "It is written `{\"turn_and_earn\": {\"share\": 0.8, \"period\": \"13w\"}}`; periods are counted from the "
             "start, and what came before it stands in `allocation.received`. ";
    case Rule::quota:
      return "It is written `{\"quota\": {\"coreweave\": 0.05}}`; those that are not named share what the named leave "
             "of the whole. ";
    case Rule::auction:
      return "Each pays its `bid`, or with `{\"auction\": {\"price\": \"uniform\"}}` the lowest that was served; an "
             "order without a bid offers the product's price. The metrics `revenue` and `paid` tell. ";
    case Rule::proportional:
    case Rule::equal_awards:
    case Rule::equal_losses:
    case Rule::talmud:
    case Rule::reverse_talmud:
    case Rule::piniles:
    case Rule::constrained_egalitarian:
    case Rule::random_arrival:
    case Rule::minimal_overlap:
    case Rule::adjusted_proportional:
    case Rule::fifo:
    case Rule::earliest_due:
    case Rule::priority:
    case Rule::smallest_first:
    case Rule::random_order: break;
  }
  return "";
}

std::string usage(const RuleFacts& facts) {
  std::string text = facts.is_sequence ? "It serves one after another, and stands only at level order. "
                     : facts.rule == Rule::quota
                         ? "It stands at the levels group and organisation of `allocation.rules`. "
                         : "It stands at any level of `allocation.rules`. ";
  text += written(facts.rule);
  if (!facts.is_sequence)
    text += facts.takes_weights ? "Weights of organisations and groups count. " : "It takes no weights other than 1. ";
  text +=
      "Guarantees and tiers (`priority`) come first, whatever the rule. Awards come in whole lots; a lot that cannot "
      "be split goes by largest remainder, and what rounding took is carried to the next run.\n\n";
  return text;
}

Topic topic_of(const RuleFacts& facts) {
  Topic topic{"rule", {std::string(facts.name)}, std::string(facts.meaning) + "\n\n" + usage(facts)};
  const bool depends_on_claims = facts.rule == Rule::smallest_first || facts.rule == Rule::auction;
  if (!facts.is_sequence || depends_on_claims) topic.text += examples(facts.rule) + "\n";
  topic.text += fmt::format("  allot ration --rule {} --estate 200 --claims 100,200,300{}\n", facts.name,
                            example_of(facts.rule).options);
  return topic;
}

}  // namespace

std::vector<Topic> rule_topics() {
  std::vector<Topic> out;
  for (const RuleFacts& facts : allocation::rules()) out.push_back(topic_of(facts));
  return out;
}

}  // namespace allot::cli
