#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/period.hpp"
#include "allot/units.hpp"
#include "allot/value.hpp"

/// How a supplier divides what is short: who claims at which level, by which rule, within which limits. The rules
/// themselves are functions (allot/allocation.hpp); how a run goes down the tree of levels: docs/model.md, "Allocation".
///
/// A run first gives what is given by hand, then guarantees not yet used up, then tier by tier what the rule says, each
/// within its caps. All numbers of units are per product.
namespace allot {

/// Who claims at one level of the tree. `group` may stand there more than once: for the outermost, for those within them,
/// and so on.
enum class Level : std::uint8_t { group, organisation, order };

/// Under `fair_share`: what was received h fades as 2^(-t / half_life); none: it counts for ever.
struct FairShare {
  bool operator==(const FairShare&) const = default;
  std::optional<Duration> half_life;
};

/// Under `turn_and_earn`: the part of the supply that the last period's receipts divide; the rest goes in proportion to
/// what is then left of claims.
///
/// source: Cachon and Lariviere (1999), Management Science 45(5), "Capacity allocation using past sales"
struct TurnAndEarn {
  bool operator==(const TurnAndEarn&) const = default;
  Value share;  ///< in [0, 1]
  Period period;
};

/// Under `quota`: the part of the supply of one group, or of one organisation.
struct Quota {
  bool operator==(const Quota&) const = default;
  Ref group, organisation;  ///< one of them
  Value share;              ///< in [0, 1]
};

/// Under `auction`: each pays its own bid, or all pay the lowest bid that was served.
enum class AuctionPrice : std::uint8_t { bid, uniform };

struct Auction {
  bool operator==(const Auction&) const = default;
  AuctionPrice price = AuctionPrice::bid;
};

/// What the rule of a level has beside its name; those of other rules are not looked at.
struct RuleParameters {
  bool operator==(const RuleParameters&) const = default;
  FairShare fair_share;
  TurnAndEarn turn_and_earn;
  std::vector<Quota> quotas;
  Auction auction;
};

/// One level of the tree and the rule that divides among its claimants.
struct LevelRule {
  bool operator==(const LevelRule&) const = default;
  Level level = Level::order;
  allocation::Rule rule = allocation::Rule::fifo;  ///< a sequence rule stands at level `order` alone
  RuleParameters parameters = {};
};

/// What rules call a level of a tree: by its word; the second level of groups is `group_2`, and so on.
std::string name_of_level(const std::vector<LevelRule>& levels, std::size_t depth);

/// How often `group` stands among the levels.
std::size_t group_levels(const std::vector<LevelRule>& levels);

/// What a supplier does that says nothing else: in proportion among organisations, first come first served among the
/// orders of each.
inline std::vector<LevelRule> default_levels() {
  return {{Level::organisation, allocation::Rule::proportional}, {Level::order, allocation::Rule::fifo}};
}

/// Organisations, and members of groups: all of them together.
struct Buyers {
  bool operator==(const Buyers&) const = default;
  std::vector<Ref> organisations, groups;
};

/// The most that a group, an organisation or an order may be awarded: in one run, or in each period, in which all awards
/// count, pegged ones and those by hand too.
struct Cap {
  bool operator==(const Cap&) const = default;
  Ref group, organisation, order;  ///< one of them
  Ref product;                     ///< none: of each product so many
  /// One of them; a share is of what `of` are awarded in the same period, rounded down to whole lots.
  std::optional<Value> units, share;
  Buyers of;
  std::optional<Period> per;  ///< none: one run; of a share, the whole simulation
};

/// A contracted minimum per period, served ahead of tiers and of the rule, up to the claim.
struct Guarantee {
  bool operator==(const Guarantee&) const = default;
  Ref group, organisation, order;  ///< one of them
  /// One of them; a share is of what arrived in good condition in the period so far, initial stock and pegged lots
  /// included, to the nearest unit.
  std::optional<Value> units, share;
  Period per;
  bool scaled = false;  ///< served with all that are; in proportion to what is owed, where stock is too small for them
};

/// A claim counts only up to the room and power that its sites are planned to have so far ahead.
struct Readiness {
  bool operator==(const Readiness&) const = default;
  Duration lookahead = 0;
};

/// From then until then (exclusive) nothing is allocated but to pegged orders.
struct FrozenWindow {
  bool operator==(const FrozenWindow&) const = default;
  Value from, until;
};

/// Whose units a reserve keeps: of some buyers, of one order, or of orders of at least some priority.
struct ReservedFor {
  bool operator==(const ReservedFor&) const = default;
  Buyers buyers;
  Ref order;
  std::optional<std::int64_t> priority;
};

/// Stock that is held back for some: others are served only out of what is beyond it.
///
/// source: critical levels, Topkis (1968), Management Science 15(3); Veinott (1965), Operations Research 13(5)
struct Reserve {
  bool operator==(const Reserve&) const = default;
  std::optional<Value> units;  ///< none: what the order that it is for still has open
  Ref product;                 ///< none: of each product so many
  ReservedFor whom;
  std::optional<Value> from, until;  ///< until is exclusive; none: from the start, to the end
};

/// Units given by hand, ahead of guarantees, caps and the rule, in the runs from then on until all is given.
struct ManualAward {
  bool operator==(const ManualAward&) const = default;
  Ref order;
  Value units, at;
};

/// What an organisation had received before the start, for the rules that look back; without a date, just before it.
struct PastReceipt {
  bool operator==(const PastReceipt&) const = default;
  Ref organisation, product;
  Value units;
  std::optional<Value> date;
};

/// All of it, for one supplier.
struct AllocationPolicy {
  bool operator==(const AllocationPolicy&) const = default;
  std::optional<Period> every;                       ///< at the start and so often; none: whenever something arrived
  std::vector<LevelRule> levels = default_levels();  ///< from the root down
  std::vector<Cap> caps;
  std::vector<Guarantee> guarantees;   ///< served in this order
  std::optional<Readiness> readiness;  ///< none: claims count whether there is room or not
  std::vector<FrozenWindow> frozen;
  std::vector<ManualAward> awards;
  std::vector<PastReceipt> received;
  std::vector<Reserve> reserves;  ///< the first holds what it can, then the next
};

}  // namespace allot
