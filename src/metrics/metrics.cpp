#include "metrics/metrics.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "metrics/fairness.hpp"
#include "metrics/sums.hpp"

namespace allot::metrics {
namespace {

using engine::Index;
using engine::Layout;
using engine::Model;
using engine::Observations;

double days(std::int64_t unit_seconds) { return static_cast<double>(unit_seconds) / static_cast<double>(day); }
double ratio(double a, double b) { return b == 0 ? std::nan("") : a / b; }
double sum_of(const std::vector<double>& numbers) {
  double sum = 0;
  for (const double it : numbers) sum += it;
  return sum;
}
double number(Units units) { return static_cast<double>(units); }

/// A metric that is a function of sums: one row, one function.
struct SumMetric {
  std::string_view name;
  double (*of)(const Sums&);
};

// A table: a row a line.
// clang-format off
constexpr SumMetric sum_metrics[] = {
    {"ordered_units", [](const Sums& s) { return number(s.ordered); }},
    {"allocated_units", [](const Sums& s) { return number(s.allocated); }},
    {"delivered_units", [](const Sums& s) { return number(s.delivered); }},
    {"online_units", [](const Sums& s) { return number(s.online); }},
    {"cancelled_units", [](const Sums& s) { return number(s.cancelled); }},
    {"backlog_units", [](const Sums& s) { return number(s.backlog); }},
    {"in_transit_units", [](const Sums& s) { return number(s.in_transit); }},
    {"stranded_units", [](const Sums& s) { return number(s.stranded); }},
    {"online_gpu_days", [](const Sums& s) { return days(s.online_seconds); }},
    {"stranded_gpu_days", [](const Sums& s) { return days(s.stranded_seconds); }},
    {"backlog_gpu_days", [](const Sums& s) { return days(s.backlog_seconds); }},
    {"in_transit_gpu_days", [](const Sums& s) { return days(s.in_transit_seconds); }},
    {"fill_rate", [](const Sums& s) { return ratio(number(s.fulfilled), number(s.promised)); }},
    {"otif", [](const Sums& s) { return ratio(number(s.in_full), number(s.to_be_full)); }},
    {"lateness_days", [](const Sums& s) { return ratio(days(s.lateness.unit_seconds), number(s.lateness.units)); }},
    {"lead_time_days", [](const Sums& s) { return ratio(days(s.lead_seconds), number(s.lead_units)); }},
    {"compute_flop", [](const Sums& s) { return s.flop; }},
    {"plan_gpu_days", [](const Sums& s) { return days(s.plan.plan); }},
    {"shortfall_gpu_days", [](const Sums& s) { return days(s.plan.shortfall); }},
    {"ahead_gpu_days", [](const Sums& s) { return days(s.plan.ahead); }},
    {"delay_cost", [](const Sums& s) { return s.delay_cost.sum(); }},
    {"delay_cost_dock", [](const Sums& s) { return s.delay_cost.dock; }},
    {"delay_cost_room", [](const Sums& s) { return s.delay_cost.room; }},
    {"delay_cost_crew", [](const Sums& s) { return s.delay_cost.crew; }},
    {"delay_cost_power", [](const Sums& s) { return s.delay_cost.power; }},
    {"not_running_gpu_days", [](const Sums& s) { return days(s.delays.sum()); }},
    {"late_dock_gpu_days", [](const Sums& s) { return days(s.delays.dock); }},
    {"late_room_gpu_days", [](const Sums& s) { return days(s.delays.room); }},
    {"late_crew_gpu_days", [](const Sums& s) { return days(s.delays.crew); }},
    {"late_power_gpu_days", [](const Sums& s) { return days(s.delays.power); }},
    {"idle_capital", [](const Sums& s) { return s.idle_capital; }},
    {"price_decay", [](const Sums& s) { return s.price_decay; }},
    {"need_units", [](const Sums& s) { return number(s.need); }},
    {"fees_paid", [](const Sums& s) { return s.fees; }},
    {"deposits_paid", [](const Sums& s) { return s.deposits; }},
    {"retired_units", [](const Sums& s) { return number(s.retired); }},
    {"returned_units", [](const Sums& s) { return number(s.returned); }},
    {"purchases_paid", [](const Sums& s) { return s.purchases; }},
    {"energy_cost", [](const Sums& s) { return s.energy; }},
    {"hall_rent", [](const Sums& s) { return s.hall_rent; }},
    {"revenue_earned", [](const Sums& s) { return s.earned; }},
    {"cash_flow", [](const Sums& s) { return s.cash_flow; }},
    {"depreciation", [](const Sums& s) { return s.depreciation; }},
    {"book_value", [](const Sums& s) { return s.book_value; }},
    {"npv", [](const Sums& s) { return s.npv; }},
    {"decision_cost", [](const Sums& s) { return s.decision_cost; }},
};
// clang-format on

constexpr std::size_t all_sums = std::size(sum_metrics);
constexpr std::size_t metrics_of_order = 16;  // the first of them, up to lead_time_days

bool is_of_needs(std::string_view metric) {
  return metric.starts_with("delay_cost_") || metric == "not_running_gpu_days" ||
         (metric.starts_with("late_") && metric.ends_with("_gpu_days"));
}

bool is_of_terms(std::string_view metric) {
  return metric == "returned_units" || metric == "in_use_gpu_days" || metric == "utilisation";
}

}  // namespace

bool is_of_cash(std::string_view metric) {
  constexpr std::string_view all[] = {"purchases_paid", "energy_cost",  "hall_rent",  "revenue_earned",
                                      "cash_flow",      "depreciation", "book_value", "npv"};
  return std::find(std::begin(all), std::end(all), metric) != std::end(all);
}

namespace {

// A column only where units are retired, come back, are built into others, or are needed on a day, where a
// decision costs something, or money is reckoned by date.
bool is_shown(const Model& model, std::string_view metric) {
  return (model.retires_units || metric != "retired_units") && (model.has_terms || !is_of_terms(metric)) &&
         (model.builds || metric != "used_units") && (model.counts_needs || !is_of_needs(metric)) &&
         (model.has_costs || metric != "decision_cost") && (model.keeps_cash || !is_of_cash(metric));
}

/// Which of the functions of sums have a column.
using Shown = std::array<bool, all_sums>;

Shown shown_sums(const Model& model) {
  Shown out;
  for (std::size_t i = 0; i < all_sums; ++i) out[i] = is_shown(model, sum_metrics[i].name);
  return out;
}

// The first so many that are functions of sums, and further ones.
template <std::size_t Sums, class... More>
constexpr auto names(More... more) {
  std::array<std::string_view, Sums + sizeof...(more)> out;
  for (std::size_t i = 0; i < Sums; ++i) out[i] = sum_metrics[i].name;
  std::size_t next = Sums;
  ((out[next++] = more), ...);
  return out;
}

constexpr auto organisation_metrics = names<all_sums>("share", "envy");
constexpr auto group_metrics = names<all_sums>("share");
constexpr auto system_metrics =
    names<all_sums>("produced_units", "scrapped_units", "stock_units", "jain", "gini", "used_units");
constexpr auto order_metrics = names<metrics_of_order>("returned_units");
constexpr auto site_metrics =
    names<0>("online_units", "stranded_units", "online_gpu_days", "stranded_gpu_days", "retired_units");
constexpr auto supplier_metrics =
    names<0>("produced_units", "scrapped_units", "stock_units", "in_transit_units", "stock_gpu_days", "revenue",
             "quoted_lead_time_days", "used_units", "returned_units", "in_use_gpu_days", "utilisation");
constexpr auto intervention_metrics = names<0>("moved_units", "shortfall_units", "decision_cost");
constexpr auto auction_metrics = names<0>("paid");

/// Fills the row from left to right.
struct Row {
  std::span<double> cells;
  Shown shown{};
  std::size_t next = 0;

