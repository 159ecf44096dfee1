#pragma once

#include "scenario/fields.hpp"

/// Every kind of object that a scenario is made of, and where it stands. The schema and the reference go
/// through them in this order; what fields each has, says the table of fields.
namespace allot::scenario {

/// `definition` is what the schema calls it.
struct Part {
  std::string_view path, definition, meaning;
};

template <class Visitor>
void entity_parts(Visitor&& part) {
  part(Part{"products", "product", "What is allotted: kinds of accelerators, by id."}, Product{});
  part(Part{"products.substitutes", "substitute",
            "A product that may be delivered instead, once an order has waited; a list."},
       Substitute{});
  part(Part{"groups", "group", "Organisations under common control, by id."}, Group{});
  part(Part{"organisations", "organisation", "Who orders and receives, by id."}, Organisation{});
  part(Part{"organisations.order_behaviour", "order_behaviour",
            "How an organisation orders by itself, beside the orders of the file and of streams."},
       OrderBehaviour{});
  part(Part{"organisations.order_behaviour.target", "target",
            "Orders by a roadmap: at each review what is missing of the units wanted online one lead time ahead. What "
            "it leaves out, `defaults` of orders fill."},
       Target{});
  part(Part{"organisations.order_behaviour.target.inflate", "inflate",
            "Asks for more than it needs, as rationed buyers do; also of a stream."},
       Inflate{});
  part(Part{"organisations.order_behaviour.target.duplicate", "duplicate",
            "Orders the same need from more suppliers; also of a stream."},
       Duplicate{});
  part(Part{"sites", "site",
            "Where units are installed and run, by id. An organisation without sites is online at delivery."},
       Site{});
  part(Part{"sites.room", "source",
            "One source of room, by id. The room of a site is the sum of the sources in force, never below zero."},
       Source{});
  part(Part{"sites.room.slip_with", "slip_with",
            "Slips that are late together: all that name one factor are correlated, each with its own distribution. "
            "Also of a piece of supply."},
       SharedSlip{});
  part(Part{"sites.power", "source",
            "One source of power, by id. The power of a site is the sum of the sources in force."},
       Source{});
  part(Part{"suppliers", "supplier", "Who makes and ships, by id."}, Supplier{});
  part(Part{"suppliers.supply", "piece",
            "One piece of a supply plan, by id: a dated lot (`at`, `units`), or a plan (`from`, `until`, `every`, and "
            "`rate` or `units`)."},
       SupplyPiece{});
  part(Part{"suppliers.allocation", "allocation", "Who is served when supply is short."}, AllocationPolicy{});
  part(Part{"suppliers.allocation.caps", "cap",
            "The most that a group, an organisation or an order may be awarded in one run; a list."},
       Cap{});
  part(Part{"suppliers.allocation.guarantees", "guarantee",
            "What a group, an organisation or an order was promised per period, in units or as a share; a list."},
       Guarantee{});
  part(Part{"suppliers.allocation.readiness", "readiness",
            "The supplier does not ship to halls that cannot be switched on."},
       Readiness{});
  part(Part{"suppliers.allocation.frozen", "frozen", "A window in which nothing is allocated; a list."},
       FrozenWindow{});
  part(Part{"suppliers.allocation.awards", "award", "Units given by hand, ahead of the rule; a list."}, ManualAward{});
  part(Part{"suppliers.allocation.received", "received", "What an organisation had received before the start; a list."},
       PastReceipt{});
  part(Part{"suppliers.allocation.rules.fair_share", "fair_share_rule",
            "What may be said of the rule `fair_share`, as `{\"fair_share\": {...}}`."},
       FairShare{});
  part(Part{"suppliers.allocation.rules.turn_and_earn", "turn_and_earn_rule",
            "What has to be said of the rule `turn_and_earn`."},
       TurnAndEarn{});
  part(Part{"suppliers.allocation.rules.auction", "auction_rule", "What may be said of the rule `auction`."},
       Auction{});
  part(Part{"suppliers.routes", "stage",
            "One stage of a route. `routes` is an object of lists of stages by region; `default` serves regions "
            "without a route of their own."},
       Stage{});
  part(Part{"orders", "order", "Who ordered what, by id. Rows of `order_books` have the same fields."}, Order{});
  part(Part{"streams", "stream",
            "Random demand: orders at random times and of random sizes. An entry without an id is called "
            "ORGANISATION.SUPPLIER.PRODUCT."},
       Stream{});
  part(Part{"milestones", "milestone", "When an organisation, a group or a site first has so much online, by id."},
       Milestone{});
  part(Part{"interventions", "intervention",
            "Decisions and events, by id: `at`, `when` or `after`, and exactly one action. A decision finds what was "
            "ordered before it, one of the start day all that is ordered by then. What it asks for and cannot have is "
            "its shortfall; `run`, `compare` and `explain` say why, `validate` where it can be known beforehand."},
       Intervention{});
  part(Part{"interventions.when", "condition",
            "A condition on a count of units: a `metric`, or the `state` of an `order`. It is looked at after whatever "
            "changes the count, and once at the start; the intervention happens when it comes true, once unless it is "
            "to `repeat`."},
       Condition{});
  part(Part{"interventions.after", "succession", "How long after which other intervention."}, Succession{});
  part(Part{"interventions.repeat", "repetition", "How often a date comes again."}, Repetition{});
}

/// What an intervention may do, as this version simulates it.
template <class Visitor>
void action_parts(Visitor&& part) {
  part(Part{"interventions.swap", "swap_action",
            "Exchanges units between the pipelines of two organisations: each side's units take the place, dates, peg "
            "and route of those that they replace."},
       Swap{});
  part(Part{"interventions.divert", "divert_action", "Gives units of one organisation's pipeline to another, one way."},
       Divert{});
  part(Part{"interventions.loan", "loan_action",
            "Gives units as `divert` does, and takes as many back by a date: the next of what the borrower waits for, "
            "else of what it was delivered and is not installing yet."},
       Loan{});
  part(Part{"interventions.cancel", "cancel_action", "Cancels open units, from the end of the queue."}, Cancel{});
  part(Part{"interventions.defer", "defer_action",
            "Moves `not_before` and `due` of open units, from the end of the queue."},
       Defer{});
  part(Part{"interventions.expedite", "expedite_action",
            "Raises the `priority` of open units, or shortens a `stage` of all units, from then on."},
       Expedite{});
  part(Part{"interventions.split", "split_action",
            "Cuts the open units of an order into parts, each a claim of its own in the same place."},
       Split{});
  part(Part{"interventions.set", "set_action", "Changes a value of the policy while the simulation runs."}, Set{});
  part(Part{"interventions.supply", "supply_action",
            "Scales the lots planned in a window, brings them later or earlier, or puts units into stock at once."},
       SupplyShock{});
  part(Part{"interventions.delay", "delay_action", "Lengthens a stage that begins in a window."}, StageDelay{});
  part(Part{"interventions.embargo", "embargo_action",
            "Stops shipments to an organisation, to a region or of a product while it lasts; who says several, means "
            "units to which all apply. What is ordered meanwhile waits."},
       Embargo{});
  part(Part{"interventions.convert", "convert_action",
            "Turns stock of one product into another. What is more or less than was used up counts as produced or "
            "scrapped."},
       Convert{});
  part(Part{"interventions.retire", "retire_action",
            "Takes units of a site out of service; they leave it and count as retired."},
       Retire{});
  part(Part{"interventions.price", "price_action", "Changes the price at which units are awarded from then on."},
       PriceChange{});
  part(Part{"interventions.power", "power_action", "Moves or resizes a source of a site's room or power."},
       PowerChange{});
  part(Part{"interventions.order", "order", "Places an order; the fields are those of `orders`, and `id`."}, Order{});
}

}  // namespace allot::scenario
