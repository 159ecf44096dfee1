#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/reference_chance.hpp"
#include "support/reference_engine.hpp"
#include "support/reference_period.hpp"

/// Everything that exists during one run of the reference engine, and the functions of its phases.
namespace allot::reference {

enum class State {
  planned,
  open,
  entering,  // awarded or moved on, at the door of the next stage; never lasts beyond a second
  queued,
  in_stage,
  rerouted,
  delivered,
  waiting_crew,
  in_installation,
  commissioning,
  ready,  // waits for power
  online,
  retired,
  returning,  // to the supplier, at the end of its term
  returned,
  cancelled,
  resold  // stock of the supplier for whom its owner buys
};

/// One change of owner by an intervention, and when the units came to the dock of whom they were for.
struct Move {
  std::string intervention{};
  int from = -1, to = -1;
  Time delivered_at = never;
};

/// Units of one order that share an owner, a place and a fate.
struct Slice {
  int order = -1;
  int root = -1;  // the slice that it was first a part of
  int owner = -1;
  Units first = 0;
  Units units = 0;
  State state = State::planned;
  Time not_before = 0;
  Time due = never;
  Time needed = never;  // to run by then
  std::vector<Ref> sites{};
  int pool = -1;
  double carry = 0;
  std::optional<std::int64_t> priority{};  // where it was raised
  int awarded_to = -1;
  std::optional<Time> awarded_at{};  // by a run of the simulation
  double price = 0;                  // at the award

  std::int64_t shipment = -1;
  std::size_t stage = 0;
  bool holds_server = false;
  Duration reroute = 0;
  Time until = never;  // of the stage, detour, installation or commissioning that it is in

  std::int64_t arrival = -1;
  int site = -1;
  std::int64_t admission = -1;
  Time ready_since = -1;
  std::int64_t switched_on = -1;  // when it went online, among all
  std::vector<Move> moves{};

