// The one table of fields: JSON key, member, meaning, kind, range, default, a row a line. Reading, `validate
// --resolved`, the JSON Schema, the scenario reference in docs and the paths that edits use are all visitors of it.
//
// A format that is described in five places is described wrongly in four. Here a field is named once, and what is said
// of it there is what the reader checks, what the schema demands and what the manual prints; a test holds the printed
// pages against the program. To add a field is to add its row: if the row is wrong, everything is wrong in the same
// way, and soon seen.
//
// The table is a function template for each struct, called with a visitor that takes a `Spec` and the member itself.
// The visitor is resolved by overloads on the member's type (a value, a reference, a list of dated units), so that how
// an optional duration is read stands in one place for all of them. Members whose JSON has another shape than the
// struct (two sides of a swap, a date or a duration) are wrapped in a type of their own right below, which an overload
// then takes.
//
// Macros could do this and be shorter; they would also hide the members from every tool. A generator would need a
// language of its own. What the template costs is compile time, and tables that need only the specs (schema, reference)
// go through a copy of them as values (form.hpp), compiled once.
//
// The limit: rules that span fields do not belong here. They stand in check.cpp and its like, as code, with a message
// each.
//
// source: one description that reader, checker and manual are made of, Bentley (1986), Little languages, Communications
//         of the ACM 29(8), 711-721

#pragma once

#include "scenario/spec.hpp"

namespace allot::scenario {

/// Members that one key stands for, but the struct keeps elsewhere or in another shape.
struct RulesOfLevels {
  std::vector<LevelRule>& levels;
};
struct OnArrival {};  ///< "on": "arrival" says that `every` is absent
struct SidesOfSwap {
  Swap& swap;
};
struct PointerText {
  std::string& text;
};
struct RoomAmount {
  Value& value;
};
struct DueAfter {
  std::optional<Value>& value;
};
struct PeriodOrAll {  ///< a period, or "all": the whole simulation as one
  std::optional<Period>& period;
};
struct UntilWhen {  ///< a date, or a duration from the moment when it began
  std::optional<Value>& value;
};
struct Again {  ///< true, or an object
  std::optional<Repetition>& repeat;
};

struct OpeningUnits {
  std::shared_ptr<OpeningState>& opening;
  std::vector<DatedUnits> OpeningState::*list;
};
struct ProductChoice {
  Ref& product;
  std::shared_ptr<Preference>& preference;
};
struct SubstituteAfter {
  std::shared_ptr<Preference>& preference;
};
struct OpeningSlip {
  std::shared_ptr<OpeningState>& opening;
};
struct CurvePoints {
  std::vector<PricePoint>& points;
};
struct RatesRead {  ///< before all else, since amounts are converted as they are read
  std::vector<ExchangeRate>& rates;
};

inline constexpr double no_least = -std::numeric_limits<double>::infinity();

// A table: a row a line.
// clang-format off
template <class Visitor>
void fields(Substitute& it, Visitor&& field) {
  field({.key = "product", .meaning = "what may be delivered instead", .required = true, .refers = Section::products}, it.product);
  field({.key = "ratio", .meaning = "so much of it stands for one of what was asked", .fallback = "1", .above = true}, it.ratio);
  field({.key = "by", .meaning = "what the ratio counts: units, compute or power", .fallback = "units"}, it.by);
  field({.key = "after", .meaning = "how long an order waits before it takes it", .kind = Kind::duration, .fallback = "0d"}, it.after);
}

template <class Visitor>
void fields(Product& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "lot", .meaning = "units per lot: 8 for an HGX server, 72 for an NVL72 rack", .kind = Kind::units, .fallback = "1", .least = 1}, it.lot);
  field({.key = "power", .meaning = "IT power of a unit, all-in", .kind = Kind::power}, it.power);
  field({.key = "compute", .meaning = "dense BF16 compute of a unit", .kind = Kind::compute}, it.compute);
  field({.key = "price", .meaning = "price of a unit", .kind = Kind::money}, it.price);
  field({.key = "substitutes", .meaning = "products that may be delivered instead, from the same supplier's free stock, in order of preference"}, it.substitutes);
  field({.key = "made_of", .meaning = "parts that a unit takes from its supplier's stock as it is built, by product: lots of a plan wait for them", .kind = Kind::units, .least = 1}, it.made_of);
  field({.key = "price_decay", .meaning = "share of its price that a unit loses in a year, in a straight line", .most = 1}, it.price_decay);
  field({.key = "revenue", .meaning = "what a unit earns in an hour online", .kind = Kind::money}, it.revenue);
  field({.key = "utilisation", .meaning = "share of its hours online that earn it; none: all", .most = 1}, it.utilisation);
  field({.key = "rent", .meaning = "what a unit could be rented at for an hour, power and hall included", .kind = Kind::money}, it.rent);
  field({.key = "depreciation", .meaning = "what a unit is worth as it ages; none: it is not in the books"}, it.depreciation);
}

template <class Visitor>
void fields(Depreciation& it, Visitor&& field) {
  field({.key = "life", .meaning = "how long its worth falls in a straight line, from delivery; none: it does not fall by age", .kind = Kind::duration, .above = true}, it.life);
  field({.key = "residual", .meaning = "share that is left at the end of its life", .fallback = "0", .most = 1}, it.residual);
  field({.key = "value", .meaning = "what a new unit is worth on a date, in place of what was paid: it falls as the next generation comes", .kind = Kind::money}, it.value);
}

template <class Visitor>
void fields(Group& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "weight", .meaning = "say in a weighted division between groups", .fallback = "1", .above = true}, it.weight);
  field({.key = "priority", .meaning = "tier at level group: a larger one is served in full first", .fallback = "0", .least = no_least}, it.priority);
  field({.key = "group", .meaning = "group that it belongs to", .refers = Section::groups}, it.group);
}

