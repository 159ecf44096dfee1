#include "metrics/sums.hpp"

#include <algorithm>
#include <span>

#include "metrics/cash.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::Layout;
using engine::Model;
using engine::Observations;

using model::at;

// What stands delivered and not online, by price and time.
void cost_idleness(const Model& model, std::span<const engine::Gauge> idle, double cost_of_capital, Sums& sums) {
  constexpr double year = 365.0 * day;
  for (std::size_t p = 0; p < idle.size(); ++p) {
    const double tied_up = static_cast<double>(idle[p].unit_seconds) / year * model.products[p].price;
    sums.idle_capital += tied_up * cost_of_capital;
    sums.price_decay += tied_up * model.products[p].price_decay;
  }
}

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
    sums.returned = gauge(Level::returned).level;
    sums.backlog_seconds = gauge(Level::backlog).unit_seconds;
    sums.in_transit_seconds = gauge(Level::in_transit).unit_seconds;
    sums.stranded_seconds = gauge(Level::stranded).unit_seconds;
  };
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    Sums& sums = all.organisations[i];
    const auto of = [&](O level) { return layout.of(static_cast<Index>(i), level); };
    fill(sums, of, O{});
    sums.ordered = seen.gauges[of(O::ordered)].level;
    sums.need = sums.ordered + (seen.need_apart.empty() ? 0 : seen.need_apart[i]);
    if (!seen.fees.empty()) {
      sums.fees = seen.fees[i];
      sums.deposits = seen.deposits[i];
    }
    sums.retired = seen.gauges[of(O::retired)].level;
    for (std::size_t p = 0; p < model.products.size(); ++p) {
      const engine::Gauge& online = seen.gauges[of(O::online) + p];
      sums.online += online.level;
      sums.online_seconds += online.unit_seconds;
      sums.flop += static_cast<double>(online.unit_seconds) * model.products[p].compute.real();
    }
    if (layout.has_idle())
      cost_idleness(model, std::span(seen.gauges).subspan(of(O::idle), model.products.size()),
                    model.organisations[i].cost_of_capital, sums);
  }
  for (std::size_t i = 0; i < all.orders.size(); ++i) {
    Sums& sums = all.orders[i];
    const auto of = [&](R level) { return layout.of(static_cast<Index>(i), level); };
    fill(sums, of, R{});
    sums.ordered = seen.orders[i].units;
    sums.online = seen.gauges[of(R::online)].level;
    sums.online_seconds = seen.gauges[of(R::online)].unit_seconds;
  }
}

