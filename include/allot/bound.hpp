#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/basis.hpp"
#include "allot/estimate.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/scenario.hpp"

/// The best that any rule could have done: of each replication an upper bound on what awards could have reached, made by
/// somebody who knew all of it beforehand. What a rule reached less that is its price.
///
/// Of each moment it is the most units that could have been online at that moment: a flow of whole units from what had come
/// by then through what had been ordered by then to the room and power that there was. So it is a sum of cuts, and each cut
/// names what binds. What the bound does not hold the best to is said beside it (`Bound::left_out`).
namespace allot {

/// What can be bounded.
struct BoundedMetric {
  std::string_view name;  ///< of a metric of the system where there is one of that name
  std::string_view unit;  ///< "GPU-days", "GPUs", "share"; empty: money
  std::string_view meaning;
};

/// online_gpu_days, delivered_gpu_days, on_time_units, revenue, least_fill.
std::span<const BoundedMetric> bounded_metrics();

/// A limit that all has to pass, and how much of the best it lets through. Those of one variant add up to the best.
struct BindingLimit {
  std::string kind;             ///< supply, orders, start, room, power or crew
  std::string entity, product;  ///< the supplier and the product, or the site; else empty
  double mean = 0;              ///< in the unit of the metric
};

/// One variant under its own rules.
struct RuleBound {
  std::string name;
  std::vector<std::pair<std::string, std::string>> rules;  ///< of each supplier, in words
  Estimate reached, best;
  Estimate price;                    ///< best less reached, in each replication
  std::size_t met = 0;               ///< replications in which the best was reached
  std::vector<BindingLimit> limits;  ///< the largest first
  Duration grain = 1;                ///< seconds to which times were rounded down at most; 1: they were not
};

struct Bound {
  std::string scenario, currency, metric, unit;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  bool is_random = false;
  std::vector<RuleBound> variants;
  std::vector<std::string> left_out;  ///< what the best is not held to, each a part of a sentence
  Labels labels;
  Basis basis;
};

/// Holds each of the scenarios against the best that was possible in it.
///
/// gives:  `best` never below `reached`, in any replication; the same on any machine and any number of threads
/// errors: RequestError for an unknown metric, with the nearest, and where what is ordered or delivered would depend on
///         the rule (roadmaps, orders in excess, parts, resellers, conversions, decisions on a condition); Interrupted
/// cost:   a replication and, for each moment at which something changes, a largest flow; scenarios in which all but
///         the rule is the same share the flows
/// source: perfect information as in Raiffa and Schlaifer (1961), Applied Statistical Decision Theory
Bound bound(const std::vector<std::pair<std::string, Scenario>>& variants, std::string_view metric,
            const Sampling& sampling);

/// The scenario with each of these rules in place of those of all its suppliers: a division rule among organisations, a
/// sequence rule among orders. It holds from the start to the end: decisions that set rules change nothing. Caps
/// and guarantees of a level that is no more are left out.
///
/// errors: RequestError for a rule that means nothing without numbers of its own
std::vector<std::pair<std::string, Scenario>> under_rules(const Scenario& scenario,
                                                          std::span<const allocation::Rule> rules);

}  // namespace allot
