#pragma once

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>

#include "engine/demand.hpp"
#include "engine/event_list.hpp"
#include "engine/hops.hpp"
#include "engine/observations.hpp"
#include "engine/plain_market.hpp"
#include "engine/policy.hpp"
#include "engine/quote.hpp"
#include "engine/receipts.hpp"
#include "engine/slice.hpp"
#include "engine/waiting_line.hpp"

namespace allot::engine {

inline std::size_t at(Index index) { return static_cast<std::size_t>(index); }

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
};

/// A lot that waits for parts: what is left of it, and how much of it was built.
struct HeldLot {
  Index lot = 0;
  Units left = 0, built = 0;
};

/// One supplier's supply of one product and the orders that wait for it.
struct Market {
  Index supplier = 0, product = 0;
  Units free = 0;            ///< stock that no peg has set aside
  Units reserved = 0;
  Units backlog = 0;         ///< open units without a peg
  Units converting = 0;      ///< stock that is being turned into another product
  std::vector<Index> queue;  ///< open slices by place; those no longer open are dropped at the next run
  Time last_run = -1;
  bool run_is_due = false, pegs_are_due = false;
};

struct PegState {
  Units reserved = 0;  ///< in stock, set aside
  Units needed = 0;    ///< open and planned units pegged to it
  Index market = 0;
};

struct StationState {
  std::int64_t busy = 0;
  WaitingLine line;
  std::vector<Time> free_at;  ///< in plain markets, instead of both: a heap, the first to be free on top
};

/// A source of room or power as it stands in this replication.
struct SourceState {
  Time from = 0, until = 0;  ///< equal for a step
  std::int64_t add = 0;
  Time planned_from = 0, planned_until = 0;  ///< as announced: without slip, means of what is uncertain
  std::int64_t planned_add = 0;

  SourceState as_planned() const { return {planned_from, planned_until, planned_add, planned_from, planned_until, planned_add}; }
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
  std::vector<Index> unpowered;   ///< ready, waiting for power, in order of readiness
  std::size_t tried_for_power = 0;  ///< of those, how many found none since some last came free
  bool tries_power_again = false;   ///< when sites settle next
  bool fit_is_due = false;          ///< what has no place any more has yet to leave
  std::vector<Index> powered;     ///< online, in order of going online
};

/// One time that an intervention happens: which, and the how manieth.
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

/// What a slice was awarded at: the price of that day, and what an auction brought beyond it, for a unit.
struct AwardPrice {
  double price = 0, beyond = 0;
  Time at = 0;
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
  std::vector<std::uint32_t> order, arrivals;
  allocation::Division division;
};

/// Whether an intervention is taken, left out, or not decided yet: then the replication stops before it.
enum class Decision : std::uint8_t { taken, dropped, undecided };

/// What changes while a replication runs. Copied whole where variants part (`forks.cpp`).
struct State {
  Time now = 0;
  int pass = 0, phase = 0;
  EventList events;
  Observations seen;

  std::vector<double> draws;
  PolicyNow base_policy, policy;
  std::vector<Occurrence> sets;  ///< in force
  std::vector<ActiveWindow> shocks, delays;
  std::vector<Watch> watches;
  std::vector<Occurrence> embargoes;  ///< in force
  std::vector<Index> hastes;          ///< interventions that shorten stages from now on, by index, once each time
  std::vector<Debt> debts;
  std::vector<Conversion> conversions;
  std::vector<double> prices;    ///< by product
  std::vector<AwardPrice> paid;  ///< by slice; as `prices`, only where the model keeps prices