template <class Visitor>
void fields(Instalment& it, Visitor&& field) {
  field({.key = "share", .meaning = "of the price", .required = true, .most = 1}, it.share);
  field({.key = "net", .meaning = "how much later it is paid", .kind = Kind::duration, .fallback = "0d"}, it.net);
}

template <class Visitor>
void fields(Payments& it, Visitor&& field) {
  field({.key = "order", .meaning = "share of the price that is paid when a unit is ordered, or {share, net}", .most = 1}, it.order);
  field({.key = "award", .meaning = "share that is paid when it is awarded", .most = 1}, it.award);
  field({.key = "shipment", .meaning = "share that is paid when it is shipped: its first stage begins", .most = 1}, it.shipment);
  field({.key = "delivery", .meaning = "share that is paid when it is at the dock", .most = 1}, it.delivery);
}

/// What binds the sides of an order, of a stream's and of a behaviour's.
template <class Visitor>
void contract(Contract& it, Visitor&& field) {
  field({.key = "patience", .meaning = "units still open so long after they were ordered are cancelled; none: never", .kind = Kind::duration}, it.patience);
  field({.key = "cancellable", .meaning = "whether open units can be cancelled", .fallback = "true"}, it.cancellable);
  field({.key = "deposit", .meaning = "paid for each unit ordered, lost with each that is cancelled: a share of the price, or money", .most = 1}, it.deposit);
  field({.key = "cancel_fee", .meaning = "paid for each unit cancelled: a share of the price, or money", .most = 1}, it.cancel_fee);
  field({.key = "term", .meaning = "units leave so long after they went online and are the supplier's stock again; none: they stay", .kind = Kind::duration}, it.term);
  field({.key = "return_time", .meaning = "how long they take from the end of their term to the supplier's stock; none: no time", .kind = Kind::duration}, it.return_time);
  field({.key = "notice", .meaning = "the least notice at which its units are reclaimed; without a term they stay until they are", .kind = Kind::duration}, it.notice);
  field({.key = "payments", .meaning = "when the price is paid, in shares that sum to 1; none: at the award"}, it.payments);
}

template <class Visitor>
void fields(Inflate& it, Visitor&& field) {
  field({.key = "by", .meaning = "fill_rate: need divided by the share of its open orders that it gets; lead_time: need times 1 + slope x quoted lead time / span", .fallback = "fill_rate"}, it.by);
  field({.key = "learning", .meaning = "weight of the newest fill rate in what it expects", .fallback = "0.3", .most = 1, .above = true}, it.learning);
  field({.key = "max", .meaning = "the most that it asks for, in times of its need", .fallback = "3", .least = 1}, it.max);
  field({.key = "slope", .meaning = "by lead_time: what a quote of one span adds, in times of its need", .fallback = "0.5"}, it.slope);
  field({.key = "span", .meaning = "by lead_time: the quote that adds one slope", .kind = Kind::duration, .fallback = "26w", .above = true}, it.span);
}

template <class Visitor>
void fields(Duplicate& it, Visitor&& field) {
  field({.key = "suppliers", .meaning = "where the same need is ordered as well", .required = true, .refers = Section::suppliers}, it.suppliers);
  field({.key = "cancel", .meaning = "probability that it cancels the rest as it is served, drawn for each need", .fallback = "1", .most = 1}, it.cancel);
  field({.key = "fee", .meaning = "paid for each unit so cancelled: a share of the price, or money; none: the order's cancel_fee", .most = 1}, it.fee);
}

template <class Entity, class Visitor>
void gaming(Entity& it, Visitor&& field) {
  field({.key = "inflate", .meaning = "asks for more than it needs"}, it.inflate);
  field({.key = "duplicate", .meaning = "orders the same need from more suppliers"}, it.duplicate);
}

template <class Visitor>
void fields(Target& it, Visitor&& field) {
  field({.key = "roadmap", .meaning = "units wanted online by dates that rise, with straight lines between them and from what is online at the start", .required = true}, it.roadmap);
  field({.key = "review", .meaning = "orders at the start and every so often, or at the beginning of each calendar period", .kind = Kind::duration, .fallback = "4w", .above = true}, it.review);
  field({.key = "product", .meaning = "what; default: the only product", .refers = Section::products}, it.product);
  field({.key = "supplier", .meaning = "from whom; of a list, from who quotes the shortest lead time; default: the only supplier", .refers = Section::suppliers}, it.suppliers);
  field({.key = "site", .meaning = "where it may stand, in order of preference; default: all sites of the organisation", .refers = Section::sites}, it.sites);
  field({.key = "lead_time", .meaning = "how far ahead it orders; none: the supplier's quote, and the mean way to online", .kind = Kind::duration}, it.lead_time);
  field({.key = "priority", .meaning = "tier at level order of what it orders", .fallback = "0", .least = no_least}, it.priority);
  field({.key = "partial", .meaning = "may be delivered in parts", .fallback = "true"}, it.partial);
  field({.key = "min_shipment", .meaning = "smallest part that ships", .kind = Kind::units, .fallback = "0"}, it.min_shipment);
  contract(it.contract, field);
  gaming(it, field);
}

template <class Visitor>
void fields(OrderBehaviour& it, Visitor&& field) {
  field({.key = "target", .meaning = "orders by a roadmap of units wanted online"}, it.target);
}

template <class Visitor>
void fields(Organisation& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "group", .meaning = "group that controls it", .refers = Section::groups}, it.group);
  field({.key = "region", .meaning = "where it takes delivery; chooses the route", .fallback = "default"}, it.region);
  field({.key = "weight", .meaning = "say in a weighted division between organisations", .fallback = "1", .above = true}, it.weight);
  field({.key = "priority", .meaning = "tier at level organisation: a larger one is served in full first", .fallback = "0", .least = no_least}, it.priority);
  field({.key = "delay_cost", .meaning = "what a day costs it on which a unit is needed and does not run", .kind = Kind::money}, it.delay_cost);
  field({.key = "cost_of_capital", .meaning = "what money costs it: share a year of the price of units that stand idle", .most = 10}, it.cost_of_capital);
  field({.key = "order_behaviour", .meaning = "how it orders by itself, beside orders of the file and streams"}, it.order_behaviour);
}

