#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "allot/draft.hpp"
#include "allot/organisation.hpp"
#include "allot/site.hpp"
#include "allot/supplier.hpp"
#include "allot/value.hpp"

/// What an intervention can do, one struct each; `Action` at the end is all of them. What exactly each does:
/// docs/model.md, "Interventions". The set is closed: whoever handles actions is made by the compiler to handle all.
///
/// Two families. Some act on the pipeline, once: they choose units of it and move, cancel or change them, and what was
/// asked and could not be had is the intervention's shortfall. Others change parameters, until a day or for good. An
/// `until` is a date, or (by its kind) a duration from the moment when the intervention happened; none: for good.
///
/// Throughout, a `Ref` that names nothing restricts nothing.
namespace allot {

/// The pipeline states that an intervention may choose from.
struct PipelineStates {
  bool operator==(const PipelineStates&) const = default;
  bool open = true, allocated = true, in_transit = true, delivered = false;
};

/// Which of the units that may move do: the earliest expected first, the latest, or from each order in proportion.
/// Expected is what was promised: awarded units in order of award, then open ones by due, not_before and place. No decision
/// sees a slip that is still to come.
enum class Choose : std::uint8_t { earliest, latest, even };

struct OrderUnits {
  bool operator==(const OrderUnits&) const = default;
  Ref order;
  Value units;
};

/// What one side gives; what it does not say is as the swap has it.
struct SwapSide {
  bool operator==(const SwapSide&) const = default;
  Ref organisation;
  std::vector<OrderUnits> orders;  ///< restricts and orders the choice; empty: any
  Ref product;
  std::optional<Value> units;
  std::optional<Choose> choose;
};

/// Each side gives so many units of its pipeline to the next, the last to the first: two exchange, more pass on in a
/// circle. Owner and destination change; dates, pegs, places and the way still to go stay with the unit, which goes where
/// the one that it replaces was going, and further ones where the last of those was.
///
/// shape: two sides or more, no organisation twice
/// gives: all that was asked, or nothing unless `partial`, of which all sides then give as much
struct Swap {
  bool operator==(const Swap&) const = default;
  Ref product;
  std::optional<Value> units;  ///< of each side; none: what `orders` say
  std::vector<SwapSide> sides;
  Choose choose = Choose::earliest;
  PipelineStates states;
  bool partial = false;
  Delay reroute;  ///< added to what is on its way
};

/// The same one way: units of `from` go to all sites of `to`, in order.
struct Divert {
  bool operator==(const Divert&) const = default;
  Ref product;
  Value units;
  Ref from, to;
  PipelineStates states;
  bool partial = false;
  Delay reroute;
};

/// A divert, and as many units back by a date: of what the borrower waits for, earliest expected first, else of what
/// stands at its dock. What it has neither of is a shortfall.
struct Loan : Divert {
  std::optional<Value> back;  ///< a date, or a duration from the loan
  bool operator==(const Loan&) const = default;
};

/// Takes open units, from the end of the queue: of one order, or of an organisation.
struct Cancel {
  bool operator==(const Cancel&) const = default;
  Ref order, organisation, product;
  std::optional<Value> units;  ///< none: all
};

/// Moves `not_before` and `due` of open units, from the end of the queue; what was promised stays promised.
struct Defer {
  bool operator==(const Defer&) const = default;
  Ref order, organisation, product;
  std::optional<Value> units;  ///< none: all
  Value by;                    ///< a duration
};

struct StageFactor {
  std::string stage;
  Value factor;  ///< of the time that is left, or that it would take; no unit
  bool operator==(const StageFactor&) const = default;
};

/// Open units get a higher priority; or stages of all units get shorter, what is left of them and what begins later.
/// Factors of several decisions multiply.
struct Expedite {
  Ref order, organisation, product;
  std::optional<Value> units;  ///< of `priority`, from the front of the queue; none: all that are open
  std::optional<std::int64_t> priority;
  std::vector<StageFactor> stages;
  bool operator==(const Expedite&) const = default;
};

/// Cuts the open slices of an order into parts of so many units, each a claim of its own in the same place.
struct Split {
  Ref order;
  Value units;
  bool operator==(const Split&) const = default;
};

/// What becomes of open units when an embargo begins: they are cancelled, wait, or wait without their pegs.
enum class EmbargoedOrders : std::uint8_t { cancel, freeze, release };
/// What becomes of units that were awarded and not delivered: they arrive, or are the supplier's stock again.
enum class EmbargoedTransit : std::uint8_t { deliver, give_back };

/// While it lasts, nobody ships to an organisation, to a region, or units of a product; of several that are named, to
/// whom all fit. What is ordered meanwhile waits.
struct Embargo {
  Ref organisation;
  std::string region;  ///< of the first site, else of the owner; empty: any
  Ref product;
  EmbargoedOrders orders = EmbargoedOrders::freeze;
  EmbargoedTransit in_transit = EmbargoedTransit::deliver;
  std::optional<Value> until;
  bool operator==(const Embargo&) const = default;
};

/// Turns free stock of one product into another: round(units * ratio) come out after the delay, of which `yield` is good.
/// What comes out beyond what went in counts as produced, what is less as scrapped.
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

/// Ends terms before their time, of online units that come back (their order has a `term` or a `notice`), the latest
/// awarded first: at their end or once the notice is over, whichever is earlier. The notice is the longer of this one and
/// the order's own.
struct Reclaim {
  Ref supplier, organisation, order, product;  ///< at least one of the first three
  std::optional<Value> units;                  ///< none: all
  std::optional<Value> notice;                 ///< a duration; none: at once
  bool operator==(const Reclaim&) const = default;
};

/// Online units of `from` are used by `to`, the earliest awarded first, and come back when it is over. They stay where
/// they stand: levels and metrics of owners change, those of sites do not.
///
/// gives: what was retired, or given back to its supplier, meanwhile is a shortfall when the lease is over
struct Lease {
  Ref product;
  std::optional<Value> units;  ///< none: all
  Ref from, to;
  Ref site;                    ///< only what stands there; none: anywhere
  std::optional<Delay> term;   ///< one of the two; neither: for good
  std::optional<Value> until;  ///< a date, or a duration
  bool partial = false;
  bool operator==(const Lease&) const = default;
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

/// Puts a value in the place of another: a weight, a priority, a rule, a cap, a guarantee, a gate, a window, a crew, a
/// commissioning. The same edit that a variant could make to the whole run, made for a while.
struct Set {
  std::string path;  ///< JSON pointer into the scenario
  Draft value;
  std::optional<Value> until;
  std::shared_ptr<const Policy> changed;    ///< the policy with this edit, and no other, applied
  bool operator==(const Set& other) const;  ///< whatever words the value was written in
};

/// Lots planned in the window from the intervention until `until` are multiplied, or come later or earlier; or units are
/// put into stock at once.
struct SupplyShock {
  bool operator==(const SupplyShock&) const = default;
  Ref supplier, product;       ///< no product: all of the supplier's
  std::optional<Value> scale;  ///< 0 stops them; scales of several multiply
  std::optional<Value> by;     ///< a duration, negative for earlier; shifts of several add up
  std::optional<Value> add;    ///< units
  std::optional<Value> until;
};

/// Adds to every stage of that name that begins in the window.
struct StageDelay {
  bool operator==(const StageDelay&) const = default;
  Ref supplier;
  std::string stage;
  Delay add;
  std::optional<Value> until;
};

/// Moves or resizes a source of a site's room or power.
struct PowerChange {
  bool operator==(const PowerChange&) const = default;
  Ref site;
  std::string source_name;
  Ref source;                ///< into the site's room, then its power
  std::optional<Value> at;   ///< its new date; a ramp is shifted whole
  std::optional<Value> by;   ///< a duration, negative for earlier
  std::optional<Value> add;  ///< its new amount
};

/// Places one of `Scenario::placed`.
struct PlaceOrder {
  Ref order;
  bool operator==(const PlaceOrder&) const = default;
};

/// All of them. Visit it with an overload for each; a generic fallback would let a new one do nothing without a word.
using Action = std::variant<Swap, Divert, Loan, Cancel, Defer, Expedite, Split, Set, SupplyShock, StageDelay, Embargo,
                            Convert, PowerChange, Retire, PriceChange, PlaceOrder, Reclaim, Lease>;

}  // namespace allot