  std::vector<OrderState> orders;
  std::vector<Slice> slices;
  Hops hops;
  std::vector<Market> markets;
  std::vector<PlainMarket> plain_markets;
  std::vector<PegState> pegs;
  std::vector<Lot> lots;
  std::vector<HeldLot> held_lots;     ///< in the order in which they came
  std::vector<char> parts_are_due;    ///< by supplier: whether it is to look what it can build; empty where nobody builds
  std::vector<StationState> stations;
  std::vector<SiteState> sites;
  std::vector<PlannedSupply> planned;  ///< by market
  std::vector<Bundle> bundles;
  std::vector<Holding> holdings;       ///< by organisation and product; none where nobody orders by what it has
  std::vector<Experience> experiences;
  std::vector<BuyerState> buyers;
  std::vector<Index> waiting_for_room;  ///< delivered slices, in order of arrival
  std::size_t tried_for_room = 0;       ///< of those, how many found none since some last came free
  std::vector<Index> power_is_free_at;  ///< sites where those who wait for power try again when sites settle
  std::vector<Index> first_slices;         ///< of the orders of the file
  std::size_t placed_orders = 0;           ///< of `Model::by_placing`, with the one on the list of events
  std::vector<Index> intervention_slices;  ///< the first slice of the order that an intervention places
  std::vector<StreamOrder> demand, spare_demand;
  std::vector<double> first_stage_draws;  ///< by place in `demand`; only where a plain market has servers
  std::vector<DeliveryRecord> spare_deliveries;

  std::vector<double> group_carry, organisation_carry;  ///< by market and claimant
  std::vector<double> slice_carry;                      ///< of the order level, in lots: as far as the last slice that has one
  std::vector<std::vector<std::pair<std::int64_t, Units>>> guarantee_given;  ///< by market and guarantee: period, units
  std::vector<MarketReceipts> receipts;              ///< by market, where a rule looks at them
  std::vector<std::vector<Dated>> arrivals;          ///< by market, where a guarantee is a share of them
  std::vector<std::vector<Units>> awards_left;       ///< by supplier and manual award
  bool has_held = false;                             ///< something other than a rule held a slice back
  bool has_bounds = false;                           ///< of the run: slice_claim and slice_cap count
  std::vector<Units> slice_claim, slice_cap;         ///< scratch: by slice
  std::vector<Index> child_of;                                               ///< scratch: claimant to child
  std::vector<Index> claiming;                                               ///< scratch: slices of one run
  std::vector<Units> slice_award;                                            ///< scratch: by slice
  DivisionScratch division[3], tier;

  std::uint64_t next_serial = 0;
  std::uint32_t next_arrival = 0, next_ready = 0;
  bool online_changed = true;
  bool settle_is_due = false;
};

/// A list that is needed for a moment, in memory that its replication keeps.
template <class T>
using Passing = std::pmr::vector<T>;

/// One replication while it runs. Handlers are free functions on it, one file a subject.
struct Replication : State {
  const Model& model;
  const Layout layout;
  Recording recording;
  std::uint64_t seed = 1, number = 0;
  const std::vector<char> is_plain;  ///< by market
  const std::vector<std::vector<std::size_t>> counted_rows;  ///< by intervention: of gauges, what its condition counts
  std::vector<Decision> decisions;   ///< by intervention; empty: all are taken
  PolicyNow changed;                 ///< scratch: what a `set` puts in force
  const std::unique_ptr<std::pmr::unsynchronized_pool_resource> passing;

  Replication(const Model& m, Recording r, std::uint64_t s, std::uint64_t n);

  /// An empty list for a moment.
  template <class T>
  Passing<T> list() const { return Passing<T>(passing.get()); }

  Decision decision(Index intervention) const { return decisions.empty() ? Decision::taken : decisions[at(intervention)]; }

  double draw(std::uint64_t stream, std::uint64_t index, std::uint32_t count = 0) const;
  double amount(const model::Amount& it) const { return value(it, draws); }
  Time moment(const model::Amount& it) const;
  /// Units as stated, or where that is no whole number, or worked out or drawn, to whole lots, halves up.
  Units units(const model::Amount& it, Index product) const;
  Duration duration(const model::Delay& delay, std::uint64_t stream, std::uint64_t index) const;
  /// A slip of what was planned for then, and what it shares with others.
  Duration slip(const model::Delay& slip, const std::optional<model::SharedSlip>& with, std::uint64_t stream, std::uint64_t index, Time planned) const;
  double mean_seconds(const model::Delay& delay) const;
  /// An amount with the mean of its draw in place of it.
  double mean_amount(const model::Amount& it) const;