template <class Visitor>
void fields(SharedSlip& it, Visitor&& field) {
  field({.key = "factor", .meaning = "name of what delays all that name it", .required = true}, it.factor);
  field({.key = "correlation", .meaning = "of the normal scores of two slips that name it, each with so much", .required = true, .most = 1}, it.correlation);
  field({.key = "every", .meaning = "the factor is drawn anew for what is planned in each such period from the start; none: once a replication", .kind = Kind::duration, .above = true}, it.every);
}

template <class Visitor>
void fields(Source& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "at", .meaning = "in force from then on", .kind = Kind::date, .least = no_least}, it.at);
  field({.key = "from", .meaning = "a ramp's first day; it has added nothing yet", .kind = Kind::date, .least = no_least}, it.from);
  field({.key = "until", .meaning = "the day when a ramp has added all", .kind = Kind::date, .least = no_least}, it.until);
  field({.key = "add", .meaning = "units, or power; negative where something is switched off", .kind = Kind::units, .required = true, .least = no_least}, RoomAmount{it.add});
  field({.key = "slip", .meaning = "how much later than planned", .kind = Kind::duration, .fallback = "0d"}, it.slip);
  field({.key = "slip_with", .meaning = "what its slip is correlated with"}, it.slip_with);
}

template <class Visitor>
void fields(Site& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "organisation", .meaning = "who owns it", .required = true, .refers = Section::organisations}, it.organisation);
  field({.key = "online", .meaning = "units already running at the start, by product", .kind = Kind::units}, it.online);
  field({.key = "room", .meaning = "places to install, as additive sources; none: no limit"}, it.room);
  field({.key = "power", .meaning = "second gate, before going online, as additive sources; none: no gate"}, it.power);
  field({.key = "install", .meaning = "the most that its crew installs; none: at once", .kind = Kind::rate, .above = true}, it.install);
  field({.key = "commissioning", .meaning = "from installed to ready", .kind = Kind::duration, .fallback = "0d"}, it.commissioning);
  field({.key = "overhead", .meaning = "facility power per IT power: multiplies what a unit takes of power, and of room counted in power", .fallback = "1", .least = 1, .most = 10}, it.overhead);
  field({.key = "region", .meaning = "where it stands; chooses the route. None: the organisation's"}, it.region);
  field({.key = "energy_price", .meaning = "of a kWh", .kind = Kind::money}, it.energy_price);
  field({.key = "load", .meaning = "mean share of its power that a unit online draws; none: all", .most = 1}, it.load);
  field({.key = "rent", .meaning = "of the hall: for a kW of IT power that stands there, a calendar month", .kind = Kind::money}, it.rent);
}

template <class Visitor>
void fields(SupplyPiece& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "product", .meaning = "what is made", .required = true, .refers = Section::products}, it.product);
  field({.key = "at", .meaning = "planned day of a single lot", .kind = Kind::date, .least = no_least}, it.at);
  field({.key = "units", .meaning = "size of the single lot, or the plan's total", .kind = Kind::units}, it.units);
  field({.key = "from", .meaning = "first moment of a plan", .kind = Kind::date, .least = no_least}, it.from);
  field({.key = "until", .meaning = "end of a plan, exclusive", .kind = Kind::date, .least = no_least}, it.until);
  field({.key = "every", .meaning = "period of a plan: one lot at the start of each; of calendar ones the first lot is at `from`", .kind = Kind::duration, .above = true}, it.every);
  field({.key = "rate", .meaning = "units per duration, or points [date, rate] with straight lines between them", .kind = Kind::rate}, it.rate);
  field({.key = "scale", .meaning = "multiplies the plan", .fallback = "1"}, it.scale);
  field({.key = "slip", .meaning = "how much later than planned each lot arrives", .kind = Kind::duration, .fallback = "0d"}, it.slip);
  field({.key = "slip_with", .meaning = "what the slips of its lots are correlated with"}, it.slip_with);
  field({.key = "slip_order", .meaning = "in_order: no lot overtakes the one before; independent; accumulating: slips add up", .fallback = "in_order"}, it.slip_order);
  field({.key = "yield", .meaning = "share of a lot that is good", .fallback = "1", .most = 1}, it.yield);
}

template <class Visitor>
void fields(Buyers& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "which; one or a list", .refers = Section::organisations}, it.organisations);
  field({.key = "group", .meaning = "whose members; one or a list", .refers = Section::groups}, it.groups);
}

template <class Visitor>
void fields(Cap& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "whose awards are limited", .refers = Section::organisations}, it.organisation);
  field({.key = "group", .meaning = "whose awards are limited", .refers = Section::groups}, it.group);
  field({.key = "order", .meaning = "whose awards are limited", .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "the most that it may be awarded, per product", .kind = Kind::units}, it.units);
  field({.key = "per", .meaning = "in each such period, counted from the start; all: in the whole simulation; none: in one run", .kind = Kind::duration, .above = true}, PeriodOrAll{it.per});
  field({.key = "share", .meaning = "instead of units: the part of what `of` are awarded in the same period (`per`, none: all)", .least = 0}, it.share);
  field({.key = "of", .meaning = "of whose awards a share is"}, it.of);
  field({.key = "product", .meaning = "of this product alone; none: of each product so many", .refers = Section::products}, it.product);
}

