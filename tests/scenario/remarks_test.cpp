#include <filesystem>
#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace remarks_test {

/// Settings that have no effect as a scenario stands. What is right follows from docs/model.md: which level, rule or gate
/// looks at them.
using namespace allot;

namespace {

using Said = std::vector<std::string>;

// Two buyers, one supplier, nothing without effect; `patch` is merged over it.
constexpr const char* market = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
  "organisations": {"lab": {}, "cloud": {}}, "suppliers": {"maker": {"stock": {"gpu": 8}}},
  "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8},
             "cloud-1": {"organisation": "cloud", "supplier": "maker", "product": "gpu", "units": 8}},
  "variants": {"changed": )";

ScenarioFile file_of(const std::string& scenario) {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  return {draft_of(scenario), no_files, ""};
}

Said said(const std::vector<Problem>& remarks) {
  Said out;
  for (const Problem& it : remarks) out.push_back(it.pointer + ": " + it.message);
  return out;
}

Said said_of(const std::string& patch) {
  const ScenarioFile file = edited(file_of(market + patch + "}}"), "changed", {});
  const std::vector<Effects> all = {effects(file, check(file))};
  return said(remarks(all));
}

}  // namespace

TEST_CASE("a weight or a tier counts only where a supplier divides by what has it", "[scenario][remarks]") {
  CHECK(said_of(R"({"organisations": {"lab": {"weight": 2, "priority": 1}}})").empty());
  const std::string by_orders = R"("suppliers": {"maker": {"allocation": {"levels": ["order"]}}})";
  CHECK(said_of(R"({"organisations": {"lab": {"weight": 2, "priority": 1}}, )" + by_orders + "}") ==
        Said{"/organisations/lab/weight: has no effect: no supplier that it buys from divides by organisation",
             "/organisations/lab/priority: has no effect: no supplier that it buys from divides by organisation"});
  CHECK(said_of(R"({"groups": {"all": {"weight": 2}}, "organisations": {"lab": {"group": "all"}}})") ==
        Said{"/groups/all/weight: has no effect: no supplier that its members buy from divides by group"});
  CHECK(
      said_of(
          R"({"interventions": {"more": {"at": "2024-02-01", "set": {"path": "/organisations/lab/weight", "value": 3}}}, )" +
          by_orders + "}") ==
      Said{"/interventions/more/set/path: has no effect: no supplier that it buys from divides by organisation"});
}

TEST_CASE("who has no group stands among the groups with its own weight", "[scenario][remarks]") {
  const std::string by_groups = R"("suppliers": {"maker": {"allocation": {"levels": ["group", "order"]}}})";
  CHECK(said_of(R"({"organisations": {"lab": {"weight": 2}}, )" + by_groups + "}").empty());
  CHECK(said_of(R"({"groups": {"all": {}}, "organisations": {"lab": {"weight": 2, "group": "all"}}, )" + by_groups +
                "}") ==
        Said{"/organisations/lab/weight: has no effect: no supplier that it buys from divides by organisation"});
}

TEST_CASE("a weight counts at a supplier whose units a decision may bring", "[scenario][remarks]") {
  const std::string two = R"("suppliers": {"maker": {"allocation": {"levels": ["order"]}}, "other": {}},
    "organisations": {"lab": {"weight": 2}}, "orders": {"cloud-1": {"supplier": "other"}})";
  CHECK(said_of("{" + two + "}").size() == 1);
  CHECK(
      said_of(
          "{" + two +
          R"(, "interventions": {"gift": {"at": "2024-01-01", "divert": {"product": "gpu", "units": 8, "from": "cloud", "to": "lab"}}}})")
          .empty());
}