  void journal(const JournalEntry& entry) {
    if (recording.journal) seen.journal.push_back(entry);
  }

  Gauge& gauge(std::size_t row) { return seen.gauges[row]; }
  /// From when on the present counts: what happened in the warm-up counts from its end.
  Time counted(Time when) const { return model.warm_up < model.end ? std::max(when, model.warm_up) : when; }
  void change(std::size_t row, Units by) { gauge(row).change(counted(now), by); }
  void change_order(Index order, OrderLevel level, Units by) {
    if (layout.counts(order)) change(layout.of(order, level), by);
  }
  Market& market_of(Index supplier, Index product) { return markets[at(supplier) * model.products.size() + at(product)]; }
  Index market_index(Index supplier, Index product) const {
    return supplier * static_cast<Index>(model.products.size()) + product;
  }
  const model::Terms& terms(const Slice& slice) const { return *orders[at(slice.order)].terms; }
  std::int64_t priority(const Slice& slice) const {
    const std::int64_t own = terms(slice).priority;
    return slice.raised_to < 0 ? own : std::max(own, model.priorities[static_cast<std::size_t>(slice.raised_to)]);
  }
  const std::vector<Index>& sites_of(const Slice& slice) const { return model.site_lists[at(slice.sites)]; }
  const model::Route& route_of(const Slice& slice) const {
    const model::Terms& it = terms(slice);
    return model.suppliers[at(it.supplier)].routes[at(it.route)];
  }

  /// Puts an event of this second or a later one on the list; what belongs to an earlier phase of this second than the
  /// present one runs in a further pass.
  void schedule(Time when, EventKind kind, std::uint64_t rank, Index subject, std::uint32_t stamp = 0);
};

// begin.cpp: the state at the start and the events known then.
void begin(Replication& sim);

// opening.cpp: what was on its way, at its site or running when the simulation begins.
void put_online(Replication& sim, Index site);
/// Slices of what had been shipped of an order; `rest` is its first slice, left with what had not.
void open_with_what_was_shipped(Replication& sim, const model::Opening& opening, Slice& rest);
/// What was received before the start, in order of time.
void sort_opening_deliveries(Replication& sim);
/// Notes a promise of the order's for a slice, and the slice.
Index add_slice(Replication& sim, Slice slice);

// slices.cpp
void account(Replication& sim, const Slice& slice, Units sign);
void set_state(Replication& sim, Index slice, SliceState state);
/// Cuts the first `units` off as a slice of their own; the rest stays.
Index split_front(Replication& sim, Index slice, Units units);
/// Cuts the last `units` off as a slice of their own.
Index split_back(Replication& sim, Index slice, Units units);
/// Delivered to one who has no site: online, or stock of the supplier for whom it buys.
void receive(Replication& sim, Index slice);
/// Another owner, and the sites that it goes to from now on.
void give_to(Replication& sim, Index slice, Index owner, Index sites);

// orders.cpp
void place_order(Replication& sim, Index order);
/// The next order without details goes on the list of events, once the one before it is placed.
void expect_listed_order(Replication& sim);
void on_order_placed(Replication& sim, Index slice);
void on_slice_eligible(Replication& sim, Index slice);
/// Places an order of one slice now; `due` is promised unless it is a copy. Gives its slice.
Index order_now(Replication& sim, const model::Terms& terms, std::uint64_t key, std::uint64_t rank, Units units, Time due, Index bundle);
/// Of `Replication::demand`. Each is on the list of events only once the one before it is placed.
void on_stream_order(Replication& sim, Index order);
void expect_stream_order(Replication& sim, Index order);
void enter_queue(Replication& sim, Index slice);
void request_run(Replication& sim, Index market);
void request_pegs(Replication& sim, Index market);
/// A decision changed an open slice or what stands beside it: its market looks again.
void wake_market(Replication& sim, Index slice);

