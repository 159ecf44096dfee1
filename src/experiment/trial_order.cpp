#include "experiment/trial_order.hpp"

#include <algorithm>

#include "engine/simulate.hpp"

namespace allot::experiment {
namespace {

using model::at;

model::Amount exactly(std::int64_t number) {
  model::Amount out;
  out.plus = number;
  return out;
}

// Details are what a replication reads anew; the figures of listed orders are shared with the scenario.
model::Model with_details(const model::Model& from, model::Index order) {
  model::Model out = from;
  model::Order& it = out.orders[at(order)];
  if (it.details != model::none) return out;
  const model::Figures figures = out.figures_of(order);
  model::OrderDetails details;
  details.units = exactly(figures.units);
  details.placed = exactly(figures.placed);
  details.not_before = exactly(figures.not_before);
  if (figures.due != never) details.due = exactly(figures.due);
  if (figures.needed != never) details.needed = exactly(figures.needed);
  it.details = static_cast<model::Index>(out.order_details.size());
  out.order_details.push_back(std::move(details));
  std::erase(out.by_placing, order);
  return out;
}

}  // namespace

TrialOrder::TrialOrder(const model::Model& model, model::Index order, const engine::Recording& recording,
                       std::uint64_t seed)
    : model_(with_details(model, order)),
      own_(*model_.details_of(model_.orders[at(order)])),
      order_(order),
      supplier_(model_.terms_of(model_.orders[at(order)]).supplier),
      sim_(model_, recording, seed, 0) {}

void TrialOrder::put(const OrderTrial& trial) {
  model::OrderDetails& now = model_.order_details[at(model_.orders[at(order_)].details)];
  std::vector<model::ManualAward>& awards = model_.suppliers[at(supplier_)].awards;
  now = own_;
  std::erase_if(awards, [&](const model::ManualAward& it) { return it.order == order_; });
  if (trial.units) now.units = exactly(*trial.units);
  if (!trial.by_hand) return;
  now.not_before = exactly(*trial.by_hand);
  awards.push_back({order_, now.units, exactly(*trial.by_hand)});
}

const engine::Observations& TrialOrder::run(std::uint64_t replication, const OrderTrial& trial) {
  put(trial);
  sim_.chance.number = replication;
  engine::run(sim_);
  if (!trial.by_hand) {
    const Time placed = sim_.moment(own_.placed);
    eligible_ = std::max(model_.as_of, own_.not_before ? std::max(placed, sim_.moment(*own_.not_before)) : placed);
  }
  return sim_.seen;
}

}  // namespace allot::experiment
