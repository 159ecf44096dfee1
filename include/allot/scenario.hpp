#pragma once

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "allot/allocation.hpp"
#include "allot/decimal.hpp"
#include "allot/distribution.hpp"
#include "allot/draft.hpp"
#include "allot/name_list.hpp"
#include "allot/note.hpp"
#include "allot/shared.hpp"
#include "allot/time.hpp"
#include "allot/units.hpp"

/// A scenario that passed every check: plain values, entities by their place in the scenario's sections.
/// Only `check` (allot/scenario_io.hpp) makes one, so nothing downstream has to doubt it.
namespace allot {

/// What a value measures, and the base unit of its number: date, seconds since 1970; duration, seconds; rate, units;
/// power, watts; compute, FLOP/s; money, the scenario's currency.
enum class Kind : std::uint8_t { number, date, duration, units, rate, power, compute, money };

/// The place of an entity in its section, or none.
struct Ref {
  std::int32_t index = -1;
  explicit operator bool() const { return index >= 0; }
  std::size_t at() const { return static_cast<std::size_t>(index); }
  friend bool operator==(Ref, Ref) = default;
};

/// A value of one kind that is either known, or fixed by chance once per replication: an uncertain parameter
/// (times * parameter + number) or an unnamed distribution. In a `Delay` the unnamed distribution is drawn per
/// occurrence instead.
struct Value {
  Kind kind = Kind::number;
  Decimal number;
  Ref parameter;
  Decimal times = 1;
  std::shared_ptr<const Distribution> distribution;
  Duration per = 1;            ///< a rate is `number` units per so many seconds
  std::uint64_t address = 0;   ///< the stream of draws of an unnamed distribution, named by where it stands
  bool is_worked_out = false;  ///< from a parameter or a distribution, known or not: quantities go to whole lots

