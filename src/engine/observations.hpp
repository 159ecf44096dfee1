#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "allot/ledger.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"
#include "engine/layout.hpp"

namespace allot::engine {

/// A number of units over time: its level now and its integral so far.
struct Gauge {
  Units level = 0;
  std::int64_t unit_seconds = 0;
  Time since = 0;

  void change(Time now, Units by) {
    unit_seconds += level * (now - since);
    since = now;
    level += by;
  }
};

/// Units promised by a due date, to the organisation that placed the order.
struct Promise {
  Index order = 0;  ///< in this replication
  Index owner = 0;
  Units units = 0;
  Time due = never;  ///< never: promises nothing
};

/// Units that reached their owner's dock; negative when they are taken away again (swapped after delivery).
struct DeliveryRecord {
  Time at = 0;
  Index owner = 0, promise = 0;
  Units units = 0;
};

struct Cancellation {
  Time at = 0;
  Index promise = 0;
  Units units = 0;
};

/// An order as this replication knew it, for the metrics that compare what was asked with what came.
struct OrderRecord {
  Index owner = 0;
  Time placed = never;  ///< never: not placed before the end
  Units units = 0;
};

/// What one replication saw.
struct Observations {
  std::vector<Gauge> gauges;                ///< by `Layout`, at the end
  std::vector<Units> grid_levels;           ///< row by row: the levels at each moment of the grid
  std::vector<Time> milestones;             ///< `never` where not reached
  std::vector<Units> moved, shortfall;      ///< by intervention
  std::vector<Promise> promises;
  std::vector<OrderRecord> orders;          ///< the model's, then those of streams
  std::vector<DeliveryRecord> deliveries;   ///< in order of time
  std::vector<Cancellation> cancellations;  ///< in order of time
  std::vector<LedgerLine> ledger;
  std::vector<std::pair<Time, std::vector<Units>>> snapshots;  ///< the levels after each second, where asked for
  std::uint64_t events = 0;
};

/// What a replication is to write down beside the gauges.
struct Recording {
  bool grid = false;
  bool ledger = false;
  bool snapshots = false;
  bool recount = false;    ///< count everything again after every second and stop if a unit is lost
  bool is_typical = false; ///< every draw at its median
};

}  // namespace allot::engine
