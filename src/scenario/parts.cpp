#include "scenario/parts.hpp"

#include "scenario/book_map.hpp"

namespace allot::scenario {
namespace {

template <class Entity>
std::vector<FieldForm> forms_of() {
  std::vector<FieldForm> out;
  Entity entity;
  fields(entity, [&](const Spec& spec, const auto& member) { out.push_back({spec, form_of(spec, member)}); });
  return out;
}

template <class Entity>
Part part(std::string_view path, std::string_view definition, std::string_view meaning) {
  return {path, definition, meaning, forms_of<Entity>()};
}

}  // namespace

const Part& scenario_part() {
  static const Part whole = part<Scenario>("", "scenario", "What is said once.");
  return whole;
}

const std::vector<Part>& entity_parts() {
  static const std::vector<Part> parts = {
      part<Product>("products", "product", "What is allotted: kinds of accelerators, by id."),
      part<Substitute>("products.substitutes", "substitute",
                       "A product that may be delivered instead, once an order has waited; a list."),
      part<Group>("groups", "group", "Organisations under common control, and groups of such groups, by id."),
      part<Organisation>("organisations", "organisation", "Who orders and receives, by id."),
      part<OrderBehaviour>("organisations.order_behaviour", "order_behaviour",
                           "How an organisation orders by itself, beside the orders of the file and of streams."),
      part<Target>(
          "organisations.order_behaviour.target", "target",
          "Orders by a roadmap: at each review what is missing of the units wanted online one lead time ahead. What "
          "it leaves out, `defaults` of orders fill."),
      part<Inflate>("organisations.order_behaviour.target.inflate", "inflate",
                    "Asks for more than it needs, as rationed buyers do; also of a stream."),
      part<Duplicate>("organisations.order_behaviour.target.duplicate", "duplicate",
                      "Orders the same need from more suppliers; also of a stream."),
      part<Site>("sites", "site",
                 "Where units are installed and run, by id. An organisation without sites is online at delivery."),
      part<Source>(
          "sites.room", "source",
          "One source of room, by id. The room of a site is the sum of the sources in force, never below zero."),
      part<SharedSlip>(
          "sites.room.slip_with", "slip_with",
          "Slips that are late together: all that name one factor are correlated, each with its own distribution. "
          "Also of a piece of supply."),
      part<Source>("sites.power", "source",
                   "One source of power, by id. The power of a site is the sum of the sources in force."),
      part<Supplier>("suppliers", "supplier", "Who makes and ships, by id."),
      part<SupplyPiece>(
          "suppliers.supply", "piece",
          "One piece of a supply plan, by id: a dated lot (`at`, `units`), or a plan (`from`, `until`, `every`, and "
          "`rate` or `units`)."),
      part<AllocationPolicy>("suppliers.allocation", "allocation", "Who is served when supply is short."),
      part<Cap>("suppliers.allocation.caps", "cap",
                "The most that a group, an organisation or an order may be awarded in one run, in each period or in "
                "all, in units or as a share of what others get; a list."),
      part<Buyers>("suppliers.allocation.caps.of", "buyers", "Organisations and members of groups, taken together."),
      part<Guarantee>(
          "suppliers.allocation.guarantees", "guarantee",
          "What a group, an organisation or an order was promised per period, in units or as a share; a list."),
      part<Readiness>("suppliers.allocation.readiness", "readiness",
                      "The supplier does not ship to halls that cannot be switched on."),
      part<FrozenWindow>("suppliers.allocation.frozen", "frozen", "A window in which nothing is allocated; a list."),
      part<ManualAward>("suppliers.allocation.awards", "award", "Units given by hand, ahead of the rule; a list."),
      part<PastReceipt>("suppliers.allocation.received", "received",
                        "What an organisation had received before the start; a list."),
      part<Reserve>("suppliers.allocation.reserves", "reserve",
                    "Stock that is held back for some: others are served only out of what is beyond it; a list."),
      part<ReservedFor>("suppliers.allocation.reserves.for", "reserved_for",
                        "For whom stock is held back: organisations and groups, an order, or orders of a priority."),
      part<FairShare>("suppliers.allocation.rules.fair_share", "fair_share_rule",
                      "What may be said of the rule `fair_share`, as `{\"fair_share\": {...}}`."),
      part<TurnAndEarn>("suppliers.allocation.rules.turn_and_earn", "turn_and_earn_rule",
                        "What has to be said of the rule `turn_and_earn`."),
      part<Auction>("suppliers.allocation.rules.auction", "auction_rule", "What may be said of the rule `auction`."),
      part<Stage>("suppliers.routes", "stage",
                  "One stage of a route. `routes` is an object of lists of stages by region; `default` serves regions "
                  "without a route of their own."),
      part<BookMap>("order_books", "book",
                    "Files of orders: a list. An entry is the name of a CSV file whose columns are called `id` and as "
                    "the fields of orders, an object that says how to read the file of another program, or the name "
                    "of a .json file with such an object, as `allot import` writes it."),
      part<BookMap>("supply_books", "book",
                    "Files of pieces of suppliers' plans: a list. Fields of a row: `supplier`, `id` (none: the product "
                    "and the date), `confidence`, and those of `suppliers.supply`. Rows stand in the plans as if the "
                    "scenario had them."),
      part<BookMap>("site_books", "book",
                    "Files of sources of room and power: a list. Fields of a row: `site`, `gate` (room or power), `id` "
                    "(none: the date), `confidence`, and those of `sites.room`. Rows stand at the sites as if the "
                    "scenario had them."),
      part<BookMap>("received_books", "book",
                    "Files of what suppliers received: a list. Fields of a row are those of `actuals.received`; "
                    "`planned` may be left out of a single lot, and "
                    "`product` may be said, too. Rows stand in `actuals`; those from before the start "
                    "are passed over, since `stock` says what there was."),
      part<BookMap>("shipped_books", "book",
                    "Files of what was shipped: a list. Fields of a row are those of `actuals.shipped`, and what says "
                    "when it was `delivered` need not be silent of when it was `expected`. Rows stand in `actuals`; "
                    "those from before the start make what of their orders was `delivered` or `in_transit` then."),
      part<BookMap>("cancelled_books", "book",
                    "Files of what was cancelled: a list. Fields of a row are those of `actuals.cancelled`. Rows stand "
                    "in `actuals`; those from before the start are passed over."),
      part<BookMap>("award_books", "book",
                    "Files of locks, units given by hand: a list. Fields of a row are those of "
                    "`suppliers.allocation.awards`, among which it stands, at the supplier of its order; only an order "
                    "that an intervention places needs its `supplier` said. `allot locks` writes one."),
      part<Order>("orders", "order", "Who ordered what, by id. Rows of `order_books` have the same fields."),
      part<Stream>("streams", "stream",
                   "Random demand: orders at random times and of random sizes. An entry without an id is called "
                   "ORGANISATION.SUPPLIER.PRODUCT."),
      part<PlannedComparison>(
          "comparisons", "comparison",
          "What `compare` answers where no variants are named: one variant less another, each pair on "
          "the same draws; a list."),
      part<Actuals>("actuals", "actuals",
                    "What happened before `as_of` otherwise than planned; all else went as planned. `allot roll` "
                    "writes it."),
      part<LotReceipt>("actuals.received", "lot_receipt",
                       "Good units of a planned lot, and when they came; several of one lot are its parts. A list."),
      part<ShippedUnits>("actuals.shipped", "shipped", "Units of an order that were shipped; a list."),
      part<CancelledUnits>("actuals.cancelled", "cancelled", "Open units of an order that were cancelled; a list."),
      part<RecordedShipments>("actuals.recorded", "recorded",
                              "From when on a supplier's shipments are those listed; a list."),
      part<MoneyTerms>(
          "money", "money_terms",
          "That money is reckoned by date, and in what: `allot cash` and the metrics of cash need it. Money "
          "changes nothing of what happens."),
      part<PriceCurve>("price_curves", "price_curve",
                       "Prices by date, by id: level before the first point and after the last. Fields of products and "
                       "sites name them."),
      part<Depreciation>(
          "products.depreciation", "depreciation",
          "What a unit is worth after a time: what was paid, or the `value` of the day, less what age takes "
          "of it."),
      part<Payments>(
          "orders.payments", "payments",
          "When the price of an order is paid; also of streams, targets and `defaults`. Each is a share of the "
          "price, or an object with `share` and `net`."),
      part<Instalment>("orders.payments.order", "instalment", "A share of the price, and how much later it is paid."),
      part<Milestone>("milestones", "milestone",
                      "When an organisation, a group or a site first has so much online, by id."),
      part<Intervention>(
          "interventions", "intervention",
          "Decisions and events, by id: `at`, `when` or `after`, and exactly one action. A decision finds what was "
          "ordered before it, one of the start day all that is ordered by then. What it asks for and cannot have is "
          "its shortfall; `run`, `compare` and `explain` say why, `validate` where it can be known beforehand."),
      part<Condition>(
          "interventions.when", "condition",
          "A condition on a count of units: a `metric`, or the `state` of an `order`. It is looked at after whatever "
          "changes the count, and once at the start; the intervention happens when it comes true, once unless it is "
          "to `repeat`."),
      part<Succession>("interventions.after", "succession", "How long after which other intervention."),
      part<Repetition>("interventions.repeat", "repetition", "How often a date comes again."),
      part<DecisionCost>("interventions.cost", "decision_cost",
                         "What a decision costs; negative where it brings money."),
  };
  return parts;
}

const std::vector<Part>& action_parts() {
  static const Part all[] = {
      part<Swap>(
          "interventions.swap", "swap_action",
          "Exchanges units between the pipelines of two organisations: each side's units take the place, dates, peg "
          "and route of those that they replace."),
      part<Divert>("interventions.divert", "divert_action",
                   "Gives units of one organisation's pipeline to another, one way."),
      part<Loan>(
          "interventions.loan", "loan_action",
          "Gives units as `divert` does, and takes as many back by a date: the next of what the borrower waits for, "
          "else of what it was delivered and is not installing yet."),
      part<Cancel>("interventions.cancel", "cancel_action", "Cancels open units, from the end of the queue."),
      part<Defer>("interventions.defer", "defer_action",
                  "Moves `not_before` and `due` of open units, from the end of the queue."),
      part<Expedite>("interventions.expedite", "expedite_action",
                     "Raises the `priority` of open units, or shortens a `stage` of all units, from then on."),
      part<Split>("interventions.split", "split_action",
                  "Cuts the open units of an order into parts, each a claim of its own in the same place."),
      part<Set>("interventions.set", "set_action", "Changes a value of the policy while the simulation runs."),
      part<SupplyShock>(
          "interventions.supply", "supply_action",
          "Scales the lots planned in a window, brings them later or earlier, or puts units into stock at once."),
      part<StageDelay>("interventions.delay", "delay_action", "Lengthens a stage that begins in a window."),
      part<Embargo>(
          "interventions.embargo", "embargo_action",
          "Stops shipments to an organisation, to a region or of a product while it lasts; who says several, means "
          "units to which all apply. What is ordered meanwhile waits."),
      part<Convert>(
          "interventions.convert", "convert_action",
          "Turns stock of one product into another. What is more or less than was used up counts as produced or "
          "scrapped."),
      part<Retire>("interventions.retire", "retire_action",
                   "Takes units of a site out of service; they leave it and count as retired."),
      part<Reclaim>("interventions.reclaim", "reclaim_action",
                    "Takes online units back before their term is over, or gives them up: of orders that have a `term` "
                    "or a `notice`."),
      part<Lease>("interventions.lease", "lease_action",
                  "Online units are used by another organisation for a while, where they stand, and come back to whose "
                  "they are."),
      part<PriceChange>("interventions.price", "price_action",
                        "Changes the price at which units are awarded from then on."),
      part<PowerChange>("interventions.power", "power_action", "Moves or resizes a source of a site's room or power."),
      part<Order>("interventions.order", "order", "Places an order; the fields are those of `orders`, and `id`."),
  };
  static_assert(std::size(all) == std::variant_size_v<Action>, "each action has a part");
  static const std::vector<Part> parts(std::begin(all), std::end(all));
  return parts;
}

}  // namespace allot::scenario
