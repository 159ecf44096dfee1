#include <algorithm>
#include <nlohmann/json.hpp>

#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace divergence_test {

using namespace allot;

namespace {

Divergences divergence_of(const std::string& baseline, const std::string& variant) {
  return diverge({{baseline, trade::scenario(baseline)}, {variant, trade::scenario(variant)}}, trade::sampling(1));
}

const Deviation& named(const std::vector<Deviation>& all, const std::string& event, const std::string& order,
                       const std::string& organisation) {
  for (const Deviation& it : all)
    if (it.event == event && it.order == order && it.organisation == organisation) return it;
  throw std::logic_error("no such deviation");
}

}  // namespace

TEST_CASE("equal runs do not part, and the tree says so", "[experiment]") {
  const Divergences all = divergence_of("none", "none");
  CHECK(all.variants.at(0).deviations.empty());
  CHECK(render(all, Format::table).find("does not part") != std::string::npos);
}

TEST_CASE("runs part where the swap is, and what it moved is awarded, delivered and online elsewhere", "[experiment]") {
  const std::vector<Deviation> all = divergence_of("none", "on-time").variants.at(0).deviations;
  REQUIRE(all.size() > 3);
  CHECK(all[0].event == "intervention");
  CHECK(all[0].intervention == "swap");
  CHECK(all[0].at == "2023-12-15");
  CHECK_FALSE(all[0].cause);
  CHECK(all[0].baseline.first.empty());
  CHECK(all[0].variant.units == 12000);
  const Deviation moved = named(all, "transfer", "t1", "x");
  CHECK(moved.cause == std::size_t{0});
  CHECK((moved.from == "tesla" && moved.variant.units == 12000 && moved.variant.first == "2023-12-15"));
  const Deviation online = named(all, "online", "t1", "x");
  CHECK((online.site == "atlanta" && online.variant.units == 12000 && online.variant.first == "2023-12-20"));
  const Deviation& delivered = all.at(online.cause.value());
  CHECK((delivered.event == "delivered" && delivered.organisation == "x"));
  const Deviation& awarded = all.at(delivered.cause.value());
  CHECK((awarded.event == "award" && awarded.order == "t1" && awarded.organisation == "x"));
  CHECK(all.at(awarded.cause.value()).event == "transfer");
  const auto whole = std::find_if(all.begin(), all.end(), [](const Deviation& it) { return it.name == "all"; });
  REQUIRE(bool(whole != all.end()));
  CHECK((whole->event == "milestone" && all.at(whole->cause.value()).organisation == "tesla"));
}

TEST_CASE("what comes later in one run stands in one deviation, with both moments", "[experiment]") {
  const std::vector<Deviation> all = divergence_of("on-time", "same").variants.at(0).deviations;
  CHECK(all[0].intervention == "late");
  const Deviation delivered = named(all, "delivered", "x2", "tesla");
  CHECK((delivered.baseline.first == "2024-06-15" && delivered.variant.first == "2024-06-25"));
  CHECK(delivered.baseline.units == delivered.variant.units);
}

TEST_CASE("causes come before what they cause, and only decisions and the first have none", "[experiment][law]") {
  Features features;
  features.chance = true;
  std::size_t parted = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Scenario with = trade::scenario("", generate_scenario(seed, features));
    Scenario without = with;
    without.interventions.clear();
    const Divergences all = diverge({{"with", with}, {"without", without}}, trade::sampling(1));
    const std::vector<Deviation>& nodes = all.variants.at(0).deviations;
    parted += !nodes.empty();
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      wrong += nodes[i].cause ? *nodes[i].cause >= i : i > 0 && nodes[i].event != "intervention";
      wrong += i > 0 && nodes[i].at < nodes[i - 1].at;
      wrong += nodes[i].baseline.first.empty() && nodes[i].variant.first.empty();
    }
    CAPTURE(seed);
    CHECK(wrong == 0);
    const auto json = nlohmann::json::parse(render(all, Format::json));
    CHECK(json["variants"]["without"].size() == nodes.size());
  }
  CHECK(parted > 10);
}

}  // namespace divergence_test
