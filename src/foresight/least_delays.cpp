#include "foresight/least_delays.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <variant>

#include "random/key.hpp"

namespace allot::foresight {
namespace {

constexpr Units most_looked_at = Units{1} << 20;  // of an order, one by one
constexpr double least_draw = 0x1p-53;

bool cuts(const model::Action& action) {
  if (const auto* it = std::get_if<model::Expedite>(&action)) return it->units.has_value();
  return std::holds_alternative<model::Split>(action) || std::holds_alternative<model::Withdraw>(action) ||
         std::holds_alternative<model::Embargo>(action);
}

// Samplers rise but for rounding, and where a part of a delay lies in a known past it is drawn anew.
Duration with_room_for_rounding(Duration length) { return std::max<Duration>(0, length - 1 - length / 100'000); }

Duration at_draw(const engine::Replication& sim, const Sampler& sampler, double u) {
  const Duration length = whole_seconds(sampler(u));
  if (sim.model.as_of == 0) return length;
  return with_room_for_rounding(std::min(length, whole_seconds(sampler(engine::Chance::median))));
}

}  // namespace

/// A sum of delays, those that are drawn apart.
struct LeastDelays::Drawn {
  struct Part {
    const Sampler* sampler;
    std::uint64_t stream;
  };
  struct Sum {
    Duration fixed = 0;
    std::vector<Part> parts;

    void add(const engine::Replication& sim, const model::Delay& delay, std::uint64_t stream) {
      if (delay.sampler == model::none)
        fixed += whole_seconds(sim.amount(delay.amount));
      else
        parts.push_back({&sim.model.samplers[at(delay.sampler)], stream});
    }
    Duration of(const engine::Replication& sim, Units unit) const {
      Duration sum = fixed;
      for (const Part& it : parts)
        sum += at_draw(sim, *it.sampler, sim.chance.draw(it.stream, static_cast<std::uint64_t>(unit)));
      return sum;
    }
    Duration least(const engine::Replication& sim) const {
      Duration sum = fixed;
      for (const Part& it : parts) sum += with_room_for_rounding(at_draw(sim, *it.sampler, least_draw));
      return sum;
    }
  };

  Sum way;
  std::vector<Sum> services;  ///< by site of the destination; none: at once

  Duration service_of(const engine::Replication& sim, Units unit) const {
    Duration least = services.empty() ? 0 : std::numeric_limits<Duration>::max();
    for (const Sum& it : services) least = std::min(least, it.of(sim, unit));
    return least;
  }
  Duration least_service(const engine::Replication& sim) const {
    Duration least = services.empty() ? 0 : std::numeric_limits<Duration>::max();
    for (const Sum& it : services) least = std::min(least, it.least(sim));
    return least;
  }
  bool is_fixed() const {
    return way.parts.empty() &&
           std::all_of(services.begin(), services.end(), [](const Sum& it) { return it.parts.empty(); });
  }
  bool is_service_fixed() const {
    return std::all_of(services.begin(), services.end(), [](const Sum& it) { return it.parts.empty(); });
  }
};

LeastDelays::LeastDelays(const engine::Replication& sim) : sim_(sim), changes_commissioning_(sim.model.sites.size(), 0) {
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

LeastDelays::Drawn LeastDelays::drawn_of(const engine::Facts::Wish& wish, const Destination& destination) const {
  const engine::OrderState& order = sim_.orders[at(wish.order)];
  const model::Terms& terms = *order.terms;
  Drawn out;
  if (!std::binary_search(known_to_arrive_.begin(), known_to_arrive_.end(), wish.order))
    for (const model::Stage& it : sim_.model.suppliers[at(terms.supplier)].routes[at(terms.route)].stages)
      if (std::find(hastened_.begin(), hastened_.end(), it.name) == hastened_.end())
        out.way.add(sim_, it.delay, combine(order.key, it.name_hash));
  if (destination.is_free) return out;
  for (const Index site : destination.sites) {
    Drawn::Sum& service = out.services.emplace_back();
    if (changes_commissioning_[at(site)]) continue;
    service.add(sim_, sim_.base_policy.sites[at(site)].commissioning,
                combine(order.key, sim_.model.sites[at(site)].commissioning_name));
  }
  return out;
}

std::vector<Stretch> LeastDelays::of(const engine::Facts::Wish& wish, const Destination& destination,
                                     bool is_moved) const {
  const Drawn drawn = drawn_of(wish, destination);
  if (drawn.is_fixed() || wish.units > most_looked_at)
    return {{wish.units, drawn.way.least(sim_), drawn.least_service(sim_)}};
  const model::Terms& terms = *sim_.orders[at(wish.order)].terms;
  const bool is_in_lots = !cuts_anywhere_ && !is_moved && wish.peg == model::none && terms.substitutes == 0;
  const Units lot = is_in_lots ? sim_.model.products[at(wish.product)].lot : 1;
  const Units step = drawn.is_service_fixed() ? lot : 1;
  std::vector<Stretch> out;
  for (Units done = 0; done < wish.units; done += step) {
    Stretch next{std::min(step, wish.units - done), std::numeric_limits<Duration>::max(),
                 drawn.service_of(sim_, wish.first + done)};
    if (done % lot == 0) next.way = drawn.way.of(sim_, wish.first + done);
    if (!out.empty()) {
      next.way = std::min(next.way, out.back().way);
      next.service = std::min(next.service, out.back().service);
    }
    if (out.empty() || next.way < out.back().way || next.service < out.back().service)
      out.push_back(next);
    else
      out.back().units += next.units;
  }
  return out;
}

}  // namespace allot::foresight
