#include <algorithm>
#include <nlohmann/json.hpp>

#include "allot/explanation.hpp"
#include "allot/reports.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"
#include "support/generate.hpp"

namespace remedy_test {

using namespace allot;

namespace {

// 80 units, pegged to one lot, five days on the road: online on 6 February.
constexpr const char* lot = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-12-31", "products": {"u": {"lot": 8}},
  "organisations": {"a": {}, "b": {}},
  "sites": {"hall": {"organisation": "a"}},
  "suppliers": {"s": {"supply": {"first": {"product": "u", "at": "2024-02-01", "units": 80},
                                 "second": {"product": "u", "at": "2024-03-01", "units": 80}},
                      "allocation": {"levels": ["order"], "rules": {"order": "smallest_first"}},
                      "routes": {"default": [{"stage": "road", "delay": "5d"}], "elsewhere": [{"stage": "road", "delay": "9d"}]}}},
  "orders": {"o": {"organisation": "a", "supplier": "s", "product": "u", "units": 80, "due": "2024-02-03", "pegged": "first"}}
})";

using Settings = std::vector<std::pair<std::string, std::string>>;

Scenario with(const std::string& text, const Settings& settings) {
  return check(edited(trade::file_of(text), "", settings));
}

Explanation explained(const Scenario& scenario, const std::string& id, std::size_t replications = 2) {
  const Sampling sampling = trade::sampling(replications);
  Explanations all = explain(scenario, {id}, sampling);
  find_remedies(all, scenario, {id}, sampling);
  return all.organisations.empty() ? all.orders.at(0) : all.organisations.at(0);
}

const Remedy& remedy(const Explanation& it, const std::string& pointer) {
  REQUIRE(it.remedies);
  for (const Remedy& one : it.remedies->tried)
    if (one.pointer == pointer) return one;
  throw std::logic_error("not tried: " + pointer);
}

const std::string first_lot = "/suppliers/s/supply/first/at", road = "/suppliers/s/routes/default/0/delay",
                  crew = "/sites/hall/install";

}  // namespace

TEST_CASE("an order three days late would have been on time with a lot three days earlier, or a road of two days",
          "[experiment]") {
  const Explanation it = explained(with(lot, {}), "o");
  CHECK(it.unit_days_late == 240);
  CHECK(it.remedies->binding == std::vector<std::string>{"slack"});
  CHECK(remedy(it, first_lot).value == "2024-01-29");
  CHECK(remedy(it, first_lot).words == "the lot first came 3 days earlier, on 2024-01-29");
  CHECK(remedy(it, road).value == "2d");
}

TEST_CASE("what is not enough, however much of it, is said to be", "[experiment]") {
  const Explanation it = explained(with(lot, {{"/orders/o/due", "2024-01-20"}}), "o");
  CHECK_FALSE(remedy(it, road).value);  // five days of seventeen
  CHECK(remedy(it, first_lot).value == "2024-01-15");
}

TEST_CASE("a hall that opens late binds, and by how much", "[experiment]") {
  const Explanation it = explained(trade::scenario("none"), "tesla");
  REQUIRE(it.remedies);
  CHECK(it.remedies->binding == std::vector<std::string>{"room"});
  CHECK(remedy(it, "/sites/hall/room/main/at").value == "2023-12-20");
  CHECK_FALSE(remedy(it, "/sites/hall/room/main/add").value);
}

TEST_CASE("a decision that gave the early lot away is one to do without", "[experiment]") {
  const Explanation it = explained(with(trade::market, {{"/sites/hall/room/main/at", "2023-10-01"}}), "tesla");
  REQUIRE(it.remedies);
  CHECK(it.remedies->binding.front() == "reassigned");
  const Remedy swap = remedy(it, "/interventions/swap");
  CHECK(swap.value == "null");
  CHECK(swap.words == "the decision swap were not made");
}

