#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/demand.hpp"
#include "engine/event_list.hpp"
#include "engine/fifo_fast_path.hpp"
#include "engine/observations.hpp"
#include "engine/pending_transfers.hpp"
#include "engine/policy.hpp"
#include "engine/quote.hpp"
#include "engine/receipts.hpp"
#include "engine/slice.hpp"
#include "engine/tenure.hpp"
#include "engine/waiting_line.hpp"

namespace allot::engine {

/// An order of this replication: of the file, of a stream, or placed by an intervention.
struct OrderState {
  const model::Terms* terms = nullptr;
  std::uint64_t key = 0;
  std::uint32_t next_age = 0;
  Index bundle = model::none;  ///< where the same need was ordered from more suppliers
};

/// One need and the orders placed for it, each of one slice, next to each other: the buyer's own, then its copies.
struct Bundle {
  Index first_order = 0, first_slice = 0, orders = 1, gaming = 0;
  Units units = 0;      ///< what is needed
  Units delivered = 0;  ///< of any of its orders
  bool cancels = false;
  bool is_due = false;
};

/// Units of one product that an organisation waits for, and those that it was awarded or ran from the start.
struct Holding {
  Units open = 0, held = 0;
};

/// What a gaming buyer has learned.
struct Experience {
  double fill = 1;
  Holding last;  ///< when it last ordered
};

/// A buyer by roadmap: the most that it has wanted so far, of which `start` ran from the beginning.
struct BuyerState {
  Units start = 0, wanted = 0;
  std::uint32_t placed = 0;
};

struct Lot {
  Index piece = model::none;  ///< none: a committed delivery
  Index supplier = 0, product = 0, peg = 0;
  Time planned = 0, arrival = 0;
  Units units = 0;
  Index order = model::none;  ///< whose committed delivery it is
  Duration shift = 0;         ///< by decisions, all together
  Time shifted = 0;           ///< when the last of them was taken: neither its day nor its arrival is before that
  std::uint32_t stamp = 0;    ///< of its arrival on the list of events
  bool has_come = false;
  Units good = 0;  ///< of what has come of it
  bool is_known =
      false;  ///< what came of it is, or that it has not come: its units are good, and no decision before `as_of` moves it

  /// The day for which it is planned now, and when it comes; `planned` and `arrival` are those of the start.
  Time planned_now() const { return std::max(shifted, planned + shift); }
  Time arrival_now() const { return std::max(shifted, arrival + shift); }
};

/// A lot that waits for parts: what is left of it, and how much of it was built.
struct HeldLot {
  Index lot = 0;
  Units left = 0, built = 0;
};

/// One supplier's supply of one product and the orders that wait for it.
struct Market {
  Index supplier = 0, product = 0;
  Units free = 0;  ///< stock that no peg has set aside
  Units reserved = 0;
  Units backlog = 0;         ///< open units without a peg
  Units converting = 0;      ///< stock that is being turned into another product
  std::vector<Index> queue;  ///< open slices by place; those no longer open are dropped at the next run
  Time last_run = -1;
  bool run_is_due = false, pegs_are_due = false;
  Int128 turnover = 0;  ///< of what is lent: units * 2^40 that come back in a second, by the means of their terms
};

struct PegState {
  Units reserved = 0;  ///< in stock, set aside
  Units needed = 0;    ///< open and planned units pegged to it
  Index market = 0;
};

struct StationState {
  std::int64_t busy = 0;
  WaitingLine line;
  std::vector<Time> free_at;  ///< in FIFO markets, instead of both: a heap, the first to be free on top
};

/// A source of room or power as it stands in this replication.
struct SourceState {
  Time from = 0, until = 0;  ///< equal for a step
  std::int64_t add = 0;
  Time planned_from = 0, planned_until = 0;  ///< as announced: without slip, means of what is uncertain
  std::int64_t planned_add = 0;

