#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/basis.hpp"
#include "allot/experiment.hpp"
#include "allot/labels.hpp"
#include "allot/results.hpp"
#include "allot/scenario.hpp"

/// What a planner hands out: of each order the dates that can be confirmed and what holds it up, of each customer and
/// product what comes in which week, of each site and supplier what is used and what is left.
namespace allot {

/// By when something has happened, with a probability of a half and of nine tenths; none: not by the end.
struct PlannedDate {
  std::optional<Date> p50, p90;
  bool operator==(const PlannedDate&) const = default;
};

/// One order. "In full": all of its units but for what was cancelled; of a unit that a decision moved the day counts on
/// which it comes to whoever holds it then.
///
/// units: units in the mean; dates, seconds since 1970
struct PlannedOrder {
  std::string id, organisation, supplier, product;
  double units = 0, docked_units = 0;   ///< less what was cancelled; delivered by the end
  std::optional<Date> due;              ///< as the scenario says it, what is uncertain at its mean
  PlannedDate shipped, docked, online;  ///< in full
  std::optional<Date> confirmed;  ///< the earliest day by which it is delivered in full with the probability asked for
  std::optional<double> on_time;  ///< probability to be delivered in full by its due; none without one
  double by_end = 0;              ///< probability to be delivered in full by the end
  std::string
      source;  ///< piece of the supplier's plan that served most of it, or "stock", "delivery" (committed), "before"; empty: nothing
  double source_share = 0;  ///< of what it was served
  std::string site;         ///< where most of it stands; empty: nowhere
  double late_units = 0,
         days_late = 0;     ///< that come online after their due, or not by the end; by how much one of them
  std::string cause;        ///< the largest part of their lateness, as `explain` names it; empty: none is late
  double cause_days = 0;    ///< of `days_late`
  std::string yields;       ///< the organisation that was served most in its stead in most replications; empty: nobody
  double yields_share = 0;  ///< of the replications
};

/// A number over the replications.
struct Spread {
  double mean = 0, p10 = 0, p50 = 0, p90 = 0;
};

/// One organisation and product in one period of the grid. Backlog, online and fill are as of its end.
struct PlannedPeriod {
  std::string organisation, product;
  Date from = 0, until = 0;
  Spread awarded, arrived, online;
  double backlog = 0;
  std::optional<double> fill;  ///< delivered of what was due by then, at most 1, in the mean; none: nothing was due
};

/// One supplier and product in one period: what lots brought, what of it was awarded, what is free at its end.
struct PlannedSupply {
  std::string supplier, product;
  Date from = 0, until = 0;
  Spread supply, awarded, left;
};

struct Plan {
  std::string scenario, variant, question;
  Date start = 0, end = 0;
  Duration grid = week;
  std::uint64_t seed = 1;
  std::size_t replications = 0;
  double probability = 0.9;
  std::vector<PlannedOrder> orders;    ///< in the order of the scenario
  std::vector<PlannedPeriod> periods;  ///< by organisation and product, those that have anything
  std::vector<PlannedSupply> supplies;
  std::vector<Date> moments;      ///< of the grid
  std::vector<SiteSeries> sites;  ///< by moment
  Labels labels;
  Basis basis;
};

struct PlanRequest {
  double probability = 0.9;  ///< of the confirmed date
};

/// Simulates the scenario and says what becomes of every order that is named in it.
///
/// gives:  the same plan for the same scenario, seed and build, on any number of threads. A confirmed date is kept in a
///         share `probability` of the replications, up to one of them
/// errors: RequestError where the probability is not between 0 and 1, TooMuch, Interrupted
/// cost:   a run that keeps a journal; 12 bytes an order and replication
/// source: quantiles of type 1, as everywhere; the parts of a lateness are those of `explain` (docs/model.md, "Where the
///         days went")
Plan plan(const Scenario& scenario, const PlanRequest& request, const Sampling& sampling);

}  // namespace allot
