#include <algorithm>
#include <cmath>

#include "support/reference_world.hpp"

/// What claimants have received: all that they remember of it, and that of the last period.
namespace allot::reference {
namespace {

const AllocationPolicy& policy_of(const World& world, int supplier) {
  const auto s = static_cast<std::size_t>(supplier);
  return world.policy.suppliers.empty() ? world.scenario.suppliers[s].allocation : world.policy.suppliers[s].allocation;
}

std::optional<Duration> half_life(const World& world, int supplier, std::size_t depth) {
  return policy_of(world, supplier).levels[depth].parameters.fair_share.half_life;
}

bool has_received(const World& world, const AwardRecord& it, const ClaimantName& name) {
  const auto& [supplier, product, depth, is_organisation, index] = name;
  if (it.supplier != supplier || it.product != product) return false;
  if (depth + 1 == policy_of(world, supplier).levels.size()) return it.demand == index;
  if (is_organisation) return it.organisation == index;
  return is_in_group(world.scenario, it.organisation, Ref{index});
}

std::vector<ClaimantName> names_of(const World& world, const AwardRecord& it) {
  const std::vector<LevelRule>& levels = policy_of(world, it.supplier).levels;
  std::vector<ClaimantName> names;
  for (std::size_t depth = 0; depth + 1 < levels.size(); ++depth) {
    const bool is_of_groups = levels[depth].level == Level::group;
    const Ref group = is_of_groups ? group_at(world.scenario, it.organisation, depth) : Ref{};
    names.push_back({it.supplier, it.product, depth, !group, group ? group.index : it.organisation});
  }
  if (it.demand >= 0) names.push_back({it.supplier, it.product, levels.size() - 1, false, it.demand});
  return names;
}

double fades_to(Duration passed, Duration half) {
  return std::exp2(-static_cast<double>(passed) / static_cast<double>(half));
}

}  // namespace

double memory(World& world, const ClaimantName& name) {
  Receipts& it = world.received[name];
  if (const auto half = half_life(world, std::get<0>(name), std::get<2>(name)))
    it.units *= fades_to(world.now - it.seen, *half);
  it.seen = world.now;
  return it.units;
}

double received_in_last(const World& world, const ClaimantName& name, const Period& period) {
  const Stretch last = stretch_before(period, world.scenario.start, world.now);
  Units units = 0;
  for (const AwardRecord& it : world.awards)
    if (has_received(world, it, name) && it.at >= last.from && it.at < last.until) units += it.units;
  return static_cast<double>(units);
}

void receive(World& world, const AwardRecord& record) {
  world.awards.push_back(record);
  for (const ClaimantName& name : names_of(world, record)) {
    memory(world, name);
    world.received[name].units += static_cast<double>(record.units);
  }
}

void unreceive(World& world, AwardRecord record) {
  for (const ClaimantName& name : names_of(world, record)) {
    const double known = memory(world, name);
    const auto half = half_life(world, record.supplier, std::get<2>(name));
    const double left = half ? fades_to(world.now - record.at, *half) : 1;
    world.received[name].units = std::max(0.0, known - left * static_cast<double>(record.units));
  }
  record.units = -record.units;
  world.awards.push_back(record);
}

// By date. What came a second before the start has not faded.
void add_past_receipts(World& world) {
  for (int s = 0; s < static_cast<int>(world.scenario.suppliers.size()); ++s) {
    std::vector<AwardRecord> past;
    for (const PastReceipt& it : world.scenario.suppliers[static_cast<std::size_t>(s)].allocation.received) {
      const Time when = it.date ? std::min<Time>(-1, world.chance.moment(*it.date)) : -1;
      const Ref product = it.product ? it.product : Ref{0};
      past.push_back({when, s, product.index, it.organisation.index, world.chance.units(it.units, product), -1});
    }
    std::stable_sort(past.begin(), past.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    for (const AwardRecord& it : past) {
      world.awards.push_back(it);
      for (const ClaimantName& name : names_of(world, it)) {
        const auto half = half_life(world, s, std::get<2>(name));
        const double share = half && it.at < -1 ? fades_to(-it.at, *half) : 1;
        world.received[name].units += static_cast<double>(it.units) * share;
      }
    }
  }
}

}  // namespace allot::reference
