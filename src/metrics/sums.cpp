#include "metrics/sums.hpp"

#include <algorithm>

namespace allot::metrics {
namespace {

using engine::Index;
using engine::Layout;
using engine::Model;
using engine::Observations;

std::size_t at(Index index) { return static_cast<std::size_t>(index); }

void read_gauges(const Model& model, const Layout& layout, const Observations& seen, AllSums& all) {
  using O = engine::OrganisationLevel;
  using R = engine::OrderLevel;
  const auto fill = [&](Sums& sums, auto of, auto level) {
    using Level = decltype(level);
    const auto gauge = [&](Level it) -> const engine::Gauge& { return seen.gauges[of(it)]; };
    sums.allocated = gauge(Level::allocated).level;
    sums.delivered = gauge(Level::delivered).level;
    sums.cancelled = gauge(Level::cancelled).level;
    sums.backlog = gauge(Level::backlog).level;
    sums.in_transit = gauge(Level::in_transit).level;
    sums.stranded = gauge(Level::stranded).level;
    sums.backlog_seconds = gauge(Level::backlog).unit_seconds;
    sums.in_transit_seconds = gauge(Level::in_transit).unit_seconds;
    sums.stranded_seconds = gauge(Level::stranded).unit_seconds;
  };
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    Sums& sums = all.organisations[i];
    const auto of = [&](O level) { return layout.of(static_cast<Index>(i), level); };
    fill(sums, of, O{});
    sums.ordered = seen.gauges[of(O::ordered)].level;
    for (std::size_t p = 0; p < model.products.size(); ++p) {
      const engine::Gauge& online = seen.gauges[of(O::online) + p];
      sums.online += online.level;
      sums.online_seconds += online.unit_seconds;
      sums.flop += static_cast<double>(online.unit_seconds) * model.products[p].compute;
    }
  }
  for (std::size_t i = 0; i < model.orders.size(); ++i) {
    Sums& sums = all.orders[i];
    const auto of = [&](R level) { return layout.of(static_cast<Index>(i), level); };
    fill(sums, of, R{});
    sums.ordered = seen.orders[i].units;
    sums.online = seen.gauges[of(R::online)].level;
    sums.online_seconds = seen.gauges[of(R::online)].unit_seconds;
  }
}

/// Entries of many owners in one array, each owner's together and in their old order.
template <class Entry>
struct Buckets {
  std::vector<Entry> entries;
  std::vector<std::size_t> begin;

  std::span<const Entry> of(std::size_t owner) const { return std::span(entries).subspan(begin[owner], begin[owner + 1] - begin[owner]); }
  std::span<Entry> of(std::size_t owner) { return std::span(entries).subspan(begin[owner], begin[owner + 1] - begin[owner]); }
};

// `visit` calls its argument with (owner, entry) for each entry, the same way each time.
template <class Entry, class Visit>
Buckets<Entry> bucketed(std::size_t owners, Visit&& visit) {
  Buckets<Entry> out;
  out.begin.assign(owners + 1, 0);
  visit([&](std::size_t owner, const Entry&) { ++out.begin[owner + 1]; });
  for (std::size_t i = 0; i < owners; ++i) out.begin[i + 1] += out.begin[i];
  out.entries.resize(out.begin.back());
  std::vector<std::size_t> next(out.begin.begin(), out.begin.end() - 1);
  visit([&](std::size_t owner, const Entry& entry) { out.entries[next[owner]++] = entry; });
  return out;
}

// Deliveries without those that a swap took away again: each negative record takes from the owner's last before it.
std::vector<engine::DeliveryRecord> kept_deliveries(const Observations& seen) {
  std::vector<engine::DeliveryRecord> kept = seen.deliveries;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i].units >= 0) continue;
    for (std::size_t k = i; k-- > 0 && kept[i].units < 0;) {
      if (kept[k].owner != kept[i].owner || kept[k].promise != kept[i].promise || kept[k].units <= 0) continue;
      const Units back = std::min(kept[k].units, -kept[i].units);
      kept[k].units -= back;
      kept[i].units += back;
    }
  }
  std::erase_if(kept, [](const auto& record) { return record.units == 0; });
  return kept;
}

/// The promises as they stood at the end, by who made them and by order.
class Promises {
 public:
  Promises(const Model& model, const Observations& seen) : model_(model), seen_(seen), remaining_(seen.promises.size()) {
    for (std::size_t i = 0; i < seen.promises.size(); ++i) remaining_[i] = seen.promises[i].units;
    for (const engine::Cancellation& it : seen.cancellations) remaining_[at(it.promise)] -= it.units;
  }

  bool is_counted(std::size_t promise) const {
    const engine::Promise& it = seen_.promises[promise];
    return it.due != never && is_after_warm_up(it.order);
  }
  bool is_after_warm_up(Index order) const {
    return placed(order) != never && (model_.warm_up == 0 || placed(order) >= model_.warm_up);
  }
  Time placed(Index order) const { return seen_.orders[at(order)].placed; }
  Units remaining(std::size_t promise) const { return remaining_[promise]; }

  template <class Key>
  Buckets<Due> dues(std::size_t owners, Key&& key) const {
    Buckets<Due> out = bucketed<Due>(owners, [&](auto&& add) {
      for (std::size_t i = 0; i < seen_.promises.size(); ++i) {
        const engine::Promise& it = seen_.promises[i];
        if (is_counted(i) && it.due < model_.end && remaining_[i] > 0 && key(it) < owners) add(key(it), {it.due, remaining_[i]});
      }
    });
    for (std::size_t i = 0; i < owners; ++i) {
      auto list = out.of(i);
      std::stable_sort(list.begin(), list.end(), [](const Due& a, const Due& b) { return a.due < b.due; });
    }
    return out;
  }

