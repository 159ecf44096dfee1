#include "experiment/reached.hpp"

#include <algorithm>
#include <vector>

#include "metrics/metrics.hpp"

namespace allot::experiment {
namespace {

using engine::Index;
using engine::OrganisationLevel;
using model::at;

const engine::Gauge& gauge_of(const engine::Replication& sim, std::size_t organisation, OrganisationLevel level,
                              std::size_t product = 0) {
  return sim.seen.gauges[sim.layout.of(static_cast<Index>(organisation), level) + product];
}

double online_days(const engine::Replication& sim) {
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < sim.model.organisations.size(); ++i)
    for (std::size_t p = 0; p < sim.model.products.size(); ++p)
      seconds += gauge_of(sim, i, OrganisationLevel::online, p).unit_seconds;
  return static_cast<double>(seconds) / day;
}

double delivered_days(const engine::Replication& sim) {
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < sim.model.organisations.size(); ++i)
    seconds += gauge_of(sim, i, OrganisationLevel::delivered).unit_seconds;
  return static_cast<double>(seconds) / day;
}

bool is_counted(const engine::Replication& sim, Index order) {
  const Time placed = sim.seen.orders[at(order)].placed;
  return placed != never && (sim.model.warm_up == 0 || placed >= sim.model.warm_up);
}

// What a swap took away again is taken from what came last.
std::vector<engine::DeliveryRecord> kept(std::vector<engine::DeliveryRecord> all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = i; k-- > 0 && all[i].units < 0;) {
      if (all[k].owner != all[i].owner || all[k].promise != all[i].promise || all[k].units <= 0) continue;
      const Units back = std::min(all[k].units, -all[i].units);
      all[k].units -= back;
      all[i].units += back;
    }
  return all;
}

double on_time_units(const engine::Replication& sim) {
  Units out = 0;
  for (const engine::DeliveryRecord& it : kept(sim.seen.deliveries)) {
    const engine::Promise& promise = sim.seen.promises[at(it.promise)];
    if (promise.due != never && it.at <= promise.due && is_counted(sim, promise.order)) out += it.units;
  }
  return static_cast<double>(out);
}

double revenue(const engine::Replication& sim) {
  const std::vector<MetricColumn> columns = metrics::columns(sim.model);
  std::vector<double> row(columns.size());
  metrics::measure(sim.model, sim.layout, sim.seen, row);
  double sum = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].kind == EntityKind::supplier && columns[i].metric == "revenue") sum += row[i];
  return sum;
}

double least_fill(const engine::Replication& sim) {
  double least = 1;
  for (std::size_t i = 0; i < sim.model.organisations.size(); ++i)
    if (const Units ordered = gauge_of(sim, i, OrganisationLevel::ordered).level; ordered > 0)
      least = std::min(least, static_cast<double>(gauge_of(sim, i, OrganisationLevel::allocated).level) /
                                  static_cast<double>(ordered));
  return least;
}

}  // namespace

double reached(const engine::Replication& sim, foresight::Goal goal) {
  switch (goal) {
    case foresight::Goal::online_gpu_days: return online_days(sim);
    case foresight::Goal::delivered_gpu_days: return delivered_days(sim);
    case foresight::Goal::on_time_units: return on_time_units(sim);
    case foresight::Goal::revenue: return revenue(sim);
    case foresight::Goal::least_fill: return least_fill(sim);
  }
  return 0;
}

}  // namespace allot::experiment