TEST_CASE("limits and receipts count for those who claim there, where a rule looks at them", "[scenario][remarks]") {
  const auto policy = [](const std::string& text) {
    return said_of(R"({"organisations": {"other": {}}, "suppliers": {"maker": {"allocation": )" + text + "}}}");
  };
  CHECK(policy(R"({"caps": [{"organisation": "other", "units": 8}, {"organisation": "lab", "units": 8}]})") ==
        Said{"/suppliers/maker/allocation/caps/0: has no effect: 'other' buys nothing there"});
  CHECK(policy(R"({"guarantees": [{"organisation": "other", "units": 8, "per": "4w"}]})").size() == 1);
  const std::string received = R"("received": [{"organisation": "lab", "units": 8}])";
  CHECK(policy("{" + received + "}") ==
        Said{"/suppliers/maker/allocation/received: has no effect: no rule of groups or "
             "organisations there looks at what was received"});
  CHECK(policy(R"({"rules": {"organisation": "fair_share"}, )" + received + "}").empty());
  CHECK(policy(R"({"rules": {"organisation": {"quota": {"lab": 0.5, "other": 0.1}}}})") ==
        Said{"/suppliers/maker/allocation/rules/organisation/quota/other: has no effect: 'other' buys nothing there"});
  CHECK(policy(R"({"readiness": {"lookahead": "8w"}})").size() == 1);
}

TEST_CASE("more units promised than are planned is remarked on, where both are known", "[scenario][remarks][contracts]") {
  // 60 days: 8 whole weeks; 8 in stock and 48 made.
  const auto promised = [](const std::string& guarantees, const std::string& more = "") {
    return said_of(R"({"suppliers": {"maker": {"supply": {"line": {"product": "gpu", "from": "2024-01-01",
      "until": "2024-02-26", "every": "1w", "rate": "6/w"}}, "allocation": {"guarantees": [)" +
                   guarantees + "]}}}" + more + "}");
  };
  const std::string lab = R"({"organisation": "lab", "per": "1w", "units": )";
  CHECK(promised(lab + "7}").empty());  // 56 of 56
  CHECK(promised(lab + "8}") == Said{"/suppliers/maker/allocation/guarantees/0/units: with those before it 64 units are "
                                     "promised by the end, and 56 are planned: if all are claimed, not all can be kept"});
  CHECK(promised(lab + "4}, " + R"({"organisation": "cloud", "per": "1w", "units": 4})").size() == 1);
  CHECK(promised(lab + "4}, " + R"({"organisation": "cloud", "per": "month", "units": 27})").empty());
  CHECK(promised(lab + "8}", R"(, "orders": {"lab-1": {"term": "7d"}})").empty());
}

TEST_CASE("a reserve for a priority that only organisations have says which is meant", "[scenario][remarks][contracts]") {
  const std::string reserve =
      R"("suppliers": {"maker": {"allocation": {"reserves": [{"for": {"priority": 2}, "units": 4}]}}})";
  CHECK(said_of(R"({"organisations": {"lab": {"priority": 2}}, )" + reserve + "}") ==
        Said{"/suppliers/maker/allocation/reserves/0/for: no order there has that priority (the order's is meant, not "
             "the organisation's: name 'lab'): what it holds back, nobody gets"});
}

TEST_CASE("a rule that a decision sets looks at what the scenario says", "[scenario][remarks]") {
  const std::string received =
      R"("suppliers": {"maker": {"allocation": {"received": [{"organisation": "lab", "units": 8}]}}})";
  CHECK(
      said_of(
          "{" + received +
          R"(, "interventions": {"fair": {"at": "2024-02-01", "set": {"path": "/suppliers/maker/allocation/rules/organisation", "value": "fair_share"}}}})")
          .empty());
}