  SourceState as_planned() const {
    return {planned_from, planned_until, planned_add, planned_from, planned_until, planned_add};
  }
};

/// Units by a share of what arrived, and the like: when, and how many.
using Dated = std::pair<Time, Units>;

/// The room or the power of a site.
struct GateState {
  std::vector<SourceState> sources;
  std::int64_t capacity = 0, used = 0;
};

struct SiteState {
  GateState room, power;
  std::vector<Index> admitted;  ///< in order of admission; those that left are dropped when it is next walked
  WaitingLine crew_line;
  Index crew_works_on = model::none;
  std::vector<Index> unpowered;     ///< ready, waiting for power, in order of readiness
  std::size_t tried_for_power = 0;  ///< of those, how many found none since some last came free
  bool tries_power_again = false;   ///< when sites settle next
  bool fit_is_due = false;          ///< what has no place any more has yet to leave
  std::vector<Index> powered;       ///< online, in order of going online
};

/// One time that an intervention happens: which intervention, and its occurrence number.
struct Occurrence {
  Index intervention = 0;
  std::uint32_t number = 0;
};

/// A condition that an intervention waits for.
struct Watch {
  Index intervention = 0;
  Units units = 0;
  std::uint32_t number = 0;  ///< of the next time
  Time until = never;
  bool holds = false, is_over = false;
};

/// Units lent, to be given back.
struct Debt {
  Occurrence of;
  Units units = 0;
};

/// Units that another uses than whose they are.
struct LeaseState {
  Occurrence of;
  Index lender = 0;
  Units units = 0;
};

/// What a slice was awarded at: the price of that day, and what an auction brought beyond it, for a unit.
struct AwardPrice {
  double price = 0, beyond = 0;
  Time at = 0;
};

/// What money has to know of a slice: what a unit of it was awarded at, when it first came to a dock, and whose it is
/// while another uses it.
struct SliceMoney {
  double price = 0;
  Time docked = never;
  Index lender = model::none;
};

/// Units of stock that are being turned into another product.
struct Conversion {
  Occurrence of;
  Units units = 0;
};

struct ActiveWindow {
  Index intervention = 0;
  Time from = 0, until = 0;
};

/// Columns that one level of a division is worked out in; kept from run to run.
struct DivisionScratch {
  std::vector<Index> claimants;
  std::vector<std::vector<Index>> members;
  std::vector<Units> claims, caps, lots, minimums, guaranteed, awards;
  std::vector<double> weights, carries, received, quotas, bids;
  std::vector<std::int64_t> priorities;
  std::vector<std::uint32_t> order, active, arrivals;
  allocation::Division division;
};

/// What is left of a claim, of what may be given of it, and the least of that which is worth giving.
struct Bounds {
  Units claim = 0, most = 0, least = 0;
};

/// Units that guarantees set aside for a claimant, and those of them that are set aside for someone below it.
struct SetAside {
  Units units = 0, below = 0;
  Bounds bounds{};
};

/// An award that caps of periods count, and what one of them has counted in its present period: what its claimant was
/// awarded, and what those were of whose awards it is a share.
struct CountedAward {
  Time at = 0;
  Index owner = 0, order = 0;
  Units units = 0;
};
struct CapCount {
  std::int64_t period = -1;
  Units own = 0, others = 0;
};

/// Whether an intervention is taken, left out, or not decided yet: then the replication stops before it.
enum class Decision : std::uint8_t { taken, dropped, undecided };

/// What changes while a replication runs. Copied whole where variants part (`forks.cpp`).
struct State {
  // Copied in many sources, compiled in one.
  State();
  State(const State&);
  State(State&&) noexcept;
  State& operator=(const State&);
  State& operator=(State&&) noexcept;
  ~State();

  Time now = 0;
  int pass = 0, phase = 0;
  EventList events;
  Observations seen;

  std::vector<double> draws;
  PolicyNow base_policy, policy;
  std::vector<Occurrence> sets;  ///< in force
  std::vector<ActiveWindow> shocks, delays;
  std::vector<Watch> watches;
  std::vector<Occurrence> embargoes;    ///< in force
  std::vector<Index> active_expedites;  ///< interventions that shorten stages from now on, by index, once each time
  std::vector<Debt> debts;
  std::vector<Conversion> conversions;
  std::vector<LeaseState> leases;
  std::vector<double> prices;    ///< by product
  std::vector<AwardPrice> paid;  ///< by slice; as `prices`, only where the model keeps prices