// withdraw.cpp
/// Cancels an open slice. `cause` says why where no intervention does; `fee`, where given, stands for the contract's.
/// What is open again, whose patience has ended meanwhile.
void look_at_patience(Replication& sim, Index slice);
void cancel(Replication& sim, Index slice, const char* cause = nullptr, std::optional<double> fee = std::nullopt);
bool is_cancellable(const Replication& sim, const Slice& slice);
/// The deposit that an order pays and how long it waits; it was just placed, this is its first slice.
void bind(Replication& sim, Index first_slice, Units units);
void on_patience_end(Replication& sim, Index slice);
Units open_units(const Replication& sim, Index slice_of_order);
/// Cancels up to so many open units of the order of a slice, from the end of the queue. Gives how many.
Units withdraw_from(Replication& sim, Index slice, Units most, const char* cause, std::optional<double> fee = std::nullopt);

// gaming.cpp
void begin_gaming(Replication& sim);
/// Counts a slice among what its owner waits for or has.
void hold(Replication& sim, const Slice& slice, Units by);
/// What a buyer asks for where it needs so much, after it looked back on what came of its last orders.
Units inflated(Replication& sim, Index gaming, Index market, Units need);
void learn(Replication& sim, Index gaming);
void remember(Replication& sim, Index gaming);
/// Orders so many units, from every supplier where the buyer duplicates. What is ordered is no need by itself.
void order_need(Replication& sim, Index gaming, const model::Terms& terms, std::uint64_t key, std::uint64_t rank, Units units, Time due);
void note_delivery(Replication& sim, Index bundle, Units units);
/// So much of a need is no more: its orders are cut down to the rest.
void need_less(Replication& sim, Index bundle, Units units);
Holding held_units(const Replication& sim, Index organisation, Index product);
void on_need_met(Replication& sim, Index bundle);

// buyers.cpp
void plan_reviews(Replication& sim);
void on_review(Replication& sim, Index buyer);

// supply.cpp
Units after_shocks(const Replication& sim, const Lot& lot);
/// Good units that came, towards guarantees of a share.
void count_arrival(Replication& sim, Index market, Units units);
void on_lot(Replication& sim, Index lot);
/// Part of a lot, or all of it, is there.
void receive_lot(Replication& sim, const Lot& lot, Units units, Units good);
void put_into_stock(Replication& sim, Index supplier, Index product, Units units);
void release_unpegged(Replication& sim, Index peg);

// build.cpp
Units parts_of_one(const Replication& sim, const model::InitialUnits& part);
/// A lot that is built from parts takes its place among those that wait for them.
void hold_lot(Replication& sim, Index lot, Units units);
/// The supplier's free stock grew: it looks what it can build, before the next division.
void stock_grew(Replication& sim, Index supplier);
void build(Replication& sim, Index supplier);

// awards.cpp
/// Manual awards whose day has come, in order of the list, as far as stock and claims go.
void serve_awards(Replication& sim, Index market);
void begin_awards(Replication& sim);

// allocate.cpp
void serve_pegs(Replication& sim, Index market);
void run_allocation(Replication& sim, Index market);
/// Counts units awarded to an owner, of an order or of none, where guarantees and rules look back.
void count_award_by_policy(Replication& sim, Index market, Index owner, Index order, Units units);
/// Whether anything looks back on what this market awards.
bool counts_awards(const Replication& sim, Index market);
/// The same of an award of that day that is taken back.
void count_return_by_policy(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded);
/// What of a slice is worth shipping, in whole lots: what is left of a claim below the minimum may ship in full.
Units smallest_shipment(const Replication& sim, const Slice& slice);
/// An awarded slice is open again and its units are stock.
void take_back(Replication& sim, Index slice);
/// Takes a slice's first `units` out of stock and sends them on their way.
void ship(Replication& sim, Index slice, Units units);