// Deliveries without those that a swap took away again: each negative record takes from the owner's last before it.
std::span<const engine::DeliveryRecord> kept_deliveries(const Observations& seen,
                                                        std::vector<engine::DeliveryRecord>& kept) {
  const auto& all = seen.deliveries;
  if (std::all_of(all.begin(), all.end(), [](const auto& it) { return it.units > 0; })) return all;
  kept = all;
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

/// The promises as they stood at the end.
class Promises {
 public:
  Promises(const Model& model, const Observations& seen, std::vector<Units>& remaining)
      : model_(model), seen_(seen), remaining_(remaining) {
    remaining.clear();
    if (seen.cancellations.empty()) return;
    remaining.resize(seen.promises.size());
    for (std::size_t i = 0; i < seen.promises.size(); ++i) remaining[i] = seen.promises[i].units;
    for (const engine::Cancellation& it : seen.cancellations) remaining[at(it.promise)] -= it.units;
  }

  bool is_counted(std::size_t promise) const {
    const engine::Promise& it = seen_.promises[promise];
    return it.due != never && is_after_warm_up(it.order);
  }
  bool is_due(std::size_t promise) const {
    return seen_.promises[promise].due < model_.end && remaining(promise) > 0 && is_counted(promise);
  }
  bool is_needed(std::size_t promise) const {
    const engine::Promise& it = seen_.promises[promise];
    return it.needed != never && is_after_warm_up(it.order);
  }
  bool is_after_warm_up(Index order) const {
    return placed(order) != never && (model_.warm_up == 0 || placed(order) >= model_.warm_up);
  }
  Time placed(Index order) const { return seen_.orders[at(order)].placed; }
  Units remaining(std::size_t promise) const {
    return remaining_.empty() ? seen_.promises[promise].units : remaining_[promise];
  }
  std::size_t size() const { return seen_.promises.size(); }
  const engine::Promise& operator[](std::size_t promise) const { return seen_.promises[promise]; }

  /// Whether every delivery was promised with a due, in the time that counts.
  bool count_always() const {
    const auto has_due = [](const engine::Promise& it) { return it.due != never; };
    return model_.warm_up == 0 && std::all_of(seen_.promises.begin(), seen_.promises.end(), has_due);
  }

 private:
  const Model& model_;
  const Observations& seen_;
  const std::vector<Units>& remaining_;
};

/// What the parts of the sums are made of.
struct Reckoning {
  const Model& model;
  const Observations& seen;
  const Promises& promises;
  std::span<const engine::DeliveryRecord> kept;
  SumsScratch& scratch;

  std::size_t organisations() const { return model.organisations.size(); }
};

// What was promised counts from its due on, until it is cancelled.
void measure_plan(const Reckoning& it) {
  it.scratch.plan.fill(it.organisations(), [&](auto&& add) {
    for (std::size_t i = 0; i < it.promises.size(); ++i) {
      const engine::Promise& promise = it.promises[i];
      if (promise.due < it.model.end && it.promises.is_counted(i))
        add(at(promise.owner), Step{promise.due, promise.units});
    }
    for (const engine::Cancellation& gone : it.seen.cancellations) {
      const engine::Promise& promise = it.promises[at(gone.promise)];
      if (promise.due < it.model.end && it.promises.is_counted(at(gone.promise)))
        add(at(promise.owner), Step{std::max(promise.due, gone.at), -gone.units});
    }
  });
  it.scratch.delivered.fill(it.organisations(), [&](auto&& add) {
    for (const engine::DeliveryRecord& delivery : it.seen.deliveries)
      add(at(delivery.owner), Step{delivery.at, delivery.units});
  });
  for (std::size_t i = 0; i < it.organisations(); ++i) {
    sort(it.scratch.plan.of(i));
    it.scratch.all.organisations[i].plan =
        integrate_plan(it.scratch.plan.of(i), it.scratch.delivered.of(i), it.model.warm_up, it.model.end);
  }
}

// Without cancellations what is due is the plan.
const Buckets<Step>& dues(const Reckoning& it) {
  if (it.seen.cancellations.empty()) return it.scratch.plan;
  it.scratch.dues.fill(it.organisations(), [&](auto&& add) {
    for (std::size_t i = 0; i < it.promises.size(); ++i)
      if (it.promises.is_due(i)) add(at(it.promises[i].owner), Step{it.promises[i].due, it.promises.remaining(i)});
  });
  for (std::size_t i = 0; i < it.organisations(); ++i) sort(it.scratch.dues.of(i));
  return it.scratch.dues;
}

const Buckets<Step>& arrivals(const Reckoning& it) {
  const bool is_all = it.kept.data() == it.seen.deliveries.data() && it.promises.count_always();
  if (is_all) return it.scratch.delivered;
  it.scratch.arrivals.fill(it.organisations(), [&](auto&& add) {
    for (const engine::DeliveryRecord& delivery : it.kept)
      if (it.promises.is_counted(at(delivery.promise))) add(at(delivery.owner), Step{delivery.at, delivery.units});
  });
  return it.scratch.arrivals;
}

// After the plan, whose columns it may use.
void measure_lateness(const Reckoning& it) {
  const Buckets<Step>& due = dues(it);
  const Buckets<Step>& came = arrivals(it);
  for (std::size_t i = 0; i < it.organisations(); ++i) {
    Sums& sums = it.scratch.all.organisations[i];
    sums.lateness = match(due.of(i), came.of(i), it.model.end);
    sums.promised = sums.lateness.units;
    sums.fulfilled = std::min(sums.promised, sums.delivered);
  }
}

void charge_decisions(const Reckoning& it) {
  for (std::size_t i = 0; it.model.has_costs && i < it.model.interventions.size(); ++i)
    if (const Index payer = it.model.interventions[i].paid_by; payer != model::none)
      it.scratch.all.organisations[at(payer)].decision_cost += it.seen.decision_costs[i];
}

void measure_delays(const Reckoning& it) {
  if (!it.model.counts_needs) return;
  std::vector<Units>& needed = it.scratch.needed;
  needed.clear();
  for (std::size_t i = 0; i < it.promises.size(); ++i)
    needed.push_back(it.promises.is_needed(i) ? it.promises.remaining(i) : 0);
  const std::span<const Delays> delays = delays_of(it.model, it.seen, needed, it.scratch.delays);
  for (std::size_t i = 0; i < it.organisations(); ++i) {
    it.scratch.all.organisations[i].delays = delays[i];
    it.scratch.all.organisations[i].delay_cost = cost_of(delays[i], it.model.organisations[i].delay_cost);
  }
}

/// Which promises are matched with deliveries together, by number of their order or of those in parts: those of an
/// order that has a metric of its own, or that has several. One alone is on time or is not.
class Matched {
 public:
  explicit Matched(const Reckoning& it)
      : it_(it), counted_(it.scratch.all.orders.size()), in_parts_(it.scratch.in_parts) {
    in_parts_.clear();
    if (counted_ > 0 || it.model.orders.empty()) return;
    for (std::size_t i = 1; i < it.promises.size(); ++i)
      if (it.promises[i].order == it.promises[i - 1].order) join(i - 1, i);
  }

  std::size_t size() const { return counted_ > 0 ? counted_ : parts_; }
  Index of(std::size_t promise) const {
    if (counted_ == 0) return in_parts_.empty() ? model::none : in_parts_[promise];
    return at(it_.promises[promise].order) < counted_ ? it_.promises[promise].order : model::none;
  }

 private:
  // Promises of one order stand next to each other.
  void join(std::size_t before, std::size_t promise) {
    if (in_parts_.empty()) in_parts_.assign(it_.promises.size(), model::none);
    if (in_parts_[before] == model::none) in_parts_[before] = static_cast<Index>(parts_++);
    in_parts_[promise] = in_parts_[before];
  }

  const Reckoning& it_;
  std::size_t counted_ = 0, parts_ = 0;
  std::vector<Index>& in_parts_;
};

void note_matched(Sums& sums, const Matching& lateness) {
  sums.lateness = lateness;
  sums.promised = sums.to_be_full = lateness.units;
  sums.in_full = lateness.on_time == lateness.units ? lateness.units : 0;
  sums.fulfilled = std::min(sums.promised, sums.delivered);
}

void measure_orders(const Reckoning& it, const Matched& matched) {
  if (matched.size() == 0) return;
  it.scratch.order_dues.fill(matched.size(), [&](auto&& add) {
    for (std::size_t i = 0; i < it.promises.size(); ++i)
      if (const Index order = matched.of(i); order != model::none && it.promises.is_due(i))
        add(at(order), Step{it.promises[i].due, it.promises.remaining(i)});
  });
  it.scratch.order_arrivals.fill(matched.size(), [&](auto&& add) {
    for (const engine::DeliveryRecord& delivery : it.kept)
      if (const Index order = matched.of(at(delivery.promise)); order != model::none)
        add(at(order), Step{delivery.at, delivery.units});
  });
  AllSums& all = it.scratch.all;
  Index last = model::none;
  for (std::size_t i = 0; i < it.promises.size(); ++i) {
    const Index order = matched.of(i);
    if (order == model::none || order == last) continue;
    last = order;
    Sums part;
    Sums& sums = all.orders.empty() ? part : all.orders[at(order)];
    sort(it.scratch.order_dues.of(at(order)));
    note_matched(sums,
                 match(it.scratch.order_dues.of(at(order)), it.scratch.order_arrivals.of(at(order)), it.model.end));
    Sums& owner = all.organisations[at(it.promises[i].owner)];
    owner.to_be_full += sums.to_be_full;
    owner.in_full += sums.in_full;
  }
}

void measure_deliveries(const Reckoning& it) {
  AllSums& all = it.scratch.all;
  it.scratch.on_time.assign(it.promises.size(), 0);
  for (const engine::DeliveryRecord& delivery : it.kept) {
    const engine::Promise& promise = it.promises[at(delivery.promise)];
    if (delivery.at <= promise.due) it.scratch.on_time[at(delivery.promise)] += delivery.units;
    if (!it.promises.is_after_warm_up(promise.order)) continue;
    const auto add = [&](Sums& sums) {
      sums.lead_seconds += delivery.units * (delivery.at - it.promises.placed(promise.order));
      sums.lead_units += delivery.units;
    };
    add(all.organisations[at(delivery.owner)]);
    if (at(promise.order) < all.orders.size()) add(all.orders[at(promise.order)]);
  }
}

// What has one promise needs no matching.
void measure_single_promises(const Reckoning& it, const Matched& matched) {
  for (std::size_t i = 0; i < it.promises.size(); ++i) {
    const engine::Promise& promise = it.promises[i];
    if (matched.of(i) != model::none || !it.promises.is_due(i)) continue;
    Sums& owner = it.scratch.all.organisations[at(promise.owner)];
    owner.to_be_full += it.promises.remaining(i);
    if (it.scratch.on_time[i] >= it.promises.remaining(i)) owner.in_full += it.promises.remaining(i);
  }
}

void measure_cash(const Cash& cash, AllSums& all) {
  for (std::size_t i = 0; i < cash.organisations.size(); ++i) {
    const OrganisationCash& it = cash.organisations[i];
    Sums& sums = all.organisations[i];
    for (std::size_t line = 0; line < cash_lines; ++line) sums.cash_flow += it.total(static_cast<CashLine>(line));
    for (const CashLine line :
         {CashLine::order, CashLine::award, CashLine::shipment, CashLine::delivery, CashLine::handed_over})
      sums.purchases -= it.total(line);
    sums.energy = -it.total(CashLine::energy);
    sums.hall_rent = -it.total(CashLine::hall_rent);
    sums.earned = it.total(CashLine::revenue);
    for (const double month : it.depreciation) sums.depreciation += month;
    sums.book_value = it.book_value;
    sums.npv = it.npv;
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
  retired += other.retired;
  returned += other.returned;
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
  lateness.on_time += other.lateness.on_time;
  lead_seconds += other.lead_seconds;
  lead_units += other.lead_units;
  delays += other.delays;
  delay_cost += other.delay_cost;
  idle_capital += other.idle_capital;
  price_decay += other.price_decay;
  need += other.need;
  fees += other.fees;
  deposits += other.deposits;
  purchases += other.purchases;
  energy += other.energy;
  hall_rent += other.hall_rent;
  earned += other.earned;
  cash_flow += other.cash_flow;
  depreciation += other.depreciation;
  book_value += other.book_value;
  npv += other.npv;
  decision_cost += other.decision_cost;
  return *this;
}

const AllSums& collect(const Model& model, const Layout& layout, const Observations& seen, SumsScratch& scratch) {
  scratch.all.organisations.assign(model.organisations.size(), {});
  scratch.all.orders.assign(model.counted_orders(), {});
  read_gauges(model, layout, seen, scratch.all);
  const Promises promises(model, seen, scratch.remaining);
  const Reckoning reckoning{model, seen, promises, kept_deliveries(seen, scratch.kept), scratch};
  measure_plan(reckoning);
  measure_lateness(reckoning);
  measure_delays(reckoning);
  charge_decisions(reckoning);
  const Matched matched(reckoning);
  measure_orders(reckoning, matched);
  measure_deliveries(reckoning);
  measure_single_promises(reckoning, matched);
  if (model.keeps_cash) measure_cash(cash_of(model, seen), scratch.all);
  return scratch.all;
}

}  // namespace allot::metrics