  void put(double value) { cells[next++] = value; }
  void put(const Sums& sums, std::size_t count = all_sums) {
    for (std::size_t i = 0; i < count; ++i)
      if (shown[i]) put(sum_metrics[i].of(sums));
  }
};

const engine::Gauge& supplier_gauge(const Layout& layout, const Observations& seen, std::size_t supplier,
                                    engine::SupplierLevel level) {
  return seen.gauges[layout.of(static_cast<Index>(supplier), level)];
}

void put_sites(const Model& model, const Layout& layout, const Observations& seen, Row& row) {
  using S = engine::SiteLevel;
  for (std::size_t s = 0; s < model.sites.size(); ++s) {
    const engine::Gauge& stranded = seen.gauges[layout.of(static_cast<Index>(s), S::stranded)];
    Units online = 0;
    std::int64_t seconds = 0;
    for (std::size_t p = 0; p < model.products.size(); ++p) {
      const engine::Gauge& gauge = seen.gauges[layout.of(static_cast<Index>(s), S::online) + p];
      online += gauge.level;
      seconds += gauge.unit_seconds;
    }
    row.put(number(online));
    row.put(number(stranded.level));
    row.put(days(seconds));
    row.put(days(stranded.unit_seconds));
    if (model.retires_units) row.put(number(seen.gauges[layout.of(static_cast<Index>(s), S::retired)].level));
  }
}

void put_fleet(const Layout& layout, const Observations& seen, std::size_t s, Row& row) {
  using S = engine::SupplierLevel;
  const auto integral = [&](S level) { return days(supplier_gauge(layout, seen, s, level).unit_seconds); };
  row.put(number(supplier_gauge(layout, seen, s, S::returned).level));
  row.put(integral(S::in_use));
  row.put(ratio(integral(S::in_use), integral(S::lent) + integral(S::stock)));
}

void put_suppliers(const Model& model, const Layout& layout, const Observations& seen, Row& row) {
  using S = engine::SupplierLevel;
  for (std::size_t s = 0; s < model.suppliers.size(); ++s) {
    for (const S level : {S::produced, S::scrapped, S::stock, S::in_transit})
      row.put(number(supplier_gauge(layout, seen, s, level).level));
    row.put(days(supplier_gauge(layout, seen, s, S::stock).unit_seconds));
    double revenue = 0;
    for (std::size_t p = 0; p < model.products.size(); ++p)
      revenue +=
          number(seen.gauges[layout.of(static_cast<Index>(s), S::allocated) + p].level) * model.products[p].price;
    if (model.has_auction) revenue += seen.premium[s];
    if (model.changes_prices) revenue += seen.repriced[s];
    row.put(revenue);
    const Time counted = model.end - (model.warm_up < model.end ? model.warm_up : 0);
    row.put(days(supplier_gauge(layout, seen, s, S::quote).unit_seconds) / static_cast<double>(counted));
    if (model.builds) row.put(number(supplier_gauge(layout, seen, s, S::used).level));
    if (model.has_terms) put_fleet(layout, seen, s, row);
  }
}

void put_system(const Model& model, const Layout& layout, const Observations& seen, const Sums& system,
                const Evenness& evenness, Row& row) {
  using S = engine::SupplierLevel;
  row.put(system);
  const auto put_sum = [&](S level) {
    Units sum = 0;
    for (std::size_t s = 0; s < model.suppliers.size(); ++s) sum += supplier_gauge(layout, seen, s, level).level;
    row.put(number(sum));
  };
  for (const S level : {S::produced, S::scrapped, S::stock}) put_sum(level);
  row.put(evenness.jain);
  row.put(evenness.gini);
  if (model.builds) put_sum(S::used);
}

}  // namespace

std::span<const std::string_view> metrics_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::organisation: return organisation_metrics;
    case EntityKind::group: return group_metrics;
    case EntityKind::site: return site_metrics;
    case EntityKind::supplier: return supplier_metrics;
    case EntityKind::order: return order_metrics;
    case EntityKind::intervention: return intervention_metrics;
    case EntityKind::system: return system_metrics;
  }
  return {};
}

