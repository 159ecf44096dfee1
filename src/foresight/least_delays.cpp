#include "foresight/least_delays.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include "foresight/least_so_far.hpp"
#include "random/key.hpp"

namespace allot::foresight {
namespace {

constexpr Units most_looked_at = Units{1} << 20;  // of an order, one by one

bool cuts(const model::Action& action) {
  if (const auto* it = std::get_if<model::Expedite>(&action)) return it->units.has_value();
  return std::holds_alternative<model::Split>(action) || std::holds_alternative<model::Withdraw>(action) ||
         std::holds_alternative<model::Embargo>(action);
}

}  // namespace

struct LeastDelays::Delays {
  SumOfDelays way;
  std::vector<SumOfDelays> services;  ///< by site of the destination; none: at once

  bool is_service_fixed() const {
    return std::all_of(services.begin(), services.end(), [](const SumOfDelays& it) { return it.is_fixed(); });
  }
  template <class Length>
  Duration shortest_service(const Length& length) const {
    Duration least = services.empty() ? 0 : std::numeric_limits<Duration>::max();
    for (std::size_t i = 0; i < services.size(); ++i) least = std::min(least, length(i));
    return least;
  }
};

LeastDelays::LeastDelays(const engine::Replication& sim)
    : sim_(sim), changes_commissioning_(sim.model.sites.size(), 0) {
  cuts_anywhere_ = sim.model.as_of > 0;
  for (const model::Intervention& it : sim.model.interventions) {
    cuts_anywhere_ = cuts_anywhere_ || cuts(it.action);
    if (const auto* expedite = std::get_if<model::Expedite>(&it.action))
      for (const model::StageFactor& stage : expedite->stages) hastened_.push_back(stage.stage);
    if (const auto* set = std::get_if<model::Set>(&it.action); set && set->cell == model::Set::Cell::commissioning)
      changes_commissioning_[at(set->entity)] = 1;
  }
  for (const model::KnownShipment& it : sim.model.shipments)
    if (it.arrives != never) known_to_arrive_.push_back(it.order);
  std::sort(known_to_arrive_.begin(), known_to_arrive_.end());
}

LeastDelays::Delays LeastDelays::delays_of(const engine::Facts::Wish& wish, const Destination& destination) const {
  const engine::OrderState& order = sim_.orders[at(wish.order)];
  const model::Terms& terms = *order.terms;
  Delays out;
  if (!std::binary_search(known_to_arrive_.begin(), known_to_arrive_.end(), wish.order))
    for (const model::Stage& it : sim_.model.suppliers[at(terms.supplier)].routes[at(terms.route)].stages)
      if (std::find(hastened_.begin(), hastened_.end(), it.name) == hastened_.end())
        out.way.add(sim_, it.delay, combine(order.key, it.name_hash));
  if (destination.is_free) return out;
  for (const Index site : destination.sites) {
    SumOfDelays& service = out.services.emplace_back();
    if (changes_commissioning_[at(site)]) continue;
    service.add(sim_, sim_.base_policy.sites[at(site)].commissioning,
                combine(order.key, sim_.model.sites[at(site)].commissioning_name));
  }
  return out;
}

std::vector<Stretch> LeastDelays::of(const engine::Facts::Wish& wish, const Destination& destination,
                                     bool is_moved) const {
  const Delays delays = delays_of(wish, destination);
  const model::Terms& terms = *sim_.orders[at(wish.order)].terms;
  const bool is_fixed = delays.way.is_fixed() && delays.is_service_fixed();
  const bool is_numbered_anew = terms.substitutes != 0;  // units that stand for others have numbers of their own
  if (is_fixed || is_numbered_anew || wish.units > most_looked_at)
    return {{wish.units, delays.way.least(sim_),
             delays.shortest_service([&](std::size_t i) { return delays.services[i].least(sim_); })}};
  const bool is_in_lots = !cuts_anywhere_ && !is_moved && wish.peg == model::none;
  const Units lot = is_in_lots ? sim_.model.products[at(wish.product)].lot : 1;
  const Units step = delays.is_service_fixed() ? lot : 1;  // a crew parts shipments where it likes
  LeastSoFar way(sim_, delays.way, wish.first, lot);
  std::vector<LeastSoFar> services;
  for (const SumOfDelays& it : delays.services) services.emplace_back(sim_, it, wish.first, step);
  std::vector<Stretch> out;
  Duration way_now = 0;
  for (Units done = 0; done < wish.units; done += step) {
    if (done % lot == 0) way_now = way.next();
    const Stretch next{std::min(step, wish.units - done), way_now,
                       delays.shortest_service([&](std::size_t i) { return services[i].next(); })};
    if (out.empty() || next.way < out.back().way || next.service < out.back().service)
      out.push_back(next);
    else
      out.back().units += next.units;
  }
  return out;
}

}  // namespace allot::foresight
