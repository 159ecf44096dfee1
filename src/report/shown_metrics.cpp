#include "report/shown_metrics.hpp"

#include <array>

#include "allot/metric.hpp"
#include "base/contract.hpp"

namespace allot::report {
namespace {

constexpr std::array<ShownMetric, 27> of_organisations = {{
    {"online_units", "online"},
    {"online_gpu_days", "online"},
    {"lateness_days", "delivered", "late"},
    {"fill_rate", "fill rate"},
    {"delivered_units", "delivered"},
    {"backlog_units", "backlog"},
    {"stranded_units", "stranded"},
    {"delay_cost", "delay cost"},
    {"delay_cost_dock", "dock delay"},
    {"delay_cost_room", "room delay"},
    {"delay_cost_crew", "crew delay"},
    {"delay_cost_power", "power delay"},
    {"not_running_gpu_days", "needed", "not running"},
    {"decision_cost", "decisions"},
    {"idle_capital", "idle capital"},
    {"price_decay", "price erosion while idle"},
    {"npv", "NPV"},
    {"cash_flow", "cash flow"},
    {"shortfall_gpu_days", "behind plan"},
    {"lead_time_days", "lead time"},
    {"otif", "delivered", "on time"},
    {"cancelled_units", "cancelled"},
    {"returned_units", "given back"},
    {"stranded_gpu_days", "stranded"},
    {"in_transit_units", "in transit"},
    {"compute_flop", "compute"},
    {"envy", "envy"},
}};

constexpr std::array<ShownMetric, 4> of_sites = {{
    {"online_units", "online"},
    {"online_gpu_days", "online"},
    {"stranded_units", "stranded"},
    {"stranded_gpu_days", "stranded"},
}};

constexpr std::array<ShownMetric, 8> of_suppliers = {{
    {"produced_units", "produced"},
    {"scrapped_units", "scrapped"},
    {"stock_units", "in stock"},
    {"in_transit_units", "in transit"},
    {"revenue", "revenue"},
    {"stock_gpu_days", "in stock"},
    {"utilisation", "utilisation"},
    {"returned_units", "given back"},
}};

constexpr std::array<ShownMetric, 2> of_interventions = {{
    {"moved_units", "moved"},
    {"shortfall_units", "unfilled"},
}};

}  // namespace

Measure measure_of(std::string_view metric) {
  if (metric == "date") return Measure::days;
  if (metric == "reached") return Measure::share;
  const Metric* found = metric_named(metric);
  expects(found, "every metric is in the catalogue");
  return found->unit;
}

std::span<const ShownMetric> shown_metrics(EntityKind kind) {
  switch (kind) {
    case EntityKind::organisation:
    case EntityKind::group:
    case EntityKind::system: return of_organisations;
    case EntityKind::site: return of_sites;
    case EntityKind::supplier: return of_suppliers;
    case EntityKind::intervention: return of_interventions;
    case EntityKind::order: break;
  }
  return {};
}

}  // namespace allot::report
