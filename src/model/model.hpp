#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/decimal.hpp"
#include "allot/name_list.hpp"
#include "allot/period.hpp"
#include "allot/scenario.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"
#include "base/exact.hpp"
#include "random/sampler.hpp"

/// A scenario compiled: flat columns, indices only, times in seconds since the start. What is uncertain stays an
/// `Amount` of a draw; a replication fixes it when it begins.
namespace allot::model {

using Index = std::int32_t;

inline std::size_t at(Index index) { return static_cast<std::size_t>(index); }
inline constexpr Index none = -1;

/// plus + times * (draw number `draw` of the replication); `plus` alone where draw is none.
struct Amount {
  Index draw = none;
  Decimal times = 1;
  Decimal plus;
  bool is_derived = false;  ///< a quantity goes to whole lots
};

/// A duration: drawn anew at each occurrence if `sampler` is one, else an amount in seconds.
struct Delay {
  Amount amount;
  Index sampler = none;

  bool is_zero() const { return sampler == none && amount.draw == none && amount.plus == 0; }
};

/// A value that a replication draws once.
struct Uncertain {
  Index sampler = none;
  std::uint64_t stream = 0;
};

struct InitialUnits {
  Index product = 0;
  Amount units;
};

/// A price by date.
struct PriceCurve {
  std::vector<std::pair<Time, double>> points;  ///< by rising time, at least one
  Amount scale;
};

/// An amount, or a curve of `Model::curves`.
struct Price {
  Amount money;
  Index curve = none;
};

struct Depreciation {
  std::optional<Duration> life;
  double residual = 0;
  std::optional<Price> value;
};

struct Product {
  std::string id;
  Units lot = 1;
  std::int64_t watts = 0;
  Decimal compute;
  double price = 0;
  double price_decay = 0;                        ///< share a year
  std::vector<InitialUnits> made_of = {};        ///< parts of one unit
  std::optional<Price> revenue = {}, rent = {};  ///< for an hour online
  Amount utilisation = {};
  std::optional<Depreciation> depreciation = {};
};

struct Group {
  std::string id;
  bool is_declared = true;  ///< false: stands for an organisation where it is in no group so deep
  Index parent = none;      ///< the group that it belongs to
};

struct Organisation {
  std::string id;
  Index group = 0;  ///< the innermost
  double delay_cost = 0;
  double cost_of_capital = 0;  ///< share a year
  Index buys_for = none;       ///< the supplier whose stock its deliveries are
  Index own_group = none;      ///< that stands for it alone
};

/// The factor that a slip shares with others.
struct SharedSlip {
  std::uint64_t stream = 0;
  double correlation = 0;
  Duration every = 0;  ///< 0: drawn once
};

/// One source of room or power. A step has only `at`; a ramp has `from` and `until`.
struct Source {
  std::string id;
  Amount at, until;
  bool is_ramp = false;
  Amount add;
  Delay slip;
  std::uint64_t slip_stream = 0;
  std::optional<SharedSlip> slip_with;
};

/// Room or power of a site: the sources that add up to it, and what one unit of each product takes of it.
struct Gate {
  bool is_limited = false;
  std::vector<Source> sources;
  std::vector<std::int64_t> cost;  ///< by product: 1 where places count, watts where power does
};

struct Site {
  std::string id;
  Index owner = 0;
  std::vector<InitialUnits> online;
  Gate room, power;
  std::uint64_t commissioning_name = 0;
  std::optional<Price> energy_price;  ///< of a kWh
  Amount load;
  std::optional<Price> rent;  ///< of a kW for a calendar month
};

struct RatePoint {
  Time at = 0;
  Amount rate;  ///< units
  Duration per = 1;
};

/// A piece of a supplier's plan: one lot (`is_plan` false) or one lot a period.
struct Piece {
  std::string id;
  Index supplier = 0, product = 0;
  Index peg = 0;
  bool is_plan = false;
  Amount at, units;
  Time from = 0, until = 0;
  Period every = 1;
  bool is_total = false;  ///< `units` is the plan's total, not a rate
  std::vector<RatePoint> rate;
  Amount scale, yield;
  Delay slip;
  std::optional<SharedSlip> slip_with;
  enum class SlipOrder : std::uint8_t { in_order, independent, accumulating } slip_order = SlipOrder::in_order;
  std::uint64_t slip_stream = 0;
};

struct Stage {
  std::string name;
  Delay delay;
  Index station = none;  ///< none: it only delays
  std::uint64_t name_hash = 0;
};

struct Route {
  std::vector<Stage> stages;
};

struct Station {
  std::int64_t servers = 1;
};

enum class Level : std::uint8_t { group, organisation, order };

struct Limit {
  Level level = Level::organisation;
  std::size_t depth = 0;  ///< in the tree of the supplier, from the root
  Index claimant = 0;
  Amount units;                 ///< or a part of 1 (`is_share`)
  Period per = 0;               ///< a guarantee's, or a cap's that `counts_periods`
  bool is_share = false;        ///< of what arrives in the period; a cap's: of what `of` are awarded in it
  bool is_scaled = false;       ///< a guarantee's: with others, where the stock is too small for all
  bool counts_periods = false;  ///< a cap's: it holds for a period, not for each run
  Index product = none;         ///< a cap's: of this one alone
  std::vector<Index> of;        ///< organisations, sorted
};

/// Stock that is held back: for orders of some organisations, for one order, or from some priority on.
struct Reserve {
  std::optional<Amount> units;       ///< none: what is open of the order
  Index product = none;              ///< none: of each product
  std::vector<Index> organisations;  ///< sorted
  Index order = none;
  std::optional<std::int64_t> priority;
  std::optional<Amount> from, until;
};

struct Quota {
  Index claimant = 0;
  Amount share;
};

/// What the rule of one level has beside its name.
struct RuleParameters {
  std::optional<Duration> half_life;
  Amount share;
  Period period = 1;
  std::vector<Quota> quotas;
  bool has_uniform_price = false;
};

struct Window {
  Amount from, until;
};

/// What a `set` may change, as cells of one kind each, so that an edit is a list of cells.
struct SupplierPolicy {
  std::vector<allocation::Rule> rules;     ///< by level, from the root down
  std::vector<RuleParameters> parameters;  ///< likewise
  std::vector<Limit> caps, guarantees;
  std::optional<Duration> lookahead;  ///< of the readiness gate; none: no gate
  std::vector<Window> frozen;
  std::vector<Reserve> reserves;
};

/// Units given by hand, ahead of the rule.
struct ManualAward {
  Index order = 0;
  Amount units, at;
};

/// What an organisation had received before the start; without a date, just before it.
struct PastReceipt {
  Index organisation = 0, product = 0;
  Amount units;
  std::optional<Amount> date;
};

struct SitePolicy {
  std::optional<Amount> install;  ///< units
  Duration install_per = 1;
  Delay commissioning;
};

struct Policy {
  std::vector<Amount> group_weight, organisation_weight;
  std::vector<std::int64_t> group_priority, organisation_priority;
  std::vector<SupplierPolicy> suppliers;
  std::vector<SitePolicy> sites;
};

struct Span {
  Time from = 0, until = 0;  ///< exclusive
  bool holds(Time time) const { return from <= time && time < until; }
};

struct Supplier {
  std::string id;
  std::optional<Period> every;  ///< none: a run at every arrival
  std::vector<Level> levels;
  std::vector<InitialUnits> stock;
  std::vector<std::string> route_regions;
  std::vector<Route> routes;    ///< the last is empty: delivered at the award
  std::size_t most_stages = 0;  ///< of any route
  std::vector<ManualAward> awards;
  std::vector<PastReceipt> received;
  std::vector<Span> recorded;      ///< in which it ships what is known that it shipped
  bool keeps_receipts = false;     ///< a rule looks at them, now or once a `set` puts it in force
  bool keeps_arrivals = false;     ///< a guarantee is a share of them, likewise
  bool keeps_awards = false;       ///< a cap counts periods, likewise
  bool has_reserves = false;       ///< likewise
  bool has_gate = false;           ///< a readiness gate, likewise
  bool limits_orders = false;      ///< caps of orders, likewise
  bool builds = false;             ///< lots of its plan wait for parts
  bool has_uniform_orders = true;  ///< all its orders have priority 0, may ship in part, and in parts of any size
  /// Of which kits have lines, in order; their markets are divided together.
  std::vector<Index> kit_products;
};

struct Delivery {
  Amount date, units;
  Index peg = none;
};

struct DatedUnits {
  Amount date, units;
};

/// What of an order had been shipped when the simulation begins.
struct Opening {
  std::vector<DatedUnits> delivered, in_transit;
  Delay slip;
  std::uint64_t slip_stream = 0;
};

/// A product that an order takes instead, `after` so long since it was placed.
struct Substitute {
  Index product = 0;
  Ratio ratio;  ///< units of it for one unit asked
  Duration after = 0;
};

/// When the price of a unit is paid: at the order, the award, the shipment, the delivery.
struct Payments {
  std::array<double, 4> up_to = {0, 1, 1, 1};  ///< share of the price that is paid once it has come so far
  std::array<Duration, 4> net = {};
};

/// What binds an order beside its units; money is for a unit.
struct Contract {
  std::optional<Delay> patience;
  bool is_cancellable = true;
  double deposit = 0, cancel_fee = 0;
  std::optional<Delay> term, return_time;
  std::optional<Amount> notice;
  std::int64_t turnover = 0;  ///< 2^40 over the mean seconds from online to stock; 0 without a term
  /// Whether its units come back to the supplier.
  bool comes_back() const { return term || notice; }
  Payments payments = {};
};

/// What an order has in common with the orders of a stream.
struct Terms {
  Index owner = 0, supplier = 0, product = 0;
  Index sites = 0;        ///< a list of `Model::site_lists`
  Index route = 0;        ///< of the supplier
  Index substitutes = 0;  ///< a list of `Model::substitute_lists`
  std::int64_t priority = 0;
  Units min_shipment = 0;
  bool is_partial = true;
  double bid = 0;         ///< a unit
  Index contract = none;  ///< none: nothing beside the units
  Index peg = none;       ///< of an order
  Index kit = none;       ///< of `Model::kits`, of an order that is a line of one
};

/// Orders of several products that are shipped together: so many units of each for one kit.
struct Kit {
  struct Line {
    Index order = 0, product = 0;
    Units each = 0;
  };
  std::string id;
  Index supplier = 0;
  std::vector<Line> lines;
};

/// An offer that the same need is ordered by as well.
struct Copy {
  Terms terms;
  std::uint64_t name = 0;  ///< of the supplier, for its draws
};

/// How orders differ from need: a buyer that asks for more, or at more places.
struct Gaming {
  enum class Inflate : std::uint8_t { none, by_fill_rate, by_lead_time };
  Index owner = 0, product = 0;
  Inflate inflate = Inflate::none;
  double learning = 0;
  Decimal slope;
  Duration span = 1;
  Amount most;
  std::vector<Copy> copies;
  double cancel = 1;
  std::optional<double> fee;  ///< of a unit; none: the contract's
};

struct RoadmapPoint {
  Time at = 0;
  Amount units;
};

/// An organisation that orders by a roadmap.
struct Buyer {
  std::string id;
  std::vector<Terms> offers;  ///< one a supplier; the one with the shortest quote is taken
  std::vector<RoadmapPoint> roadmap;
  Period review = 1;
  std::optional<Amount> lead_time;
  std::vector<std::vector<Delay>> ways;  ///< by offer: stages and commissioning, where the lead time is not said
  Index gaming = none;
  std::uint64_t key = 0;
};

/// What few orders have: figures that a replication draws, deliveries, what had been shipped before the start.
struct OrderDetails {
  Amount units, placed;
  std::optional<Amount> not_before, due, needed;
  std::vector<Delivery> deliveries;
  Index opening = none;  ///< of `Model::openings`; none: nothing had been shipped
  bool is_placed_by_intervention = false;
};

/// One of very many. Those without details have the figures of the scenario.
struct Order {
  std::uint64_t key = 0;  ///< names its draws
  Index terms = 0;        ///< of `Model::order_terms`
  Index details = none;   ///< of `Model::order_details`
};

struct Figures {
  Units units = 0;
  Time placed = 0, not_before = 0, due = never, needed = never;
};

struct Stream {
  std::string id;
  Terms terms;
  Delay gap;
  std::vector<RatePoint> pace;  ///< seconds of `gap` that pass in a second; empty: one
  Amount units;
  Index units_sampler = none;  ///< sizes drawn for each order
  std::optional<Amount> due_after, needed_after;
  Time from = 0, until = 0;
  std::uint64_t key = 0, gap_stream = 0, units_stream = 0;
  Index gaming = none;
};

struct States {
  bool open = true, allocated = true, in_transit = true, delivered = false;
};

struct Take {
  Index order = 0;
  Amount units;
};

enum class Choose : std::uint8_t { earliest, latest, even };

/// What one side of a swap gives to the next.
struct Side {
  Index organisation = 0, product = 0;
  std::optional<Amount> units;  ///< none: what `orders` say
  Choose choose = Choose::earliest;
  std::vector<Take> orders;
};

struct Swap {
  std::vector<Side> sides;
  bool is_even = true;  ///< all sides give as many; else each what is asked of it
  States states;
  bool is_partial = false;
  Delay reroute;
};

struct Divert {
  Index product = 0;
  Amount units;
  Index from = 0, to = 0;
  Index to_sites = 0;
  States states;
  bool is_partial = false;
  Delay reroute;
};

/// The end of something: a moment, or so long after its beginning.
struct Until {
  Amount amount;
  bool is_span = false;
};

struct Loan {
  Divert there;
  Divert back;  ///< of the borrower's: what it waits for, else what stands at its dock
  Until due;
};

struct StageFactor {
  std::string stage;
  Amount factor;
};

struct Expedite {
  Index order = none, organisation = none, product = none;
  std::optional<Amount> units;
  Index priority = none;  ///< of `Model::priorities`
  std::vector<StageFactor> stages;
};

struct Split {
  Index order = 0;
  Amount units;
};

struct Embargo {
  enum class Orders : std::uint8_t { cancel, freeze, release };
  Index organisation = none, product = none;
  bool names_region = false;
  std::vector<char> sites_in_region, organisations_in_region;
  Orders orders = Orders::freeze;
  bool takes_back = false;  ///< what is in transit
  std::optional<Until> until;
};

struct Convert {
  Index supplier = 0, from = 0, to = 0;
  std::optional<Amount> units;
  Amount ratio, yield;
  Delay delay;
};

struct Retire {
  Index site = 0, product = 0;
  std::optional<Amount> units;
};

struct Reclaim {
  Index supplier = none, organisation = none, order = none, product = none;
  std::optional<Amount> units, notice;
};

struct Lease {
  Index product = 0, from = 0, to = 0, site = none;
  std::optional<Amount> units;
  std::optional<Delay> term;
  std::optional<Until> until;
  bool is_partial = false;
};

struct PriceChange {
  Index product = 0;
  Amount price;
};

/// Open units of an order, or of an organisation, from the end of the queue. `defer_by`: moved, not cancelled.
struct Withdraw {
  Index order = none, organisation = none, product = none;
  std::optional<Amount> units;
  std::optional<Amount> defer_by;
};

/// One cell of the policy takes another value for a while: that of `changed`.
struct Set {
  enum class Cell : std::uint8_t {
    group_weight,
    group_priority,
    organisation_weight,
    organisation_priority,
    rules,
    caps,
    guarantees,
    readiness,
    frozen,
    reserves,
    install,
    commissioning
  };
  std::optional<Until> until;
  Cell cell = Cell::rules;
  Index entity = 0;    ///< of the section that the cell belongs to
  Index level = none;  ///< of `rules`: counted from the root; none: all
  Index entry = none;  ///< of a list, or of the level's quotas as they are changed; none: all of it
  std::string field;   ///< of the entry; empty: all of it
  Policy changed;
};

struct SupplyShock {
  Index supplier = 0, product = none;
  std::optional<Amount> scale, by, add;
  std::optional<Until> until;
};

struct StageDelay {
  Index supplier = 0;
  std::string stage;
  Delay add;
  std::optional<Until> until;
};

struct PowerChange {
  Index site = 0, source = 0;
  bool is_power = false;  ///< of the site's power, not its room
  std::optional<Amount> at, by, add;
};

struct PlaceOrder {
  Index order = 0;
};

using Action = std::variant<Swap, Divert, Loan, Withdraw, Expedite, Split, Set, SupplyShock, StageDelay, Embargo,
                            Convert, PowerChange, Retire, PriceChange, PlaceOrder, Reclaim, Lease>;

/// A count of units, and whether it has come to a number.
struct Condition {
  enum class Owner : std::uint8_t { organisation, group, site, supplier, order, system } owner = Owner::system;
  enum class Counted : std::uint8_t {
    ordered,
    allocated,
    delivered,
    online,
    cancelled,
    backlog,
    in_transit,
    stranded,
    retired,
    produced,
    scrapped,
    stock,
    returned,
    placed,
    on_its_way  ///< of an order: open or further; in transit or further
  };
  Index entity = 0;
  Counted counted = Counted::online;
  Amount units;
  bool is_upper = false;  ///< true from that number down, not from it up
};

struct DecisionCost {
  std::optional<Amount> once, per_unit, per_unit_day;
};

struct Intervention {
  std::string id;
  std::optional<Amount> at;
  Delay slip;
  std::optional<Duration> every;  ///< `at` comes again
  std::optional<Until> repeat_until;
  std::optional<Condition> when;
  bool is_repeated = false;      ///< each time that `when` comes true again
  Delay after;                   ///< so long after the one that it follows
  std::vector<Index> followers;  ///< that come after this one
  double probability = 1;
  std::uint64_t slip_stream = 0, happens_stream = 0, after_stream = 0, reroute_name = 0, return_name = 0,
                delay_name = 0, convert_stream = 0, term_stream = 0;
  Action action;
  std::optional<DecisionCost> cost;
  Index paid_by = none;
};

/// Good units of a lot that are known to have come then; without a day, not to have come by `as_of`.
struct KnownReceipt {
  Index piece = 0;
  Time planned = 0;
  Units units = 0;
  std::optional<Time> at;
};

/// Units of an order that are known to have been shipped then.
struct KnownShipment {
  Index order = 0;
  Units units = 0;
  Time at = 0;
  Time arrives = never;      ///< at the dock; never: as the route has it
  bool is_recorded = false;  ///< the record stands in for the rule
};

struct KnownCancellation {
  Index order = 0;
  Units units = 0;
  Time at = 0;
};

struct Milestone {
  std::string id;
  enum class Owner : std::uint8_t { organisation, group, site } kind = Owner::organisation;
  Index owner = 0;
  std::optional<Amount> online;
  Decimal compute;
};

struct Model {
  // Copied in many sources, compiled in one.
  Model();
  Model(const Model&);
  Model(Model&&) noexcept;
  Model& operator=(const Model&);
  Model& operator=(Model&&) noexcept;
  ~Model();

