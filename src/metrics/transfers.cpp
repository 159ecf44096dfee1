#include "metrics/transfers.hpp"

namespace allot::metrics {
namespace {

std::int64_t day_of(Date date) { return date >= 0 ? date / day : -((-date + day - 1) / day); }

}  // namespace

Transfer& Transfer::operator+=(const Transfer& other) {
  moved += other.moved;
  cancelled += other.cancelled;
  unit_seconds += other.unit_seconds;
  for (const auto& [when, units] : other.delivered_by_day) delivered_by_day[when] += units;
  return *this;
}

void add(const Transfers& from, Transfers& to) {
  for (const auto& [key, transfer] : from) to[key] += transfer;
}

void add_transfers(const engine::Model& model, const engine::Observations& seen, Transfers& transfers) {
  for (const engine::Transfer& it : seen.transfers) {
    Transfer& transfer = transfers[{it.intervention, it.from, it.to}];
    transfer.moved += it.units;
    if (it.is_cancelled) transfer.cancelled += it.units;
    if (it.delivered_at == never) continue;
    transfer.delivered_by_day[day_of(model.start + it.delivered_at)] += it.units;
    transfer.unit_seconds += it.units * (model.end - it.delivered_at);
  }
}

std::vector<Units> balances(const Transfers& transfers, engine::Index intervention, std::size_t organisations) {
  std::vector<Units> out(organisations);
  for (const auto& [key, transfer] : transfers) {
    const auto& [by, from, to] = key;
    if (by != intervention) continue;
    out[static_cast<std::size_t>(from)] -= transfer.moved;
    out[static_cast<std::size_t>(to)] += transfer.moved;
  }
  return out;
}

}  // namespace allot::metrics