template <class Visitor>
void fields(Guarantee& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "to whom it is promised", .refers = Section::organisations}, it.organisation);
  field({.key = "group", .meaning = "to whom it is promised", .refers = Section::groups}, it.group);
  field({.key = "order", .meaning = "to which order it is promised, of what its owner gets", .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "units per period, served ahead of the rule, per product", .kind = Kind::units}, it.units);
  field({.key = "share", .meaning = "instead of units: the part of what arrives in the period, initial stock included", .most = 1}, it.share);
  field({.key = "per", .meaning = "length of a period, counted from the start; or a calendar one", .kind = Kind::duration, .required = true, .above = true}, it.per);
  field({.key = "scaled", .meaning = "true: where stock is too small for all that are scaled, each gets its part in proportion; else they are served in order of definition", .fallback = "false"}, it.scaled);
}

template <class Visitor>
void fields(FairShare& it, Visitor&& field) {
  field({.key = "half_life", .meaning = "what was received counts half after so long; none: it counts for ever", .kind = Kind::duration, .above = true}, it.half_life);
}

template <class Visitor>
void fields(TurnAndEarn& it, Visitor&& field) {
  field({.key = "share", .meaning = "part of the supply that the last period's receipts divide", .required = true, .most = 1}, it.share);
  field({.key = "period", .meaning = "length of a period, counted from the start; or a calendar one", .kind = Kind::duration, .required = true, .above = true}, it.period);
}

template <class Visitor>
void fields(Auction& it, Visitor&& field) {
  field({.key = "price", .meaning = "bid: each pays its own; uniform: all pay the lowest bid that was served", .fallback = "bid"}, it.price);
}

template <class Visitor>
void fields(Readiness& it, Visitor&& field) {
  field({.key = "lookahead", .meaning = "how far ahead planned room counts", .kind = Kind::duration, .required = true}, it.lookahead);
}

template <class Visitor>
void fields(FrozenWindow& it, Visitor&& field) {
  field({.key = "from", .meaning = "first moment", .kind = Kind::date, .required = true, .least = no_least}, it.from);
  field({.key = "until", .meaning = "end, exclusive", .kind = Kind::date, .required = true, .least = no_least}, it.until);
}

template <class Visitor>
void fields(ReservedFor& it, Visitor&& field) {
  fields(it.buyers, field);
  field({.key = "order", .meaning = "this order alone", .refers = Section::orders}, it.order);
  field({.key = "priority", .meaning = "orders of at least this priority", .least = no_least}, it.priority);
}

template <class Visitor>
void fields(Reserve& it, Visitor&& field) {
  field({.key = "units", .meaning = "stock that is held back, per product; none: as much as the order still has open", .kind = Kind::units}, it.units);
  field({.key = "for", .meaning = "for whom", .required = true}, it.whom);
  field({.key = "product", .meaning = "of this product alone; none: of each product so many", .refers = Section::products}, it.product);
  field({.key = "from", .meaning = "first moment; none: the start", .kind = Kind::date, .least = no_least}, it.from);
  field({.key = "until", .meaning = "end, exclusive; none: the end", .kind = Kind::date, .least = no_least}, it.until);
}

template <class Visitor>
void fields(ManualAward& it, Visitor&& field) {
  field({.key = "order", .meaning = "which order, of this supplier", .required = true, .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "how many", .kind = Kind::units, .required = true}, it.units);
  field({.key = "at", .meaning = "served in the first run from then on that has the stock, ahead of the rule", .kind = Kind::date, .required = true, .least = no_least}, it.at);
}

template <class Visitor>
void fields(PastReceipt& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "who received them", .required = true, .refers = Section::organisations}, it.organisation);
  field({.key = "product", .meaning = "of what; may be left out where there is one product", .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many", .kind = Kind::units, .required = true}, it.units);
  field({.key = "date", .meaning = "when, before the start; none: just before it", .kind = Kind::date, .least = no_least}, it.date);
}

template <class Visitor>
void fields(AllocationPolicy& it, Visitor&& field) {
  field({.key = "every", .meaning = "allocation runs at the start and every so often, or at the beginning of each calendar period", .kind = Kind::duration, .above = true}, it.every);
  field({.key = "on", .meaning = "\"arrival\": a run whenever supply or an order arrives; the default where `every` is absent"}, OnArrival{});
  field({.key = "levels", .meaning = "from the root down: group, organisation, order; group once more for groups within groups"}, it.levels);
  field({.key = "rules", .meaning = "the rule at each level, the second of groups being group_2; defaults: proportional, at level order fifo"}, RulesOfLevels{it.levels});
  field({.key = "caps", .meaning = "limits on awards: of one run, of each period, in all"}, it.caps);
  field({.key = "guarantees", .meaning = "contracted minimum per period"}, it.guarantees);
  field({.key = "readiness", .meaning = "claims count only up to the planned room of their sites; none: whether there is room or not"}, it.readiness);
  field({.key = "frozen", .meaning = "windows in which nothing is allocated"}, it.frozen);
  field({.key = "awards", .meaning = "units given by hand, ahead of the rule"}, it.awards);
  field({.key = "received", .meaning = "what organisations had received before the start, for fair_share and turn_and_earn"}, it.received);
  field({.key = "reserves", .meaning = "stock held back for some"}, it.reserves);
}

template <class Visitor>
void fields(Stage& it, Visitor&& field) {
  field({.key = "stage", .meaning = "its name, once per route", .required = true}, it.name);
  field({.key = "delay", .meaning = "how long a shipment is in it", .kind = Kind::duration, .fallback = "0d"}, it.delay);
  field({.key = "servers", .meaning = "so many shipments at once, the rest wait in line; none: it only delays", .kind = Kind::units, .fallback = "0"}, it.servers);
}

template <class Visitor>
void fields(Supplier& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "buys_as", .meaning = "organisation as which it buys from other suppliers: what that one receives is its stock", .refers = Section::organisations}, it.buys_as);
  field({.key = "stock", .meaning = "units in stock at the start, by product", .kind = Kind::units}, it.stock);
  field({.key = "supply", .meaning = "the supply plan, in pieces"}, it.supply);
  field({.key = "allocation", .meaning = "who is served when supply is short"}, it.allocation);
  field({.key = "routes", .meaning = "stages from award to delivery, by region; none: delivered at the award"}, it.routes);
}