  Time term_began = never, term_ends = never;  // of what comes back
  bool is_called_back = false;                 // before its end
  Time back_at = never;                        // when it is stock again
  int lease = -1;                              // by which another uses it, among debts
};

/// An order of the file, of a stream or of an intervention; or what a site had online at the start.
struct Demand {
  std::string id{};
  std::uint64_t key = 0;
  bool is_initial = false;
  bool is_named = true;
  bool is_placed = false;
  int organisation = -1, supplier = -1, product = -1;
  Units units = 0;
  Time placed = 0;
  std::pair<int, std::int64_t> definition{};  // section, then place in it
  std::int64_t priority = 0;
  bool partial = true;
  Units min_shipment = 0;
  std::optional<double> bid{};
  const Route* route = nullptr;
  Units allocated = 0;
  Units shipped_before = 0;      // the start
  const Order* order = nullptr;  // of the file
  int stands_for = -1;           // the demand of another product that it replaces in part
  const Contract* contract = nullptr;
  Time gives_up = never;           // when its patience ends
  const Stream* gaming = nullptr;  // the stream whose buyer asks for something else than it needs
  const Target* target = nullptr;  // the behaviour that placed it
  int need = -1;                   // that it shares with copies
  int copy = 0;                    // its number among them; 0: none
  bool is_of_kit = false;          // shipped with others
  int placed_in_pass = 0;          // over the phases of its second
};

/// A need and the orders for it at several suppliers.
struct Need {
  std::vector<int> orders{};
  Units units = 0;
  bool cancels = false;
};

/// What a gaming buyer knows of its past.
struct Memory {
  double fill = 1;
  Units open = 0, held = 0;
};

/// Units set aside for those pegged to one piece of supply, or to one committed delivery.
struct Pool {
  int supplier = -1, product = -1;
  Units aside = 0;
};

struct Lot {
  int supplier = -1, product = -1, pool = -1;
  Time planned = 0, arrives = 0;              // as decisions left it
  Time first_planned = 0, first_arrives = 0;  // of a plan, before any decision
  Units units = 0;
  Fraction yield{1, 1};
  bool is_committed = false;
  bool has_arrived = false;
  Units left = 0, built = 0;  // of one that is built from parts, once it has arrived
  int turn = 0;               // in which it arrived
  bool is_known = false;      // what came of it, or that it had not come by `as_of`
};

/// A source of room or power with its dates as they stand now.
struct RunSource {
  bool is_ramp = false;
  Time from = 0, until = 0;  // without slip; `until` of a ramp only
  Duration slip = 0;
  std::int64_t add = 0;                      // units or watts
  Time planned_from = 0, planned_until = 0;  // as announced: without slip, means of what is uncertain
  std::int64_t planned_add = 0;
};

struct SiteSources {
  std::vector<RunSource> room, power;
};

// One time that an intervention happens.
struct Occurrence {
  int intervention = -1;
  std::int64_t number = 0;  // its occurrence number
  bool is_done = false;
  std::int64_t turn = 0;  // among those that are done
  Time at = 0;            // never before the start
  Time ends = never;
  bool has_ended = false;
};

/// What is owed from a loan, and stock that is being converted; both until a moment.
struct Pending {
  Time until = 0;
  Occurrence of{};
  Units units = 0;
  bool is_done = false;
};

/// A condition that an intervention waits for.
struct Waiting {
  int intervention = -1;
  std::int64_t number = 0;
  bool was_true = false, is_over = false;
  Time until = never;
};

/// What an intervention has moved so far, and could not move.
struct Tally {
  Units moved = 0, shortfall = 0;
  std::int64_t times = 0;  // that it happened, for what it costs, as are the next
  Units used = 0;          // units moved, taken or hurried
  std::int64_t unit_seconds = 0;
};

struct AwardRecord {
  Time at = 0;
  int supplier = -1, product = -1, organisation = -1;
  Units units = 0;
  int demand = -1;
};

/// Units that had come before the start, of orders that say when they are needed.
struct Received {
  int organisation = -1;
  Time at = 0;
  Units units = 0;
};

/// What is remembered of all that was received, as faded as it was when last looked at.
struct Receipts {
  double units = 0;
  Time seen = 0;
};

using SupplierProduct = std::pair<int, int>;
/// Supplier, product, depth in the supplier's tree, whether an organisation stands there, its index.
using ClaimantName = std::tuple<int, int, std::size_t, bool, int>;
/// Supplier, route, stage.
using StationName = std::tuple<int, const Route*, std::size_t>;

struct World {
  const Scenario& scenario;
  Chance chance;
  std::vector<Order> orders_of_file;
  Time now = 0;
  int pass = 0;  // over the phases of this second
  Time horizon = 0;

  std::vector<Demand> demands{};
  std::vector<Slice> slices{};
  std::vector<Pool> pools{};
  std::vector<std::vector<int>> pool_of_piece{};  // supplier, piece
  std::vector<Lot> lots{};
  int lot_turns = 0;
  std::vector<SiteSources> sites{};
  std::vector<Occurrence> occurrences{};  // by intervention, then number
  std::vector<Waiting> waiting{};
  std::vector<Tally> tallies{};  // by intervention
  std::vector<Need> needs{};
  std::map<const void*, Memory> memories{};  // by behaviour or stream
  std::vector<Time> next_review{};           // by organisation
  std::vector<Units> at_start{};             // by organisation, of its target's product
  std::vector<int> reviews_with_orders{};    // by organisation
  std::vector<Pending> debts{}, conversions{};
  std::vector<double> prices{};   // by product
  std::vector<double> revenue{};  // by supplier
  Policy policy{};                // as the `set`s in force leave it

