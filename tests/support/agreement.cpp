#include "support/agreement.hpp"

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "allot/time.hpp"
#include "engine/forks.hpp"
#include "engine/simulate.hpp"
#include "metrics/cash.hpp"
#include "metrics/sums.hpp"
#include "model/compile.hpp"
#include "support/reference_engine.hpp"

namespace allot {
namespace {

using engine::Layout;
using engine::Observations;
using Words = std::optional<std::string>;

/// A level of the reference engine, and the gauges of the engine that come to it: so many from the first.
struct NamedLevel {
  std::string name;
  std::size_t first = 0, count = 1;
};
using NamedLevels = std::vector<NamedLevel>;

template <class Entities, class Kind>
void name_levels(const Layout& layout, const std::string& kind, const Entities& entities,
                 const std::vector<std::tuple<const char*, Kind, std::size_t>>& known, NamedLevels& levels) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    for (const auto& [name, level, count] : known)
      levels.push_back(
          {kind + "." + entities[i].id + "." + name, layout.of(static_cast<engine::Index>(i), level), count});
}

void name_organisations(const Scenario& scenario, const Layout& layout, NamedLevels& levels) {
  using enum engine::OrganisationLevel;
  const std::size_t products = layout.products();
  name_levels<std::vector<Organisation>, engine::OrganisationLevel>(layout, "organisation", scenario.organisations,
                                                                    {{"ordered_units", ordered, 1},
                                                                     {"allocated_units", allocated, 1},
                                                                     {"delivered_units", delivered, 1},
                                                                     {"cancelled_units", cancelled, 1},
                                                                     {"backlog_units", backlog, 1},
                                                                     {"in_transit_units", in_transit, 1},
                                                                     {"stranded_units", stranded, 1},
                                                                     {"retired_units", retired, 1},
                                                                     {"returned_units", returned, 1},
                                                                     {"online_units", online, products}},
                                                                    levels);
  if (!layout.has_idle()) return;
  name_levels<std::vector<Organisation>, engine::OrganisationLevel>(layout, "organisation", scenario.organisations,
                                                                    {{"idle_units", idle, products}}, levels);
}

void name_orders(const Scenario& scenario, const Layout& layout, NamedLevels& levels) {
  using enum engine::OrderLevel;
  name_levels<OrderList, engine::OrderLevel>(layout, "order", scenario.orders,
                                             {{"allocated_units", allocated, 1},
                                              {"delivered_units", delivered, 1},
                                              {"cancelled_units", cancelled, 1},
                                              {"backlog_units", backlog, 1},
                                              {"in_transit_units", in_transit, 1},
                                              {"stranded_units", stranded, 1},
                                              {"returned_units", returned, 1},
                                              {"online_units", online, 1}},
                                             levels);
}

NamedLevels levels_of(const Scenario& scenario, const Layout& layout) {
  using engine::SiteLevel, engine::SupplierLevel;
  NamedLevels levels;
  name_organisations(scenario, layout, levels);
  name_levels<std::vector<Site>, SiteLevel>(layout, "site", scenario.sites,
                                            {{"stranded_units", SiteLevel::stranded, 1},
                                             {"retired_units", SiteLevel::retired, 1},
                                             {"online_units", SiteLevel::online, layout.products()}},
                                            levels);
  name_levels<std::vector<Supplier>, SupplierLevel>(layout, "supplier", scenario.suppliers,
                                                    {{"produced_units", SupplierLevel::produced, 1},
                                                     {"scrapped_units", SupplierLevel::scrapped, 1},
                                                     {"used_units", SupplierLevel::used, 1},
                                                     {"returned_units", SupplierLevel::returned, 1},
                                                     {"stock_units", SupplierLevel::stock, 1},
                                                     {"in_transit_units", SupplierLevel::in_transit, 1}},
                                                    levels);
  name_orders(scenario, layout, levels);
  return levels;
}

template <class Of>
std::int64_t sum_of(const NamedLevel& level, Of of) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < level.count; ++k) sum += of(level.first + k);
  return sum;
}

std::string differ(const std::string& what, std::int64_t reference, std::int64_t engine) {
  return what + " is " + std::to_string(reference) + " in the reference engine, " + std::to_string(engine) +
         " in the real one";
}

// The levels of the last second at or before each moment, walked side by side.
Words compare_levels(const Scenario& scenario, const NamedLevels& levels, const ReferenceRun& reference,
                     const Observations& seen) {
  std::set<Time> moments;
  for (const Snapshot& it : reference.snapshots) moments.insert(it.at);
  for (const auto& it : seen.snapshots) moments.insert(it.first);
  std::size_t p = 0, e = 0;
  for (const Time moment : moments) {
    while (p + 1 < reference.snapshots.size() && reference.snapshots[p + 1].at <= moment) ++p;
    while (e + 1 < seen.snapshots.size() && seen.snapshots[e + 1].first <= moment) ++e;
    for (const NamedLevel& level : levels) {
      const Units ours = reference.snapshots[p].levels.at(level.name);
      const Units theirs = sum_of(level, [&](std::size_t i) { return seen.snapshots[e].second[i]; });
      if (ours != theirs)
        return format_date(scenario.start + moment) + " (second " + std::to_string(moment) +
               "): " + differ(level.name, ours, theirs);
    }
  }
  return std::nullopt;
}