TEST_CASE("terms of an order that nothing asks for are said", "[scenario][remarks]") {
  const auto order = [](const std::string& terms, const std::string& more = "") {
    return said_of(R"({"orders": {"lab-1": {)" + terms + "}}" + more + "}");
  };
  CHECK(order(R"("bid": "3 USD")") == Said{"/orders/lab-1/bid: has no effect: 'maker' holds no auction"});
  CHECK(order(R"("bid": "3 USD")", R"(, "products": {"gpu": {"price": "2 USD"}},
    "suppliers": {"maker": {"allocation": {"rules": {"order": "auction"}}}})")
            .empty());
  CHECK(order(R"("patience": "4w", "cancel_fee": "1 USD", "cancellable": false)") ==
        Said{"/orders/lab-1/patience: has no effect: it is not 'cancellable'",
             "/orders/lab-1/cancel_fee: has no effect: it is not 'cancellable'"});
  CHECK(order(R"("min_shipment": 4, "partial": false)").size() == 1);
  CHECK(order(R"("placed": "2024-03-01")") == Said{"/orders/lab-1: has no effect: it is placed after the end"});
  CHECK(order(R"("priority": 1, "units": 8, "partial": true)").empty());
}

TEST_CASE("a cost of delay needs something that can be late", "[scenario][remarks]") {
  const std::string cost = R"({"organisations": {"lab": {"delay_cost": "5 USD"}})";
  CHECK(
      said_of(cost + "}") ==
      Said{"/organisations/lab/delay_cost: has no effect: nothing that it orders has a 'due' or is 'needed' on a day"});
  CHECK(said_of(cost + R"(, "orders": {"lab-1": {"due": "2024-02-01"}}})").empty());
}

TEST_CASE("what runs at the start above the site's room is said to be stranded", "[scenario][remarks]") {
  const auto site = [](const std::string& room) {
    return said_of(R"({"sites": {"hall": {"organisation": "lab", "online": {"gpu": 100}, "room": {"main": )" + room +
                   "}}}}");
  };
  CHECK(site(R"({"at": "2023-06-01", "add": 100})").empty());
  CHECK(site(R"({"at": "2023-06-01", "add": 60})") ==
        Said{"/sites/hall/online: what runs at the start takes 100 units of room, and there are 60 units: the rest is "
             "stranded until there is more"});
  CHECK(site(R"({"from": "2023-12-31", "until": "2024-01-04", "add": 200})").size() == 1);  // a day of four: 50
  CHECK(site(R"({"at": "2023-06-01", "add": 60, "slip": {"exponential": {"mean": "9d"}}})").empty());  // nobody knows
}

TEST_CASE("overhead needs something that counts watts", "[scenario][remarks]") {
  const std::string product =
      R"({"products": {"gpu": {"power": "1 kW"}}, "sites": {"hall": {"organisation": "lab", "overhead": 1.2)";
  CHECK(said_of(product + "}}}") ==
        Said{"/sites/hall/overhead: has no effect: the site has no 'power', and its 'room' counts units"});
  CHECK(said_of(product + R"(, "power": {"grid": {"at": "2024-01-01", "add": "1 MW"}}}}})").empty());
  CHECK(said_of(product + R"(, "room": {"main": {"at": "2024-01-01", "add": "1 MW"}}}}})").empty());
}

TEST_CASE("plans, slips and decisions outside what is simulated are said", "[scenario][remarks]") {
  CHECK(
      said_of(R"({"suppliers": {"maker": {"supply": {"old": {"product": "gpu", "at": "2023-12-01", "units": 8}}}}})") ==
      Said{"/suppliers/maker/supply/old: has no effect: lots planned before the start do not exist"});
  CHECK(said_of(R"({"suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-02-01", "units": 8,
                    "slip": {"exponential": {"mean": "9d"}}, "slip_with": {"factor": "strike", "correlation": 0.5}}}}}})") ==
        Said{"/suppliers/maker/supply/lot/slip_with: has no effect: nothing else names 'strike'"});
  CHECK(said_of(R"({"interventions": {"late": {"at": "2024-06-01", "cancel": {"order": "lab-1"}},
                                      "never": {"at": "2024-02-01", "probability": 0, "cancel": {"order": "lab-1"}}}})") ==
        Said{"/interventions/late: has no effect: it is dated after the end",
             "/interventions/never: has no effect: its probability is 0"});
  CHECK(said_of(R"({"interventions": {"pull": {"at": "2024-02-01", "supply": {"supplier": "maker", "by": "-5d"}}}})") ==
        Said{"/interventions/pull/supply: has no effect: the supplier has no plan to shift"});
}