std::span<const std::string_view> metrics_of_auctions() { return auction_metrics; }

std::size_t width(const Model& model) {
  const auto of = [&](EntityKind kind, std::size_t entities) {
    const auto names = metrics_of(kind);
    const auto shown =
        std::count_if(names.begin(), names.end(), [&](std::string_view it) { return is_shown(model, it); });
    const bool pays = kind == EntityKind::organisation && model.has_auction;
    return entities * (static_cast<std::size_t>(shown) + (pays ? metrics_of_auctions().size() : 0));
  };
  const auto groups =
      std::count_if(model.groups.begin(), model.groups.end(), [](const auto& it) { return it.is_declared; });
  return of(EntityKind::organisation, model.organisations.size()) +
         of(EntityKind::group, static_cast<std::size_t>(groups)) + of(EntityKind::site, model.sites.size()) +
         of(EntityKind::supplier, model.suppliers.size()) + of(EntityKind::order, model.measured_orders()) +
         of(EntityKind::intervention, model.interventions.size()) + of(EntityKind::system, 1);
}

std::vector<MetricColumn> columns(const Model& model) {
  std::vector<MetricColumn> out;
  const auto add = [&](EntityKind kind, const std::string& id) {
    for (const std::string_view metric : metrics_of(kind))
      if (is_shown(model, metric)) out.push_back({kind, id, std::string(metric)});
    if (kind != EntityKind::organisation || !model.has_auction) return;
    for (const std::string_view metric : metrics_of_auctions()) out.push_back({kind, id, std::string(metric)});
  };
  for (const auto& it : model.organisations) add(EntityKind::organisation, it.id);
  for (const auto& it : model.groups)
    if (it.is_declared) add(EntityKind::group, it.id);
  for (const auto& it : model.sites) add(EntityKind::site, it.id);
  for (const auto& it : model.suppliers) add(EntityKind::supplier, it.id);
  for (std::size_t i = 0; i < model.measured_orders(); ++i) add(EntityKind::order, std::string(model.order_ids[i]));
  for (const auto& it : model.interventions) add(EntityKind::intervention, it.id);
  add(EntityKind::system, "");
  return out;
}

