#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/replication.hpp"

// What happens in a replication, by file: each function is one thing that changes its state.

namespace allot::engine {

// begin.cpp: the state at the start and the events known then.
void begin(Replication& sim);

// opening.cpp: what was on its way, at its site or running when the simulation begins.
void put_online(Replication& sim, Index site);
/// Slices of what had been shipped of an order; `rest` is its first slice, left with what had not.
void open_with_what_was_shipped(Replication& sim, const model::Opening& opening, Slice& rest, Time needed);
/// What was received before the start, in order of time.
void sort_opening_deliveries(Replication& sim);
/// Notes a promise of the order's for a slice, and the slice.
Index add_slice(Replication& sim, Slice slice, Time needed);

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
/// Places an order of one slice now; `due` is promised unless it is a copy; `needed` is what is said of it. Gives its
/// slice.
Index order_now(Replication& sim, const model::Terms& terms, std::uint64_t key, std::uint64_t rank, Units units,
                Time due, Time needed, Index bundle);
/// Of `Replication::demand`. Each is on the list of events only once the one before it is placed.
void on_stream_order(Replication& sim, Index order);
void expect_stream_order(Replication& sim, Index order);
void enter_queue(Replication& sim, Index slice);
void request_run(Replication& sim, Index market);
void request_pegs(Replication& sim, Index market);
/// A decision changed an open slice or what stands beside it: its market looks again.
void wake_market(Replication& sim, Index slice);

// withdraw.cpp
/// What is open again and reneges at once if its patience has ended meanwhile.
void check_reneging(Replication& sim, Index slice);
/// Cancels an open slice. `cause` says why where no intervention does; `fee`, where given, stands for the contract's.
void cancel(Replication& sim, Index slice, const char* cause = nullptr, std::optional<double> fee = std::nullopt);
bool is_cancellable(const Replication& sim, const Slice& slice);
/// The deposit that an order pays and how long it waits; it was just placed, this is its first slice.
void apply_contract(Replication& sim, Index first_slice, Units units);
void on_renege(Replication& sim, Index slice);
Units open_units(const Replication& sim, Index slice_of_order);
/// A slice of an order that the scenario names, in whatever state; none of one of no units.
Index first_slice_of(const Replication& sim, Index order);
/// The open slices of such an order that wait for a product, in order of the queue.
ScratchVector<Index> open_slices_in(const Replication& sim, Index order, Index product);
/// Cancels up to so many open units of the order of a slice, from the end of the queue. Gives how many.
Units withdraw_from(Replication& sim, Index slice, Units most, const char* cause,
                    std::optional<double> fee = std::nullopt);

// gaming.cpp
void begin_gaming(Replication& sim);
/// Counts a slice among what its owner waits for or has.
void hold(Replication& sim, const Slice& slice, Units by);
/// What a buyer asks for where it needs so much, after it looked back on what came of its last orders.
Units inflated(Replication& sim, Index gaming, Index market, Units need);
void learn(Replication& sim, Index gaming);
void remember(Replication& sim, Index gaming);
/// Orders so many units, from every supplier where the buyer duplicates. What is ordered is no need by itself.
void order_need(Replication& sim, Index gaming, const model::Terms& terms, std::uint64_t key, std::uint64_t rank,
                Units units, Time due, Time needed);
void note_delivery(Replication& sim, Index bundle, Units units);
/// Reduces a need; its orders shrink accordingly.
void need_less(Replication& sim, Index bundle, Units units);
Holding held_units(const Replication& sim, Index organisation, Index product);
void on_need_met(Replication& sim, Index bundle);

// buyers.cpp
void plan_reviews(Replication& sim);
void on_review(Replication& sim, Index buyer);

// supply.cpp
Units after_shocks(const Replication& sim, const Lot& lot);
/// Lots in a window that have yet to come do so later, or earlier where it is negative, but never before now.
void shift_lots(Replication& sim, const ActiveWindow& window, Duration by);
/// Units that come into the free stock of a market, of a lot planned for then (-1: of none), or leave it: with a slice,
/// or for another use.
void change_free(Replication& sim, Index market, Units by, Time planned = -1, Index with = model::none,
                 Index piece = model::none);
/// Good units that came, towards guarantees of a share.
void count_arrival(Replication& sim, Index market, Units units);
/// Of units that are in stock for the first time: no rule has a say in them.
void note_fact(Replication& sim, Index market, Units units, Index peg = model::none);
void on_lot(Replication& sim, Index lot);
/// Part of a lot, or all of it, is there.
void receive_lot(Replication& sim, Lot& lot, Units units, Units good);
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

// past.cpp: before `as_of`, what is known to have happened.
void begin_past(Replication& sim);
/// Whether a supplier ships what is known that it shipped, and nothing else.
bool is_recorded(const Replication& sim, Index supplier);
/// What is known to have been shipped by now, as far as there is stock.
void serve_shipments(Replication& sim, Index market);
void serve_shipments_soon(Replication& sim, Index market);
/// As `ship`, where the rest of what is known says when it arrived.
void ship_as_known(Replication& sim, Index slice, Units units);
void on_record_end(Replication& sim, Index market);
void on_known_cancellation(Replication& sim, Index cancellation);

// allocate.cpp
void serve_pegs(Replication& sim, Index market);
void run_allocation(Replication& sim, Index market);
/// Smallest permitted shipment, in whole lots: the order's minimum, or the whole remainder if smaller.
Units smallest_shipment(const Replication& sim, const Slice& slice);
/// Takes a slice's first `units` out of stock and sends them on their way.
void ship(Replication& sim, Index slice, Units units);
/// The same; they come to the dock at that time, where it is not `never`.
void ship(Replication& sim, Index slice, Units units, Time arrives);

// award_counts.cpp
/// Whether anything looks back on what this market awards.
bool counts_awards(const Replication& sim, Index market);
/// Counts units awarded to an owner, of an order or of none, where guarantees and rules look back.
void count_award_by_policy(Replication& sim, Index market, Index owner, Index order, Units units);
/// The same of an award of that day that is taken back.
void count_return_by_policy(Replication& sim, Index market, Index owner, Index order, Units units, Time awarded);

// returns.cpp
/// An awarded slice is open again and its units are stock.
void take_back(Replication& sim, Index slice);

// route.cpp
void enter_stage(Replication& sim, Index slice);
/// On its way without stages, to the dock at that time.
void travel_until(Replication& sim, Index slice, Time arrives);
void on_stage_end(Replication& sim, Index slice);
void on_reroute_end(Replication& sim, Index slice);
/// Leaves its stage, its server and its line.
void leave_route(Replication& sim, Index slice);
/// What is in a stage, less or more of it: `factor` times what is left.
void scale_stage(Replication& sim, Index slice, const Decimal& factor);
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
/// Leaves its site, or its dock, for good: its room and power are free.
void vacate(Replication& sim, Index slice);
/// Cuts the first, or the last, units off what is online.
Index cut_front_at_site(Replication& sim, Index slice, Units units);
Index cut_back_at_site(Replication& sim, Index slice, Units units);
/// What sources come to now. What no longer has a place leaves once all parameters of the moment have changed.
void update_capacity(Replication& sim, Index site);
void fit_capacity(Replication& sim, Index site);
std::int64_t contribution(const SourceState& source, Time now);
void schedule_source(Replication& sim, Index site, const SourceState& source);

// intervene.cpp, parameters.cpp
void on_intervention(Replication& sim, Occurrence it);
void on_parameter_change(Replication& sim, Occurrence it);
void on_parameter_change_end(Replication& sim, Occurrence it);

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
Duration hastened(Replication& sim, const Slice& slice, const model::Stage& stage, Duration stay);

// prices.cpp
void begin_prices(Replication& sim);
/// The price of a product's unit awarded now.
double price_now(const Replication& sim, Index product);
/// What an auction brings beyond the price for all that a slice is awarded now.
void bid(Replication& sim, Index slice, double beyond);
void pay(Replication& sim, Index slice);
void repay(Replication& sim, Index slice);

// money.cpp: only where the model keeps cash, and right before the slice changes
void note_state_for_money(Replication& sim, Index slice, SliceState state);
void note_owner_for_money(Replication& sim, Index slice, Index owner);
void note_product_for_money(Replication& sim, Index slice, Index product, Units units);
/// What a unit of it costs that is cancelled next, beside its deposit.
void note_fee_for_money(Replication& sim, Index slice, double fee);
/// A slice that was there when the replication began.
void note_opening_for_money(Replication& sim, Index slice, Time docked);

// timing.cpp
void plan_interventions(Replication& sim);
/// Conditions are evaluated after each pass over the phases.
void evaluate_triggers(Replication& sim);
/// What comes after an intervention that happened.
void follow(Replication& sim, const Occurrence& leader);
/// `never` where there is none.
Time end_of(const Replication& sim, const std::optional<model::Until>& until, Time begin);
inline std::uint64_t rank_of_intervention(Index index) { return (1ull << 32) + static_cast<std::uint64_t>(index); }

// observe.cpp
void end_second(Replication& sim);
void sample_grid(Replication& sim);
void keep_sources(Replication& sim);
void recount(const Replication& sim);
/// Leaves the slices as they are now in what was seen.
void keep_slices(Replication& sim);

// ledger.cpp
/// A line with its time and event; cells are appended by the caller. Only where the ledger is kept.
LedgerLine& note(Replication& sim, const char* event);
/// Appends what a rule looks at in the claim of a slice, beside its units and its place.
void note_claim(const Replication& sim, LedgerLine& line, const Slice& slice);
/// Appends when a slice is paid, where the model keeps cash.
void note_payments(const Replication& sim, LedgerLine& line, const Slice& slice);
/// What an auditor has to know of the world: lots, groups, what a unit takes of a site.
void note_world(Replication& sim);
/// Units pegged to each lot when the simulation begins.
void note_pegs(Replication& sim);
/// The levels at the end, to hold against the lines before.
void note_end(Replication& sim);
std::vector<std::string> names_of_sites(const Replication& sim, Index list);
std::string_view name_of(SliceState state);
/// A level of a supplier's tree, as rules name it.
std::string level_name(const model::Supplier& supplier, std::size_t depth);
std::string order_name(const Replication& sim, Index order);

}  // namespace allot::engine
