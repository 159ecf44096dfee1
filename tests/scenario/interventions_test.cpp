#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace interventions_test {

using namespace allot;

namespace {

using Problems = std::vector<std::string>;

Problems faults_of(const std::string& interventions) {
  const std::string scenario = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {}}, "organisations": {"lab": {}}, "sites": {"hall.1": {"organisation": "lab"}}, "suppliers": {"maker": {}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8}},
    "interventions": {)" + interventions +
                               "}}";
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  Problems found;
  try {
    check({draft_of(scenario), no_files, ""});
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) found.push_back(problem.pointer + ": " + problem.message);
  }
  return found;
}

Problems faults_of_one(const std::string& time) {
  return faults_of(R"("drop": {)" + time + R"(, "cancel": {"order": "lab-1"}})");
}
Problems faults_of_condition(const std::string& condition) { return faults_of_one("\"when\": {" + condition + "}"); }

}  // namespace

TEST_CASE("an intervention happens on a date, on a condition or after another one", "[scenario][timing]") {
  CHECK(faults_of_one(R"("at": "2024-02-01", "repeat": {"every": "1w", "until": "3w"})").empty());
  CHECK(faults_of_one(R"("when": {"metric": "site.hall.1.online_units", "at_least": 5}, "repeat": true)").empty());
  CHECK(faults_of_one(R"("when": {"order": "lab-1", "state": "in_transit"})").empty());
  CHECK(faults_of_one(R"("probability": 0.5)") == Problems{"/interventions/drop: says not when: needs 'at' (a date), "
                                                           "'when' (a condition) or 'after' (another intervention)"});
  CHECK(faults_of_one(R"("at": "2024-02-01", "when": {"order": "lab-1", "state": "open"})") ==
        Problems{"/interventions/drop: needs one of 'at', 'when' and 'after', has several"});
}

TEST_CASE("a condition counts something that is counted", "[scenario][timing]") {
  CHECK(faults_of_condition(R"("metric": "site.hall.2.online_units", "at_least": 5)") ==
        Problems{"/interventions/drop/when/metric: unknown site 'hall.2'"});
  CHECK(faults_of_condition(R"("metric": "site.hall.1.stock_units", "at_least": 5)") ==
        Problems{"/interventions/drop/when/metric: unknown count of units of 'site' 'stock_units'"});
  CHECK(faults_of_condition(R"("metric": "online_units", "at_least": 5)")
            .front()
            .starts_with("/interventions/drop/when/metric: expected KIND.ID.COUNT"));
  CHECK(faults_of_condition(R"("metric": "system.online_units")") ==
        Problems{"/interventions/drop/when: needs 'at_least' or 'at_most': how many units"});
  CHECK(faults_of_condition(R"("metric": "system.online_units", "at_least": 5, "at_most": 9)") ==
        Problems{"/interventions/drop/when: 'at_least' and 'at_most' exclude each other"});
  CHECK(faults_of_condition(R"("order": "lab-1")") ==
        Problems{"/interventions/drop/when: 'state' is missing: how far the order has come"});
}

TEST_CASE("what comes after something comes after something else, and an order once", "[scenario][timing]") {
  CHECK(
      faults_of(
          R"("a": {"after": {"intervention": "b"}, "cancel": {"order": "lab-1"}}, "b": {"after": {"intervention": "a"}, "cancel": {"order": "lab-1"}})") ==
      Problems{"/interventions/a/after/intervention: an intervention cannot come after itself",
               "/interventions/b/after/intervention: an intervention cannot come after itself"});
  CHECK(faults_of_one(R"("after": {"intervention": "dorp"})") ==
        Problems{"/interventions/drop/after/intervention: unknown intervention 'dorp'"});
  CHECK(
      faults_of(
          R"("more": {"at": "2024-02-01", "repeat": {"every": "1w"}, "order": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8}})") ==
      Problems{"/interventions/more: an order is placed once, this one would be placed again and again"});
  CHECK(faults_of_one(R"("at": "2024-02-01", "repeat": true)") ==
        Problems{"/interventions/drop/repeat: a date comes again {\"every\": duration}"});
}

TEST_CASE("what ends has to begin before", "[scenario][timing]") {
  const auto strike = [](const std::string& until) {
    return faults_of(R"("strike": {"at": "2024-02-01", "supply": {"supplier": "maker", "scale": 0, "until": )" + until +
                     "}}");
  };
  CHECK(strike("\"2024-02-02\"").empty());
  CHECK(strike("\"5d\"").empty());
  CHECK(strike("\"2024-02-01\"") ==
        Problems{"/interventions/strike/supply/until: has to come after 'at', when it begins"});
  CHECK(strike("\"0d\"").size() == 1);
}

