#include <filesystem>
#include <numeric>

#include "allot/scenario_io.hpp"
#include "engine/simulate.hpp"
#include "json/parse.hpp"
#include "metrics/transfers.hpp"
#include "model/compile.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

/// The books of what interventions moved, against what organisations held and had ordered.
namespace allot::transfers_test {
namespace {

namespace fs = std::filesystem;

using engine::Index;

std::size_t at(Index index) { return static_cast<std::size_t>(index); }

Units moved_by(const metrics::Transfers& transfers, Index intervention) {
  Units sum = 0;
  for (const auto& [key, transfer] : transfers)
    if (std::get<0>(key) == intervention) sum += transfer.moved;
  return sum;
}

// Units held at the end less those of own orders, and of what ran at own sites from the start.
std::vector<Units> holdings(const model::Model& model, const engine::Observations& seen) {
  std::vector<Units> out(model.organisations.size());
  for (const engine::SliceRecord& it : seen.slices) {
    const Index first =
        it.order == model::none ? model.sites[at(model.site_lists[at(it.sites)].front())].owner : it.terms->owner;
    out[at(it.user)] += it.units;
    out[at(first)] -= it.units;
  }
  return out;
}

void keep_books(const Scenario& scenario, std::uint64_t replication) {
  const model::Model model = model::compile(scenario);
  const auto seen = engine::simulate(model, 1, replication, {.journal = true});
  metrics::Transfers transfers;
  metrics::add_transfers(model, seen, transfers);
  const bool keeps_numbers = model.replaces.empty();  // of units that are exchanged for another product later
  std::vector<Units> all(model.organisations.size());
  for (std::size_t i = 0; i < model.interventions.size(); ++i) {
    const auto intervention = static_cast<Index>(i);
    const std::vector<Units> balances = metrics::balances(transfers, intervention, all.size());
    CHECK(std::accumulate(balances.begin(), balances.end(), Units{0}) == 0);
    for (std::size_t o = 0; o < all.size(); ++o) all[o] += balances[o];
    const auto& action = model.interventions[i].action;
    if (const auto* swap = std::get_if<model::Swap>(&action); keeps_numbers && swap && swap->is_even)
      CHECK(moved_by(transfers, intervention) == static_cast<Units>(swap->sides.size()) * seen.moved[i]);
    if (keeps_numbers && std::holds_alternative<model::Divert>(action))
      CHECK(moved_by(transfers, intervention) == seen.moved[i]);
  }
  CHECK(all == holdings(model, seen));
}

Scenario generated(std::uint64_t seed) {
  const auto text = std::make_shared<const Text>(Text{"generated.json", generate_scenario(seed, {.chance = true})});
  return check({json::parse(text), {}, {}});
}

}  // namespace

TEST_CASE("what an intervention gives to some it takes from others, in every ready scenario", "[law]") {
  for (const fs::directory_entry& entry : fs::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path().filename().string());
    const ScenarioFile file = read(entry.path());
    keep_books(check(file), 0);
    for (const auto& [variant, label] : check(file).variants) {
      CAPTURE(variant);
      keep_books(check(edited(file, variant, {})), 1);
    }
  }
}

TEST_CASE("what an intervention gives to some it takes from others, whatever the scenario", "[law]") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    keep_books(generated(seed), seed);
  }
}

}  // namespace allot::transfers_test
