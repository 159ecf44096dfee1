#include <algorithm>
#include <array>
#include <cstddef>

#include "allocation/division_rules.hpp"
#include "allocation/problem.hpp"
#include "allot/allocation.hpp"
#include "base/contract.hpp"

namespace allot::allocation {
namespace {

enum class Weights : bool { refused, taken };
enum class Needs : bool { claims, terms };

struct Row {
  Rule rule;
  std::string_view name;
  Award award;
  Weights weights;
  std::string_view meaning;
  Needs needs = Needs::claims;
  Numbers looks_at = Numbers::none;
};

constexpr std::array division_rules{
    Row{Rule::proportional, "proportional", proportional, Weights::taken, "in proportion to claims"},
    Row{Rule::equal_awards, "equal_awards", equal_awards, Weights::taken,
        "the same for all, nobody above the claim (max-min; uniform in Cachon and Lariviere 1999)"},
    Row{Rule::equal_losses, "equal_losses", equal_losses, Weights::taken,
        "the same loss for all, nobody below zero (linear in Cachon and Lariviere 1999)"},
    Row{Rule::talmud, "talmud", talmud, Weights::refused,
        "equal awards up to half of each claim, equal losses beyond (Aumann and Maschler 1985)"},
    Row{Rule::reverse_talmud, "reverse_talmud", reverse_talmud, Weights::refused,
        "equal losses up to half of each claim, equal awards beyond (Chun, Schummer and Thomson 2001)"},
    Row{Rule::piniles, "piniles", piniles, Weights::refused,
        "equal awards on half of each claim, then on the other half (Piniles 1861)"},
    Row{Rule::constrained_egalitarian, "constrained_egalitarian", constrained_egalitarian, Weights::refused,
        "as equal as can be once all have half of their claims (Chun, Schummer and Thomson 2001)"},
    Row{Rule::random_arrival, "random_arrival", random_arrival, Weights::refused,
        "the mean of first come, first served over all orders of arrival (O'Neill 1982)"},
    Row{Rule::minimal_overlap, "minimal_overlap", minimal_overlap, Weights::refused,
        "each unit shared among the fewest that must claim it (O'Neill 1982)"},
    Row{Rule::adjusted_proportional, "adjusted_proportional", adjusted_proportional, Weights::refused,
        "what the others leave in any case, then in proportion (Curiel, Maschler and Tijs 1987)"},
    Row{Rule::fair_share, "fair_share", fair_share, Weights::taken,
        "what each has received so far and its award together as equal as can be", Needs::claims, Numbers::receipts},
    Row{Rule::turn_and_earn, "turn_and_earn", turn_and_earn, Weights::refused,
        "a share by what each received in the last period, the rest in proportion (Cachon and Lariviere 1999)",
        Needs::terms, Numbers::receipts},
    Row{Rule::quota, "quota", quota, Weights::taken,
        "fixed percentages; what one leaves unused is divided again by the same", Needs::terms, Numbers::quotas},
};

constexpr std::array sequence_rules{
    Row{Rule::fifo, "fifo", in_order, Weights::refused, "first come, first served"},
    Row{Rule::earliest_due, "earliest_due", in_order, Weights::refused, "the earliest due date first"},
    Row{Rule::priority, "priority", in_order, Weights::refused, "higher tiers first, then first come, first served"},
    Row{Rule::smallest_first, "smallest_first", smallest_first, Weights::refused, "the smallest claim first"},
    Row{Rule::random_order, "random_order", in_order, Weights::refused, "in an order drawn by lot"},
    Row{Rule::auction, "auction", auction, Weights::refused, "the highest bid first, then first come, first served",
        Needs::claims, Numbers::bids},
};

constexpr RuleFacts facts_of(const Row& row, bool is_sequence) {
  return {row.rule,    row.name, is_sequence, row.weights == Weights::taken, row.meaning, row.needs == Needs::terms,
          row.looks_at};
}

constexpr auto all_facts = [] {
  std::array<RuleFacts, division_rules.size() + sequence_rules.size()> all{};
  std::size_t next = 0;
  for (const Row& row : division_rules) all[next++] = facts_of(row, false);
  for (const Row& row : sequence_rules) all[next++] = facts_of(row, true);
  return all;
}();

constexpr bool in_order_of_rule() {
  for (std::size_t i = 0; i < all_facts.size(); ++i) {
    if (all_facts[i].rule != static_cast<Rule>(i)) return false;
  }
  return true;
}
static_assert(in_order_of_rule());

}  // namespace

std::span<const RuleFacts> rules() { return all_facts; }

const RuleFacts& facts(Rule rule) {
  const auto at = static_cast<std::size_t>(rule);
  expects(at < all_facts.size(), "a rule of the table");
  return all_facts[at];
}

std::optional<Rule> rule_named(std::string_view name) {
  const auto found =
      std::find_if(std::begin(all_facts), std::end(all_facts), [&](const auto& it) { return it.name == name; });
  return found == all_facts.end() ? std::nullopt : std::optional(found->rule);
}

Award award_of(Rule rule) {
  const auto at = static_cast<std::size_t>(rule);
  return at < division_rules.size() ? division_rules[at].award : sequence_rules[at - division_rules.size()].award;
}

}  // namespace allot::allocation
