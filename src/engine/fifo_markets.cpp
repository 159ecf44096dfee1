#include <algorithm>

#include "engine/handlers.hpp"

namespace allot::engine {
namespace {

using model::Level;

bool is_first_come_first_served(allocation::Rule rule) {
  return rule == allocation::Rule::fifo || rule == allocation::Rule::priority;
}

bool leaves_orders_alone(const model::Intervention& intervention) {
  using Cell = model::Set::Cell;
  if (intervention.when) return false;
  if (const auto* set = std::get_if<model::Set>(&intervention.action))
    return set->cell != Cell::rules && set->cell != Cell::caps && set->cell != Cell::guarantees;
  return std::holds_alternative<model::SupplyShock>(intervention.action) ||
         std::holds_alternative<model::PowerChange>(intervention.action);
}

// Whether nothing looks at orders or at deliveries while the replication runs.
bool is_unobserved(const Model& model, const Recording& recording) {
  if (model.as_of > 0) return false;  // what is known of the past is looked up at each step
  if (model.keeps_cash) return false;
  if (recording.ledger || recording.journal || recording.snapshots || recording.recount || recording.facts)
    return false;
  return model.milestones.empty() && model.buyers.empty() && model.gamings.empty() &&
         std::all_of(model.interventions.begin(), model.interventions.end(), leaves_orders_alone);
}

bool has_fifo_levels(const Model& model, std::size_t supplier) {
  const std::vector<Level>& levels = model.suppliers[supplier].levels;
  const bool is_fifo = levels == std::vector{Level::order} || levels == std::vector{Level::organisation, Level::order};
  return is_fifo && is_first_come_first_served(model.policy.suppliers[supplier].rules.back());
}

// Who is awarded first reaches a first stage first, and no other stage is sure to be reached in order.
bool is_foreseeable(const model::Route& route) {
  return std::all_of(route.stages.begin() + (route.stages.empty() ? 0 : 1), route.stages.end(),
                     [](const model::Stage& stage) { return stage.station == model::none; });
}

bool is_fifo(const Model& model, const model::Terms& terms) {
  return terms.contract == model::none && model.site_lists[at(terms.sites)].empty() &&
         model.organisations[at(terms.owner)].buys_for == model::none &&
         is_foreseeable(model.suppliers[at(terms.supplier)].routes[at(terms.route)]);
}

// A station serves all markets of its supplier: all that anything is ordered in.
bool are_all_fifo(const Model& model, std::size_t supplier, const std::vector<char>& fifo) {
  const auto is_fifo_or_elsewhere = [&](const model::Terms& it) {
    return at(it.supplier) != supplier || fifo[supplier * model.products.size() + at(it.product)] != 0;
  };
  return std::all_of(model.streams.begin(), model.streams.end(),
                     [&](const model::Stream& it) { return is_fifo_or_elsewhere(it.terms); }) &&
         std::all_of(model.order_terms.begin(), model.order_terms.end(), is_fifo_or_elsewhere);
}

}  // namespace

bool has_stations(const model::Supplier& supplier) {
  return std::any_of(supplier.routes.begin(), supplier.routes.end(), [](const model::Route& route) {
    return !route.stages.empty() && route.stages.front().station != model::none;
  });
}

std::vector<char> find_fifo_markets(const Model& model, const Recording& recording) {
  std::vector<char> fifo(model.markets(), 0);
  if (!is_unobserved(model, recording)) return fifo;
  const auto market = [&](const model::Terms& terms) -> char& {
    return fifo[at(terms.supplier) * model.products.size() + at(terms.product)];
  };
  for (const model::Stream& stream : model.streams) market(stream.terms) = 1;
  for (const model::Stream& stream : model.streams)
    if (!is_fifo(model, stream.terms)) market(stream.terms) = 0;
  for (const model::Terms& terms : model.order_terms) market(terms) = 0;
  for (const model::Stream& stream : model.streams)
    if (stream.terms.substitutes != 0) market(stream.terms) = 0;
  for (std::size_t i = 0; i < fifo.size(); ++i) {
    const std::size_t supplier = i / model.products.size();
    if (!has_fifo_levels(model, supplier) || !model.suppliers[supplier].has_uniform_orders ||
        model.suppliers[supplier].builds || model.suppliers[supplier].keeps_awards ||
        model.suppliers[supplier].has_reserves)
      fifo[i] = 0;
    if (!model.replaces.empty() && !model.replaces[i].empty()) fifo[i] = 0;
  }
  for (std::size_t supplier = 0; supplier < model.suppliers.size(); ++supplier)
    if (has_stations(model.suppliers[supplier]) && !are_all_fifo(model, supplier, fifo))
      std::fill_n(fifo.begin() + static_cast<std::ptrdiff_t>(supplier * model.products.size()), model.products.size(),
                  0);
  return fifo;
}

}  // namespace allot::engine