constexpr const char* product_meaning(const Stream&) { return "what"; }
constexpr const char* product_meaning(const Order&) { return "what; or a list in order of preference: the first is asked for, the others are taken instead"; }
inline Ref& product_member(Stream& it) { return it.product; }
inline ProductChoice product_member(Order& it) { return {it.product, it.preference}; }

/// What an order and a stream have in common.
template <class Entity, class Visitor>
void terms(Entity& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "who buys", .required = true, .refers = Section::organisations}, it.organisation);
  field({.key = "supplier", .meaning = "from whom", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "product", .meaning = product_meaning(it), .required = true, .refers = Section::products}, product_member(it));
  field({.key = "site", .meaning = "where it may stand, in order of preference; default: all sites of the organisation", .refers = Section::sites}, it.sites);
  field({.key = "priority", .meaning = "tier at level order: a larger one is served in full first", .fallback = "0", .least = no_least}, it.priority);
  field({.key = "partial", .meaning = "may be delivered in parts", .fallback = "true"}, it.partial);
  field({.key = "min_shipment", .meaning = "smallest part that ships", .kind = Kind::units, .fallback = "0"}, it.min_shipment);
  contract(it.contract, field);
  field({.key = "bid", .meaning = "offered for a unit under auction; none: the product's price", .kind = Kind::money}, it.bid);
}

template <class Visitor>
void fields(Order& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  terms(it, field);
  field({.key = "units", .meaning = "how many; may be left out beside deliveries", .kind = Kind::units}, it.units);
  field({.key = "placed", .meaning = "when it enters the queue; default: the start", .kind = Kind::date, .least = no_least}, it.placed);
  field({.key = "not_before", .meaning = "not shipped before; default: placed", .kind = Kind::date, .least = no_least}, it.not_before);
  field({.key = "due", .meaning = "day promised on site; none: no lateness", .kind = Kind::date, .least = no_least}, it.due);
  field({.key = "deliveries", .meaning = "committed deliveries [date, units]: lots of its own, at the supplier's dock on that date"}, it.deliveries);
  field({.key = "substitute_after", .meaning = "how long it waits before it takes another product; default: what the substitutes of its product say", .kind = Kind::duration}, SubstituteAfter{it.preference});
  field({.key = "delivered", .meaning = "received before the start: units, or a list of [date, units]; they stand at its first site"}, OpeningUnits{it.opening, &OpeningState::delivered});
  field({.key = "in_transit", .meaning = "on their way at the start: a list of [date, units], expected at the dock of the site on that date"}, OpeningUnits{it.opening, &OpeningState::in_transit});
  field({.key = "in_transit_slip", .meaning = "how much later than expected each of those arrives", .kind = Kind::duration}, OpeningSlip{it.opening});
  field({.key = "pegged", .meaning = "piece of the supplier's plan that serves it, and nothing else does", .refers = Section::supply}, it.pegged);
  field({.key = "needed", .meaning = "day on which its units are to run; from then on each that does not costs its owner delay_cost. Default: due, and the planned time of its first site", .kind = Kind::date, .least = no_least}, it.needed);
  field({.key = "kit", .meaning = "name of a kit (ship set): orders of several products that name the same are shipped together, in proportion to their units"}, it.kit);
}

template <class Visitor>
void fields(Stream& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  terms(it, field);
  field({.key = "every", .meaning = "time between orders", .kind = Kind::duration, .required = true}, it.every);
  field({.key = "pace", .meaning = "how many times as often as `every` says; or points [date, number] with straight lines between them", .most = 1000}, it.pace);
  field({.key = "units", .meaning = "size of an order; a distribution is drawn for each, to the nearest lot, at least one", .kind = Kind::units, .required = true}, it.units);
  field({.key = "due_after", .meaning = "due so long after it was placed; none: no lateness", .kind = Kind::duration}, it.due_after);
  field({.key = "from", .meaning = "first moment; default: the start", .kind = Kind::date, .least = no_least}, it.from);
  field({.key = "until", .meaning = "end, exclusive; default: the end", .kind = Kind::date, .least = no_least}, it.until);
  gaming(it, field);
  field({.key = "needed_after", .meaning = "its units are to run so long after it was placed; default: due_after, and the planned time of its first site", .kind = Kind::duration}, it.needed_after);
}

template <class Visitor>
void fields(Milestone& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "organisation", .meaning = "whose units count", .refers = Section::organisations}, it.organisation);
  field({.key = "group", .meaning = "whose units count", .refers = Section::groups}, it.group);
  field({.key = "site", .meaning = "whose units count", .refers = Section::sites}, it.site);
  field({.key = "online", .meaning = "units online", .kind = Kind::units}, it.online);
  field({.key = "compute", .meaning = "compute online", .kind = Kind::compute}, it.compute);
}

template <class Visitor>
void fields(LotReceipt& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose lot", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "supply", .meaning = "piece of its plan", .required = true, .refers = Section::supply}, it.supply);
  field({.key = "planned", .meaning = "which lot of the piece: the day for which it was planned at first", .kind = Kind::date, .required = true, .least = no_least}, it.planned);
  field({.key = "units", .meaning = "good units that came, or that are still to come where there is no date", .kind = Kind::units, .required = true}, it.units);
  field({.key = "date", .meaning = "when they came; none: not by `as_of`", .kind = Kind::date, .least = no_least}, it.date);
}

