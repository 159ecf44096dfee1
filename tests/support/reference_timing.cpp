#include <algorithm>
#include <optional>

#include "random/key.hpp"
#include "support/reference_world.hpp"

/// When interventions happen.
namespace allot::reference {
namespace {

std::string stem_of(const Intervention& it) { return "intervention/" + in_name(it.id); }

// Decided then, for that moment.
void add(World& world, int intervention, std::int64_t number, Time decided, Time when) {
  const Intervention& it = world.scenario.interventions[static_cast<std::size_t>(intervention)];
  const std::uint64_t stream = hash_name(stem_of(it) + "/happens");
  if (!world.chance.happens(it.probability, stream, static_cast<std::uint64_t>(number), decided)) return;
  const Occurrence occurrence{.intervention = intervention, .number = number, .at = std::max<Time>(0, when)};
  const auto behind = std::find_if(world.occurrences.begin(), world.occurrences.end(), [&](const Occurrence& other) {
    return std::pair(other.intervention, other.number) > std::pair(intervention, number);
  });
  world.occurrences.insert(behind, occurrence);
}

void add_dates(World& world, int intervention) {
  const Intervention& it = world.scenario.interventions[static_cast<std::size_t>(intervention)];
  const Time first = world.chance.moment(*it.at);
  const auto slipped = [&](std::int64_t number, Time date) {
    const std::uint64_t stream = hash_name(stem_of(it) + "/slip");
    return date + world.chance.lasting(it.slip, stream, static_cast<std::uint64_t>(number), date);
  };
  if (!it.repeat) return add(world, intervention, 0, first, slipped(0, first));
  const Time until = std::min(world.horizon, end_of(world, it.repeat->until, first));
  for (std::int64_t n = 0; first + n * *it.repeat->every < until; ++n)
    if (const Time date = first + n * *it.repeat->every; date >= 0) add(world, intervention, n, date, slipped(n, date));
}

// What has come so far, or further.
Units come_to(const std::map<std::string, Units>& levels, const std::string& order, Reached state) {
  const auto level = [&](const char* name) { return levels.at("order." + order + "." + name); };
  switch (state) {
    case Reached::open: return level("backlog_units") + level("allocated_units");
    case Reached::allocated: return level("allocated_units");
    case Reached::in_transit: return level("in_transit_units") + level("delivered_units");
    case Reached::delivered: return level("delivered_units");
    case Reached::online: return level("online_units");
    case Reached::cancelled: return level("cancelled_units");
  }
  return 0;
}

Units sum_over_members(const World& world, const std::map<std::string, Units>& levels, Ref group,
                       const std::string& count) {
  Units sum = 0;
  for (std::size_t i = 0; i < world.scenario.organisations.size(); ++i)
    if (!group || is_in_group(world.scenario, static_cast<int>(i), group))
      sum += levels.at("organisation." + world.scenario.organisations[i].id + "." + count);
  return sum;
}

Units counted(const World& world, const Condition& condition) {
  const auto levels = reference::levels(world);
  // An order that is yet to be placed has no units.
  if (condition.order && !levels.contains("order." + world.scenario.order(condition.order).id + ".delivered_units"))
    return 0;
  if (condition.state) return come_to(levels, world.scenario.order(condition.order).id, *condition.state);
  const std::string count = condition.metric.substr(condition.metric.rfind('.') + 1);
  if (condition.group) return sum_over_members(world, levels, condition.group, count);
  if (!condition.metric.starts_with("system.")) return levels.at(condition.metric);
  if (count != "produced_units" && count != "scrapped_units" && count != "stock_units")
    return sum_over_members(world, levels, {}, count);
  Units sum = 0;
  for (const Supplier& it : world.scenario.suppliers) sum += levels.at("supplier." + it.id + "." + count);
  return sum;
}

bool is_true(const World& world, const Condition& condition) {
  const Units units = counted(world, condition);
  if (condition.at_most) return units <= half_up(world.chance.exact(*condition.at_most));
  return units >= half_up(world.chance.exact(*condition.at_least));
}

}  // namespace

const Intervention& intervention_of(const World& world, const Occurrence& occurrence) {
  return world.scenario.interventions[static_cast<std::size_t>(occurrence.intervention)];
}

bool changes_parameters(const Action& action) {
  return std::holds_alternative<Set>(action) || std::holds_alternative<SupplyShock>(action) ||
         std::holds_alternative<StageDelay>(action) || std::holds_alternative<PowerChange>(action) ||
         std::holds_alternative<PriceChange>(action);
}

Time end_of(const World& world, const std::optional<Value>& until, Time begin) {
  if (!until) return never;
  if (until->kind == Kind::duration) return begin + whole_seconds(world.chance.number(*until));
  return world.chance.moment(*until);
}

void add_interventions(World& world) {
  const auto& all = world.scenario.interventions;
  world.tallies.resize(all.size());
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    const Intervention& it = all[static_cast<std::size_t>(i)];
    if (it.at) add_dates(world, i);
    if (!it.when) continue;
    Waiting waiting{.intervention = i};
    if (it.repeat && it.repeat->until && it.repeat->until->kind == Kind::date)
      waiting.until = world.chance.moment(*it.repeat->until);
    world.waiting.push_back(waiting);
  }
}

int next_due(const World& world, bool of_parameters) {
  for (std::size_t i = 0; i < world.occurrences.size(); ++i) {
    const Occurrence& it = world.occurrences[i];
    const bool fits = changes_parameters(intervention_of(world, it).action) == of_parameters;
    if (fits && !it.is_done && it.at <= world.now) return static_cast<int>(i);
  }
  return -1;
}

void evaluate_triggers(World& world) {
  for (Waiting& waiting : world.waiting) {
    const Intervention& it = world.scenario.interventions[static_cast<std::size_t>(waiting.intervention)];
    const bool was_true = waiting.was_true;
    waiting.was_true = is_true(world, *it.when);
    if (was_true || !waiting.was_true || waiting.is_over || world.now >= waiting.until) continue;
    if (waiting.number == 0 && it.repeat) waiting.until = end_of(world, it.repeat->until, world.now);
    waiting.is_over = !it.repeat;
    add(world, waiting.intervention, waiting.number++, world.now, world.now);
  }
}

void follow(World& world, const Occurrence& leader) {
  const std::string id = intervention_of(world, leader).id;
  const auto& all = world.scenario.interventions;
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    const auto& after = all[static_cast<std::size_t>(i)].after;
    if (!after || after->intervention != id) continue;
    const std::uint64_t stream = hash_name(stem_of(all[static_cast<std::size_t>(i)]) + "/after");
    const Duration by = world.chance.lasting(after->by, stream, static_cast<std::uint64_t>(leader.number), world.now);
    add(world, i, leader.number, world.now, world.now + by);
  }
}

}  // namespace allot::reference
