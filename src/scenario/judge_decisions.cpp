#include <algorithm>

#include "base/exact.hpp"
#include "base/one_of.hpp"
#include "base/text.hpp"
#include "scenario/judge.hpp"

/// Decisions that never happen, that find nothing, and what they say that reaches nothing.
namespace allot::scenario {
namespace {

bool reroutes(const PipelineStates& states) { return states.allocated || states.in_transit || states.delivered; }

template <class Move>
void judge_reroute(Judge& in, const Cursor& action, const Move& it) {
  if (!is_nothing(it.reroute))
    in.judge(action.member("reroute"),
             reroutes(it.states) ? "" : "it moves 'open' units only, which are not on their way");
}

bool has_plan(const Scenario& scenario, const SupplyShock& shock) {
  const std::vector<SupplyPiece>& plan = scenario.suppliers[shock.supplier.at()].supply;
  return std::any_of(plan.begin(), plan.end(),
                     [&](const SupplyPiece& it) { return !shock.product || it.product == shock.product; });
}

std::string why_no_plan(const SupplyShock& shock) {
  return std::string("the supplier has no plan to ") + (shock.scale ? "scale" : "shift");
}

std::string why_never(const Scenario& scenario, const Intervention& it) {
  if (it.probability == 0) return "its probability is 0";
  return it.at && is_over(scenario, *it.at) ? "it is dated after the end" : "";
}

/// Whose units a decision looks for: of an order, or of an organisation; of any product where none is named.
struct Wanted {
  Ref order, organisation, product;
};

struct UnitsWanted {
  using All = std::vector<Wanted>;

  All operator()(const Swap& it) const {
    All out;
    for (const SwapSide& side : it.sides)
      out.push_back({{}, side.organisation, side.product ? side.product : it.product});
    return out;
  }
  All operator()(const one_of<Divert, Loan> auto& it) const { return {{{}, it.from, it.product}}; }
  All operator()(const Reclaim& it) const {
    return it.order || it.organisation ? All{{it.order, it.organisation, it.product}} : All{};
  }
  All operator()(const Split& it) const { return {{it.order, {}, {}}}; }
  All operator()(const one_of<Cancel, Defer> auto& it) const { return {{it.order, it.organisation, it.product}}; }
  // Stages count for what begins them later, too.
  All operator()(const Expedite& it) const {
    return it.priority ? All{{it.order, it.organisation, it.product}} : All{};
  }
  All operator()(const one_of<Set, SupplyShock, StageDelay, Embargo, Convert, PowerChange, Retire, PriceChange,
                              PlaceOrder, Lease> auto&) const {
    return {};
  }
};

bool asks_for(const Purchase& it, Ref product) {
  return !product || std::find(it.products.begin(), it.products.end(), product) != it.products.end();
}

// A moment at which an order stands in the queue for sure, seen from decisions: those of the start come after it, those of
// any other second before.
bool is_too_early(const Scenario& scenario, Date when, const Order& order) {
  const auto placed = order.placed;
  if (!placed.is_known()) return false;
  return when > scenario.start ? placed.number >= when : placed.number > scenario.start;
}

std::string placed_on(const Order& order) {
  return "'" + order.id + "' is placed on " + format_date(half_up(order.placed.number));
}

std::string why_not_of_order(const Scenario& scenario, Date when, const Wanted& wanted) {
  if (wanted.order.at() >= scenario.orders.size()) return {};  // a decision places it
  const Order order = scenario.orders[wanted.order.at()];
  if (!asks_for(purchase_of(scenario, order), wanted.product))
    return "no such units: '" + order.id + "' is for another product";
  return is_too_early(scenario, when, order) ? "too early: " + placed_on(order) : "";
}

// What streams, roadmaps and other decisions bring is not known beforehand.
bool may_hold_more(const Judge& in, Ref organisation, const Action& by) {
  const Buyer& buyer = in.buyers[organisation.at()];
  const auto sides = sides_of(by);
  const bool moves_itself = std::find(sides.begin(), sides.end(), organisation) != sides.end();
  return buyer.orders_by_itself || buyer.placed > 0 || buyer.moves > (moves_itself ? 1u : 0u);
}

std::string why_not_of_organisation(const Judge& in, Date when, const Wanted& wanted, const Intervention& by) {
  const Scenario& scenario = in.scenario;
  if (may_hold_more(in, wanted.organisation, by.action)) return {};
  std::string first;
  for (const std::size_t i : in.buyers[wanted.organisation.at()].orders) {
    const Order order = scenario.orders[i];
    if (!asks_for(purchase_of(scenario, order), wanted.product)) continue;
    if (!is_too_early(scenario, when, order)) return {};
    if (first.empty()) first = "too early: " + placed_on(order);
  }
  if (!first.empty()) return first;
  const std::string& id = scenario.organisations[wanted.organisation.at()].id;
  return "no such units: '" + id + "' orders none" +
         (wanted.product ? " of '" + scenario.products[wanted.product.at()].id + "'" : "");
}

std::string why_cannot_cancel(const Scenario& scenario, const Action& action) {
  const auto* cancel = std::get_if<Cancel>(&action);
  if (!cancel || !cancel->order || cancel->order.at() >= scenario.orders.size()) return {};
  return scenario.orders.common(cancel->order.at()).contract.cancellable
             ? ""
             : "'" + std::string(scenario.orders.id(cancel->order.at())) + "' is not 'cancellable'";
}

// Of a date that is known, and does not come again.
std::string why_finds_nothing(const Judge& in, const Intervention& it) {
  if (std::string why = why_cannot_cancel(in.scenario, it.action); !why.empty()) return why;
  if (!it.at || !it.at->is_known() || !is_nothing(it.slip) || it.repeat) return {};
  const Date when = std::max(in.scenario.start, half_up(it.at->number));
  for (const Wanted& wanted : std::visit(UnitsWanted{}, it.action)) {
    const std::string why = wanted.order          ? why_not_of_order(in.scenario, when, wanted)
                            : wanted.organisation ? why_not_of_organisation(in, when, wanted, it)
                                                  : std::string{};
    if (!why.empty()) return why;
  }
  return {};
}

}  // namespace

void judge_decisions(Judge& in) {
  in.each("interventions", in.sections.interventions, [&](const Cursor& at, std::size_t i) {
    const Intervention& it = in.scenario.interventions[i];
    const std::string never = why_never(in.scenario, it);
    in.judge(at, never.empty() ? why_finds_nothing(in, it) : never, "dates");
    if (const auto* swap = std::get_if<Swap>(&it.action)) judge_reroute(in, at.member("swap"), *swap);
    if (const auto* divert = std::get_if<Divert>(&it.action)) judge_reroute(in, at.member("divert"), *divert);
    if (const auto* loan = std::get_if<Loan>(&it.action)) judge_reroute(in, at.member("loan"), *loan);
    const auto* shock = std::get_if<SupplyShock>(&it.action);
    if (shock && !shock->add)
      in.judge(at.member("supply"), has_plan(in.scenario, *shock) ? "" : why_no_plan(*shock), "plan");
  });
}

}  // namespace allot::scenario