TEST_CASE("supply is scaled, shifted or both, or units are added", "[scenario][deeds]") {
  const auto shock = [](const std::string& terms) {
    return faults_of(R"("shock": {"at": "2024-02-01", "supply": {"supplier": "maker", )" + terms + "}}");
  };
  const Problems neither = {"/interventions/shock/supply: needs either 'scale', 'by' or both, or 'add'"};
  CHECK(shock(R"("by": "-5d")").empty());
  CHECK(shock(R"("by": {"triangular": {"min": "-9d", "mode": "0d", "max": "3d"}})").empty());
  CHECK(shock(R"("scale": 0.5, "by": "5d", "until": "2024-02-10")").empty());
  CHECK(shock(R"("product": "gpu", "add": 8, "by": "5d")") == neither);
  CHECK(shock(R"("product": "gpu", "add": 8, "scale": 2)") == neither);
  CHECK(shock(R"("product": "gpu")") == neither);
  CHECK(shock(R"("by": 5)").size() == 1);
}

TEST_CASE("a loan is returned after it was made, by another than who lent", "[scenario][deeds]") {
  const auto loan = [](const std::string& rest) {
    return faults_of(R"("lend": {"at": "2024-02-01", "loan": {"product": "gpu", "units": 4, "from": "lab", )" + rest +
                     "}}");
  };
  CHECK(loan(R"("to": "lab", "return": "2024-02-10")") ==
        Problems{"/interventions/lend/loan: 'from' and 'to' are the same organisation"});
  CHECK(loan(R"("to": "lab2", "return": "2024-01-10")") ==
        Problems{"/interventions/lend/loan/to: unknown organisation 'lab2'",
                 "/interventions/lend/loan/return: has to come after 'at', when it begins"});
  CHECK(loan(R"("to": "lab")").size() == 2);
}

TEST_CASE("an order is hurried in one way, through stages that there are", "[scenario][deeds]") {
  const auto expedite = [](const std::string& terms) {
    return faults_of(R"("hurry": {"at": "2024-02-01", "expedite": {)" + terms + "}}");
  };
  CHECK(expedite(R"("order": "lab-1", "priority": 2, "units": 4)").empty());
  CHECK(expedite(R"("order": "lab-1")") ==
        Problems{"/interventions/hurry/expedite: needs either 'priority' or 'stage'"});
  CHECK(expedite(R"("priority": 2)") ==
        Problems{"/interventions/hurry/expedite: needs either 'order' or 'organisation'"});
  CHECK(expedite(R"("organisation": "lab", "stage": {"truck": 0.5})") ==
        Problems{"/interventions/hurry/expedite/stage/truck: unknown stage 'truck'"});
}

TEST_CASE("an embargo names somebody, a conversion two products", "[scenario][deeds]") {
  CHECK(faults_of(R"("stop": {"at": "2024-02-01", "embargo": {"orders": "cancel"}})") ==
        Problems{"/interventions/stop/embargo: needs 'organisation', 'region' or 'product': what nobody may ship"});
  CHECK(faults_of(R"("stop": {"at": "2024-02-01", "embargo": {"region": "nowhere"}})") ==
        Problems{"/interventions/stop/embargo/region: unknown region of an organisation or site 'nowhere'"});
  CHECK(faults_of(R"("stop": {"at": "2024-02-01", "embargo": {"region": "default", "in_transit": "sink"}})") ==
        Problems{"/interventions/stop/embargo/in_transit: unknown word 'sink'"});
  CHECK(faults_of(R"("refit": {"at": "2024-02-01", "convert": {"supplier": "maker", "from": "gpu", "to": "gpu"}})") ==
        Problems{"/interventions/refit/convert: 'from' and 'to' are the same product"});
  CHECK(
      faults_of(
          R"("refit": {"at": "2024-02-01", "convert": {"supplier": "maker", "from": "gpu", "to": "gpu", "yield": 1.5}})")
          .size() == 2);
  CHECK(faults_of(R"("cut": {"at": "2024-02-01", "split": {"order": "lab-1", "units": 0}})").size() == 1);
  CHECK(faults_of(R"("old": {"at": "2024-02-01", "retire": {"site": "hall.1", "product": "gpu"}})").empty());
  CHECK(faults_of(R"("dear": {"at": "2024-02-01", "price": {"product": "gpu"}})").size() == 1);
}

}  // namespace interventions_test