// route.cpp
void enter_stage(Replication& sim, Index slice);
void on_stage_end(Replication& sim, Index slice);
void on_reroute_end(Replication& sim, Index slice);
/// Leaves its stage, its server and its line.
void leave_route(Replication& sim, Index slice);
/// What is in a stage, less or more of it: `factor` times what is left.
void scale_stage(Replication& sim, Index slice, double factor);
/// Puts a part that was cut off where the whole is: in the same stage until the same end, or right behind it in line.
void follow(Replication& sim, Index whole, Index part);

// site.cpp
void arrive_at_site(Replication& sim, Index slice);
void request_settlement(Replication& sim);
void settle_sites(Replication& sim);
void on_piece_installed(Replication& sim, Index slice);
void on_commissioned(Replication& sim, Index slice);
/// Takes up to so many online units of a product out of service, those admitted first; gives how many.
Units retire(Replication& sim, Index site, Index product, Units units);
/// What sources come to now. What no longer has a place leaves once all parameters of the moment have changed.
void update_capacity(Replication& sim, Index site);
void fit_capacity(Replication& sim, Index site);
std::int64_t contribution(const SourceState& source, Time now);
void schedule_source(Replication& sim, Index site, const SourceState& source);

// intervene.cpp, parameters.cpp
void on_intervention(Replication& sim, Occurrence it);
void on_shock_begin(Replication& sim, Occurrence it);
void on_shock_end(Replication& sim, Occurrence it);

// act_move.cpp
void on_loan_due(Replication& sim, Index debt);

// act_convert.cpp
void on_conversion_end(Replication& sim, Index conversion);

// act_embargo.cpp
/// Whether an embargo in force holds a slice, were it of this product.
bool is_embargoed(const Replication& sim, const Slice& slice, Index product);
/// An embargo begins or ends to hold a slice, or it changed hands.
void look_whether_barred(Replication& sim, Index slice);

// act_expedite.cpp
/// How long a stage takes that begins now, as decisions left it.
Duration hastened(const Replication& sim, const Slice& slice, const model::Stage& stage, Duration stay);

// prices.cpp
void begin_prices(Replication& sim);
/// The price of a product's unit awarded now.
double price_now(const Replication& sim, Index product);
/// What an auction brings beyond the price for all that a slice is awarded now.
void bid(Replication& sim, Index slice, double beyond);
void pay(Replication& sim, Index slice);
void repay(Replication& sim, Index slice);

// timing.cpp
void plan_interventions(Replication& sim);
/// Looked at when a pass over the phases is over.
void look_at_conditions(Replication& sim);
/// What comes after an intervention that happened.
void follow(Replication& sim, const Occurrence& leader);
/// `never` where there is none.
Time end_of(const Replication& sim, const std::optional<model::Until>& until, Time begin);
inline std::uint64_t rank_of_intervention(Index index) { return (1ull << 32) + static_cast<std::uint64_t>(index); }

// observe.cpp
void end_second(Replication& sim);
void sample_grid(Replication& sim);
void recount(const Replication& sim);
/// Leaves the slices as they are now in what was seen.
void keep_slices(Replication& sim);

// ledger.cpp
/// A line with its time and event; cells are appended by the caller. Only where the ledger is kept.
LedgerLine& note(Replication& sim, const char* event);
/// What an auditor has to know of the world: lots, groups, what a unit takes of a site.
void note_world(Replication& sim);
/// Units pegged to each lot when the simulation begins.
void note_pegs(Replication& sim);
/// The levels at the end, to hold against the lines before.
void note_end(Replication& sim);
std::vector<std::string> names_of_sites(const Replication& sim, Index list);
std::string_view name_of(SliceState state);
std::string order_name(const Replication& sim, Index order);

}  // namespace allot::engine
