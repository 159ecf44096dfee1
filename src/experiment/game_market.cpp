#include "experiment/game_market.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <variant>

#include "base/exact.hpp"
#include "base/nearest.hpp"
#include "random/scaled.hpp"

namespace allot::experiment {
namespace {

template <class Entity>
Ref game_entity(const std::vector<Entity>& entities, const std::string& id, const std::string& kind) {
  if (id.empty() && entities.size() == 1) return {0};
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].id == id) return {static_cast<std::int32_t>(i)};
    ids.push_back(entities[i].id);
  }
  std::string all;
  for (const std::string& it : ids) all += (all.empty() ? "" : ", ") + it;
  if (id.empty())
    throw RequestError("the game is played for one " + kind + ": say which with --" + kind + " (" + all + ")");
  const std::string near = nearest(id, ids);
  throw RequestError("there is no " + kind + " '" + id + "'" +
                     (near.empty() ? "; there are " + all : "; did you mean '" + near + "'?"));
}

template <class Claim>
bool is_in(const Claim& claim, Market market) {
  return claim.supplier == market.supplier && claim.product == market.product;
}

/// Whether its roadmap is ordered there, and nowhere else.
bool is_in(const Organisation& organisation, Market market) {
  const std::optional<Target>& target = organisation.order_behaviour.target;
  return target && target->product == market.product && target->suppliers == std::vector<Ref>{market.supplier};
}

bool is_free(const Order& order) { return !order.pegged && order.deliveries.empty(); }

// Units that nobody draws are whole lots here; what is drawn the run itself rounds.
void scale(Value& units, double multiple, Units lot) {
  const Decimal factor = Decimal::nearest(multiple);
  units.times = units.times * factor;
  units.number = units.number * factor;
  if (units.distribution)
    units.distribution = std::make_shared<const Distribution>(scaled(*units.distribution, multiple));
  if (units.is_known()) units.number = half_up_of(1, units.number, lot) * lot;
}

}  // namespace

Market market_of(const Scenario& scenario, const GameRequest& request) {
  return {game_entity(scenario.suppliers, request.supplier, "supplier"),
          game_entity(scenario.products, request.product, "product")};
}

Scenario only_market(const Scenario& scenario, Market market) {
  Scenario out = scenario;
  const auto never = [&](Value& placed) { placed = Value{Kind::date, scenario.end, {}, 1, nullptr, 1, 0}; };
  for (std::size_t i = 0; i < out.orders.size(); ++i)
    if (!is_in(out.orders.common(i), market)) out.orders.change(i, [&](Order& order) { never(order.placed); });
  for (Stream& stream : out.streams)
    if (!is_in(stream, market)) stream.until = stream.from;
  for (Organisation& organisation : out.organisations)
    if (!is_in(organisation, market)) organisation.order_behaviour.target.reset();
  return out;
}

namespace {

std::vector<LevelRule> levels_under(allocation::Rule rule, std::vector<LevelRule> levels) {
  if (allocation::facts(rule).is_sequence) return {{Level::order, rule}};
  const auto among =
      std::find_if(levels.begin(), levels.end(), [](const LevelRule& it) { return it.level == Level::organisation; });
  if (among == levels.end()) return {{Level::organisation, rule}, {Level::order, allocation::Rule::fifo}};
  among->rule = rule;
  return levels;
}

// Who is not asked for at any level can have neither cap nor guarantee.
void set_levels(AllocationPolicy& policy, const std::vector<LevelRule>& levels) {
  policy.levels = levels;
  const auto has = [&](Level level) {
    return std::any_of(levels.begin(), levels.end(), [&](const LevelRule& it) { return it.level == level; });
  };
  const auto is_without = [&](const auto& it) {
    return (it.group && !has(Level::group)) || (it.organisation && !has(Level::organisation));
  };
  std::erase_if(policy.caps, is_without);
  std::erase_if(policy.guarantees, is_without);
}

bool sells_kits(const Scenario& scenario, Ref supplier) {
  for (std::size_t i = 0; i < scenario.orders.size(); ++i) {
    const Order& order = scenario.orders.common(i);
    if (order.supplier == supplier && !order.kit.empty()) return true;
  }
  return false;
}

// Entries that are left out would move the others: a decision on one replaces the list.
void widen_path(std::string& path) {
  for (const std::string_view list : {"/allocation/caps", "/allocation/guarantees"})
    if (const std::size_t at = path.find(list); at != std::string::npos) path.resize(at + list.size());
}

}  // namespace

