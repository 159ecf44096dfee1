#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "allot/scenario_io.hpp"
#include "engine/simulate.hpp"
#include "json/parse.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"
#include "support/plain_engine.hpp"

namespace allot {
namespace {

using engine::Layout;
using Levels =
    std::vector<std::pair<std::string, std::size_t>>;  // name, first gauge; online sums over products

template <class Entities, class Level>
void name_levels(const Layout& layout, const std::string& kind, const Entities& entities,
                 const std::vector<std::pair<const char*, Level>>& known, Levels& names) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    for (const auto& [name, level] : known)
      names.push_back(
          {kind + "." + entities[i].id + "." + name, layout.of(static_cast<engine::Index>(i), level)});
}

Levels names_of(const Scenario& scenario, const Layout& layout) {
  using engine::OrganisationLevel, engine::SiteLevel, engine::SupplierLevel, engine::OrderLevel;
  Levels names;
  name_levels<std::vector<Organisation>, OrganisationLevel>(
      layout, "organisation", scenario.organisations,
      {{"ordered_units", OrganisationLevel::ordered},
       {"allocated_units", OrganisationLevel::allocated},
       {"delivered_units", OrganisationLevel::delivered},
       {"cancelled_units", OrganisationLevel::cancelled},
       {"backlog_units", OrganisationLevel::backlog},
       {"in_transit_units", OrganisationLevel::in_transit},
       {"stranded_units", OrganisationLevel::stranded},
       {"retired_units", OrganisationLevel::retired},
       {"online_units", OrganisationLevel::online}},
      names);
  if (layout.has_idle())
    name_levels<std::vector<Organisation>, OrganisationLevel>(layout, "organisation", scenario.organisations,
                                                              {{"idle_units", OrganisationLevel::idle}}, names);
  name_levels<std::vector<Site>, SiteLevel>(
      layout, "site", scenario.sites,
      {{"stranded_units", SiteLevel::stranded}, {"retired_units", SiteLevel::retired}, {"online_units", SiteLevel::online}}, names);
  name_levels<std::vector<Supplier>, SupplierLevel>(layout, "supplier", scenario.suppliers,
                                                    {{"produced_units", SupplierLevel::produced},
                                                     {"scrapped_units", SupplierLevel::scrapped},
                                                     {"stock_units", SupplierLevel::stock},
                                                     {"in_transit_units", SupplierLevel::in_transit}},
                                                    names);
  name_levels<std::vector<Order>, OrderLevel>(layout, "order", scenario.orders,
                                              {{"allocated_units", OrderLevel::allocated},
                                               {"delivered_units", OrderLevel::delivered},
                                               {"cancelled_units", OrderLevel::cancelled},
                                               {"online_units", OrderLevel::online}},
                                              names);
  return names;
}

Units level_at(const std::vector<Units>& levels, const std::string& name, std::size_t gauge,
               std::size_t products) {
  const bool by_product = (name.ends_with("online_units") || name.ends_with("idle_units")) && !name.starts_with("order.");
  Units sum = levels[gauge];
  for (std::size_t k = 1; by_product && k < products; ++k) sum += levels[gauge + k];
  return sum;
}

// The levels of the last second at or before each moment, walked side by side.
struct Difference {
  Time at;
  std::string level;
  Units plain, engine;
};

std::optional<Difference> first_difference(const PlainRun& plain, const engine::Observations& seen,
                                           const Levels& names, std::size_t products) {
  std::set<Time> moments;
  for (const Snapshot& it : plain.snapshots) moments.insert(it.at);
  for (const auto& it : seen.snapshots) moments.insert(it.first);
  std::size_t p = 0, e = 0;
  for (const Time moment : moments) {
    while (p + 1 < plain.snapshots.size() && plain.snapshots[p + 1].at <= moment) ++p;
    while (e + 1 < seen.snapshots.size() && seen.snapshots[e + 1].first <= moment) ++e;
    for (const auto& [name, gauge] : names) {
      const Units ours = plain.snapshots[p].levels.at(name);
      const Units theirs = level_at(seen.snapshots[e].second, name, gauge, products);
      if (ours != theirs) return Difference{moment, name, ours, theirs};
    }
  }
  return std::nullopt;
}

Scenario scenario_of(const std::string& text) {
  const auto file = std::make_shared<const Text>(Text{"generated.json", text});
  try {
    return check({json::parse(file), {}, {}});
  } catch (const InputError& error) {
    FAIL(describe(error) << "\n" << text);
    throw;
  }
}

std::string say(const Scenario& scenario, const Difference& it) {
  std::ostringstream out;
  out << format_date(scenario.start + it.at) << " (second " << it.at << "): " << it.level << " is "
      << it.plain << " in the plain engine, " << it.engine << " in the real one";
  return out.str();
}

void check_milestones(const Scenario& scenario, const PlainRun& plain, const engine::Observations& seen) {
  for (std::size_t i = 0; i < scenario.milestones.size(); ++i)
    CHECK(plain.milestones.at(scenario.milestones[i].id).value_or(never) == seen.milestones[i]);
}

void check_interventions(const Scenario& scenario, const PlainRun& plain, const engine::Observations& seen) {
  for (std::size_t i = 0; i < scenario.interventions.size(); ++i) {
    const std::string stem = "intervention." + scenario.interventions[i].id;
    CHECK(plain.snapshots.back().levels.at(stem + ".moved_units") == seen.moved[i]);
    CHECK(plain.snapshots.back().levels.at(stem + ".shortfall_units") == seen.shortfall[i]);
  }
}

using Came = std::map<std::tuple<std::string, int, int, Time>, Units>;

void check_transfers(const Scenario& scenario, const PlainRun& plain, const engine::Observations& seen) {
  Came ours, theirs;
  for (const PlainTransfer& it : plain.transfers) ours[{it.intervention, it.from, it.to, it.came}] += it.units;
  for (const engine::TransferRecord& it : seen.transfers)
    theirs[{scenario.interventions[static_cast<std::size_t>(it.intervention)].id, it.from, it.to, it.came}] += it.units;
  CHECK(ours == theirs);
}

double revenue(const model::Model& model, const Layout& layout, const engine::Observations& seen, std::size_t supplier) {
  double sum = seen.repriced[supplier];
  for (std::size_t p = 0; p < layout.products(); ++p)
    sum += static_cast<double>(seen.gauges[layout.of(static_cast<engine::Index>(supplier), engine::SupplierLevel::allocated) + p].level) * model.products[p].price;
  return sum;
}

void check_revenue(const model::Model& model, const Layout& layout, const PlainRun& plain, const engine::Observations& seen) {
  for (std::size_t s = 0; model.changes_prices && s < model.suppliers.size(); ++s)
    CHECK(revenue(model, layout, seen, s) == Approx(plain.revenue[s]).margin(1e-6));
}

void agree(std::uint64_t seed, const Features& features, std::uint64_t replications) {
  const std::string text = generate_scenario(seed, features);
  const Scenario scenario = scenario_of(text);
  const model::Model model = model::compile(scenario);
  const Layout layout(model);
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    const PlainRun plain = plain_run(scenario, seed, replication);
    const auto seen = engine::simulate(model, seed, replication, {.snapshots = true, .recount = true});
    INFO("generated scenario " << seed << ", replication " << replication << "\n" << text);
    if (const auto difference = first_difference(plain, seen, names_of(scenario, layout), layout.products()))
      FAIL(say(scenario, *difference));
    check_milestones(scenario, plain, seen);
    check_interventions(scenario, plain, seen);
    check_transfers(scenario, plain, seen);
    check_revenue(model, layout, plain, seen);
  }
}

}  // namespace

TEST_CASE("both engines see the same world where everything is known") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) agree(seed, {}, 1);
}

TEST_CASE("both engines see the same world where chance decides") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) agree(seed, {.chance = true}, 3);
}

}  // namespace allot
