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
  /// The first day by whose beginning it is delivered in full with the probability asked for, or its due where that is
  /// kept: written back as its due, it is on time that often. None: no such day before the end.
  std::optional<Date> confirmed;
  std::optional<double> on_time;  ///< probability to be delivered in full by its due; none without one
  double by_end = 0;              ///< probability to be delivered in full by the end
  /// What served most of it: a piece of the supplier's plan, or "stock", "delivery" (a committed one), "before" (it was
  /// shipped before the start); empty: nothing.
  std::string source;
  double source_share = 0;  ///< of what it was served
  std::string site;         ///< where most of it stands; empty: nowhere
  double late_units = 0;    ///< that come online after their due, or not by the end
  double days_late = 0;     ///< one of them, in the mean
  std::string cause;        ///< the largest part of that, as `explain` names it; empty: none is late
  double cause_days = 0;
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

/// Why the date of an order moved; `detail` says which.
enum class MoveCause : std::uint8_t {
  line,       ///< its own line was changed
  overtaken,  ///< others placed later are served before it, or no more; the organisation that is most
  lot,        ///< its lot slips more, or less; the piece
  stage,      ///< a stage takes longer, or less; the stage
  held,       ///< by a gate, a window, a minimum or a detour, or no more; the step
  supply,     ///< less comes by then, or more; the piece that was changed, if one was
  queue,      ///< more is ordered by others, or less; the organisation that most of it is of
  decision,   ///< an intervention or a rule; the intervention, if one was changed
  news,       ///< what happened since is known: to the order, if it is named, else to all
  unknown     ///< none of these
};

/// An order that is new, gone, or whose dates at the dock moved by a day or more.
struct PlanMove {
  enum class What : std::uint8_t { later, earlier, added, gone };
  std::string order, organisation;
  double units = 0;
  What what = What::later;
  PlannedDate docked_before, docked;
  std::optional<Date> confirmed_before, confirmed;
  /// Of the confirmed date, or where that did not move of the median or the 90% date; a date that is not before the end
  /// counts as the end.
  double days = 0;
  MoveCause cause = MoveCause::unknown;  ///< of what moved
  std::string detail = {};
  double cause_days = 0;  ///< of that step, of one of its units in the mean; 0: it is no step
};

struct PlanChanges {
  std::string scenario;         ///< the name of the earlier one
  std::vector<PlanMove> moves;  ///< those that moved furthest first, then gone and added
  std::size_t later = 0, earlier = 0, added = 0, gone = 0, unmoved = 0;
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
  /// Where asked for: the steps on the way of an order's units from the start to online, in days of one of them, in the
  /// mean; by order, and of it by step.
  std::vector<std::string> steps;
  std::vector<double> step_days;
  std::optional<PlanChanges> changes;  ///< where asked for: from an earlier plan
  Labels labels;
  Basis basis;
};

struct PlanRequest {
  double probability = 0.9;     ///< of the confirmed date
  bool explains_dates = false;  ///< gives `steps`
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

/// The plan of a scenario, and which of its dates moved since an earlier one, by how much and why. Both are simulated on
/// the same draws. Orders, organisations, pieces and interventions are the same where they have the same id.
///
/// gives:  of an order whose line was not changed the cause is the step on its way that moved it most, in the mean; where
///         that is the lot that it is served from, whichever is more: what comes less by then, or what others order more
/// errors: as `plan`
/// cost:   two plans
Plan plan_since(const Scenario& before, const Scenario& now, const PlanRequest& request, const Sampling& sampling);

}  // namespace allot