  std::string name;
  std::int64_t start = 0;  ///< the scenario's start as a date
  Time end = 0, warm_up = 0;
  Time as_of = 0;  ///< what lies before it is known
  Duration grid = week;
  std::vector<Uncertain> uncertain;
  std::vector<Sampler> samplers;
  std::vector<double> sampler_means;
  std::vector<Product> products;
  std::vector<Group> groups;
  std::vector<Organisation> organisations;
  std::size_t group_levels = 1;           ///< the most of any supplier
  std::vector<Index> claimants_by_group;  ///< by organisation and level of groups
  std::vector<Site> sites;
  std::vector<Supplier> suppliers;
  std::vector<Piece> pieces;
  std::vector<Station> stations;
  std::vector<std::vector<Index>> site_lists;  ///< 0 is the empty one: online on delivery; 1 + i is site i alone
  std::vector<Order> orders;
  std::vector<Terms> order_terms;  ///< each of at least one order
  std::vector<OrderDetails> order_details;
  NameList order_ids;
  OrderList listed;               ///< the scenario's own: the figures of orders without details
  std::vector<Index> by_placing;  ///< orders without details, and of some units, in order of time placed
  std::vector<Kit> kits;
  std::vector<Opening> openings;
  std::vector<std::vector<Substitute>> substitute_lists = {{}};  ///< 0 is the empty one
  std::vector<std::vector<Index>> replaces;  ///< by market: products whose orders its stock may go to; or empty
  std::vector<Stream> streams;
  std::vector<Contract> contracts;
  std::vector<Gaming> gamings;
  std::vector<Buyer> buyers;
  std::vector<Intervention> interventions;
  std::vector<Milestone> milestones;
  std::vector<Amount> costs;                             ///< paid once, whatever happens
  std::vector<KnownReceipt> receipts;                    ///< by piece and day planned
  std::vector<KnownShipment> shipments;                  ///< by order and day
  std::vector<std::pair<Time, Index>> recorded_moments;  ///< when a market ships what is recorded, each once
  std::vector<KnownCancellation> cancellations;          ///< as listed
  Policy policy;
  Index pegs = 0;             ///< how many there are
  bool counts_idle = false;   ///< some price is lost, or capital paid for, while units stand idle
  bool counts_needs = false;  ///< a day of delay costs something, or some order says when it is needed
  bool has_costs = false;     ///< some decision has one
  bool has_auction = false;
  std::vector<std::int64_t> priorities;  ///< that orders may be raised to
  bool retires_units = false, changes_prices = false;
  bool has_terms = false;   ///< some units come back, or are leased
  bool builds = false;      ///< some supplier does
  bool keeps_cash = false;  ///< money is reckoned by date
  Amount discount_rate;     ///< a year
  std::vector<PriceCurve> curves;
  bool keeps_prices = false;          ///< and days of awards, since they differ or awards are taken back
  bool counts_orders = true;          ///< metrics of single orders are wanted
  std::vector<Index> watched_orders;  ///< where they are not: those that conditions look at, in order
  std::size_t absent_orders = 0;      ///< the last: what would place them was left out