  bool is_known() const { return !parameter && !distribution; }
  bool operator==(const Value& other) const;
};

/// A duration that may be random: drawn for each occurrence (a shipment, a lot), not once per replication.
struct Delay {
  bool operator==(const Delay&) const = default;
  Value value;
};

struct Parameter {
  bool operator==(const Parameter&) const = default;
  std::string id, label;
  Value value;
};

/// What the ratio of a substitute counts: units for units, or so much compute or power for the same.
enum class SubstituteBy : std::uint8_t { units, compute, power };

/// A product that may be delivered instead, once an order has waited.
struct Substitute {
  bool operator==(const Substitute&) const = default;
  Ref product;
  Decimal ratio = 1;  ///< units of it for one unit asked, or compute or power of it for one of the same
  SubstituteBy by = SubstituteBy::units;
  Duration after = 0;  ///< since the order was placed
};

struct ProductUnits {
  bool operator==(const ProductUnits&) const = default;
  Ref product;
  Value units;
};

struct Product {
  bool operator==(const Product&) const = default;
  std::string id, label;
  Units lot = 1;
  Decimal power;    ///< W a unit, all-in
  Decimal compute;  ///< dense BF16 FLOP/s a unit
  double price = 0;
  std::vector<Substitute> substitutes;  ///< in order of preference
  double price_decay = 0;               ///< share of the price that a year takes away
  std::vector<ProductUnits> made_of;    ///< parts from the same supplier's stock, for a unit of its plan
};

struct Group {
  bool operator==(const Group&) const = default;
  std::string id, label;
  Value weight;
  std::int64_t priority = 0;
};

/// Money for a unit: an amount, and a share of the product's price.
struct Fee {
  bool operator==(const Fee&) const = default;
  double share = 0, money = 0;
};

/// What binds the two sides of an order beside its units and dates.
struct Contract {
  bool operator==(const Contract&) const = default;
  std::optional<Delay> patience;  ///< units still open so long after they were ordered are cancelled; none: never
  bool cancellable = true;        ///< false: nobody cancels open units
  std::optional<Fee> deposit;     ///< paid for each unit ordered, lost with each that is cancelled
  std::optional<Fee> cancel_fee;  ///< for each unit cancelled
};

enum class InflateBy : std::uint8_t { fill_rate, lead_time };

/// How much more than it needs a buyer asks for: need / (the fill rate it has learned), or
/// need * (1 + slope * quoted lead time / span); at most `max` times.
struct Inflate {
  bool operator==(const Inflate&) const = default;
  InflateBy by = InflateBy::fill_rate;
  double learning = 0.3;  ///< weight of the newest fill rate
  Value max;
  Decimal slope{5, -1};
  Duration span = 26 * week;
};

/// The same need ordered from more suppliers; when one delivers, the rest is cancelled with a probability.
struct Duplicate {
  bool operator==(const Duplicate&) const = default;
  std::vector<Ref> suppliers;
  double cancel = 1;
  std::optional<Fee> fee;  ///< of such a unit; none: the contract's
};

struct RoadmapPoint {
  bool operator==(const RoadmapPoint&) const = default;
  Date date = 0;
  Value units;
};

/// Orders by a roadmap: at each review what is missing of the units wanted online one lead time ahead.
struct Target {
  bool operator==(const Target&) const = default;
  std::vector<RoadmapPoint> roadmap;
  Duration review = 4 * week;
  Ref product;
  std::vector<Ref> suppliers;  ///< more than one: the one that quotes the shortest lead time
  std::vector<Ref> sites;
  std::optional<Value> lead_time;  ///< none: what the supplier quotes, and the mean way to online
  std::int64_t priority = 0;
  bool partial = true;
  Units min_shipment = 0;
  Contract contract;
  std::optional<Inflate> inflate;
  std::optional<Duplicate> duplicate;
};

/// Where an organisation's orders come from beside those of the file and of streams.
struct OrderBehaviour {
  bool operator==(const OrderBehaviour&) const = default;
  std::optional<Target> target;
};

struct Organisation {
  bool operator==(const Organisation&) const = default;
  std::string id, label;
  Ref group;
  std::string region;
  Value weight;
  std::int64_t priority = 0;
  double delay_cost = 0;       ///< a unit and day
  double cost_of_capital = 0;  ///< share a year of what is tied up
  OrderBehaviour order_behaviour;
};

/// What slips together: the slips of all that name one factor are correlated, each with the distribution of its own.
struct SharedSlip {
  bool operator==(const SharedSlip&) const = default;
  std::string factor;
  double correlation = 0;         ///< of the normal scores of two slips that both say so much
  std::optional<Duration> every;  ///< the factor is drawn anew for each such period; none: once
};

/// One additive part of a site's room or power: from a date on, or a ramp of equal daily steps.
struct Source {
  bool operator==(const Source&) const = default;
  std::string id, label;
  std::optional<Value> at, from, until;
  Value add;  ///< units or watts; negative where something is switched off
  Delay slip;
  std::optional<SharedSlip> slip_with;
};

struct Site {
  bool operator==(const Site&) const = default;
  std::string id, label;
  Ref organisation;
  std::string region;  ///< empty: the organisation's
  std::vector<ProductUnits> online;
  std::vector<Source> room, power;  ///< no room: no limit; no power: no gate
  std::optional<Value> install;     ///< rate; none: at once
  Delay commissioning;
  Decimal overhead = 1;  ///< facility power per IT power
};

struct RatePoint {
  bool operator==(const RatePoint&) const = default;
  Date date = 0;
  Value rate;
};

enum class SlipOrder : std::uint8_t { in_order, independent, accumulating };

/// One piece of a supply plan: a dated lot (`at`, `units`), or a plan (`from`, `until`, `every`, and `rate` or
/// `units`).
struct SupplyPiece {
  bool operator==(const SupplyPiece&) const = default;
  std::string id, label;
  Ref product;
  std::optional<Value> at, units;
  std::optional<Date> from, until;
  std::optional<Duration> every;
  std::vector<RatePoint> rate;
  Value scale;
  Delay slip;
  std::optional<SharedSlip> slip_with;
  SlipOrder slip_order = SlipOrder::in_order;
  Value yield;
};

enum class Level : std::uint8_t { group, organisation, order };

/// Under `fair_share`: what was received counts half after so long; none: it counts for ever.
struct FairShare {
  bool operator==(const FairShare&) const = default;
  std::optional<Duration> half_life;
};

/// Under `turn_and_earn`: the part of the supply that the last period's receipts divide.
struct TurnAndEarn {
  bool operator==(const TurnAndEarn&) const = default;
  Value share;
  Duration period = 0;
};

/// Under `quota`: the part of the supply of one group, or of one organisation.
struct Quota {
  bool operator==(const Quota&) const = default;
  Ref group, organisation;
  Value share;
};

/// Under `auction`: each pays its own bid, or all pay the lowest bid that was served.
enum class AuctionPrice : std::uint8_t { bid, uniform };

struct Auction {
  bool operator==(const Auction&) const = default;
  AuctionPrice price = AuctionPrice::bid;
};

/// What the rule of a level has beside its name; those of other rules are not looked at.
struct RuleParameters {
  bool operator==(const RuleParameters&) const = default;
  FairShare fair_share;
  TurnAndEarn turn_and_earn;
  std::vector<Quota> quotas;
  Auction auction;
};

struct LevelRule {
  bool operator==(const LevelRule&) const = default;
  Level level = Level::order;
  allocation::Rule rule = allocation::Rule::fifo;
  RuleParameters parameters = {};
};

inline std::vector<LevelRule> default_levels() {
  return {{Level::organisation, allocation::Rule::proportional}, {Level::order, allocation::Rule::fifo}};
}

/// A limit that names a group, an organisation or an order.
struct Cap {
  bool operator==(const Cap&) const = default;
  Ref group, organisation, order;
  Value units;
};

struct Guarantee {
  bool operator==(const Guarantee&) const = default;
  Ref group, organisation, order;
  std::optional<Value> units, share;  ///< one of them; a share of what arrives in the period
  Duration per = 0;
  bool scaled = false;  ///< served with all that are; in proportion, where the stock is too small for them
};

/// A claim counts only up to the room that its sites are planned to have so far ahead.
struct Readiness {
  bool operator==(const Readiness&) const = default;
  Duration lookahead = 0;
};

/// From then until then nothing is allocated.
struct FrozenWindow {
  bool operator==(const FrozenWindow&) const = default;
  Value from, until;
};

/// Units given by hand, ahead of the rule, from then on.
struct ManualAward {
  bool operator==(const ManualAward&) const = default;
  Ref order;
  Value units, at;
};

/// What an organisation had received before the start; without a date, just before it.
struct PastReceipt {
  bool operator==(const PastReceipt&) const = default;
  Ref organisation, product;
  Value units;
  std::optional<Value> date;
};

struct AllocationPolicy {
  bool operator==(const AllocationPolicy&) const = default;
  std::optional<Duration> every;                     ///< none: on arrival
  std::vector<LevelRule> levels = default_levels();  ///< from the root down
  std::vector<Cap> caps;
  std::vector<Guarantee> guarantees;
  std::optional<Readiness> readiness;  ///< none: claims count whether there is room or not
  std::vector<FrozenWindow> frozen;
  std::vector<ManualAward> awards;
  std::vector<PastReceipt> received;
};

struct Stage {
  bool operator==(const Stage&) const = default;
  std::string name;
  Delay delay;
  std::int64_t servers = 0;  ///< 0: it only delays
};

struct Route {
  bool operator==(const Route&) const = default;
  std::string region;  ///< "default" where no region's own fits
  std::vector<Stage> stages;
};

struct Supplier {
  // Copied in many sources, compiled in one.
  Supplier();
  Supplier(const Supplier&);
  Supplier(Supplier&&) noexcept;
  Supplier& operator=(const Supplier&);
  Supplier& operator=(Supplier&&) noexcept;
  ~Supplier();
  bool operator==(const Supplier&) const;