 private:
  const Model& model_;
  const Observations& seen_;
  std::vector<Units> remaining_;
};

void measure_plan(const Model& model, const Observations& seen, const Promises& promises, AllSums& all) {
  Buckets<Arrival> plan = bucketed<Arrival>(model.organisations.size(), [&](auto&& add) {
    for (std::size_t i = 0; i < seen.promises.size(); ++i) {
      const engine::Promise& it = seen.promises[i];
      if (promises.is_counted(i) && it.due < model.end) add(at(it.owner), {std::max<Time>(0, it.due), it.units});
    }
    for (const engine::Cancellation& it : seen.cancellations) {
      const engine::Promise& promise = seen.promises[at(it.promise)];
      if (promises.is_counted(at(it.promise)) && promise.due < model.end) add(at(promise.owner), {std::max({Time{0}, promise.due, it.at}), -it.units});
    }
  });
  const Buckets<Arrival> delivered = bucketed<Arrival>(model.organisations.size(), [&](auto&& add) {
    for (const engine::DeliveryRecord& it : seen.deliveries) add(at(it.owner), {it.at, it.units});
  });
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    auto steps = plan.of(i);
    std::stable_sort(steps.begin(), steps.end(), [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
    all.organisations[i].plan = integrate_plan(steps, delivered.of(i), model.warm_up, model.end);
  }
}

void measure_lateness(const Model& model, const Observations& seen, const Promises& promises, const std::vector<engine::DeliveryRecord>& kept, AllSums& all) {
  const auto by_owner = [](const auto& it) { return at(it.owner); };
  const auto by_order = [](const engine::Promise& it) { return at(it.order); };
  const Buckets<Due> dues = promises.dues(model.organisations.size(), by_owner);
  const Buckets<Arrival> arrivals = bucketed<Arrival>(model.organisations.size(), [&](auto&& add) {
    for (const engine::DeliveryRecord& it : kept)
      if (promises.is_counted(at(it.promise))) add(at(it.owner), {it.at, it.units});
  });
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    Sums& sums = all.organisations[i];
    sums.lateness = match(dues.of(i), arrivals.of(i), model.end);
    sums.promised = sums.lateness.units;
    sums.fulfilled = std::min(sums.promised, sums.delivered);
    sums.delay_cost = static_cast<double>(sums.lateness.late_seconds) / day * model.organisations[i].delay_cost;
  }
  const Buckets<Due> order_dues = promises.dues(seen.orders.size(), by_order);
  const Buckets<Arrival> order_arrivals = bucketed<Arrival>(seen.orders.size(), [&](auto&& add) {
    for (const engine::DeliveryRecord& it : kept) add(at(seen.promises[at(it.promise)].order), {it.at, it.units});
  });
  for (std::size_t i = 0; i < seen.orders.size(); ++i) {
    const Matching matching = match(order_dues.of(i), order_arrivals.of(i), model.end);
    if (matching.units == 0) continue;
    const Units full = matching.on_time == matching.units ? matching.units : 0;
    Sums& owner = all.organisations[at(seen.orders[i].owner)];
    owner.to_be_full += matching.units;
    owner.in_full += full;
    if (i >= all.orders.size()) continue;
    Sums& sums = all.orders[i];
    sums.lateness = matching;
    sums.promised = sums.to_be_full = matching.units;
    sums.in_full = full;
    sums.fulfilled = std::min(sums.promised, sums.delivered);
  }
}

void measure_lead_times(const Observations& seen, const Promises& promises, const std::vector<engine::DeliveryRecord>& kept, AllSums& all) {
  for (const engine::DeliveryRecord& it : kept) {
    const Index order = seen.promises[at(it.promise)].order;
    if (!promises.is_after_warm_up(order)) continue;
    const auto add = [&](Sums& sums) {
      sums.lead_seconds += it.units * (it.at - promises.placed(order));
      sums.lead_units += it.units;
    };
    add(all.organisations[at(it.owner)]);
    if (at(order) < all.orders.size()) add(all.orders[at(order)]);
  }
}

}  // namespace

Sums& Sums::operator+=(const Sums& other) {
  ordered += other.ordered;
  allocated += other.allocated;
  delivered += other.delivered;
  online += other.online;
  cancelled += other.cancelled;
  backlog += other.backlog;
  in_transit += other.in_transit;
  stranded += other.stranded;
  online_seconds += other.online_seconds;
  stranded_seconds += other.stranded_seconds;
  backlog_seconds += other.backlog_seconds;
  in_transit_seconds += other.in_transit_seconds;
  flop += other.flop;
  plan.plan += other.plan.plan;
  plan.shortfall += other.plan.shortfall;
  plan.ahead += other.plan.ahead;
  promised += other.promised;
  fulfilled += other.fulfilled;
  in_full += other.in_full;
  to_be_full += other.to_be_full;
  lateness.units += other.lateness.units;
  lateness.unit_seconds += other.lateness.unit_seconds;
  lateness.late_seconds += other.lateness.late_seconds;
  lateness.on_time += other.lateness.on_time;
  lead_seconds += other.lead_seconds;
  lead_units += other.lead_units;
  delay_cost += other.delay_cost;
  return *this;
}

AllSums collect(const Model& model, const Layout& layout, const Observations& seen) {
  AllSums all;
  all.organisations.resize(model.organisations.size());
  all.orders.resize(model.orders.size());
  read_gauges(model, layout, seen, all);
  const Promises promises(model, seen);
  const std::vector<engine::DeliveryRecord> kept = kept_deliveries(seen);
  measure_plan(model, seen, promises, all);
  measure_lateness(model, seen, promises, kept, all);
  measure_lead_times(seen, promises, kept, all);
  return all;
}

}  // namespace allot::metrics