template <class Visitor>
void fields(ShippedUnits& it, Visitor&& field) {
  field({.key = "order", .meaning = "of which order", .required = true, .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "how many", .kind = Kind::units, .required = true}, it.units);
  field({.key = "date", .meaning = "when they were shipped", .kind = Kind::date, .required = true, .least = no_least}, it.date);
  field({.key = "delivered", .meaning = "when they came to the dock, by `as_of`", .kind = Kind::date, .least = no_least}, it.delivered);
  field({.key = "expected", .meaning = "instead: when they are expected there, after `as_of`; neither: as the route has it", .kind = Kind::date, .least = no_least}, it.expected);
}

template <class Visitor>
void fields(CancelledUnits& it, Visitor&& field) {
  field({.key = "order", .meaning = "of which order", .required = true, .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "how many open units, from the end of its queue, beside those that the plan cancels", .kind = Kind::units, .required = true}, it.units);
  field({.key = "date", .meaning = "when", .kind = Kind::date, .required = true, .least = no_least}, it.date);
}

template <class Visitor>
void fields(RecordedShipments& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose shipments", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "from", .meaning = "from then on it shipped what `shipped` lists, and nothing by its rule", .kind = Kind::date, .required = true, .least = no_least}, it.from);
  field({.key = "until", .meaning = "end, exclusive; none: `as_of`", .kind = Kind::date, .least = no_least}, it.until);
}

template <class Visitor>
void fields(Actuals& it, Visitor&& field) {
  field({.key = "received", .meaning = "lots that came on another day than planned, in parts, or not yet"}, it.received);
  field({.key = "shipped", .meaning = "what was shipped otherwise than planned, or arrived on another day"}, it.shipped);
  field({.key = "cancelled", .meaning = "open units that were cancelled"}, it.cancelled);
  field({.key = "recorded", .meaning = "suppliers whose shipments are those of `shipped`, and since when"}, it.recorded);
}

template <class Visitor>
void fields(PlannedComparison& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it; none: VARIANT against BASELINE"}, it.label);
  field({.key = "variant", .meaning = "name of a variant, or several joined by +; `base` is the scenario as written", .required = true}, it.variant);
  field({.key = "baseline", .meaning = "what it is compared with, named likewise", .fallback = "base"}, it.baseline);
}

template <class Visitor>
void fields(OrderUnits& it, Visitor&& field) {
  field({.key = "order", .meaning = "which order", .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "how many of it", .kind = Kind::units}, it.units);
}