  std::string id, label;
  Ref buys_as;  ///< whose deliveries are its stock: it resells what that organisation buys
  std::vector<ProductUnits> stock;
  std::vector<SupplyPiece> supply;
  AllocationPolicy allocation;
  std::vector<Route> routes;
};

struct DatedUnits {
  bool operator==(const DatedUnits&) const = default;
  Value date, units;
};

/// A committed delivery: a lot of the order's own on that date, at the supplier's dock.
using CommittedDelivery = DatedUnits;

/// What of an order had been shipped when the simulation begins.
struct OpeningState {
  bool operator==(const OpeningState&) const = default;
  std::vector<DatedUnits> delivered;   ///< received on that date, not after the start
  std::vector<DatedUnits> in_transit;  ///< expected at the dock of the site on that date
  Delay slip;                          ///< of each of those
};

/// The products that an order names after its first, and when it begins to take them.
struct Preference {
  bool operator==(const Preference&) const = default;
  std::vector<Ref> others;        ///< in order of preference; empty: the product's own substitutes
  std::optional<Duration> after;  ///< since it was placed; none: as the product's substitutes say, else at once
};

/// What an order is pegged to: a piece of its supplier's plan.
struct Order {
  bool operator==(const Order& other) const;
  std::string id, label;
  Ref organisation, supplier, product;
  Value units;
  Value placed;
  std::optional<Value> not_before, due;
  std::vector<Ref> sites;  ///< in order of preference; empty: online on delivery
  std::vector<CommittedDelivery> deliveries;
  std::shared_ptr<OpeningState> opening;  ///< none: nothing had been shipped
  std::shared_ptr<Preference> preference;
  Ref pegged;  ///< into the supplier's supply
  std::int64_t priority = 0;
  bool partial = true;
  Units min_shipment = 0;
  Contract contract;
  std::optional<double> bid;  ///< a unit; none: the product's price
};

/// Where known, what tells orders of one kind apart; seconds since 1970.
struct OrderFigures {
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();         ///< not said
  static constexpr std::int64_t of_kind = std::numeric_limits<std::int64_t>::min() + 1;  ///< as its kind has it
  Units units = 0;
  Date placed = 0, not_before = none, due = none;
  bool operator==(const OrderFigures&) const = default;
};

/// The orders of a scenario, by place. Books of millions fit: what orders have in common is kept once as their kind,
/// and an order is put together when it is asked for. Copies share their memory until one changes.
class OrderList {
 public:
  class Iterator;

