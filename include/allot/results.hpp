#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/estimate.hpp"
#include "allot/labels.hpp"
#include "allot/note.hpp"
#include "allot/precision.hpp"
#include "allot/time.hpp"
#include "allot/transfers.hpp"

namespace allot {

/// What a metric belongs to.
enum class EntityKind : std::uint8_t { organisation, group, site, supplier, order, intervention, system };

/// "organisation", the first part of a path.
std::string_view word_of(EntityKind kind);

/// One metric of one entity: a column of results. Its path is "KIND.ENTITY.METRIC", of the system "system.METRIC"; what each
/// metric is, in which unit, and which way is better stands in the catalogue (allot/metric.hpp).
struct MetricColumn {
  EntityKind kind = EntityKind::system;
  std::string entity;  ///< id; empty for the system
  std::string metric;
};

/// "organisation.tesla.online_gpu_days"
std::string path_of(const MetricColumn& column);

/// When a milestone is reached; times are seconds since the start.
struct MilestoneEstimate {
  std::string id;
  DateEstimate date;
};

/// How likely a milestone is reached by some day.
struct Chance {
  std::string milestone;
  Date by = 0;  ///< at the latest in this second
  std::size_t count = 0, reached = 0;
  Interval share_ci95{0, 1};  ///< by Wilson

  double share() const { return static_cast<double>(reached) / static_cast<double>(count); }
};

/// A level over time, at each moment of the grid.
struct Series {
  EntityKind kind = EntityKind::organisation;
  std::string entity, metric;
  std::vector<double> p10, p50, p90, mean;
  std::vector<double> p25 = {}, p75 = {};  ///< empty unless an answer is asked for
};

/// A level of a site at each moment of the grid: of its room or its power what there is and what is taken, of its units
/// how many have arrived, are installing (or commissioning), online and stranded.
struct SiteSeries {
  std::string gate;   ///< room or power; empty for units
  std::string level;  ///< capacity, taken; arrived, installing, online, stranded
  std::string unit;   ///< places, W, GPUs
  Series values;      ///< of the site
};

enum class TimelineKind : std::uint8_t { order, delivery, intervention, source, milestone };

/// A day on which something happens, if it does: an order is placed, or has been delivered in full but for what was
/// cancelled of it; an intervention happens for the first time; a source of a site's room or power begins; a milestone
/// is reached.
struct TimelineEntry {
  TimelineKind kind = TimelineKind::order;
  std::string id;               ///< of a source SITE.GATE.ID
  std::string label;            ///< its own, or its id
  std::optional<Date> planned;  ///< as the scenario says it, what is uncertain at its mean; of a delivery what is due
  DateEstimate date;            ///< since the start
  double mean = std::numeric_limits<double>::quiet_NaN();  ///< seconds since the start, where it happened
};

/// The probabilities of a grid of quantiles, from 5% to 95%.
inline constexpr std::size_t quantiles_of_grid = 50;
constexpr double probability_of_grid(std::size_t i) {
  return (5 + 90 * static_cast<double>(i) / static_cast<double>(quantiles_of_grid - 1)) / 100;
}

/// A column at each probability of the grid (type 1); empty where it has the same value in every replication, or none.
using QuantileGrid = std::vector<double>;

/// The answer of `run`: every metric with its uncertainty.
struct Results {
  std::string scenario, variant, hash, question, currency;
  Date start = 0, end = 0;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  bool is_random = false;  ///< false: nothing was drawn, and one replication is all there is
  StoppedBy stopped_by = StoppedBy::count;
  std::vector<ReachedPrecision> precisions;  ///< of those that were wanted
  std::vector<MetricColumn> columns;
  std::vector<Estimate> estimates;  ///< by column
  std::vector<MilestoneEstimate> milestones;
  std::vector<Chance> chances;      ///< where asked for
  std::vector<Transfer> transfers;  ///< by intervention, in their order
  std::vector<Date> grid;
  std::vector<Series> series;  ///< empty unless asked for
  /// How evenly the period that ends with each moment of the grid was served: jain and gini of the system, with
  /// `series` also envy of organisations; of what was awarded in it by what stood open when it began or was ordered in
  /// it. Not a number where nobody asked. Empty unless asked for, and with one organisation.
  std::vector<Series> fairness;
  std::vector<SiteSeries> sites;  ///< on the grid; as the two below, empty unless an answer is asked for
  std::vector<TimelineEntry>
      timeline;  ///< orders, if they have metrics; deliveries, interventions, sources, milestones
  std::vector<QuantileGrid> quantiles;   ///< by column; none of single orders
  Labels labels;                         ///< how tables name what the columns are of
  std::vector<std::string> patterns;     ///< of paths of metrics that alone are kept; empty: all are
  std::vector<std::string> assumptions;  ///< values that rest on an assumption: "POINTER: source"
  std::vector<Note> notes;               ///< what the scenario says of where its values come from
  std::vector<std::string> next;  ///< commands that go on from here, each with what it tells; by who knows the files

  /// What the replications say of one metric, by its path: "organisation.tesla.online_gpu_days", "system.fill_rate".
  ///
  /// errors: RequestError, with the nearest right path
  /// cost:   goes through all columns; keep what it gives, not the path
  const Estimate& at(std::string_view path) const;
  /// When a milestone is reached, by its id.
  ///
  /// errors: RequestError, with the nearest right id
  const DateEstimate& milestone(std::string_view id) const;
};

}  // namespace allot