  std::vector<SliceMoney> money;  ///< by slice, where the model keeps cash

  std::vector<OrderState> orders;
  std::vector<Slice> slices;
  std::vector<Tenure> tenures;  ///< by slice, as far as the last of which there is something to know
  PendingTransfers pending_transfers;
  std::vector<Market> markets;
  std::vector<FifoMarket> fifo_markets;
  std::vector<PegState> pegs;
  std::vector<Lot> lots;
  std::vector<HeldLot> held_lots;   ///< in the order in which they came
  std::vector<char> parts_are_due;  ///< by supplier: whether it is to look what it can build; empty where nobody builds
  std::vector<StationState> stations;
  std::vector<SiteState> sites;
  std::vector<PlannedSupply> planned;  ///< by market
  std::vector<Bundle> bundles;
  std::vector<Holding> holdings;  ///< by organisation and product; none where nobody orders by what it has
  std::vector<Experience> experiences;
  std::vector<BuyerState> buyers;
  std::vector<Index> waiting_for_room;     ///< delivered slices, in order of arrival
  std::size_t tried_for_room = 0;          ///< of those, how many found none since some last came free
  std::vector<Index> power_is_free_at;     ///< sites where those who wait for power try again when sites settle
  std::vector<Index> first_slices;         ///< of the orders of the file
  std::size_t placed_orders = 0;           ///< of `Model::by_placing`, with the one on the list of events
  std::vector<Index> intervention_slices;  ///< the first slice of the order that an intervention places
  std::vector<StreamOrder> demand, spare_demand;
  std::vector<double> first_stage_draws;  ///< by place in `demand`; only where a FIFO market has servers
  std::vector<DeliveryRecord> spare_deliveries;

  std::vector<double> group_carry;         ///< by market, level of groups and claimant
  std::vector<double> organisation_carry;  ///< by market and claimant
  std::vector<double> slice_carry;         ///< of the order level, in lots: as far as the last slice that has one
  std::vector<std::vector<std::pair<std::int64_t, Units>>> guarantee_given;  ///< by market and guarantee: period, units
  std::vector<std::vector<CountedAward>> counted_awards;                     ///< by market, where a cap counts periods
  std::vector<std::vector<CapCount>> cap_counts;                             ///< by market and cap
  std::vector<MarketReceipts> receipts;                                      ///< by market, where a rule looks at them
  std::vector<std::vector<Dated>> arrivals;      ///< by market, where a guarantee is a share of them
  std::vector<std::vector<Units>> awards_left;   ///< by supplier and manual award
  std::vector<Units> shipments_left;             ///< of those known, what the replication has not shipped yet
  std::vector<Units> cap_allows;                 ///< scratch: by cap, what it allows in the present run
  std::vector<Units> held;                       ///< scratch: by reserve, what it holds in the present run
  bool has_held = false;                         ///< something other than a rule held a slice back
  bool has_bounds = false;                       ///< of the run: slice_claim and slice_cap count
  std::vector<Units> slice_claim, slice_cap;     ///< scratch: by slice
  std::vector<Index> child_of;                   ///< scratch: claimant to child
  std::vector<Index> claiming;                   ///< scratch: slices of one run
  std::vector<std::vector<Units>> awarded;       ///< in the present run: by depth in the tree and claimant
  std::vector<std::vector<SetAside>> set_aside;  ///< scratch: likewise
  std::vector<Bounds> claimant_bounds;           ///< scratch
  std::vector<DivisionScratch> division;         ///< by depth in the tree
  DivisionScratch tier;
  std::vector<Index> bound_by_kits;  ///< of the run: slices that get no more than their kits may, in order

  Units from_before = 0;  ///< that ran, had come or were on their way when it began
  std::uint64_t next_serial = 0;
  std::uint32_t next_arrival = 0, next_ready = 0;
  bool online_changed = true;
  bool settle_is_due = false;
};

}  // namespace allot::engine