// What decisions set goes on from the rules that there are now.
Scenario with_rule(const Scenario& scenario, Ref supplier, allocation::Rule rule) {
  Scenario out = scenario;
  if (rule == allocation::Rule::auction && sells_kits(scenario, supplier))
    throw RequestError("'" + scenario.suppliers[supplier.at()].id +
                       "' ships kits: an auction sells one product at a time, and cannot be tried there");
  AllocationPolicy& policy = out.suppliers[supplier.at()].allocation;
  const std::vector<LevelRule> levels = levels_under(rule, policy.levels);
  set_levels(policy, levels);
  for (Intervention& it : out.interventions) {
    auto* set = std::get_if<Set>(&it.action);
    if (!set || !set->changed) continue;
    Policy changed = *set->changed;
    set_levels(changed.suppliers[supplier.at()].allocation, levels);
    set->changed = std::make_shared<const Policy>(std::move(changed));
    widen_path(set->path);
  }
  return out;
}

std::string rule_in_words(const Supplier& supplier) {
  constexpr const char* among[] = {"groups", "organisations", "orders"};
  std::string out;
  for (const LevelRule& it : supplier.allocation.levels)
    out += (out.empty() ? "" : ", ") + std::string(allocation::facts(it.rule).name) + " among " +
           among[static_cast<std::size_t>(it.level)];
  return out;
}

std::vector<Ref> players_in(const Scenario& scenario, Market market) {
  std::vector<Ref> out;
  for (std::size_t i = 0; i < scenario.organisations.size(); ++i) {
    const Ref it{static_cast<std::int32_t>(i)};
    const auto orders_here = [&](std::size_t place) {
      const Order& order = scenario.orders.common(place);
      return order.organisation == it && is_in(order, market) && is_free(order);
    };
    bool orders = false;
    for (std::size_t place = 0; place < scenario.orders.size() && !orders; ++place) orders = orders_here(place);
    const bool streams = std::any_of(scenario.streams.begin(), scenario.streams.end(), [&](const Stream& stream) {
      return stream.organisation == it && is_in(stream, market);
    });
    if (orders || streams || is_in(scenario.organisations[i], market)) out.push_back(it);
  }
  return out;
}

namespace {

// By a slope so steep that any wait at all makes it ask for the whole multiple.
void inflate(Target& target, double multiple) {
  if (multiple == 1) return target.inflate.reset();
  Inflate it;
  it.by = InflateBy::lead_time;
  it.slope = 1'000'000;
  it.max.number = Decimal::nearest(multiple);
  target.inflate = std::move(it);
}

}  // namespace

Scenario inflated(const Scenario& scenario, Market market, const std::vector<double>& multiple_by_organisation) {
  Scenario out = scenario;
  const Units lot = scenario.products[market.product.at()].lot;
  for (std::size_t i = 0; i < out.orders.size(); ++i)
    if (const Order& kind = out.orders.common(i); is_in(kind, market) && is_free(kind)) {
      const double multiple = multiple_by_organisation[kind.organisation.at()];
      out.orders.change(i, [&](Order& order) { scale(order.units, multiple, lot); });
    }
  for (Stream& stream : out.streams)
    if (is_in(stream, market)) scale(stream.units, multiple_by_organisation[stream.organisation.at()], lot);
  for (std::size_t i = 0; i < out.organisations.size(); ++i)
    if (is_in(out.organisations[i], market))
      inflate(*out.organisations[i].order_behaviour.target, multiple_by_organisation[i]);
  return out;
}

}  // namespace allot::experiment
