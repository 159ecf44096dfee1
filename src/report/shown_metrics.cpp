#include "report/shown_metrics.hpp"

#include <array>

namespace allot::report {
namespace {

constexpr std::array<ShownMetric, 18> of_organisations = {{
    {"online_units", "online", Measure::units},
    {"online_gpu_days", "online", Measure::unit_days},
    {"lateness_days", "late", Measure::days},
    {"fill_rate", "fill rate", Measure::share},
    {"delivered_units", "delivered", Measure::units},
    {"backlog_units", "backlog", Measure::units},
    {"stranded_units", "stranded", Measure::units},
    {"delay_cost", "delay cost", Measure::money},
    {"idle_capital", "idle capital", Measure::money},
    {"price_decay", "price lost idle", Measure::money},
    {"shortfall_gpu_days", "behind plan", Measure::unit_days},
    {"lead_time_days", "lead time", Measure::days},
    {"otif", "on time", Measure::share},
    {"cancelled_units", "cancelled", Measure::units},
    {"stranded_gpu_days", "stranded", Measure::unit_days},
    {"in_transit_units", "under way", Measure::units},
    {"compute_flop", "compute", Measure::compute},
    {"envy", "envy", Measure::units},
}};

constexpr std::array<ShownMetric, 4> of_sites = {{
    {"online_units", "online", Measure::units},
    {"online_gpu_days", "online", Measure::unit_days},
    {"stranded_units", "stranded", Measure::units},
    {"stranded_gpu_days", "stranded", Measure::unit_days},
}};

constexpr std::array<ShownMetric, 6> of_suppliers = {{
    {"produced_units", "produced", Measure::units},
    {"scrapped_units", "scrapped", Measure::units},
    {"stock_units", "in stock", Measure::units},
    {"in_transit_units", "under way", Measure::units},
    {"revenue", "revenue", Measure::money},
    {"stock_gpu_days", "in stock", Measure::unit_days},
}};

constexpr std::array<ShownMetric, 2> of_interventions = {{
    {"moved_units", "moved", Measure::units},
    {"shortfall_units", "not to be had", Measure::units},
}};

}  // namespace

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