void measure(const Model& model, const Layout& layout, const Observations& seen, std::span<double> cells) {
  Scratch scratch;
  measure(model, layout, seen, cells, scratch);
}

void measure(const Model& model, const Layout& layout, const Observations& seen, std::span<double> cells,
             Scratch& scratch) {
  const AllSums& all = collect(model, layout, seen, scratch.sums);
  Sums system;
  std::vector<Sums>& groups = scratch.groups;
  groups.assign(model.groups.size(), {});
  std::vector<Fill>& fills = scratch.fairness.fills;
  fills.clear();
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    system += all.organisations[i];
    for (Index group = model.organisations[i].group; group != model::none;
         group = model.groups[model::at(group)].parent)
      groups[model::at(group)] += all.organisations[i];
    fills.push_back({number(all.organisations[i].ordered), number(all.organisations[i].allocated), 1});
  }
  for (std::size_t i = 0; i < fills.size(); ++i) fills[i].weight = model.policy.organisation_weight[i].plus.real();
  if (model.has_costs) system.decision_cost = sum_of(seen.decision_costs);  // also what nobody is said to pay
  const std::vector<double>& envies = envy_of(scratch.fairness);
  Row row{cells, shown_sums(model)};
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    row.put(all.organisations[i]);
    row.put(ratio(number(all.organisations[i].allocated), number(system.allocated)));
    row.put(envies[i]);
    if (model.has_auction) row.put(seen.paid[i]);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!model.groups[g].is_declared) continue;
    row.put(groups[g]);
    row.put(ratio(number(groups[g].allocated), number(system.allocated)));
  }
  put_sites(model, layout, seen, row);
  put_suppliers(model, layout, seen, row);
  for (std::size_t i = 0; i < model.measured_orders(); ++i) {
    row.put(all.orders[i], metrics_of_order);
    if (model.has_terms) row.put(number(all.orders[i].returned));
  }
  for (std::size_t i = 0; i < model.interventions.size(); ++i) {
    row.put(number(seen.moved[i]));
    row.put(number(seen.shortfall[i]));
    if (model.has_costs) row.put(seen.decision_costs[i]);
  }
  put_system(model, layout, seen, system, evenness_of(scratch.fairness), row);
}

