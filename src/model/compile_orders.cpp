#include <algorithm>

#include "model/compilation.hpp"
#include "model/terms.hpp"
#include "random/key.hpp"

namespace allot::model {
namespace {

Index peg_of(const Model& model, const allot::Order& order) {
  Index before = order.pegged.index;
  for (std::size_t i = 0; i < model.pieces.size(); ++i)
    if (model.pieces[i].supplier == order.supplier.index && before-- == 0) return model.pieces[i].peg;
  return none;
}

std::vector<DatedUnits> dated(Translator& translate, const std::vector<allot::DatedUnits>& list) {
  std::vector<DatedUnits> out;
  for (const allot::DatedUnits& it : list) out.push_back({translate.moment(it.date), translate.amount(it.units)});
  return out;
}

Index opening_of(Compilation& in, const allot::Order& order) {
  if (!order.opening) return none;
  in.model.openings.push_back({dated(in.translate, order.opening->delivered),
                               dated(in.translate, order.opening->in_transit), in.translate.delay(order.opening->slip),
                               hash_path({"order", order.id, "in_transit"})});
  return static_cast<Index>(in.model.openings.size()) - 1;
}

OrderDetails details_of(Compilation& in, const allot::Order& order) {
  OrderDetails out;
  out.units = in.translate.amount(order.units);
  out.placed = in.translate.moment(order.placed);
  if (order.not_before) out.not_before = in.translate.moment(*order.not_before);
  if (order.due) out.due = in.translate.moment(*order.due);
  if (order.needed) out.needed = in.translate.moment(*order.needed);
  out.opening = opening_of(in, order);
  for (const CommittedDelivery& delivery : order.deliveries)
    out.deliveries.push_back(
        {in.translate.moment(delivery.date), in.translate.amount(delivery.units), in.model.pegs++});
  return out;
}

Index add_details(Model& model, OrderDetails details) {
  model.order_details.push_back(std::move(details));
  return static_cast<Index>(model.order_details.size()) - 1;
}

Index add_terms(Compilation& in, const allot::Order& order) {
  in.model.order_terms.push_back(terms_of(in, order));
  if (order.pegged) in.model.order_terms.back().peg = peg_of(in.model, order);
  return static_cast<Index>(in.model.order_terms.size()) - 1;
}

bool has_figures_of_its_own(const OrderFigures& it) {
  return it.units != OrderFigures::of_kind && it.placed != OrderFigures::of_kind &&
         it.not_before != OrderFigures::of_kind && it.due != OrderFigures::of_kind &&
         it.needed != OrderFigures::of_kind;
}

Index details_at(Compilation& in, std::size_t place) {
  const allot::Order& common = in.scenario.orders.common(place);
  const bool needs_no_details =
      has_figures_of_its_own(in.scenario.orders.figures(place)) && common.deliveries.empty() && !common.opening;
  return needs_no_details ? none : add_details(in.model, details_of(in, in.scenario.orders[place]));
}

// So that a replication need not sort them.
void sort_by_placing(Model& model) {
  std::vector<std::pair<Time, Index>> placed;
  for (std::size_t i = 0; i < model.orders.size(); ++i) {
    if (model.orders[i].details != none) continue;
    const Figures figures = model.figures_of(static_cast<Index>(i));
    if (figures.units > 0) placed.emplace_back(figures.placed, static_cast<Index>(i));
  }
  for (auto& [when, order] : placed) when = std::max<Time>(0, when);
  std::sort(placed.begin(), placed.end());
  model.by_placing.reserve(placed.size());
  for (const auto& [when, order] : placed) model.by_placing.push_back(order);
}

void add_placed_order(Compilation& in, const allot::Order& order) {
  Order out;
  out.key = hash_path({"order", order.id});
  out.terms = add_terms(in, order);
  OrderDetails details = details_of(in, order);
  details.is_placed_by_intervention = true;
  out.details = add_details(in.model, std::move(details));
  in.model.orders.push_back(out);
  in.model.order_ids.push_back(order.id);
}

// By place among `placed`. The order of their interventions is that of their places in the queue.
std::vector<std::size_t> placed_by_interventions(const Scenario& scenario) {
  std::vector<std::size_t> sequence;
  for (const allot::Intervention& it : scenario.interventions)
    if (const auto* order = std::get_if<allot::PlaceOrder>(&it.action))
      sequence.push_back(order->order.at() - scenario.orders.size());
  return sequence;
}

std::vector<std::size_t> present_before_absent(const Scenario& scenario) {
  std::vector<std::size_t> sequence = placed_by_interventions(scenario);
  std::vector<char> is_present(scenario.placed.size(), 0);
  for (const std::size_t i : sequence) is_present[i] = 1;
  for (std::size_t i = 0; i < is_present.size(); ++i)
    if (!is_present[i]) sequence.push_back(i);
  return sequence;
}

}  // namespace

std::vector<Index> places_of_placed(const Scenario& scenario) {
  std::vector<Index> places(scenario.placed.size());
  auto next = static_cast<Index>(scenario.orders.size());
  for (const std::size_t i : present_before_absent(scenario)) places[i] = next++;
  return places;
}

void compile_orders(Compilation& in) {
  std::vector<Index> terms_of_kind(in.scenario.orders.kinds(), none);
  in.model.orders.reserve(in.scenario.orders.size() + in.scenario.placed.size());
  for (std::size_t i = 0; i < in.scenario.orders.size(); ++i) {
    Index& terms = terms_of_kind[in.scenario.orders.kind(i)];
    if (terms == none) terms = add_terms(in, in.scenario.orders.common(i));
    in.model.orders.push_back({hash_path({"order", in.scenario.orders.id(i)}), terms, details_at(in, i)});
  }
  in.model.order_ids = in.scenario.orders.ids();
  in.model.listed = in.scenario.orders;
  sort_by_placing(in.model);
  for (const std::size_t i : present_before_absent(in.scenario)) add_placed_order(in, in.scenario.placed[i]);
  in.model.absent_orders = in.scenario.placed.size() - placed_by_interventions(in.scenario).size();
}

}  // namespace allot::model