Words compare_integrals(Time end, const NamedLevels& levels, const ReferenceRun& reference, const Observations& seen) {
  for (const NamedLevel& level : levels) {
    std::int64_t ours = 0;
    for (std::size_t i = 0; i < reference.snapshots.size(); ++i) {
      const Time until = i + 1 < reference.snapshots.size() ? reference.snapshots[i + 1].at : end;
      ours += reference.snapshots[i].levels.at(level.name) * (until - reference.snapshots[i].at);
    }
    const std::int64_t theirs = sum_of(level, [&](std::size_t i) { return seen.gauges[i].unit_seconds; });
    if (ours != theirs) return differ("the integral of " + level.name, ours, theirs);
  }
  return std::nullopt;
}

Words compare_milestones(const Scenario& scenario, const ReferenceRun& reference, const Observations& seen) {
  for (std::size_t i = 0; i < scenario.milestones.size(); ++i) {
    const Time ours = reference.milestones.at(scenario.milestones[i].id).value_or(never);
    if (ours != seen.milestones[i]) return differ("milestone " + scenario.milestones[i].id, ours, seen.milestones[i]);
  }
  return std::nullopt;
}

Words compare_interventions(const Scenario& scenario, const ReferenceRun& reference, const Observations& seen) {
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    const std::string stem = "intervention." + scenario.interventions[i].id;
    const auto& levels = reference.snapshots.back().levels;
    const Units moved = levels.at(stem + ".moved_units"), shortfall = levels.at(stem + ".shortfall_units");
    if (moved != seen.moved[i]) return differ(stem + ".moved_units", moved, seen.moved[i]);
    if (shortfall != seen.shortfall[i]) return differ(stem + ".shortfall_units", shortfall, seen.shortfall[i]);
  }
  return std::nullopt;
}

Words compare_transfers(const Scenario& scenario, const ReferenceRun& reference, const Observations& seen) {
  std::map<std::tuple<std::string, int, int, Time>, std::pair<Units, Units>> delivered;
  for (const ReferenceTransfer& it : reference.transfers)
    delivered[{it.intervention, it.from, it.to, it.delivered_at}].first += it.units;
  for (const engine::Transfer& it : seen.transfers) {
    const std::string& id = scenario.interventions[static_cast<std::size_t>(it.intervention)].id;
    delivered[{id, it.from, it.to, it.delivered_at}].second += it.units;
  }
  for (const auto& [what, units] : delivered)
    if (units.first != units.second)
      return differ("what " + std::get<0>(what) + " moved and came at second " + std::to_string(std::get<3>(what)),
                    units.first, units.second);
  return std::nullopt;
}

double revenue(const model::Model& model, const Layout& layout, const Observations& seen, std::size_t supplier) {
  const std::size_t first = layout.of(static_cast<engine::Index>(supplier), engine::SupplierLevel::allocated);
  double sum = seen.repriced[supplier];
  for (std::size_t p = 0; p < layout.products(); ++p)
    sum += static_cast<double>(seen.gauges[first + p].level) * model.products[p].price;
  return sum;
}

Words compare_revenue(const model::Model& model, const Layout& layout, const ReferenceRun& reference,
                      const Observations& seen) {
  constexpr double precise = 1e-9;
  for (std::size_t s = 0; model.changes_prices && s < model.suppliers.size(); ++s) {
    const double ours = reference.revenue[s], theirs = revenue(model, layout, seen, s);
    if (std::abs(ours - theirs) > precise * std::max(1e3, std::abs(ours)))
      return "revenue of " + model.suppliers[s].id + " is " + std::to_string(ours) + " in the reference engine, " +
             std::to_string(theirs) + " in the real one";
  }
  return std::nullopt;
}

Words compare_costs(const model::Model& model, const ReferenceRun& reference, const Observations& seen) {
  constexpr double precise = 1e-9;
  for (std::size_t i = 0; model.has_costs && i < model.interventions.size(); ++i) {
    const double ours = reference.costs[i], theirs = seen.decision_costs[i];
    if (std::abs(ours - theirs) > precise * std::max(1e3, std::abs(ours)))
      return "the cost of " + model.interventions[i].id + " is " + std::to_string(ours) + " in the reference engine, " +
             std::to_string(theirs) + " in the real one";
  }
  return std::nullopt;
}