  OrderList() = default;
  OrderList(std::initializer_list<Order> orders);

  std::size_t size() const { return list_->rows.size(); }
  bool empty() const { return size() == 0; }
  const Order operator[](std::size_t place) const;
  Iterator begin() const;
  Iterator end() const;

  std::string_view id(std::size_t place) const { return names_[place]; }
  const NameList& ids() const { return names_; }
  /// All of the order but its id and figures.
  const Order& common(std::size_t place) const { return list_->kinds[list_->rows[place].kind]; }
  std::size_t kind(std::size_t place) const { return list_->rows[place].kind; }
  std::size_t kinds() const { return list_->kinds.size(); }
  /// Whether further orders may be of its kind: it has figures of its own, and nothing that no other order is likely to
  /// have.
  bool is_of_shared_kind(std::size_t place) const;
  const OrderFigures& figures(std::size_t place) const { return list_->rows[place].figures; }

  void reserve(std::size_t orders, std::size_t letters_of_ids);
  void push_back(const Order& order);
  /// One more of a kind.
  void push_back(std::string_view id, std::size_t kind, const OrderFigures& figures);
  /// One of another list; `kinds` keeps what its kinds are here, from one such call to the next.
  void push_back(const OrderList& other, std::size_t place, std::vector<std::optional<std::uint32_t>>& kinds);
  /// `how` changes an order in any way but its id.
  template <class How>
  void change(std::size_t place, How&& how) {
    Order order = (*this)[place];
    how(order);
    replace(place, order);
  }
  bool operator==(const OrderList& other) const;

 private:
  struct Row {
    std::uint32_t kind = 0;
    OrderFigures figures;
  };
  struct List {
    std::vector<Order> kinds;
    std::unordered_multimap<std::uint64_t, std::uint32_t> kinds_by_hash;  ///< of those that orders are likely to share
    std::vector<Row> rows;
  };
  void replace(std::size_t place, const Order& order);
  static Row row_of(List& list, const Order& order);

  NameList names_;
  Shared<List> list_;
};

class OrderList::Iterator {
 public:
  using value_type = Order;
  using reference = const Order;
  using pointer = const Order*;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;

  Iterator() = default;
  Iterator(const OrderList& list, std::size_t place) : list_(&list), place_(place) {}
  const Order operator*() const { return (*list_)[place_]; }
  Iterator& operator++() { return ++place_, *this; }
  Iterator operator++(int) { return Iterator(*list_, place_++); }
  friend bool operator==(const Iterator& a, const Iterator& b) { return a.place_ == b.place_; }

