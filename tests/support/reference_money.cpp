#include <algorithm>

#include "support/reference_world.hpp"

/// What was paid for units, told from where they stand: by each step so much of the price, and no less than the deposit.
namespace allot::reference {
namespace {

const Demand& money_demand(const World& world, const Slice& it) { return world.demands[static_cast<std::size_t>(it.order)]; }

const Demand& first_demand(const World& world, const Slice& it) {
  const Demand* demand = &money_demand(world, it);
  while (demand->stands_for >= 0) demand = &world.demands[static_cast<std::size_t>(demand->stands_for)];
  return *demand;
}

double list_price(const World& world, int product) { return world.scenario.products[static_cast<std::size_t>(product)].price; }

double deposit_each(const World& world, const Slice& it) {
  const Demand& first = first_demand(world, it);
  if (!first.contract || !first.contract->deposit) return 0;
  return first.contract->deposit->share * list_price(world, first.product) + first.contract->deposit->money;
}

/// Its steps so far: ordered, awarded, shipped, delivered.
int steps_of(const Slice& it) {
  switch (it.state) {
    case State::planned:
    case State::cancelled: return 0;
    case State::open: return 1;
    case State::entering: return 2;
    case State::queued: return it.stage > 0 ? 3 : 2;
    case State::in_stage:
    case State::rerouted: return 3;
    default: return 4;
  }
}

double paid_by_step(const World& world, const Slice& it, int steps) {
  const Demand& demand = money_demand(world, it);
  const double first_price = list_price(world, demand.product);
  const double price = steps > 1 && it.awarded_at ? it.price : first_price;
  double share = steps > 1 ? 1 : 0;
  if (const Contract* contract = first_demand(world, it).contract; contract && contract->payments) {
    const Payments& terms = *contract->payments;
    share = terms.order.share;
    if (steps > 1) share += terms.award.share;
    if (steps > 2) share += terms.shipment.share;
    if (steps > 3) share += terms.delivery.share;
  }
  return static_cast<double>(it.units) * std::max(deposit_each(world, it), share * price);
}

double paid_for(const World& world, const Slice& it) {
  if (it.state == State::cancelled) return static_cast<double>(it.units) * deposit_each(world, it);
  const int steps = steps_of(it);
  return steps == 0 ? 0 : paid_by_step(world, it, steps);
}

// What is leased its lender paid for.
int payer_of(const World& world, const Slice& it) {
  if (it.lease < 0) return it.owner;
  const Pending& debt = world.debts[static_cast<std::size_t>(it.lease)];
  return std::get<Lease>(intervention_of(world, debt.of).action).from.index;
}

}  // namespace

std::vector<double> paid_so_far(const World& world, bool is_at_start) {
  std::vector<double> out(world.scenario.organisations.size());
  for (const Slice& it : world.slices) {
    const Demand& demand = money_demand(world, it);
    if (demand.is_initial) continue;
    double& paid = out[static_cast<std::size_t>(payer_of(world, it))];
    paid += paid_for(world, it);
    if (is_at_start && it.state == State::planned && demand.placed < 0) paid += paid_by_step(world, it, 1);
  }
  return out;
}

}  // namespace allot::reference
