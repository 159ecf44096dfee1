#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "allot/ledger.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"
#include "engine/facts.hpp"
#include "engine/journal.hpp"
#include "engine/slice.hpp"

namespace allot::engine {

/// A number of units over time: its level now and, once closed, its integral. Until then the integral is that of the
/// changes so far, each counted from time 0 back to when it happened, so that changes may be counted in any order.
struct Gauge {
  Units level = 0;
  std::int64_t unit_seconds = 0;

  void change(Time when, Units by) {
    level += by;
    unit_seconds -= by * when;
  }
  void close(Time end) { unit_seconds += level * end; }
};

/// Units promised by a due date, and needed on a day, to the organisation that placed the order.
struct Promise {
  Index order = 0;  ///< in this replication
  Index owner = 0;
  Units units = 0;
  Time due = never;     ///< never: promises nothing
  Time needed = never;  ///< to run by then; never: no delay is counted
};

/// How far units have come on their way to running.
enum class Progress : std::uint8_t { on_its_way, docked, admitted, ready, running };

/// Units of a promise that have come so far from then on; negative where they no longer have.
struct ProgressRecord {
  Time at = 0;
  Index owner = 0, promise = 0;
  Units units = 0;
  Progress progress = Progress::on_its_way;
};

/// Units that reached their owner's dock; negative when they are taken away again (swapped after delivery).
struct DeliveryRecord {
  Time at = 0;
  Index owner = 0, promise = 0;
  Units units = 0;
};

/// Units given by hand: of which award of a supplier.
struct HandAward {
  Time at = 0;
  Index supplier = 0, award = 0;
  Units units = 0;
};

struct Cancellation {
  Time at = 0;
  Index promise = 0;
  Units units = 0;
};

/// What an intervention did that its cost is counted by.
struct DecisionUse {
  std::int64_t times = 0;
  Units units = 0;
  std::int64_t unit_seconds = 0;
};

/// What was just done that costs something.
struct DecisionSpend {
  Time at = 0;
  Index intervention = 0;
  DecisionUse use;
};

/// An order as this replication knew it, for the metrics that compare what was asked with what came.
struct OrderRecord {
  Time placed = never;  ///< never: not placed before the end
  Units units = 0;
};

/// Units that an intervention moved from one organisation to another, and when they came to its dock. Units that move
/// again are recorded for each move.
struct Transfer {
  Time at = 0;                ///< moved
  Time delivered_at = never;  ///< moved, if it had been delivered before; never: not by the end
  Index intervention = 0, from = 0, to = 0, product = 0;
  Units units = 0;
  bool is_cancelled = false;
};

/// A slice as it was at the end, for explanations.
struct SliceRecord {
  Index order = model::none, owner = 0, product = 0, site = model::none, sites = 0, peg = model::none;
  const model::Terms* terms = nullptr;
  Units units = 0;
  Time due = never, not_before = 0, placed = 0;
  std::uint64_t rank = 0;
  std::uint32_t age = 0;
  bool is_placed = false;  ///< and not cancelled
  Origin origin = Origin::order;
  Index user = 0;  ///< who has it: the owner, or who leases it
};

/// Units that took a step for which money counts: on their way, to another owner, to another product. What they were
/// before, and what they are now.
struct MoneyStep {
  struct Side {
    SliceState state = SliceState::planned;
    Index owner = 0;  ///< who uses it
    Index payer = 0;  ///< who pays for it and has it in the books: of what is leased its lender
    Index product = 0, site = model::none;
    Units units = 0;
    double price = 0;  ///< of a unit, at its award; of a cancelled one what it costs beside its deposit
  };
  Time at = 0;
  Index contract = model::none;
  Time docked = never;     ///< first came to a dock
  bool is_bought = true;   ///< by an order; else it ran at the start
  bool is_before = false;  ///< happened before the start: nothing is paid for it any more
  Side before, after;
};

/// How a site stands at a moment of the grid. Room and power are in places or watts, as the gate counts them.
struct SiteMoment {
  std::int64_t room = 0, room_taken = 0, power = 0, power_taken = 0;
  Units installing = 0, online = 0, stranded = 0;
};

/// What one replication saw.
struct Observations {
  std::vector<Gauge> gauges;            ///< by `Layout`, at the end
  std::vector<Units> grid_levels;       ///< row by row: the levels at each moment of the grid
  std::vector<Time> milestones;         ///< `never` where not reached
  std::vector<Units> moved, shortfall;  ///< by intervention
  std::vector<DecisionUse> uses;        ///< by intervention; none where no decision has a cost
  std::vector<DecisionSpend> spends;    ///< in order of time; where money is reckoned by date
  std::vector<double> decision_costs;   ///< by intervention, then what is paid whatever happens; likewise
  std::vector<double> paid;             ///< by organisation, where there is an auction
  std::vector<double> premium;          ///< by supplier: what auctions brought beyond the price, likewise
  std::vector<double> repriced;  ///< by supplier: what awards brought beyond the first prices; none where prices stay
  std::vector<Promise> promises;
  std::vector<Units> need_apart;       ///< by organisation: what it needs less what it ordered; none where nobody games
  std::vector<double> fees, deposits;  ///< by organisation; none where no order has any
  std::vector<OrderRecord> orders;     ///< the model's, then those of streams
  std::vector<DeliveryRecord> deliveries;   ///< in order of time
  std::vector<Cancellation> cancellations;  ///< in order of time
  std::vector<ProgressRecord> progress;     ///< where the model counts needs
  std::vector<HandAward> by_hand;           ///< in order of time
  std::vector<Transfer> transfers;          ///< in order of delivery
  std::vector<LedgerLine> ledger;
  std::vector<std::pair<Time, std::vector<Units>>> snapshots;  ///< the levels after each second, where asked for
  std::vector<MoneyStep> money;                                ///< in order of time, where the model keeps cash
  std::vector<JournalEntry> journal;                           ///< where asked for, as are the three below
  std::vector<SliceRecord> slices;
  std::vector<double> draws;
  std::vector<Time> happened;            ///< by intervention, the first time; where a chronicle is asked for, as below
  std::vector<Time> began;               ///< by site and source, room before power, as they stood at the end
  Facts facts;                           ///< where asked for
  std::vector<SiteMoment> site_moments;  ///< row by row: by site at each moment of the grid
  std::uint64_t events = 0;
  bool is_random = false;  ///< something was drawn: else every replication of the model is the same
};

/// What a replication is to write down beside the gauges.
struct Recording {
  bool grid = false;
  bool ledger = false;
  bool journal = false;
  bool snapshots = false;
  bool chronicle = false;   ///< when interventions happened and sources began, and how sites stood on the grid
  bool facts = false;       ///< what no rule could have changed
  bool recount = false;     ///< count everything again after every second and stop if a unit is lost
  bool is_typical = false;  ///< every draw at its median
};

}  // namespace allot::engine
