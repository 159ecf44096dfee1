#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "allot/units.hpp"

/// How a shortage is divided: the rules of the rationing and bankruptcy literature as pure functions, over real numbers
/// (`share`) and over whole lots (`divide`). Nothing here knows of time, chance or scenarios: a rule that looks at the
/// past is handed it, one that needs luck is handed orders already drawn. `allot ration` does no more than call these.
///
/// source: of the field, Thomson (2003), Axiomatic and game-theoretic analysis of bankruptcy and taxation problems,
///         Mathematical Social Sciences 45(3), 249-297; of rationing, Cachon and Lariviere (1999), Management Science 45(8)
namespace allot::allocation {

/// How a shortage is shared. Division rules look at all claims at once; sequence rules serve one after
/// another.
enum class Rule : std::uint8_t {
  proportional,
  equal_awards,
  equal_losses,
  talmud,
  reverse_talmud,
  piniles,
  constrained_egalitarian,
  random_arrival,
  minimal_overlap,
  adjusted_proportional,
  fair_share,
  turn_and_earn,
  quota,
  fifo,
  earliest_due,
  priority,
  smallest_first,
  random_order,
  auction
};

/// What a rule looks at besides claims.
enum class Numbers : std::uint8_t { none, receipts, quotas, bids };

/// What is known of a rule without a problem to divide: what a scenario may write, and what help pages say.
struct RuleFacts {
  Rule rule;
  std::string_view name;     ///< as scenarios and the command line write it
  bool is_sequence;          ///< serves claimants in an order
  bool takes_weights;        ///< weights other than 1 are allowed
  std::string_view meaning;  ///< one line, with its source
  bool needs_terms;          ///< means nothing without numbers of its own (`RuleTerms`)
  Numbers looks_at;
};

/// Every rule, in the order of `Rule`.
std::span<const RuleFacts> rules();
/// The row of one.
const RuleFacts& facts(Rule rule);
/// By its name; nothing where no rule has it.
std::optional<Rule> rule_named(std::string_view name);

/// What some rules look at besides claims. Spans are parallel to the claims; an empty one means nothing.
struct RuleTerms {
  /// `fair_share`: units received so far. `turn_and_earn`: units received in the last period.
  std::span<const double> received;
  std::span<const double> quotas;  ///< `quota`: the part of 1 that each has; 0: none
  std::span<const double> bids;    ///< `auction`: the highest first, ties to the earlier; empty: as listed
  double others = 0;               ///< `quota`: the part of 1 of all that have none, together
  double share = 0;                ///< `turn_and_earn`: the part of the estate that receipts divide
};

/// A claims problem over real numbers: parallel spans, one entry a claimant, in order of place.
/// An empty span means the default: weight 1, cap = claim.
struct RealClaims {
  std::span<const double> claims;
  std::span<const double> weights;
  std::span<const double> caps;
  /// For `random_arrival` where `needs_arrivals` says so: orders of arrival already drawn, one permutation of 0..n-1
  /// after another. Empty otherwise.
  std::span<const std::uint32_t> arrivals;
  RuleTerms terms = {};
};

/// Fills `awards` with the real-valued division of `estate` by a division rule, or by a sequence rule in the
/// order listed (`smallest_first` and `auction` sort, ties to the earlier).
///
/// gives:  0 <= awards[i] <= min(claims[i], caps[i]); they sum to min(estate, sum of those) within rounding
/// errors: none; negative or non-finite numbers and lengths that differ are a broken promise
/// source: per rule, at its definition in src/allocation
void share(Rule rule, double estate, const RealClaims& claims, std::span<double> awards);

/// Claims in whole units: parallel spans, in order of place; an empty span means the default
/// (cap = claim, lot 1, minimum 0, weight 1, carry 0).
struct Claims {
  std::span<const Units> claims;
  std::span<const Units> caps;
  std::span<const Units> lots;
  std::span<const Units> minimums;  ///< smallest shipment
  std::span<const double> weights;
  std::span<const double> carries;  ///< in lots, on a grid of 2^-48
  std::span<const std::uint32_t> arrivals;
  RuleTerms terms = {};  ///< for `fair_share` what was received counts to the nearest 2^-20 lot
};

/// One division in whole units.
struct Division {
  std::vector<Units> awards;
  std::vector<double> entitlements;  ///< real awards r of the pass that decided, in units; else the award
  std::vector<double> carries;       ///< the carry of each afterwards, in lots on the grid of 2^-48
  Units left = 0;                    ///< supply that nobody could be given

  /// Kept between calls, so that a warm division allocates nothing. Of no meaning to the caller.
  struct Scratch {
    struct DoubleDouble {
      double high = 0, low = 0;
    };
    struct Turn {
      std::int64_t key;
      std::uint32_t place;
    };
    struct Kind {
      double claim;
      std::uint32_t first, count;
    };
    struct Set {
      double sum;
      std::uint32_t size;
      DoubleDouble ways;
    };
    __extension__ using Count = unsigned __int128;
    std::vector<double> claims, ceilings, received, lows, highs;
    std::vector<DoubleDouble> slopes, awards, parts, by_size;
    std::vector<Kind> kinds;
    std::vector<Set> sets;
    std::vector<Count> counts, rows;
    std::vector<Units> demands, rooms, given;
    std::vector<std::int64_t> owed;
    std::vector<Turn> turns;
    std::vector<std::uint32_t> free, order, dropped;
  } scratch;
};

/// Whether `random_arrival` is to be the mean over some orders of arrival, handed to it: where the claimants are too many
/// and their claims too different to go through all sets that may come before one.
///
/// gives:  false for up to 12 claimants, and for up to 100 where the lots that are claimed and the estate are few
///         (docs/model.md says how few); in lots, if all have the same
bool needs_arrivals(Rule rule, double estate, const RealClaims& claims);
bool needs_arrivals(Rule rule, Units supply, const Claims& claims, Division& division);

/// Divides whole units as docs/model.md says under "Allocation": whole lots, largest remainder with carry,
/// minimum shipments. Sequence rules serve in the order of `claims` (the caller sorts; `smallest_first` sorts
/// by claim and `auction` by bid, ties to the earlier), whole lots each, and pass over whom what is left cannot serve
/// its minimum.
///
/// gives:  each award is a multiple of its lot, at most min(claim, cap), and 0 or at least its minimum
///         (or all of a smaller claim); awards + left = supply; nothing is left that could be given, unless
///         a minimum forbids it; the same input always gives the same awards
/// cost:   O(n log n); no allocation once `division` has been used at that size
void divide(Rule rule, Units supply, const Claims& claims, Division& division);

}  // namespace allot::allocation