TEST_CASE("a large order that small ones overtake would have been on time had it gone first", "[experiment]") {
  // 72 come on 6 February, and 8 on 6 March.
  Settings settings = {{"/orders/o/due", "2024-02-07"}, {"/orders/o/pegged", "null"}};
  settings.emplace_back(
      "/orders/small", R"({"organisation": "b", "supplier": "s", "product": "u", "units": 8, "placed": "2024-01-05"})");
  const Explanation it = explained(with(lot, settings), "o");
  REQUIRE(it.remedies);
  CHECK(it.unit_days_late == 8 * 28 - 72);
  CHECK(std::count(it.remedies->binding.begin(), it.remedies->binding.end(), "passed_over") == 1);
  CHECK(remedy(it, "/orders/o/priority").value == "1");
}

TEST_CASE("setting what is said to be enough is enough, and a day or a unit less is not", "[experiment][law]") {
  for (const char* due : {"2024-02-08", "2024-02-09", "2024-02-10"}) {
    const Settings written = {{"/orders/o/due", due}, {crew, "8/d"}};
    const Explanation it = explained(with(lot, written), "o");
    CAPTURE(due);
    std::size_t set = 0;
    for (const Remedy& one : it.remedies->tried) {
      if (!one.value || one.pointer.ends_with("/scale")) continue;
      CAPTURE(one.pointer, *one.value);
      Settings changed = written;
      changed.emplace_back(one.pointer, *one.value);
      CHECK(explain(with(lot, changed), {"o"}, trade::sampling(1)).orders.at(0).unit_days_late <= 0);
      ++set;
    }
    CHECK(set >= 1);
    const auto pace = std::stoi(*remedy(it, crew).value);
    const auto slower = with(lot, {{"/orders/o/due", due}, {crew, std::to_string(pace - 1) + "/d"}});
    CHECK(explain(slower, {"o"}, trade::sampling(1)).orders.at(0).unit_days_late > 0);
  }
}

TEST_CASE("who is on time needs no remedy, and where nobody is named only the latest get one", "[experiment]") {
  CHECK_FALSE(explained(with(lot, {{"/orders/o/due", "2024-03-01"}}), "o").remedies);
  const Scenario late = with(lot, {});
  Explanations all = explain(late, {}, trade::sampling(1));
  find_remedies(all, late, {}, trade::sampling(1));
  CHECK(all.organisations.at(0).remedies);
  CHECK_FALSE(all.organisations.at(1).remedies);
  CHECK_FALSE(all.orders.at(0).remedies);
}

TEST_CASE("remedies of generated scenarios are found for whoever is late, with the same bytes on 1 and 4 threads",
          "[experiment][law]") {
  Features features;
  features.chance = true;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Scenario scenario = trade::scenario("", generate_scenario(seed, features));
    const auto bytes = [&](std::size_t threads) {
      const Sampling sampling = trade::sampling(3, threads);
      Explanations all = explain(scenario, {}, sampling);
      find_remedies(all, scenario, {}, sampling);
      for (const Explanation& it : all.organisations)
        if (it.remedies) CHECK(it.unit_days_late > 0);
      return render(all, Format::json);
    };
    CAPTURE(seed);
    CHECK(bytes(1) == bytes(4));
  }
}

TEST_CASE("an explanation says in words what would have met the date", "[report]") {
  const Scenario scenario = with(lot, {});
  const Sampling sampling = trade::sampling(1);
  Explanations all = explain(scenario, {"o"}, sampling);
  CHECK(render(all, Format::table).find("binds") == std::string::npos);
  find_remedies(all, scenario, {"o"}, sampling);
  CHECK_THAT(render(all, Format::table), ContainsSubstring("    the lot first came 3 days earlier, on 2024-01-29\n"));
  const auto json = nlohmann::json::parse(render(all, Format::json))["order"]["o"];
  CHECK(json["binding"] == nlohmann::json({"slack"}));
  CHECK(json["would_meet"].size() == 2);
  CHECK(json["would_meet"][0]["value"] == "2024-01-29");
}

}  // namespace remedy_test
