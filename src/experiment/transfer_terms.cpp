#include "experiment/transfer_terms.hpp"

#include <algorithm>
#include <cmath>

#include "allot/experiment.hpp"
#include "base/exact.hpp"
#include "base/nearest.hpp"

namespace allot::experiment {
namespace {

double median_of(const Value& value, const Scenario& scenario) {
  if (value.distribution) return quantile(*value.distribution, 0.5);
  if (!value.parameter) return value.number.real();
  return value.times.real() * quantile(*scenario.parameters[value.parameter.at()].value.distribution, 0.5) +
         value.number.real();
}

std::size_t place_of(const Scenario& scenario, const std::string& id) {
  std::vector<std::string> known;
  for (const Intervention& it : scenario.interventions) known.push_back(it.id);
  const auto found = std::find(known.begin(), known.end(), id);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const std::string near = nearest(id, known);
  throw RequestError("there is no intervention '" + id + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

std::optional<Units> known_units(const std::optional<Value>& value) {
  if (!value || !value->is_known()) return std::nullopt;
  return half_up(value->number);
}

// Between two organisations, as many units of one product each way.
bool is_plain(const Swap& swap) {
  return swap.sides.size() == 2 && std::none_of(swap.sides.begin(), swap.sides.end(),
                                                [](const SwapSide& side) { return side.units || side.product; });
}

// What goes one way: a diversion, or a loan's way there; null for other actions.
template <class ActionOf>
auto one_way(ActionOf& action) -> decltype(std::get_if<Divert>(&action)) {
  if (auto* loan = std::get_if<Loan>(&action)) return loan;
  return std::get_if<Divert>(&action);
}

// The loan that the side gave, if the transfer is one.
Loan* loan_by(Scenario& scenario, const TransferTerms& transfer, Ref side) {
  if (side != transfer.one) return nullptr;
  return std::get_if<Loan>(&scenario.interventions[transfer.place].action);
}

// What is said as a duration counts from the loan.
Date returned_on(const Loan& loan, const Scenario& scenario, const TransferTerms& transfer) {
  const auto back = static_cast<Date>(median_of(*loan.back, scenario));
  return loan.back->kind == Kind::duration ? transfer.at + back : back;
}

// The partner's orders that the side may receive from.
std::vector<std::size_t> orders_received(const Scenario& scenario, const TransferTerms& transfer, Ref side) {
  if (!transfer.is_swap && side == transfer.one) return {};  // who gives receives nothing
  const Ref partner = transfer.partner_of(side);
  std::vector<std::size_t> out;
  if (transfer.is_swap) {
    const Swap& swap = std::get<Swap>(scenario.interventions[transfer.place].action);
    for (const SwapSide& giver : swap.sides)
      if (giver.organisation == partner)
        for (const OrderUnits& it : giver.orders) out.push_back(it.order.at());
  }
  if (!out.empty()) return out;
  for (std::size_t o = 0; o < scenario.orders.size(); ++o)
    if (scenario.orders.common(o).organisation == partner && scenario.orders.common(o).product == transfer.product)
      out.push_back(o);
  return out;
}

// The dates of the lots that an order waits for.
std::vector<Value*> dates_of(Scenario& scenario, Order& it) {
  std::vector<Value*> out;
  for (CommittedDelivery& delivery : it.deliveries) out.push_back(&delivery.date);
  if (it.pegged && it.supplier) {
    SupplyPiece& piece = scenario.suppliers[it.supplier.at()].supply[it.pegged.at()];
    if (piece.at) out.push_back(&*piece.at);
  }
  return out;
}

Value known_date(Date date) {
  Value value;
  value.kind = Kind::date;
  value.number = date;
  return value;
}

}  // namespace

TransferTerms transfer_terms(const Scenario& scenario, const std::string& intervention) {
  TransferTerms out;
  out.place = place_of(scenario, intervention);
  const Intervention& it = scenario.interventions[out.place];
  out.at = it.at ? static_cast<Date>(median_of(*it.at, scenario)) : scenario.start;
  if (const Swap* swap = std::get_if<Swap>(&it.action)) {
    out.is_swap = true;
    if (!is_plain(*swap))
      throw RequestError("'" + intervention +
                         "' is a swap of more than two sides, or of different numbers or products: " +
                         "`allot trade` looks for what leaves nobody worse off there");
    out.one = swap->sides[0].organisation;
    out.other = swap->sides[1].organisation;
    out.product = swap->product;
    out.units = known_units(swap->units);
    return out;
  }
  if (const Divert* divert = one_way(it.action)) {
    out.is_loan = std::holds_alternative<Loan>(it.action);
    out.one = divert->from;
    out.other = divert->to;
    out.product = divert->product;
    out.units = known_units(divert->units);
    return out;
  }
  throw RequestError("'" + intervention +
                     "' moves nothing between two organisations: only a swap, a diversion or a loan can be made whole");
}

Scenario without(Scenario scenario, const TransferTerms& transfer) {
  scenario.interventions[transfer.place].probability = 0;
  return scenario;
}

Scenario with_units(Scenario scenario, const TransferTerms& transfer, Units units) {
  Value value;
  value.kind = Kind::units;
  value.number = units;
  Action& action = scenario.interventions[transfer.place].action;
  if (Swap* swap = std::get_if<Swap>(&action)) swap->units = value;
  if (Divert* divert = one_way(action)) divert->units = value;
  return scenario;
}

Scenario returned_by(Scenario scenario, const TransferTerms& transfer, Ref side, Date latest) {
  if (Loan* loan = loan_by(scenario, transfer, side)) {
    if (returned_on(*loan, scenario, transfer) > latest) loan->back = known_date(latest);
    return scenario;
  }
  for (const std::size_t order : orders_received(scenario, transfer, side)) {
    scenario.orders.change(order, [&](Order& it) {
      bool is_moved = false;
      for (Value* date : dates_of(scenario, it)) {
        if (median_of(*date, scenario) <= static_cast<double>(latest)) continue;
        *date = known_date(latest);
        is_moved = true;
      }
      if (is_moved && it.not_before && median_of(*it.not_before, scenario) > static_cast<double>(latest))
        it.not_before = known_date(latest);
    });
  }
  return scenario;
}

Date first_return(const Scenario& scenario, const TransferTerms& transfer) {
  return std::max(transfer.at + (transfer.is_loan ? day : 0), scenario.start);
}

std::optional<Date> last_return(const Scenario& scenario, const TransferTerms& transfer, Ref side) {
  Scenario copy = scenario;
  if (const Loan* loan = loan_by(copy, transfer, side)) return returned_on(*loan, scenario, transfer);
  std::optional<Date> last;
  for (const std::size_t place : orders_received(copy, transfer, side)) {
    Order order = copy.orders[place];
    for (const Value* date : dates_of(copy, order))
      last = std::max(last.value_or(0), static_cast<Date>(median_of(*date, scenario)));
  }
  return last;
}

}  // namespace allot::experiment
