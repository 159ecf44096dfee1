#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/flip.hpp"
#include "allot/regret.hpp"
#include "allot/results.hpp"
#include "allot/scenario.hpp"

/// Questions about decisions: what they changed, who bears it, and where they turn. All on common random numbers:
/// replication r of every variant meets the same chance, so that what differs is the decision and not the dice.
namespace allot {

/// A paired difference: a variant less the baseline, replication by replication.
struct Difference {
  Estimate estimate;
  double p_less = 0, p_equal = 0, p_greater = 0;  ///< shares of the replications with a value
  /// How many times smaller the variance is than without pairing, (var A + var B) / var(A - B); none where it is 0/0.
  std::optional<double> variance_ratio;
  /// Probability of a mean at least so far from 0 if there were no difference (paired t), corrected by Holm (1979) for
  /// the number of organisations that differ at all on this metric; none with one replication.
  std::optional<double> p_value;
  /// Of a milestone: replications in which one run or both do not reach it, and count at the end.
  std::size_t open = 0;
  /// Of a milestone that is open somewhere: between what the median would lie, whenever after the end those are reached;
  /// infinite where nothing is known on that side.
  std::optional<Interval> p50_bounds = std::nullopt;
};

struct VariantResults {
  std::string name;
  Results results;
};

/// One variant less the baseline, for the metrics that both have.
struct VariantDifferences {
  std::string name;
  std::vector<MetricColumn> columns;
  std::vector<Difference> differences;  ///< by column
  /// Milestones: days by which the variant is later, each counted to the end where not reached.
  std::vector<std::pair<std::string, Difference>> milestones;
  std::vector<QuantileGrid> quantiles = {};  ///< by column; where an answer is asked for; none of single orders
  /// Levels over time less the baseline's, replication by replication, at each moment of the grid that both cover,
  /// of those levels that differ anywhere; where an answer and series are asked for, and both start on one day with one
  /// grid.
  std::vector<Date> grid = {};
  std::vector<Series> series = {};
};

/// Members of one group between which an intervention moves units, in one of the variants.
struct RelatedParties {
  std::string group;
  std::vector<std::string> members;
  /// What the answer rests on: values that are assumed, those about these members, what moves and what is uncertain
  /// first.
  std::vector<std::string> assumptions;
};

struct Comparison {
  std::string scenario, question, baseline;
  std::vector<VariantResults> variants;  ///< the baseline first
  std::vector<VariantDifferences> differences;
  std::vector<RelatedParties> related;
  std::vector<std::pair<std::string, std::string>>
      milestone_owners;         ///< milestones of an organisation or its site, and whose
  std::vector<Regret> regrets;  ///< by organisation and metric, a variant each; none where all variants do as well
  std::string none;  ///< what doing nothing is called: a variant, or "no interventions"; empty: there are none
  Labels labels;     ///< of all variants; the first that names a thing counts
  std::vector<std::pair<std::string, std::string>> groups;  ///< organisations that are in one, and which
  std::vector<Flips> flips;                                 ///< where asked for, one for each difference
  std::vector<std::string> next;  ///< commands that go on from here, each with what it tells; by who knows the files
};

/// shape:  the baseline first; each with the name that reports use, no name twice
/// gives:  zeros and p_equal 1 for a scenario compared with itself
/// errors: RequestError, Interrupted
Comparison compare(const std::vector<std::pair<std::string, Scenario>>& variants, const Sampling& sampling);

/// One metric's difference between all of several decisions and none, split among them.
struct Attribution {
  MetricColumn column;
  double total = 0;
  std::vector<double> parts;                       ///< by decision; they sum to the total
  std::vector<std::optional<Interval>> intervals;  ///< 95%, of each part; none with one replication
};

struct Attributions {
  std::string scenario, currency;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  Basis basis;
  std::vector<std::string> interventions;  ///< or the edits, by name
  bool is_of_edits = false;                ///< edits of the scenario as written; false: interventions and none
  Labels labels;
  std::vector<Attribution> metrics;
  /// Days by which each milestone is later, each counted to the end where not reached; `column.entity` is its id.
  std::vector<Attribution> milestones;
  std::vector<std::string> next;  ///< commands that go on from here, each with what it tells; by who knows the files
};

/// Splits what the interventions changed among them by the Shapley value of the mean, replication by replication on
/// common draws: over all subsets of up to 6 interventions, above by one antithetic pair of random orders per
/// replication, which is unbiased and whose parts still sum to the whole.
///
/// gives:  exactly 0 for an intervention that changes nothing; a metric that is null with some of the subsets of a
///         replication is left out of that replication
/// errors: RequestError where there is no intervention; Interrupted
/// cost:   2^k simulations a replication for k interventions up to 6, 2(k+1) above
/// source: Shapley (1953), in Contributions to the Theory of Games II, 307-317; antithetic orders: Mitchell, Cooper,
///         Frank, Holmes (2022), Journal of Machine Learning Research 23(43), section 4.1
Attributions attribute(const Scenario& scenario, const Sampling& sampling);

/// Whether `attribute` takes these interventions of the scenario, and has more than one to tell apart.
bool can_attribute(const Scenario& scenario, const Sampling& sampling);

/// The scenario with some edits applied, by their places, ascending; none: as written. Given by the caller, who knows
/// the file. Called from several threads at once.
using ScenarioWith = std::function<Scenario(const std::vector<std::size_t>& edits)>;

/// The same split of what named edits change when all are made, against the scenario as written. What only some of the
/// edited scenarios have (an organisation that an edit adds) is left out.
Attributions attribute(const std::vector<std::string>& edits, const ScenarioWith& scenario_with,
                       const Sampling& sampling);

enum class Relation : unsigned char { at_least, at_most, equal };

/// What `solve` looks for: the first value of one field between two bounds at which a metric meets a target.
struct Search {
  std::string pointer, low, high;  ///< bounds as a scenario would write them
  /// A metric's path, milestone.ID.date (the earlier of date and end), milestone.ID.reached (the share that reaches
  /// it), or difference.NAME.PATH: the scenario less variant NAME, dates in days.
  std::string metric;
  Relation relation = Relation::at_least;
  double target = 0;     ///< of a date: seconds since 1970
  double tolerance = 0;  ///< for `equal`; of a date: seconds
  Units lot = 1;         ///< whole numbers are looked at in multiples of it
};

/// The lot in which a scenario counts the field at that pointer, if it is a number of units of an order, or a cap, a
/// guarantee or an award by hand; else 1.
Units lot_at(const Scenario& scenario, const std::string& pointer);

/// Whether the metric is a date: target and means are seconds since 1970.
bool is_date(const std::string& metric);

struct Crossing {
  std::string value;
  bool is_met_after = false;  ///< false: from there on it is not met any more
};

struct Solution {
  Search search;
  std::string currency;
  std::optional<std::string> value;  ///< none: not met anywhere between the bounds
  std::pair<std::optional<std::string>, std::optional<std::string>> band;  ///< where the 95% interval's bounds meet it
  std::vector<std::pair<std::string, double>> curve;  ///< the metric's mean at the values looked at
  std::vector<std::optional<Interval>> curve_ci95;    ///< of each of these means; none with one replication
  /// Of a date of a milestone, at each of the values the share of replications in which it is reached before the end;
  /// of a difference, in the scenario itself. Else empty.
  std::vector<double> curve_reached;
  std::vector<Crossing> crossings;  ///< more than one: the metric is not monotone
  std::string scenario, variant;    ///< the variant is what is subtracted; empty: none
  std::uint64_t seed = 1;
  std::size_t replications = 0;  ///< of each value looked at
  Labels labels;
  Basis basis;
};

/// Makes the scenario with that field set, and the variant that is subtracted, if any. Given by the caller, who knows
/// the file.
using ScenarioAt = std::function<std::vector<std::pair<std::string, Scenario>>(const std::string& value)>;

/// Searches dates and durations in whole days, whole numbers in ones or lots, and other numbers to a ten-thousandth of the
/// range; numbers may have a unit, the same at both bounds.
///
/// errors: RequestError for bounds of no common kind, an unknown metric
Solution solve(const Search& search, const ScenarioAt& scenario_at, const Sampling& sampling);

}  // namespace allot
