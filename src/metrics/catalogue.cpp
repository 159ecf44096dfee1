#include "allot/metric.hpp"

#include <algorithm>
#include <array>

namespace allot {
namespace {

// In the order of the columns of results; name, unit, better, head, meaning, definition.
constexpr Metric catalogue[] = {
    {"ordered_units", Unit::units, Better::neither, "ordered", "placed before the end",
     "Orders count for who placed them, from the moment they were placed; units that a swap or a diversion brought are "
     "not ordered."},
    {"allocated_units", Unit::units, Better::more, "awarded", "awarded so far, credited to the owner at the award",
     "Credited to the owner at the award, and to nobody else later; pegged units count as well."},
    {"delivered_units", Unit::units, Better::more, "delivered", "at the owner's dock by the end",
     "Credited to the owner now: a swap or diversion of what was delivered takes it along. A place that is lost later "
     "takes nothing away."},
    {"online_units", Unit::units, Better::more, "online", "online at the end",
     "Units that ran at the start (`online` of a site) count."},
    {"cancelled_units", Unit::units, Better::less, "cancelled", "cancelled by the end", ""},
    {"backlog_units", Unit::units, Better::less, "backlog", "placed and not awarded at the end",
     "Placed and not awarded, whether `not_before` has come or not."},
    {"in_transit_units", Unit::units, Better::neither, "in transit", "between the first stage and delivery at the end",
     "From the start of a route's first stage to the site's dock, with the lines in front of later stages. Awarded "
     "units that still wait for a server of the first stage are neither backlog nor in transit."},
    {"stranded_units", Unit::units, Better::less, "stranded", "waiting for room or power at the end",
     "Delivered units that wait for a place, and installed ones that wait for power, at the first site of their list. "
     "Waiting for the crew is installing, not stranded."},
    {"online_gpu_days", Unit::gpu_days, Better::more, "online", "integral of units online", ""},
    {"stranded_gpu_days", Unit::gpu_days, Better::less, "stranded", "integral of units that wait for room or power",
     ""},
    {"backlog_gpu_days", Unit::gpu_days, Better::less, "backlog", "integral of the backlog", ""},
    {"in_transit_gpu_days", Unit::gpu_days, Better::neither, "in transit", "integral of units in transit", ""},
    {"fill_rate", Unit::share, Better::more, "fill rate", "delivered of what was promised by the end",
     "min(delivered, promised) / promised, where promised are the units of its own orders whose `due` comes before the "
     "end. Null where nothing was promised; what was cancelled is promised no longer; swaps, diversions and deferrals "
     "do not change a promise."},
    {"otif", Unit::share, Better::more, "on time", "promised units of orders delivered on time in full",
     "On time in full: units of its own orders all of whose units were delivered by `due`, whoever owns them, by all "
     "units so promised."},
    {"lateness_days", Unit::days, Better::less, "late",
     "mean over promised units of delivered less due, signed; what is not delivered counts at the end",
     "Promised units in order of their dues are matched, first to first, with the units delivered to the owner from "
     "orders that have a due, in order of delivery. Early units count negative; what is not delivered counts as "
     "delivered at the end."},
    {"lead_time_days", Unit::days, Better::less, "lead time", "mean over delivered units of delivered less placed",
     "Every unit delivered by the end, from the day its order was placed; credited to its owner."},
    {"compute_flop", Unit::flop, Better::more, "compute", "integral of dense BF16 compute online",
     "Units online times the compute of their product, over time: FLOP, dense BF16."},
    {"plan_gpu_days", Unit::gpu_days, Better::neither, "plan", "integral of what its own orders promised by their dues",
     "The plan at a moment is all that its orders promised by a due up to then. Orders without `due` promise nothing."},
    {"shortfall_gpu_days", Unit::gpu_days, Better::less, "behind plan",
     "integral of what was delivered short of the plan", "The integral of max(0, plan - delivered)."},
    {"ahead_gpu_days", Unit::gpu_days, Better::more, "ahead of plan",
     "integral of what was delivered ahead of the plan", "The integral of max(0, delivered - plan)."},
    {"delay_cost", Unit::money, Better::less, "delay cost",
     "GPU-days on which units are needed and do not run, times the cost of a day of delay",
     "`not_running_gpu_days` times the organisation's `delay_cost`. What runs early earns nothing."},
    {"delay_cost_dock", Unit::money, Better::less, "delay cost at the dock", "of it, for units not delivered", ""},
    {"delay_cost_room", Unit::money, Better::less, "delay cost of room", "of it, for units that wait for room", ""},
    {"delay_cost_crew", Unit::money, Better::less, "delay cost of the crew",
     "of it, for units that wait for the crew, or are installed or commissioned", ""},
    {"delay_cost_power", Unit::money, Better::less, "delay cost of power", "of it, for units that wait for power", ""},
    {"not_running_gpu_days", Unit::gpu_days, Better::less, "needed, not running",
     "integral of units that are needed and do not run",
     "The integral of max(0, needed - running). Needed at a moment are the units of its own orders whose `needed` has "
     "come; running is what it has online, or had until it was retired, from orders that have a day on which they are "
     "needed. Its four parts sum to it. Columns only where some organisation has a `delay_cost`, or some order says "
     "when it is `needed`."},
    {"late_dock_gpu_days", Unit::gpu_days, Better::less, "late at the dock",
     "of not_running_gpu_days, for want of units delivered", "The integral of max(0, needed - delivered)."},
    {"late_room_gpu_days", Unit::gpu_days, Better::less, "late for room",
     "of not_running_gpu_days, for units that wait for room", ""},
    {"late_crew_gpu_days", Unit::gpu_days, Better::less, "late for the crew",
     "of not_running_gpu_days, for units that wait for the crew, or are installed or commissioned", ""},
    {"late_power_gpu_days", Unit::gpu_days, Better::less, "late for power",
     "of not_running_gpu_days, for units that wait for power", ""},
    {"idle_capital", Unit::money, Better::less, "idle capital",
     "what money costs that is tied up in units delivered and not online",
     "Integral of units delivered and not online (stranded, installing, commissioning, or switched off), times the "
     "price of their product, times the owner's cost_of_capital, a year being 365 days. 12,000 units at 30,000 that "
     "wait a month of 30 days at 8% cost 2.4 million."},
    {"price_decay", Unit::money, Better::less, "price erosion",
     "what units lose of their price while delivered and not online",
     "Integral of units delivered and not online, times price and price_decay of their product: a straight line, so "
     "that 12,000 units at 30,000 that wait 30 days at 28% a year lose 8.3 million. Lost is lost: it is apart from "
     "idle_capital."},
    {"need_units", Unit::units, Better::neither, "need",
     "truly wanted of what was ordered by the end: without what gaming adds", ""},
    {"fees_paid", Unit::money, Better::less, "fees",
     "for cancelled units: cancel fees, and the deposits lost with them", ""},
    {"deposits_paid", Unit::money, Better::neither, "deposits", "laid down for units when they were ordered", ""},
    {"retired_units", Unit::units, Better::neither, "retired", "taken out of service by the end", ""},
    {"returned_units", Unit::units, Better::neither, "given back", "given back to their supplier by the end",
     "Of an organisation and an order, units whose term had ended by the end, on their way back or there; of a "
     "supplier, those that are its stock again. Only where units come back."},
    {"in_use_gpu_days", Unit::gpu_days, Better::more, "in use",
     "integral of a supplier's units online that are to come back; only where units come back", ""},
    {"utilisation", Unit::share, Better::more, "utilisation",
     "units online that are to come back, of those and all else that is lent or in stock, over time",
     "in_use_gpu_days over the integral of stock and of units awarded that are to come back and have not: on their way, "
     "waiting for room or power, installing, online, or on their way back. Units that were sold are neither."},
    {"purchases_paid", Unit::money, Better::less, "paid for units",
     "for units as they were ordered, awarded, shipped and delivered, less what came back; only where the scenario has "
     "`money`, as those below up to npv",
     "A cancelled unit gives back what was paid for it beyond its deposit. Units that a decision hands over are paid for "
     "at what had been paid for them."},
    {"energy_cost", Unit::money, Better::less, "energy",
     "units online times power, overhead, load, hours and the price of a kWh", ""},
    {"hall_rent", Unit::money, Better::less, "hall rent",
     "IT power of units that stand in a hall times its rent for a kW and month", ""},
    {"revenue_earned", Unit::money, Better::more, "earned", "units online times hours, utilisation and revenue an hour",
     ""},
    {"cash_flow", Unit::money, Better::more, "cash flow", "all that came in less all that was paid", ""},
    {"depreciation", Unit::money, Better::less, "depreciation", "what units lost of their worth since delivery", ""},
    {"book_value", Unit::money, Better::neither, "book value",
     "what units are worth at the end, with what was paid for those still to come", ""},
    {"npv", Unit::money, Better::more, "NPV",
     "net present value: cash flows and the book value at the end, discounted to the start",
     "Sum of money / (1 + rate)^(days / 365), from the start, or from `as_of`, what lies before left out. What adds up by "
     "the hour is paid at the end of its month. The book value at the end counts as if it were sold. Decisions "
     "count for who pays them (`paid_by`), on their day; what nobody is said to pay is left out."},
    {"used_units", Unit::units, Better::neither, "used",
     "built into other products as their parts; only where there are such", ""},
    {"decision_cost", Unit::money, Better::less, "cost", "what decisions cost, by what they did",
     "Of an organisation the costs of interventions that are `paid_by` it, of the system all of them and the `costs` "
     "of "
     "the scenario and its variants. A cost is counted each time that the intervention happens (`once`), for each unit "
     "that it moved (`per_unit`) and for each of those and day (`per_unit_day`); docs/model.md says what these are of "
     "each kind. Columns only where some decision has a cost."},
    {"share", Unit::share, Better::more, "share", "of all units awarded", ""},
    {"envy", Unit::units, Better::less, "envy",
     "the most that it would have gained with another's weighted awards, up to its claim",
     "Towards j it is max(0, min(own claim, received by j x own weight / weight of j) - own receipts); the largest "
     "over all j. Claims are ordered units, receipts awarded ones."},
    {"jain", Unit::index, Better::more, "Jain", "Jain's index of awarded by ordered; 1 where all are served alike",
     "With x = awarded / ordered of each organisation that ordered: (sum x)^2 / (n sum x^2). Jain, Chiu and Hawe "
     "(1984)."},
    {"gini", Unit::index, Better::less, "Gini",
     "Gini's coefficient of awarded by ordered; 0 where all are served alike",
     "The mean difference of x = awarded / ordered between two organisations, by twice its mean."},
    {"produced_units", Unit::units, Better::neither, "produced", "made by the end, gross, without initial stock",
     "Good and bad units of all lots that arrived; scrapped ones are a part of it."},
    {"scrapped_units", Unit::units, Better::less, "scrapped", "made and not good", ""},
    {"stock_units", Unit::units, Better::neither, "in stock", "in stock at the end",
     "Units set aside for pegged orders count as stock until they are awarded."},
    {"stock_gpu_days", Unit::gpu_days, Better::neither, "in stock", "integral of units in stock", ""},
    {"revenue", Unit::money, Better::more, "revenue",
     "awarded units times their price at the award; under auction, what was bid or the uniform price", ""},
    {"quoted_lead_time_days", Unit::days, Better::less, "quoted",
     "from order to award, as the supplier would quote it: backlog over the planned rate of supply, mean over time as "
     "of the grid",
     ""},
    {"paid", Unit::money, Better::less, "paid", "for the units awarded to it; only where there is an auction", ""},
    {"moved_units", Unit::units, Better::neither, "moved", "moved; of a swap, each way",
     "A swap of 12,000 for 12,000 moved 12,000."},
    {"shortfall_units", Unit::units, Better::less, "unfilled", "asked for but not available",
     "What an intervention asked for and could not have is never dropped silently: asked less moved."},
};

}  // namespace

std::span<const Metric> metric_catalogue() { return catalogue; }

const Metric* metric_named(std::string_view name) {
  const auto found =
      std::find_if(std::begin(catalogue), std::end(catalogue), [&](const auto& it) { return it.name == name; });
  return found == std::end(catalogue) ? nullptr : &*found;
}

std::string_view word_of(Unit unit) {
  constexpr std::array<std::string_view, 7> words = {"units", "GPU-days", "days", "share", "index", "money", "FLOP"};
  return words[static_cast<std::size_t>(unit)];
}

}  // namespace allot