// Orders placed by the start are there for decisions of the start; on any other day decisions come first (docs/model.md).
TEST_CASE("a decision that can find nothing is said, and why", "[scenario][remarks]") {
  const auto decide = [](const std::string& at, const std::string& action, const std::string& placed) {
    return said_of(R"({"orders": {"lab-1": {"placed": ")" + placed + R"("}}, "interventions": {"it": {"at": ")" + at +
                   R"(", )" + action + "}}}");
  };
  const std::string cancel = R"("cancel": {"order": "lab-1"})";
  CHECK(decide("2024-01-01", cancel, "2024-01-01").empty());
  CHECK(decide("2023-06-01", cancel, "2023-01-01").empty());
  CHECK(decide("2024-02-01", cancel, "2024-01-31").empty());
  CHECK(decide("2024-02-01", cancel, "2024-02-01") ==
        Said{"/interventions/it: has no effect: too early: 'lab-1' is placed on 2024-02-01"});
  const std::string divert = R"("divert": {"product": "gpu", "units": 8, "from": "lab", "to": "cloud"})";
  CHECK(decide("2024-01-01", divert, "2024-01-15") ==
        Said{"/interventions/it: has no effect: too early: 'lab-1' is placed on 2024-01-15"});
  CHECK(
      said_of(
          R"({"products": {"tpu": {}}, "interventions": {"it": {"at": "2024-01-01", "cancel": {"organisation": "lab", "product": "tpu"}}}})") ==
      Said{"/interventions/it: has no effect: no such units: 'lab' orders none of 'tpu'"});
  CHECK(
      said_of(
          R"({"orders": {"lab-1": {"cancellable": false}}, "interventions": {"it": {"at": "2024-01-01", "cancel": {"order": "lab-1"}}}})") ==
      Said{"/interventions/it: has no effect: 'lab-1' is not 'cancellable'"});
  CHECK(said_of(R"({"organisations": {"new": {}}, "interventions": {
          "first": {"at": "2024-01-01", "divert": {"product": "gpu", "units": 8, "from": "lab", "to": "new"}},
          "then": {"at": "2024-01-02", "divert": {"product": "gpu", "units": 8, "from": "new", "to": "cloud"}}}})")
            .empty());
}

TEST_CASE("parameters that nothing takes, defaults that fill nothing and empty groups are said",
          "[scenario][remarks]") {
  CHECK(said_of(R"({"parameters": {"share": 0.5}})") ==
        Said{"/parameters/share: has no effect: nothing takes this parameter"});
  CHECK(said_of(R"({"parameters": {"n": 8}, "orders": {"lab-1": {"units": {"parameter": "n"}}}})").empty());
  CHECK(said_of(R"({"defaults": {"streams": {"priority": 1}, "orders": {"due": "2024-02-01", "units": 16}}})") ==
        Said{"/defaults/orders/units: has no effect: all say it themselves",
             "/defaults/streams/priority: has no effect: there is nothing that it could fill"});
  CHECK(said_of(R"({"groups": {"all": {}}})") == Said{"/groups/all: has no effect: no organisation belongs to it"});
}