  std::map<SupplierProduct, Units> free_stock{}, initial_stock{};
  std::set<SupplierProduct> calls{}, runs_now{};  // in this pass
  std::map<SupplierProduct, Time> last_run{};
  std::map<ClaimantName, double> carries{};
  std::map<StationName, std::vector<int>> stations{};
  std::vector<AwardRecord> awards{};  // those of the past before the start
  std::map<ClaimantName, Receipts> received{};
  std::vector<Received> received_before{};
  std::vector<AwardRecord> supplied{};                     // good units that came, of no organisation
  std::map<std::pair<int, std::size_t>, Units> by_hand{};  // given so far, by supplier and manual award
  std::map<std::size_t, Units> known_so_far{};             // shipped, by place among those listed
  std::set<std::size_t> cancelled_so_far{};                // likewise
  std::vector<std::pair<SupplierProduct, Time>> frozen_window_ends{};
  std::vector<std::int64_t> capacities{};                       // of room and power, site by site, when last looked at
  std::vector<Units> ordered{}, allocated{};                    // by organisation
  std::vector<Units> produced{}, scrapped{}, bought{}, used{};  // by supplier
  std::int64_t shipments = 0, arrivals = 0, turns = 0, admissions = 0, switches = 0;

  Slice& slice(int i) { return slices[static_cast<std::size_t>(i)]; }
  const Slice& slice(int i) const { return slices[static_cast<std::size_t>(i)]; }
  const Demand& demand_of(int i) const { return demands[static_cast<std::size_t>(slice(i).order)]; }
  Demand& demand_of(int i) { return demands[static_cast<std::size_t>(slice(i).order)]; }
  int count() const { return static_cast<int>(slices.size()); }
};

enum class End { first, last };

// reference_world.cpp
World world_at_start(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication);
int add_slice(World& world, Slice slice);
/// Cuts off the first or last units of a slice; they stand right behind the rest, in the same state. All:
/// itself.
int cut(World& world, int slice, Units units, End end);
/// On its way what is cut off keeps the place of what it was cut from; among such parts the older stands first.
std::pair<int, int> place_in_line(const World& world, int slice);
/// Whether a stands before b in the queue of open slices.
bool is_before(const World& world, int a, int b);
void call(World& world, int slice);

/// Who has no site runs it at once, or sells it on.
void receive(World& world, int slice);

// reference_orders.cpp
void add_order(World& world, const Order& order, const std::string& id, Time placed,
               std::pair<int, std::int64_t> definition);
void add_orders_of_file_and_streams(World& world);
void place_orders(World& world);

void place(World& world, std::size_t order);
/// Of an order of a stream.
Time needed_of(const World& world, const Stream& stream, Time placed, Time due, Units units);
int add_demand(World& world, Demand demand);
/// The first of the regions that matter for this order that its supplier has a route for.
const Route* route_for(const World& world, const Demand& demand, const std::vector<Ref>& sites);

// reference_buyers.cpp
void add_buyers(World& world);
void ask_for_more(World& world, std::size_t order);
void copy_order(World& world, std::size_t order, const Duplicate& duplicate, const std::vector<Ref>& sites);
bool can_be_cancelled(const World& world, int slice);
/// Of an order, in whatever product.
std::vector<int> open_slices_of(const World& world, int order);
/// So many units of these slices, from the end of the queue.
void cancel_last(World& world, std::vector<int> slices, Units units);
void lose_patience(World& world);
bool is_served_first(const World& world, const Demand& demand);
/// Whether somebody without patience was not served in this pass.
bool gives_up_next(const World& world);
/// Whether orders for the same need stand beside one that was served.
bool is_overserved(const World& world);
void cut_needs(World& world);
/// Those of the start: what is ordered then, decisions of the start find.
void first_reviews(World& world);
void review(World& world);

// reference_supply.cpp
Units after_shocks(const World& world, const Lot& lot);
/// A decision that shifts lots was taken: those in its window have their days anew.
void shift_lots(World& world, const Occurrence& decision, const SupplyShock& shock);
void add_lots(World& world);
/// The first second after `from` and before `until` by which time that passes at a pace has come to so much.
std::optional<Time> passed(const World& world, const std::vector<RatePoint>& pace, Time from, Duration time,
                           Time until);
void lots_arrive(World& world);
void return_what_is_no_longer_pegged(World& world);
/// Whether a lot waits for parts that are there.
bool can_build(const World& world);
void build_lots(World& world);

// reference_past.cpp: what is known of the time before `as_of`.
std::vector<LotReceipt> receipts_of(const World& world, int supplier, const SupplyPiece& piece, Time planned);
/// Lots of a piece, those of which something is known in the parts that are.
std::vector<Lot> as_received(const World& world, int supplier, const SupplyPiece& piece, const std::vector<Lot>& lots);
/// Whether a supplier ships what is known that it shipped, and nothing else.
bool is_recorded(const World& world, int supplier);
void ship_what_is_recorded(World& world, SupplierProduct what);
/// Awards a slice, in parts where some of it is known to have arrived on days of its own.
void award_as_planned(World& world, int slice, Units units);
void cancel_what_was_cancelled(World& world);
/// Those whose shipments were recorded go by their rules again.
void end_records(World& world);
std::vector<Time> known_moments(const World& world);

// reference_policy.cpp
Policy policy_now(const World& world);

// reference_division.cpp
/// The group of an organisation that is so deep among groups, 0 being the outermost; or none.
Ref group_at(const Scenario& scenario, int organisation, std::size_t depth);
/// Whether it is a member of the group, or of one within.
bool is_in_group(const Scenario& scenario, int organisation, Ref group);
void run_allocations(World& world);
Units least(const World& world, int slice);
/// Sent on its way by stages, or to be at the dock then.
void award(World& world, int slice, Units units, Time arrives = never);

/// What one market's rule gives, before anything ships; of some slices no more than so much.
struct Given {
  std::vector<int> queue{};
  std::map<int, Units> claims{}, caps{}, awards{};
  Units left = 0;
};
using Most = std::map<int, Units>;  // by slice
Given divide_market(World& world, SupplierProduct what, Units lot, const Most& most);
/// What a slice could get beside that, up to `cap` in all.
Units could_add(World& world, SupplierProduct what, Units lot, const Given& given, int slice, Units cap);
void ship(World& world, SupplierProduct what, const std::vector<int>& queue, const std::map<int, Units>& awards);
void give_by_hand(World& world, SupplierProduct what, Units lot);

// reference_kits.cpp: orders of several products that are shipped together.
/// The orders that are shipped with this one, itself among them, as they are defined; none where it is shipped alone.
std::vector<int> lines_of_kit(const World& world, int order);
/// All lines of a kit ship by one smallest number of kits.
void put_kits_together(World& world);
/// Products of a supplier of which kits have lines.
std::vector<int> products_of_kits(const World& world, int supplier);
/// Divides them together; gives whether there was anything to divide.
bool divide_kits(World& world, int supplier);

// reference_substitutes.cpp
/// Products that orders of this demand take instead, in order of preference.
std::vector<Substitute> substitutes_of(const World& world, const Demand& demand);
/// A demand's market, and those of its substitutes whose time has come.
void call_markets(World& world, const Demand& demand);
/// Substitutes whose time comes now.
void call_substitutes(World& world);
Time next_substitution(const World& world, const Demand& demand);
/// What an allocation run leaves, to slices of other products that have waited.
void substitute(World& world, SupplierProduct what, Units lot);
bool waits_for_the_next_second(const World& world, SupplierProduct what);

// reference_reserves.cpp
bool is_kept_for(const World& world, const Reserve& reserve, int slice);
/// What each reserve holds of so much stock, in order of definition.
std::vector<Units> held(const World& world, SupplierProduct what, Units stock);
/// What a cap allows a run, which gave so many to some slices when the cap was last looked at.
Units allowed_by(const World& world, SupplierProduct what, const Cap& cap, const std::map<int, Units>& now_given);
/// What a slice may be given of what the rule left.
Units stock_for_substitute(const World& world, SupplierProduct what, int slice);
/// Where a period of a cap begins, or a reserve ends.
void call_where_limits_change(World& world);
std::vector<Time> moments_of_limits(const World& world);

// reference_receipts.cpp
void add_past_receipts(World& world);
void receive(World& world, const AwardRecord& record);
/// An award of that record is taken back.
void unreceive(World& world, AwardRecord record);
double memory(World& world, const ClaimantName& name);
double received_in_last(const World& world, const ClaimantName& name, const Period& period);

// reference_readiness.cpp
std::map<int, Units> claims_within_room(const World& world, const std::vector<int>& queue, Units lot,
                                        Duration lookahead);
std::vector<Time> gate_moments(const World& world);
void call_gated(World& world, bool plan_has_changed);

// reference_route.cpp
bool is_due_on_route(const World& world, int slice);
void move_shipments(World& world);
void start_servers(World& world);
const Stage* stage_now(const World& world, int slice);

// reference_site.cpp
void add_sites(World& world);
/// What stands at its site at the start runs as far as there is power, before the room is looked at.
void power_what_is_there(World& world);
std::int64_t amount(const RunSource& source, Time now);
std::vector<Time> steps(const RunSource& source);
void leave_what_has_no_place(World& world);
void install(World& world);
/// Online units of a product at a site, those admitted first.
std::vector<int> running(const World& world, int site, int product);

// reference_terms.cpp
/// What goes online and is to come back stays until the end of its term; what was received before the start, from then on.
void begin_term(World& world, int slice);
void begin_term(World& world, Slice& slice, const Demand& demand, Time received);
bool is_in_service(State state);
/// Units whose term has ended leave; those that are on their way back arrive.
void end_terms(World& world);
void come_back(World& world);
bool ends_terms_now(const World& world);
void act(World& world, Tally& tally, const Reclaim& it);
/// Which slices a lease is of, in order.
std::vector<int> to_lease(const World& world, const Lease& it);

// reference_embargo.cpp
/// Whether an embargo in force holds units of this owner that go to these sites, were they of this product.
bool is_embargoed(const World& world, int slice, int product);
void begin_embargo(World& world, Tally& tally, const Embargo& embargo);
void end_embargo(World& world, const Occurrence& it);

// reference_actions.cpp
void act(World& world, Tally& tally, const Expedite& expedite);
void act(World& world, Tally& tally, const Split& split);
void act(World& world, Tally& tally, const Retire& retire);
void convert(World& world, Tally& tally, const Occurrence& occurrence, const Convert& it);
void finish_conversions(World& world);
/// A stage that so takes so long begins, and is hurried.
void count_hurries(World& world, int slice, const std::string& stage, Duration stay);
/// What hurries have made of a stage that begins now.
Fraction hurry(const World& world, int slice, const std::string& stage);

// reference_timing.cpp
void add_interventions(World& world);
Time end_of(const World& world, const std::optional<Value>& until, Time begin);
const Intervention& intervention_of(const World& world, const Occurrence& occurrence);
/// The first that is due now, of those that change parameters or of the others.
int next_due(const World& world, bool of_parameters);
bool changes_parameters(const Action& action);
void evaluate_triggers(World& world);
/// What comes after an intervention that happened.
void follow(World& world, const Occurrence& leader);

// reference_interventions.cpp
/// What each intervention cost.
std::vector<double> costs(const World& world);
void change_parameters(World& world);
void intervene(World& world);

// reference_needs.cpp
/// When units that are due then are to run.
Time needed(const World& world, std::optional<Time> said, Time due, const std::vector<Ref>& sites, Units units);
/// How many units that somebody needs have come how far.
void add_progress(const World& world, std::map<std::string, Units>& levels);
/// By organisation, the unit-seconds on which units are needed and are at the dock, wait for room, for the crew, for
/// power.
std::vector<std::array<std::int64_t, 4>> delays(const World& world, const std::vector<Snapshot>& snapshots);

// reference_levels.cpp
std::map<std::string, Units> levels(const World& world);
/// What came in this second, of what had moved.
void date_moves(World& world);
bool is_reached(const World& world, const Milestone& milestone);
void check_conservation(const World& world);

/// By organisation: for the units that it has or waits for, by where they stand; at the start with what was ordered before.
std::vector<double> paid_so_far(const World& world, bool is_at_start);

}  // namespace allot::reference
