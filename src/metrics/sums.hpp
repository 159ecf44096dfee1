#pragma once

#include <vector>

#include "engine/layout.hpp"
#include "engine/observations.hpp"
#include "metrics/buckets.hpp"
#include "metrics/delays.hpp"
#include "metrics/matching.hpp"

namespace allot::metrics {

/// What metrics of an organisation, a group, an order or the system are made of: all of it adds up over members.
struct Sums {
  Units ordered = 0, allocated = 0, delivered = 0, online = 0, cancelled = 0, backlog = 0, in_transit = 0, stranded = 0,
        retired = 0, returned = 0;
  std::int64_t online_seconds = 0, stranded_seconds = 0, backlog_seconds = 0, in_transit_seconds = 0;
  double flop = 0;
  PlanIntegrals plan;
  Units promised = 0, fulfilled = 0;  ///< promised by the end; of it, delivered
  Units in_full = 0, to_be_full = 0;  ///< promised units of orders that were all on time; of all orders
  Matching lateness;
  std::int64_t lead_seconds = 0;
  Units lead_units = 0;
  Delays delays;
  DelayCost delay_cost;
  double idle_capital = 0, price_decay = 0;
  Units need = 0;
  double fees = 0, deposits = 0;
  double purchases = 0, energy = 0, hall_rent = 0, earned = 0, cash_flow = 0, depreciation = 0, book_value = 0,
         npv = 0;  ///< where the model keeps cash
  double decision_cost = 0;

  Sums& operator+=(const Sums& other);
};

/// The sums of every organisation, and of every order of the scenario's own where those are counted.
struct AllSums {
  std::vector<Sums> organisations, orders;
};

/// Columns that sums are worked out in, kept from replication to replication.
struct SumsScratch {
  AllSums all;
  std::vector<Units> remaining;  ///< of each promise, less what was cancelled; none where nothing was
  std::vector<Units> needed;     ///< of each promise, what counts as needed
  DelaysScratch delays;
  std::vector<Units> on_time;           ///< delivered by its due, of each promise
  std::vector<engine::Index> in_parts;  ///< of each promise, which order in several parts it is of
  std::vector<engine::DeliveryRecord> kept;
  Buckets<Step> plan, delivered, dues, arrivals, order_dues, order_arrivals;
};

/// The sums of one replication; they stand in the scratch.
const AllSums& collect(const engine::Model& model, const engine::Layout& layout, const engine::Observations& seen,
                       SumsScratch& scratch);

}  // namespace allot::metrics
