#include "metrics/transfers.hpp"

namespace allot::metrics {
namespace {

std::int64_t day_of(Date date) { return date >= 0 ? date / day : -((-date + day - 1) / day); }

}  // namespace

Flow& Flow::operator+=(const Flow& other) {
  moved += other.moved;
  cancelled += other.cancelled;
  unit_seconds += other.unit_seconds;
  for (const auto& [when, units] : other.came) came[when] += units;
  return *this;
}

void add(const Flows& from, Flows& to) {
  for (const auto& [key, flow] : from) to[key] += flow;
}

void add_transfers(const engine::Model& model, const engine::Observations& seen, Flows& flows) {
  for (const engine::TransferRecord& it : seen.transfers) {
    Flow& flow = flows[{it.intervention, it.from, it.to}];
    flow.moved += it.units;
    if (it.is_cancelled) flow.cancelled += it.units;
    if (it.came == never) continue;
    flow.came[day_of(model.start + it.came)] += it.units;
    flow.unit_seconds += it.units * (model.end - it.came);
  }
}

std::vector<Units> balances(const Flows& flows, engine::Index intervention, std::size_t organisations) {
  std::vector<Units> out(organisations);
  for (const auto& [key, flow] : flows) {
    const auto& [by, from, to] = key;
    if (by != intervention) continue;
    out[static_cast<std::size_t>(from)] -= flow.moved;
    out[static_cast<std::size_t>(to)] += flow.moved;
  }
  return out;
}

}  // namespace allot::metrics
