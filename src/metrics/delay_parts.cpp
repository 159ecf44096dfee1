#include "metrics/delay_parts.hpp"

#include <algorithm>

#include "engine/policy.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::JournalEntry;
using engine::Observations;
using engine::SliceRecord;

using model::at;

constexpr const char* plain_parts[] = {"reassigned", "lost",        "gained",  "slack",         "lot_slip",
                                       "supply",     "passed_over", "gate",    "frozen",        "minimum",
                                       "reroute",    "room",        "install", "commissioning", "power"};

enum Part : std::size_t {
  slack = 3,
  lot_slip,
  supply,
  passed_over,
  gate,
  frozen,
  minimum,
  reroute,
  room,
  install,
  commissioning,
  power
};

// A planned duration is the mean one.
Duration planned(const engine::Model& model, const Observations& seen, const model::Delay& delay) {
  if (delay.sampler != model::none) return whole_seconds(model.sampler_means[at(delay.sampler)]);
  return whole_seconds(engine::value(delay.amount, seen.draws));
}

struct Held {
  Duration by_gate = 0, by_window = 0, by_kit = 0;

  Duration sum() const { return by_gate + by_window + by_kit; }
};

// How long within [from, until) something other than the rule held it back.
Held held(const Journey& journey, Time from, Time until) {
  Held sum;
  for (const Hold& hold : journey.holds) {
    const Duration both = std::max<Duration>(0, std::min(until, hold.until) - std::max(from, hold.from));
    (hold.why == JournalEntry::Kind::gated ? sum.by_gate
     : hold.why == JournalEntry::Kind::kit ? sum.by_kit
                                           : sum.by_window) += both;
  }
  return sum;
}

// What something else held back while an earlier lot would have done is not late for its lot.
bool waits_for_its_lot(const SliceRecord& slice, const Journey& journey) {
  if (slice.peg != model::none || slice.origin == engine::Origin::in_transit_at_start) return true;
  const bool was_blocked = journey.blocked >= 0 && journey.blocked < journey.planned_lot;
  const bool was_held = !journey.holds.empty() && journey.holds.front().from < journey.planned_lot;
  return !was_blocked && !was_held;
}

}  // namespace

/// Planned durations of a slice's way.
struct DelayParts::Plan {
  std::vector<Duration> stages;
  Duration commissioning = 0;

  Duration sum() const {
    Duration out = commissioning;
    for (const Duration stage : stages) out += stage;
    return out;
  }
};

std::span<const char* const> plain_delay_parts() { return plain_parts; }

DelayParts::DelayParts(const engine::Model& model)
    : model_(model), names_(std::begin(plain_parts), std::end(plain_parts)) {
  if (!model.kits.empty()) names_.emplace_back("kit");  // the first behind the plain ones
  for (const model::Supplier& supplier : model.suppliers)
    for (const model::Route& route : supplier.routes)
      for (const model::Stage& stage : route.stages) {
        std::string name = "stage." + stage.name;
        if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(std::move(name));
      }
}

std::size_t DelayParts::stage_part(const std::string& stage) const {
  std::size_t part = std::size(plain_parts) + (model_.kits.empty() ? 0 : 1);
  while (names_[part].compare(6, std::string::npos, stage) != 0) ++part;
  return part;
}

// What was on its way at the start had its stages behind it.
std::span<const model::Stage> DelayParts::stages_of(const SliceRecord& slice) const {
  if (slice.origin == engine::Origin::in_transit_at_start) return {};
  return model_.suppliers[at(slice.terms->supplier)].routes[at(slice.terms->route)].stages;
}

DelayParts::Plan DelayParts::plan_of(const Observations& seen, const SliceRecord& slice) const {
  Plan plan;
  for (const model::Stage& stage : stages_of(slice)) plan.stages.push_back(planned(model_, seen, stage.delay));
  const std::vector<Index>& sites = model_.site_lists[at(slice.sites)];
  const Index site = slice.site != model::none ? slice.site : sites.empty() ? model::none : sites.front();
  if (site != model::none) plan.commissioning = planned(model_, seen, model_.policy.sites[at(site)].commissioning);
  return plan;
}

void DelayParts::each(const Observations& seen, const SliceRecord& slice, const Journey& journey,
                      const Visit& visit) const {
  each(plan_of(seen, slice), slice.due, slice, journey, visit);
}

void DelayParts::each_since_start(const SliceRecord& slice, const Journey& journey, const Visit& visit) const {
  each(Plan{std::vector<Duration>(stages_of(slice).size())}, 0, slice, journey, visit);
}

void DelayParts::each(const Plan& plan, Time due, const SliceRecord& slice, const Journey& journey,
                      const Visit& visit) const {
  const bool waited = waits_for_its_lot(slice, journey);
  const Time ready = std::max(slice.not_before, waited ? journey.planned_lot : -1);
  const Time lot = std::max(ready, waited ? journey.lot : -1);
  const Time blocked = journey.blocked < 0 ? journey.award : std::clamp(journey.blocked, lot, journey.award);
  visit(slack, ready + plan.sum() - due);
  visit(lot_slip, lot - ready);
  const Held early = held(journey, lot, blocked), late = held(journey, blocked, journey.award);
  visit(gate, early.by_gate + late.by_gate);
  visit(frozen, early.by_window + late.by_window);
  if (!model_.kits.empty()) visit(std::size(plain_parts), early.by_kit + late.by_kit);
  visit(supply, blocked - lot - early.sum());
  visit(journey.is_held_by_minimum ? minimum : passed_over, journey.award - blocked - late.sum());
  const std::span<const model::Stage> stages = stages_of(slice);
  for (std::size_t k = 0; k < stages.size(); ++k)
    visit(stage_part(stages[k].name), (k < journey.stages.size() ? journey.stages[k] : 0) - plan.stages[k]);
  visit(reroute, journey.reroute);
  visit(room, journey.room);
  visit(install, journey.install);
  visit(commissioning, journey.commissioning - plan.commissioning);
  visit(power, journey.power);
}

}  // namespace allot::metrics
