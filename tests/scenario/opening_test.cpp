#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

using namespace allot;

namespace {

std::vector<std::string> faults_of(const std::string& order) {
  const std::string scenario = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {"lot": 8}}, "organisations": {"lab": {}}, "suppliers": {"maker": {}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", )" + order + "}}}";
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  std::vector<std::string> found;
  try {
    check({draft_of(scenario), no_files, ""});
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) found.push_back(problem.pointer + ": " + problem.message);
  }
  return found;
}

using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("what was shipped before the start is told from what was not", "[scenario][opening]") {
  CHECK(faults_of(R"("units": 80, "delivered": 16, "in_transit": [["2024-01-04", 8]], "in_transit_slip": "3d")").empty());
  CHECK(faults_of(R"("units": 80, "delivered": [["2023-11-04", 8], ["2024-01-01", 72]])").empty());
  CHECK(faults_of(R"("units": 80, "in_transit": [["2023-12-01", 8]])") ==
        Problems{"/orders/lab-1/in_transit/0/0: was expected before the start: what has arrived is 'delivered'"});
  CHECK(faults_of(R"("units": 80, "delivered": [["2024-01-02", 8]])") ==
        Problems{"/orders/lab-1/delivered/0/0: comes after the start: what is still on its way is 'in_transit'"});
  CHECK(faults_of(R"("units": 80, "placed": "2024-01-02", "delivered": 8)") ==
        Problems{"/orders/lab-1/delivered: an order of which something was shipped has been placed by the start"});
}

TEST_CASE("no more than was ordered has been shipped, and whole lots", "[scenario][opening]") {
  CHECK(faults_of(R"("units": 80, "delivered": 48, "in_transit": [["2024-01-04", 40]])") ==
        Problems{"/orders/lab-1/delivered: 88 units were shipped of 80 ordered"});
  CHECK(faults_of(R"("units": 80, "in_transit": [["2024-01-04", 12]])") ==
        Problems{"/orders/lab-1/in_transit/0/1: 12 is no multiple of the lot of 8 that 'gpu' comes in"});
  CHECK(faults_of(R"("units": 80, "in_transit_slip": "3d")") ==
        Problems{"/orders/lab-1/in_transit_slip: there is nothing 'in_transit'"});
  CHECK(faults_of(R"("units": 80, "delivered": 8, "deliveries": [["2024-02-01", 40]])") ==
        Problems{"/orders/lab-1/deliveries: the deliveries and what was shipped add up to 48, the order has 80 units"});
}
