#include <algorithm>

#include "metrics/cash_book.hpp"

namespace allot::metrics {
namespace {

using engine::MoneyStep;
using engine::SliceState;

/// How many of the four payments have come due; none of what is only planned or was cancelled.
std::size_t stages_of(SliceState state) {
  switch (state) {
    case SliceState::planned:
    case SliceState::cancelled: return 0;
    case SliceState::open: return 1;
    case SliceState::allocated: return 2;
    case SliceState::in_transit: return 3;
    case SliceState::delivered:
    case SliceState::installing:
    case SliceState::commissioning:
    case SliceState::unpowered:
    case SliceState::online:
    case SliceState::retired:
    case SliceState::returning:
    case SliceState::returned:
    case SliceState::resold: return 4;
  }
  return 0;
}

const model::Contract& contract_of(const model::Model& model, engine::Index contract) {
  static const model::Contract plain;
  return contract == model::none ? plain : model.contracts[model::at(contract)];
}

void hand_over(const model::Model& model, const MoneyStep& step, CashBook& book) {
  const double before = paid_for(model, step.contract, step.before).total();
  const double after = paid_for(model, step.contract, step.after).total();
  book.pay(step.before.payer, CashLine::handed_over, step.at, before, true);
  book.pay(step.after.payer, CashLine::handed_over, step.at, -after, true);
}

void pay_for(const model::Model& model, const MoneyStep& step, CashBook& book) {
  if (!step.is_bought || step.is_before) return;
  if (step.before.payer != step.after.payer) return hand_over(model, step, book);
  const Paid before = paid_for(model, step.contract, step.before), after = paid_for(model, step.contract, step.after);
  const model::Payments& terms = contract_of(model, step.contract).payments;
  for (std::size_t stage = 0; stage < 4; ++stage)
    book.pay(step.after.payer, static_cast<CashLine>(stage), step.at + terms.net[stage],
             before.by_stage[stage] - after.by_stage[stage], true);
  book.pay(step.after.payer, CashLine::cancel_fees, step.at, before.fee - after.fee, true);
}

}  // namespace

// By each step so much of the price is paid in all, and never less than the deposit.
Paid paid_for(const model::Model& model, engine::Index index, const MoneyStep::Side& side) {
  const model::Contract& contract = contract_of(model, index);
  const auto units = static_cast<double>(side.units);
  Paid out;
  if (side.state == SliceState::cancelled) {
    out.by_stage[0] = units * contract.deposit;
    out.fee = units * side.price;
    return out;
  }
  const double first_price = model.products[model::at(side.product)].price;
  double so_far = 0;
  for (std::size_t stage = 0; stage < stages_of(side.state); ++stage) {
    const double share = contract.payments.up_to[stage] * (stage == 0 ? first_price : side.price);
    const double up_to = units * std::max(contract.deposit, share);
    out.by_stage[stage] = up_to - so_far;
    so_far = up_to;
  }
  return out;
}

bool is_held(const MoneyStep::Side& side) {
  const bool has_left = side.state == SliceState::resold || side.state == SliceState::returning ||
                        side.state == SliceState::returned;
  return engine::has_arrived(side.state) && !has_left;
}

void pay_for_units(const model::Model& model, const engine::Observations& seen, CashBook& book) {
  for (const MoneyStep& step : seen.money) pay_for(model, step, book);
}

}  // namespace allot::metrics