 private:
  const OrderList* list_ = nullptr;
  std::size_t place_ = 0;
};

inline OrderList::Iterator OrderList::begin() const { return {*this, 0}; }
inline OrderList::Iterator OrderList::end() const { return {*this, size()}; }

/// Random demand: orders at random gaps and of random sizes, between `from` and `until`.
struct Stream {
  bool operator==(const Stream&) const = default;
  std::string id, label;
  Ref organisation, supplier, product;
  Delay every;
  std::vector<RatePoint> pace;  ///< how many times as often as `every` says; empty: once
  Value units;                  ///< a distribution is drawn for each order
  std::optional<Value> due_after;
  Date from = 0, until = 0;
  std::vector<Ref> sites;
  std::int64_t priority = 0;
  bool partial = true;
  Units min_shipment = 0;
  Contract contract;
  std::optional<Inflate> inflate;
  std::optional<Duplicate> duplicate;
  std::optional<double> bid;  ///< a unit; none: the product's price
};

/// The pipeline states that an intervention may choose from.
struct PipelineStates {
  bool operator==(const PipelineStates&) const = default;
  bool open = true, allocated = true, in_transit = true, delivered = false;
};

enum class Choose : std::uint8_t { earliest, latest, even };

struct OrderUnits {
  bool operator==(const OrderUnits&) const = default;
  Ref order;
  Value units;
};

struct SwapSide {
  bool operator==(const SwapSide&) const = default;
  Ref organisation;
  std::vector<OrderUnits> orders;  ///< restricts and orders the choice; empty: any
};

struct Swap {
  bool operator==(const Swap&) const = default;
  Ref product;
  std::optional<Value> units;  ///< none: what `orders` say
  SwapSide a, b;
  Choose choose = Choose::earliest;
  PipelineStates states;
  bool partial = false;
  Delay reroute;
};

struct Divert {
  bool operator==(const Divert&) const = default;
  Ref product;
  Value units;
  Ref from, to;
  PipelineStates states;
  bool partial = false;
  Delay reroute;
};

/// A divert, and as many units back by a date: of what the borrower waits for, else of what stands at its dock.
struct Loan : Divert {
  std::optional<Value> back;
  bool operator==(const Loan&) const = default;
};

/// Takes open units, from the end of the queue: of one order, or of an organisation.
struct Cancel {
  bool operator==(const Cancel&) const = default;
  Ref order, organisation, product;
  std::optional<Value> units;
};

struct Defer {
  bool operator==(const Defer&) const = default;
  Ref order, organisation, product;
  std::optional<Value> units;
  Value by;
};

struct StageFactor {
  std::string stage;
  Value factor;
  bool operator==(const StageFactor&) const = default;
};

/// Open units get a higher priority; or stages of all units get shorter, what is left of them and what begins later.
struct Expedite {
  Ref order, organisation, product;
  std::optional<Value> units;  ///< of `priority`, from the front of the queue
  std::optional<std::int64_t> priority;
  std::vector<StageFactor> stages;
  bool operator==(const Expedite&) const = default;
};

/// Cuts the open slices of an order into parts of so many units, each in its place.
struct Split {
  Ref order;
  Value units;
  bool operator==(const Split&) const = default;
};

enum class EmbargoedOrders : std::uint8_t { cancel, freeze, release };
enum class EmbargoedTransit : std::uint8_t { deliver, give_back };

/// While it lasts, nobody ships to an organisation, to a region, or units of a product; of several, to whom all fit.
struct Embargo {
  Ref organisation;
  std::string region;  ///< of the first site, else of the owner; empty: any
  Ref product;
  EmbargoedOrders orders = EmbargoedOrders::freeze;
  EmbargoedTransit in_transit = EmbargoedTransit::deliver;
  std::optional<Value> until;
  bool operator==(const Embargo&) const = default;
};

/// Turns free stock of one product into another.
struct Convert {
  Ref supplier, from, to;
  std::optional<Value> units;  ///< none: all there is
  Value ratio;                 ///< units made of one
  Value yield;                 ///< share of them that is good
  Delay delay;
  bool operator==(const Convert&) const = default;
};

/// Takes units of a site out of service, those admitted first.
struct Retire {
  Ref site, product;
  std::optional<Value> units;  ///< none: all that are online
  bool operator==(const Retire&) const = default;
};

/// The price of what is awarded from then on.
struct PriceChange {
  Ref product;
  Value price;
  bool operator==(const PriceChange&) const = default;
};

/// A change of policy while it lasts: the sections of the edited scenario that a run may change.
struct Policy {
  bool operator==(const Policy&) const = default;
  std::vector<Group> groups;
  std::vector<Organisation> organisations;
  std::vector<Site> sites;
  std::vector<Supplier> suppliers;
};

struct Set {
  std::string path;
  Draft value;
  std::optional<Value> until;
  std::shared_ptr<const Policy> changed;    ///< the policy with this edit, and no other, applied
  bool operator==(const Set& other) const;  ///< whatever words the value was written in
};

struct SupplyShock {
  bool operator==(const SupplyShock&) const = default;
  Ref supplier, product;  ///< no product: all of the supplier's
  std::optional<Value> scale, by, add;
  std::optional<Value> until;
};

struct StageDelay {
  bool operator==(const StageDelay&) const = default;
  Ref supplier;
  std::string stage;
  Delay add;
  std::optional<Value> until;
};

struct PowerChange {
  bool operator==(const PowerChange&) const = default;
  Ref site;
  std::string source_name;
  Ref source;  ///< into the site's room, then its power
  std::optional<Value> at, by, add;
};

/// Places one of `Scenario::placed`.
struct PlaceOrder {
  Ref order;
  bool operator==(const PlaceOrder&) const = default;
};

using Action = std::variant<Swap, Divert, Loan, Cancel, Defer, Expedite, Split, Set, SupplyShock, StageDelay, Embargo,
                            Convert, PowerChange, Retire, PriceChange, PlaceOrder>;

/// What a condition counts the units of.
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
  stock
};

