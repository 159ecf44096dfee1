#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

/// What units that come back, and leases, may say.
namespace leases_test {

using namespace allot;

namespace {

using Said = std::vector<std::string>;

ScenarioFile file_of(const std::string& order, const std::string& interventions, const std::string& buyer = "lab") {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  return {draft_of(R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"lab": {}, "cloud": {}, "broker": {}},
    "suppliers": {"maker": {"stock": {"gpu": 8}}, "reseller": {"buys_as": "broker"}},
    "orders": {"lab-1": {"supplier": "maker", "product": "gpu", "units": 8, "organisation": ")" +
                   buyer + R"(", )" + order + R"(}}, "interventions": {)" + interventions + "}}"),
          no_files, ""};
}

Said faults_of(const std::string& order, const std::string& interventions = "") {
  Said found;
  try {
    check(file_of(order, interventions));
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) found.push_back(problem.pointer + ": " + problem.message);
  }
  return found;
}

Said faults_of_decision(const std::string& decision) {
  return faults_of(R"("priority": 0)", R"("d": {"at": "2024-02-01", )" + decision + "}");
}

Said remarks_of(const std::string& order, const std::string& buyer = "lab") {
  Said found;
  const ScenarioFile file = file_of(order, "", buyer);
  const std::vector<Effects> effects_of_all = {effects(file, check(file))};
  for (const Problem& it : remarks(effects_of_all)) found.push_back(it.pointer + ": " + it.message);
  return found;
}

}  // namespace

TEST_CASE("a term is a length of time that is over after it begins", "[scenario][leases]") {
  CHECK(faults_of(R"("term": "30d", "return_time": "2d", "notice": "1w")").empty());
  CHECK(faults_of(R"("term": {"exponential": {"mean": "30d"}})").empty());
  CHECK(faults_of(R"("term": "0d")").empty());
  REQUIRE(faults_of(R"("term": "-1d")").size() == 1);
  CHECK(faults_of(R"("term": "-1d")").front().starts_with("/orders/lab-1/term: "));
  CHECK(faults_of(R"("placed": "2023-12-01", "delivered": [["2023-12-10", 8]], "term": "3w")") ==
        Said{"/orders/lab-1/term: ends before it begins: what was received on 2023-12-10 would have been given back by "
             "the "
             "start"});
  CHECK(faults_of(R"("placed": "2023-12-01", "delivered": [["2023-12-20", 8]], "term": "3w")").empty());
}

TEST_CASE("a reclaim says whose units come back", "[scenario][leases]") {
  CHECK(faults_of_decision(R"("reclaim": {"supplier": "maker", "notice": "1w"})").empty());
  CHECK(faults_of_decision(R"("reclaim": {"units": 4})") ==
        Said{"/interventions/d/reclaim: needs 'supplier', 'organisation' or 'order': whose units are taken back"});
  CHECK(faults_of_decision(R"("reclaim": {"order": "lab-2"})").size() == 1);
}

TEST_CASE("a lease is between two, of whom one runs units, and is over after it begins", "[scenario][leases]") {
  const auto lease = [](const std::string& more) {
    return faults_of_decision(R"("lease": {"product": "gpu", )" + more + "}");
  };
  CHECK(lease(R"("from": "lab", "to": "cloud", "until": "2024-02-10")").empty());
  CHECK(lease(R"("from": "lab", "to": "lab")") ==
        Said{"/interventions/d/lease: 'from' and 'to' are the same organisation"});
  CHECK(lease(R"("from": "lab", "to": "broker")") ==
        Said{"/interventions/d/lease/to: it buys for 'reseller' and runs nothing itself"});
  CHECK(lease(R"("from": "lab", "to": "cloud", "until": "1w", "term": "2w")") ==
        Said{"/interventions/d/lease: 'term' and 'until' exclude each other: both say when it is over"});
  CHECK(lease(R"("from": "lab", "to": "cloud", "until": "2024-02-01")") ==
        Said{"/interventions/d/lease/until: has to come after 'at', when it begins"});
}

TEST_CASE("a way back without an end is remarked on, and a term of what is sold on", "[scenario][leases]") {
  CHECK(remarks_of(R"("return_time": "2d")") ==
        Said{"/orders/lab-1/return_time: has no effect: its units stay: it has neither 'term' nor 'notice'"});
  CHECK(remarks_of(R"("term": "2d")", "broker") ==
        Said{"/orders/lab-1/term: has no effect: what it receives is sold on, as the stock of 'reseller'"});
}

}  // namespace leases_test