  bool has_fees() const {
    for (const Contract& it : contracts)
      if (it.deposit > 0 || it.cancel_fee > 0) return true;
    for (const Gaming& it : gamings)
      if (it.fee) return true;
    return false;
  }
  /// What is planned: the mean of a draw in place of it.
  double mean_of(const Amount& amount) const;
  double mean_of(const Delay& delay) const;
  std::size_t markets() const { return suppliers.size() * products.size(); }
  /// Who claims for an organisation at a level of groups, counted from the outermost.
  Index group_of(Index organisation, std::size_t depth) const {
    return claimants_by_group[at(organisation) * group_levels + depth];
  }
  /// Whether the organisation belongs to the group, or to one within it.
  bool is_member(Index organisation, Index group) const {
    Index it = organisations[at(organisation)].group;
    while (it != group && it != none) it = groups[at(it)].parent;
    return it == group;
  }
  /// In which an order of these terms waits for what it asked for.
  Index market_of(const Terms& terms) const {
    return terms.supplier * static_cast<Index>(products.size()) + terms.product;
  }
  const Terms& terms_of(const Order& order) const { return order_terms[static_cast<std::size_t>(order.terms)]; }
  const OrderDetails* details_of(const Order& order) const {
    return order.details == none ? nullptr : &order_details[static_cast<std::size_t>(order.details)];
  }
  bool is_placed_by_intervention(const Order& order) const {
    const OrderDetails* details = details_of(order);
    return details && details->is_placed_by_intervention;
  }
  /// Of an order without details.
  Figures figures_of(Index order) const {
    const OrderFigures& it = listed.figures(static_cast<std::size_t>(order));
    const Time placed = it.placed - start;
    return {it.units, placed, it.not_before == OrderFigures::none ? placed : it.not_before - start,
            it.due == OrderFigures::none ? never : it.due - start,
            it.needed == OrderFigures::none ? never : it.needed - start};
  }
  std::size_t counted_orders() const { return counts_orders ? orders.size() : 0; }
  /// Of those counted, how many have metrics.
  std::size_t measured_orders() const { return counts_orders ? orders.size() - absent_orders : 0; }
};

}  // namespace allot::model