namespace {

std::vector<std::size_t> over_products(std::size_t first, std::size_t products) {
  std::vector<std::size_t> rows;
  for (std::size_t p = 0; p < products; ++p) rows.push_back(first + p);
  return rows;
}

void append(std::vector<std::size_t>& to, const std::vector<std::size_t>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

std::vector<SeriesColumn> series_columns(const Model& model, const Layout& layout) {
  using O = engine::OrganisationLevel;
  constexpr std::pair<O, std::string_view> levels[] = {
      {O::ordered, "ordered_units"},       {O::allocated, "allocated_units"}, {O::delivered, "delivered_units"},
      {O::online, "online_units"},         {O::cancelled, "cancelled_units"}, {O::backlog, "backlog_units"},
      {O::in_transit, "in_transit_units"}, {O::stranded, "stranded_units"}};
  std::vector<SeriesColumn> organisations, groups, others, system;
  const auto rows_of = [&](std::size_t i, O level) {
    const std::size_t first = layout.of(static_cast<Index>(i), level);
    return level == O::online ? over_products(first, layout.products()) : std::vector<std::size_t>{first};
  };
  for (const auto& [level, name] : levels) system.push_back({EntityKind::system, "", name, {}});
  for (const auto& group : model.groups)
    if (group.is_declared)
      for (const auto& [level, name] : levels) groups.push_back({EntityKind::group, group.id, name, {}});
  for (std::size_t i = 0; i < model.organisations.size(); ++i) {
    for (std::size_t k = 0; k < std::size(levels); ++k) {
      const std::vector<std::size_t> rows = rows_of(i, levels[k].first);
      organisations.push_back({EntityKind::organisation, model.organisations[i].id, levels[k].second, rows});
      append(system[k].gauges, rows);
      for (Index group = model.organisations[i].group; group != model::none;
           group = model.groups[model::at(group)].parent)
        if (model.groups[model::at(group)].is_declared)
          append(groups[model::at(group) * std::size(levels) + k].gauges, rows);
    }
  }
  for (std::size_t s = 0; s < model.sites.size(); ++s) {
    const auto site = static_cast<Index>(s);
    others.push_back({EntityKind::site, model.sites[s].id, "online_units",
                      over_products(layout.of(site, engine::SiteLevel::online), layout.products())});
    others.push_back(
        {EntityKind::site, model.sites[s].id, "stranded_units", {layout.of(site, engine::SiteLevel::stranded)}});
  }
  using S = engine::SupplierLevel;
  constexpr std::pair<S, std::string_view> supplier_levels[] = {{S::produced, "produced_units"},
                                                                {S::scrapped, "scrapped_units"},
                                                                {S::stock, "stock_units"},
                                                                {S::in_transit, "in_transit_units"},
                                                                {S::quote, "quoted_lead_time_days"}};
  for (std::size_t s = 0; s < model.suppliers.size(); ++s)
    for (const auto& [level, name] : supplier_levels)
      others.push_back({EntityKind::supplier,
                        model.suppliers[s].id,
                        name,
                        {layout.of(static_cast<Index>(s), level)},
                        level == S::quote ? double{day} : 1});
  for (auto* part : {&groups, &others, &system}) organisations.insert(organisations.end(), part->begin(), part->end());
  return organisations;
}

}  // namespace allot::metrics