/// The states of an order that a condition may wait for: units that came so far, or further.
enum class Reached : std::uint8_t { open, allocated, in_transit, delivered, online, cancelled };

/// A count of units reaches a number from below (`at_least`) or from above (`at_most`).
struct Condition {
  bool operator==(const Condition&) const = default;
  std::string metric;                              ///< as written: "site.giga-texas.online_units"
  Ref organisation, group, site, supplier, order;  ///< whose units; none: the system's
  std::optional<Reached> state;                    ///< of `order`; else what `counted` says
  Counted counted = Counted::online;
  std::optional<Value> at_least, at_most;
};

/// So long after another intervention, each time that one happened.
struct Succession {
  bool operator==(const Succession&) const = default;
  std::string intervention;
  Delay by;
};

/// More than once: a condition each time that it comes true again, a date every so often.
struct Repetition {
  bool operator==(const Repetition&) const = default;
  std::optional<Duration> every;  ///< of a date
  std::optional<Value> until;     ///< a date, or a duration since the first
};

/// Exactly one of `at`, `when` and `after` says when it happens. An `until` of an action is a date, or (by its kind) a
/// duration from the moment when it happened.
struct Intervention {
  // Copied in many sources, compiled in one.
  Intervention();
  Intervention(const Intervention&);
  Intervention(Intervention&&) noexcept;
  Intervention& operator=(const Intervention&);
  Intervention& operator=(Intervention&&) noexcept;
  ~Intervention();
  bool operator==(const Intervention&) const;

  std::string id, label;
  std::optional<Value> at;
  Delay slip;
  std::optional<Condition> when;
  std::optional<Succession> after;
  std::optional<Repetition> repeat;
  double probability = 1;  ///< drawn for each time
  Action action;
};

struct Milestone {
  bool operator==(const Milestone&) const = default;
  std::string id, label;
  Ref organisation, group, site;
  std::optional<Value> online;
  Decimal compute;  ///< FLOP/s; used where `online` is none
};

/// A change of the scenario that can be asked for by its name.
struct Variant {
  bool operator==(const Variant&) const = default;
  std::string id, label;
};

/// One variant less another: what a decision changed in one reading of what nobody knows. Both are names as
/// `--variant` takes them, "texas-only+no-swap"; "base" is the scenario as written.
struct PlannedComparison {
  bool operator==(const PlannedComparison&) const = default;
  std::string label, variant, baseline = "base";
};

struct Scenario {
  // Copied in many sources, compiled in one.
  Scenario();
  Scenario(const Scenario&);
  Scenario(Scenario&&) noexcept;
  Scenario& operator=(const Scenario&);
  Scenario& operator=(Scenario&&) noexcept;
  ~Scenario();
  bool operator==(const Scenario&) const;

  std::string name, question, currency;
  Date start = 0, end = 0;
  Duration grid = week;
  Duration warm_up = 0;
  std::vector<Parameter> parameters;
  std::vector<Product> products;
  std::vector<Group> groups;
  std::vector<Organisation> organisations;
  std::vector<Site> sites;
  std::vector<Supplier> suppliers;
  OrderList orders;           ///< of the file and of its order books
  std::vector<Order> placed;  ///< that interventions place; references count them on behind `orders`
  std::vector<Stream> streams;
  std::vector<Intervention> interventions;
  std::vector<Milestone> milestones;
  std::vector<Variant> variants;
  std::vector<PlannedComparison> comparisons;  ///< what `compare` answers unasked
  std::vector<Note> notes;
  std::string variant;  ///< what was applied: "no-swap+gated", or empty

  /// Any order that a reference may name, wherever it comes from.
  const Order order(Ref ref) const {
    return ref.at() < orders.size() ? orders[ref.at()] : placed[ref.at() - orders.size()];
  }
};

}  // namespace allot