template <class Visitor>
void fields(Swap& it, Visitor&& field) {
  field({.key = "product", .meaning = "what is exchanged", .required = true, .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many each gives; may be left out where `orders` say", .kind = Kind::units}, it.units);
  field({.key = "between", .meaning = "two organisations or more, or objects {organisation, orders: {ORDER: units}, product, units, choose}: each gives to the next, the last to the first", .required = true}, SidesOfSwap{it});
  field({.key = "choose", .meaning = "earliest expected first, latest first, or even: from each order in proportion", .fallback = "earliest"}, it.choose);
  field({.key = "states", .meaning = "what may move: open, allocated, in_transit (the default), delivered"}, it.states);
  field({.key = "partial", .meaning = "moves what there is; otherwise all or nothing", .fallback = "false"}, it.partial);
  field({.key = "reroute", .meaning = "delay added to what is on its way", .kind = Kind::duration, .fallback = "0d"}, it.reroute);
}

template <class Entity, class Visitor>
void one_way(Entity& it, Visitor&& field) {
  field({.key = "product", .meaning = "what is diverted", .required = true, .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many", .kind = Kind::units, .required = true}, it.units);
  field({.key = "from", .meaning = "who gives", .required = true, .refers = Section::organisations}, it.from);
  field({.key = "to", .meaning = "who receives, at all its sites in order", .required = true, .refers = Section::organisations}, it.to);
  field({.key = "states", .meaning = "what may move: open, allocated, in_transit (the default), delivered"}, it.states);
  field({.key = "partial", .meaning = "moves what there is; otherwise all or nothing", .fallback = "false"}, it.partial);
  field({.key = "reroute", .meaning = "delay added to what is on its way", .kind = Kind::duration, .fallback = "0d"}, it.reroute);
}

template <class Visitor>
void fields(Divert& it, Visitor&& field) {
  one_way(it, field);
}

template <class Visitor>
void fields(Loan& it, Visitor&& field) {
  one_way(it, field);
  field({.key = "return", .meaning = "when as many are given back: a date, or a duration from the loan", .kind = Kind::date, .required = true, .least = no_least}, UntilWhen{it.back});
}

template <class Entity, class Visitor>
void open_units(Entity& it, Visitor&& field) {
  field({.key = "order", .meaning = "open units of this order, whoever owns them", .refers = Section::orders}, it.order);
  field({.key = "organisation", .meaning = "open units of this organisation", .refers = Section::organisations}, it.organisation);
  field({.key = "product", .meaning = "only of this product", .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many, from the end of the queue; none: all", .kind = Kind::units}, it.units);
}

template <class Visitor>
void fields(Cancel& it, Visitor&& field) {
  open_units(it, field);
}

template <class Visitor>
void fields(Defer& it, Visitor&& field) {
  open_units(it, field);
  field({.key = "by", .meaning = "moves not_before and due by so much", .kind = Kind::duration, .required = true}, it.by);
}

template <class Visitor>
void fields(Expedite& it, Visitor&& field) {
  field({.key = "order", .meaning = "units of this order, whoever owns them", .refers = Section::orders}, it.order);
  field({.key = "organisation", .meaning = "units of this organisation", .refers = Section::organisations}, it.organisation);
  field({.key = "product", .meaning = "only of this product", .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many get the priority, from the front of the queue; none: all that are open", .kind = Kind::units}, it.units);
  field({.key = "priority", .meaning = "of its open units from then on, where that is higher", .least = no_least}, it.priority);
  field({.key = "stage", .meaning = "factors by stage: of what is left of it, and of what begins it from then on"}, it.stages);
}

template <class Visitor>
void fields(Split& it, Visitor&& field) {
  field({.key = "order", .meaning = "whose open units are cut up", .required = true, .refers = Section::orders}, it.order);
  field({.key = "units", .meaning = "of each part; the last may be smaller", .kind = Kind::units, .required = true, .above = true}, it.units);
}

template <class Visitor>
void fields(Embargo& it, Visitor&& field) {
  field({.key = "organisation", .meaning = "only units of this organisation", .refers = Section::organisations}, it.organisation);
  field({.key = "region", .meaning = "only units that go to this region: that of the first site, else of the organisation"}, PointerText{it.region});
  field({.key = "product", .meaning = "only of this product", .refers = Section::products}, it.product);
  field({.key = "orders", .meaning = "what becomes of open units: cancel; freeze: they wait; release: they wait, and their pegs go to others", .fallback = "freeze"}, it.orders);
  field({.key = "in_transit", .meaning = "what becomes of awarded units: deliver, or return to the supplier's stock", .fallback = "deliver"}, it.in_transit);
  field({.key = "until", .meaning = "end of the embargo, exclusive; none: the end", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
}

template <class Visitor>
void fields(Convert& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose stock", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "from", .meaning = "what is used up, of what no peg has set aside", .required = true, .refers = Section::products}, it.from);
  field({.key = "to", .meaning = "what is made of it", .required = true, .refers = Section::products}, it.to);
  field({.key = "units", .meaning = "how many are used up; none: all in stock", .kind = Kind::units}, it.units);
  field({.key = "ratio", .meaning = "units made of each", .fallback = "1"}, it.ratio);
  field({.key = "yield", .meaning = "share of what is made that is good", .fallback = "1", .most = 1}, it.yield);
  field({.key = "delay", .meaning = "how long it takes; stock meanwhile, but nobody's to claim", .kind = Kind::duration, .fallback = "0d"}, it.delay);
}

template <class Visitor>
void fields(Retire& it, Visitor&& field) {
  field({.key = "site", .meaning = "where units are taken out of service", .required = true, .refers = Section::sites}, it.site);
  field({.key = "product", .meaning = "of which product", .required = true, .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many, those first that were admitted first; none: all online", .kind = Kind::units}, it.units);
}

template <class Visitor>
void fields(Reclaim& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "units that came from this supplier", .refers = Section::suppliers}, it.supplier);
  field({.key = "organisation", .meaning = "units that this organisation uses", .refers = Section::organisations}, it.organisation);
  field({.key = "order", .meaning = "units of this order", .refers = Section::orders}, it.order);
  field({.key = "product", .meaning = "only of this product", .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many, the latest awarded first; none: all", .kind = Kind::units}, it.units);
  field({.key = "notice", .meaning = "they leave so long after the decision, at the end of their term if that is earlier; an order's own notice is kept where it is longer. None: at once", .kind = Kind::duration}, it.notice);
}

template <class Visitor>
void fields(Lease& it, Visitor&& field) {
  field({.key = "product", .meaning = "what is leased", .required = true, .refers = Section::products}, it.product);
  field({.key = "units", .meaning = "how many that are online, the earliest awarded first; none: all", .kind = Kind::units}, it.units);
  field({.key = "from", .meaning = "whose units they are", .required = true, .refers = Section::organisations}, it.from);
  field({.key = "to", .meaning = "who uses them meanwhile, where they stand", .required = true, .refers = Section::organisations}, it.to);
  field({.key = "site", .meaning = "only units that stand there", .refers = Section::sites}, it.site);
  field({.key = "term", .meaning = "for how long", .kind = Kind::duration}, it.term);
  field({.key = "until", .meaning = "instead: until when, a date or a duration. Neither: for good", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
  field({.key = "partial", .meaning = "leases what there is; otherwise all or nothing", .fallback = "false"}, it.partial);
}

template <class Visitor>
void fields(PriceChange& it, Visitor&& field) {
  field({.key = "product", .meaning = "of which product", .required = true, .refers = Section::products}, it.product);
  field({.key = "price", .meaning = "of a unit awarded from then on", .kind = Kind::money, .required = true}, it.price);
}

template <class Visitor>
void fields(Set& it, Visitor&& field) {
  field({.key = "path", .meaning = "JSON pointer of a weight, priority, rule, cap, guarantee, readiness gate, frozen window, install rate or commissioning", .required = true}, PointerText{it.path});
  field({.key = "value", .meaning = "what stands there meanwhile", .required = true}, it.value);
  field({.key = "until", .meaning = "when the old value returns; none: never", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
}

template <class Visitor>
void fields(SupplyShock& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose plan", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "product", .meaning = "only of this product", .refers = Section::products}, it.product);
  field({.key = "scale", .meaning = "multiplies the lots planned in the window; 0 stops them"}, it.scale);
  field({.key = "by", .meaning = "lots planned in the window and not there yet come so much later; earlier where it is negative, never before the decision", .kind = Kind::duration, .least = no_least}, it.by);
  field({.key = "add", .meaning = "units put into stock at once", .kind = Kind::units}, it.add);
  field({.key = "until", .meaning = "end of the window, exclusive; none: the end", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
}

template <class Visitor>
void fields(StageDelay& it, Visitor&& field) {
  field({.key = "supplier", .meaning = "whose routes", .required = true, .refers = Section::suppliers}, it.supplier);
  field({.key = "stage", .meaning = "which stage", .required = true}, it.stage);
  field({.key = "add", .meaning = "added to each stage that begins in the window", .kind = Kind::duration, .required = true}, it.add);
  field({.key = "until", .meaning = "end of the window, exclusive; none: the end", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
}

template <class Visitor>
void fields(PowerChange& it, Visitor&& field) {
  field({.key = "site", .meaning = "which site", .required = true, .refers = Section::sites}, it.site);
  field({.key = "source", .meaning = "id of a source of its room or power", .required = true}, PointerText{it.source_name});
  field({.key = "at", .meaning = "its new date; a ramp is shifted whole", .kind = Kind::date, .least = no_least}, it.at);
  field({.key = "by", .meaning = "shifted by so much; earlier where it is negative", .kind = Kind::duration, .least = no_least}, it.by);
  field({.key = "add", .meaning = "its new amount", .kind = Kind::units, .least = no_least}, it.add);
}

template <class Visitor>
void fields(Condition& it, Visitor&& field) {
  field({.key = "metric", .meaning = "what is counted: KIND.ID.COUNT or system.COUNT, such as site.hall.online_units"}, it.metric);
  field({.key = "order", .meaning = "an order, instead of a metric", .refers = Section::orders}, it.order);
  field({.key = "state", .meaning = "units of the order that came so far, or further"}, it.state);
  field({.key = "at_least", .meaning = "true from so many units on; of an order 1 where neither is said", .kind = Kind::units}, it.at_least);
  field({.key = "at_most", .meaning = "true down from so many units", .kind = Kind::units}, it.at_most);
}

template <class Visitor>
void fields(Succession& it, Visitor&& field) {
  field({.key = "intervention", .meaning = "which one it follows, each time that it happened", .required = true}, it.intervention);
  field({.key = "by", .meaning = "how much later", .kind = Kind::duration, .fallback = "0d"}, it.by);
}

template <class Visitor>
void fields(Repetition& it, Visitor&& field) {
  field({.key = "every", .meaning = "time between dates; a condition has none", .kind = Kind::duration, .above = true}, it.every);
  field({.key = "until", .meaning = "no more from then on; a date, or a duration since the first. None: the end", .kind = Kind::date, .least = no_least}, UntilWhen{it.until});
}

template <class Visitor>
void fields(DecisionCost& it, Visitor&& field) {
  field({.key = "once", .meaning = "each time that it happens; not where it asked for units and moved none", .kind = Kind::money, .least = no_least}, it.once);
  field({.key = "per_unit", .meaning = "for each unit that it moves, takes or hurries (expedite by stage: for each stage of each)", .kind = Kind::money, .least = no_least}, it.per_unit);
  field({.key = "per_unit_day", .meaning = "for each such unit and day: of a loan or lease while it lasts, of a swap or divert until the end; of a defer, an expedite by stage or a supply shift the days by which it moves them", .kind = Kind::money, .least = no_least}, it.per_unit_day);
}

/// What every intervention has beside its action.
template <class Visitor>
void fields(Intervention& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "at", .meaning = "on a date; or {\"date\": ..., \"slip\": delay}", .kind = Kind::date, .least = no_least}, it.at);
  field({.key = "when", .meaning = "on a condition: when a count of units has come to a number"}, it.when);
  field({.key = "after", .meaning = "after another intervention; not if that one did not happen"}, it.after);
  field({.key = "repeat", .meaning = "true: each time that the condition comes true again; {every, until}: of a date, every so often"}, Again{it.repeat});
  field({.key = "probability", .meaning = "whether it happens at all; drawn each time", .fallback = "1", .most = 1}, it.probability);
  field({.key = "cost", .meaning = "what it costs; the metric decision_cost, by which compare says what it buys"}, it.cost);
  field({.key = "paid_by", .meaning = "whose decision_cost it is; none: the system's alone", .refers = Section::organisations}, it.paid_by);
}

template <class Visitor>
void fields(MoneyTerms& it, Visitor&& field) {
  field({.key = "currency", .meaning = "three letters: what all money is counted in; none: the first that is met"}, it.currency);
  field({.key = "rates", .meaning = "what one of another currency comes to in it, by currency: a number, or points [date, number]. Prices by date are converted at their dates, all else at the rate of the start"}, RatesRead{it.rates});
  field({.key = "discount_rate", .meaning = "share a year by which money that comes later counts less", .fallback = "0", .least = -1, .most = 10, .above = true}, it.discount_rate);
}

template <class Visitor>
void fields(PriceCurve& it, Visitor&& field) {
  field({.key = "label", .meaning = "how reports name it"}, it.label);
  field({.key = "points", .meaning = "money by dates that rise, with straight lines between them", .kind = Kind::money}, CurvePoints{it.points});
  field({.key = "scale", .meaning = "multiplies the curve", .fallback = "1", .most = 1000}, it.scale);
  field({.key = "csv", .meaning = "a CSV file with the points, in place of `points`"}, it.file.csv);
  field({.key = "date", .meaning = "its column of dates", .fallback = "date"}, it.file.date);
  field({.key = "value", .meaning = "its column of money, or of plain numbers", .fallback = "value"}, it.file.value);
  field({.key = "currency", .meaning = "of plain numbers in it; none: that of the scenario"}, it.file.currency);
}

template <class Visitor>
void fields(Scenario& it, Visitor&& field) {
  field({.key = "name", .meaning = "what reports call it", .fallback = "scenario"}, it.name);
  field({.key = "question", .meaning = "what it is to answer"}, it.question);
  field({.key = "start", .meaning = "first moment", .kind = Kind::date, .required = true, .least = no_least}, it.start);
  field({.key = "end", .meaning = "end, exclusive", .kind = Kind::date, .required = true, .least = no_least}, it.end);
  field({.key = "grid", .meaning = "spacing of time series", .kind = Kind::duration, .fallback = "1w", .above = true}, it.grid);
  field({.key = "warm_up", .meaning = "statistics count what was placed after it", .kind = Kind::duration, .fallback = "0d"}, it.warm_up);
  field({.key = "as_of", .meaning = "what lies before it has happened as planned, or as `actuals` say; chance begins then. None: at the start", .kind = Kind::date, .least = no_least}, it.as_of);
  field({.key = "costs", .meaning = "money paid once, by name, beside the costs of interventions; the cost of a variant stands here under its name", .kind = Kind::money, .least = no_least}, it.costs);
}
// clang-format on

}  // namespace allot::scenario