// Orders that bid pay what an auction finds, which is not looked at here.
Words compare_payments(const model::Model& model, const ReferenceRun& reference, const Observations& seen) {
  if (!model.keeps_cash || model.has_auction) return std::nullopt;
  const metrics::Cash cash = metrics::cash_of(model, seen);
  for (std::size_t i = 0; i < cash.organisations.size(); ++i) {
    using enum metrics::CashLine;
    double theirs = 0;
    for (const auto line : {order, award, shipment, delivery, handed_over}) theirs -= cash.organisations[i].total(line);
    const double ours = reference.paid[i];
    if (std::abs(ours - theirs) > 1e-9 * std::max(1e3, std::abs(ours)))
      return "what " + model.organisations[i].id + " paid is " + std::to_string(ours) + " in the reference engine, " +
             std::to_string(theirs) + " in the real one";
  }
  return std::nullopt;
}

Words compare_spending(const model::Model& model, const ReferenceRun& reference, const Observations& seen) {
  if (!model.keeps_cash || !model.has_costs) return std::nullopt;
  const metrics::Cash cash = metrics::cash_of(model, seen);
  for (std::size_t o = 0; o < model.organisations.size(); ++o) {
    double ours = 0;
    for (std::size_t i = 0; i < model.interventions.size(); ++i)
      if (model.interventions[i].paid_by == static_cast<engine::Index>(o)) ours += reference.costs[i];
    const double theirs = -cash.organisations[o].total(metrics::CashLine::decisions);
    if (std::abs(ours - theirs) > 1e-9 * std::max(1e3, std::abs(ours)))
      return "what decisions cost " + model.organisations[o].id + " is " + std::to_string(ours) +
             " in the reference engine, " + std::to_string(theirs) + " in its cash";
  }
  return std::nullopt;
}

Words compare_delays(const model::Model& model, const Layout& layout, const ReferenceRun& reference,
                     const Observations& seen) {
  if (!model.counts_needs) return std::nullopt;
  metrics::SumsScratch scratch;
  const metrics::AllSums& all = metrics::collect(model, layout, seen, scratch);
  for (std::size_t o = 0; o < model.organisations.size(); ++o) {
    const metrics::Delays& it = all.organisations[o].delays;
    const std::int64_t theirs[] = {it.dock, it.room, it.crew, it.power};
    constexpr const char* names[] = {"dock", "room", "crew", "power"};
    for (std::size_t k = 0; k < 4; ++k)
      if (theirs[k] != reference.delays[o][k])
        return differ("what is late for the " + std::string(names[k]) + " of " + model.organisations[o].id,
                      reference.delays[o][k], theirs[k]);
  }
  return std::nullopt;
}

Words compare_gauges(const std::string& who, const Observations& one, const Observations& other) {
  for (std::size_t i = 0; i < one.gauges.size(); ++i)
    if (one.gauges[i].level != other.gauges[i].level || one.gauges[i].unit_seconds != other.gauges[i].unit_seconds)
      return "gauge " + std::to_string(i) + " depends on whether " + who;
  if (one.milestones != other.milestones) return "milestones depend on whether " + who;
  if (one.moved != other.moved || one.shortfall != other.shortfall) return "what is moved depends on whether " + who;
  return std::nullopt;
}

// With a past shared with nobody deciding anything: the second choice takes no intervention.
Words compare_forks(const model::Model& model, const Observations& alone, std::uint64_t seed,
                    std::uint64_t replication) {
  if (model.interventions.empty()) return std::nullopt;
  const std::size_t count = model.interventions.size();
  const std::vector<engine::Choice> choices = {engine::Choice(count, 0), engine::Choice(count, 1)};
  Words words;
  engine::Forks forks(model, {}, seed);
  forks.run(replication, choices, [&](std::span<const std::size_t> same, const Observations& seen) {
    for (const std::size_t choice : same)
      if (choice == 1) words = compare_gauges("decisions are made as forks", alone, seen);
  });
  return words;
}

}  // namespace

std::optional<std::string> disagreement(const Scenario& scenario, std::uint64_t seed, std::uint64_t replication) {
  const ReferenceRun reference = reference_run(scenario, seed, replication);
  const model::Model model = model::compile(scenario);
  const Layout layout(model);
  const NamedLevels levels = levels_of(scenario, layout);
  const Observations seen = engine::simulate(model, seed, replication, {.snapshots = true, .recount = true});
  if (auto words = compare_levels(scenario, levels, reference, seen)) return words;
  if (auto words = compare_integrals(model.end, levels, reference, seen)) return words;
  if (auto words = compare_milestones(scenario, reference, seen)) return words;
  if (auto words = compare_interventions(scenario, reference, seen)) return words;
  if (auto words = compare_transfers(scenario, reference, seen)) return words;
  if (auto words = compare_revenue(model, layout, reference, seen)) return words;
  if (auto words = compare_costs(model, reference, seen)) return words;
  if (auto words = compare_delays(model, layout, reference, seen)) return words;
  if (auto words = compare_payments(model, reference, seen)) return words;
  if (auto words = compare_spending(model, reference, seen)) return words;
  const Observations bare = engine::simulate(model, seed, replication, {});
  if (auto words = compare_gauges("it is watched", bare, seen)) return words;
  return compare_forks(model, bare, seed, replication);
}

}  // namespace allot