TEST_CASE("a setting that some variant of the file uses is no setting without effect", "[scenario][remarks]") {
  const ScenarioFile file =
      file_of(std::string(market) + R"({"suppliers": {"maker": {"allocation": {"levels": ["order"]}}}}}})");
  const ScenarioFile base = edited(file, "", {{"/organisations/lab/weight", "2"}});
  const ScenarioFile changed = edited(base, "changed", {});
  const Effects of_base = effects(base, check(base)), of_changed = effects(changed, check(changed));
  CHECK(remarks(std::vector{of_changed}).size() == 1);
  CHECK(remarks(std::vector{of_changed}, std::vector{of_base}).empty());
  CHECK(remarks(std::vector{of_base, of_changed}).empty());
}

TEST_CASE("no scenario of data has a setting without effect", "[scenario][remarks][data]") {
  for (const auto& entry : std::filesystem::directory_iterator(ALLOT_SOURCE_DIR "/data/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    const ScenarioFile file = read(entry.path());
    const Scenario scenario = check(file);
    std::vector<Effects> all = {effects(file, scenario)};
    for (const auto& [variant, label] : scenario.variants) {
      const ScenarioFile changed = edited(file, variant, {});
      all.push_back(effects(changed, check_variant(changed, file, scenario)));
    }
    CAPTURE(entry.path());
    CHECK(said(remarks(all)) == Said{});
  }
}

TEST_CASE("what the program writes out with all its defaults says nothing without effect", "[scenario][remarks]") {
  const ScenarioFile file = file_of(std::string(market) + "{}}}");
  const ScenarioFile written{resolved(file), file.load, ""};
  CHECK(said(remarks(std::vector{effects(written, check(written))})) == Said{});
}

TEST_CASE("shares that wait for each other, and reserves for nobody, are remarked on", "[scenario][remarks]") {
  const auto policy = [](const std::string& of) {
    return R"({"organisations": {"idle": {}}, "suppliers": {"maker": {"allocation": )" + of + "}}}";
  };
  const std::string half_of_cloud = R"({"organisation": "lab", "share": 0.5, "of": {"organisation": "cloud"}})";
  CHECK(said_of(policy(R"({"caps": [)" + half_of_cloud + "]}")).empty());
  const std::string half_of_lab = R"({"organisation": "cloud", "share": 0.5, "of": {"organisation": "lab"}})";
  CHECK(said_of(policy(R"({"caps": [)" + half_of_cloud + "," + half_of_lab + "]}")) ==
        Said{"/suppliers/maker/allocation/caps/0/of: these shares wait for each other: neither side gets a unit by the "
             "rule",
             "/suppliers/maker/allocation/caps/1/of: these shares wait for each other: neither side gets a unit by the "
             "rule"});
  CHECK(said_of(policy(R"({"caps": [{"organisation": "lab", "share": 0.5, "of": {"organisation": "idle"}}]})")) ==
        Said{"/suppliers/maker/allocation/caps/0/of: none of them buys anything there: this cap never allows a unit"});
  CHECK(said_of(policy(R"({"reserves": [{"units": 8, "for": {"organisation": "lab"}}]})")).empty());
  CHECK(
      said_of(policy(
          R"({"reserves": [{"units": 8, "for": {"organisation": "idle"}}, {"units": 8, "for": {"priority": 3}}]})")) ==
      Said{"/suppliers/maker/allocation/reserves/0/for: none of them buys anything there: what it holds back, nobody "
           "gets",
           "/suppliers/maker/allocation/reserves/1/for: no order there has that priority: what it holds back, nobody "
           "gets"});
  CHECK(said_of(policy(R"({"reserves": [{"units": 8, "for": {"organisation": "lab"}, "until": "2023-12-01"}]})")) ==
        Said{"/suppliers/maker/allocation/reserves/0: has no effect: it ends before the start"});
  CHECK(said_of(policy(R"({"guarantees": [{"organisation": "lab", "share": 0.7, "per": "1w"},
                                          {"organisation": "cloud", "share": 0.7, "per": "1w"}]})")) ==
        Said{"/suppliers/maker/allocation/guarantees/1/share: with those before it more is promised than all that "
             "arrives: "
             "not all can be kept"});
}

}  // namespace remarks_test
