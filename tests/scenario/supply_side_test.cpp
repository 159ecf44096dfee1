#include <stdexcept>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace supply_side_test {

using namespace allot;

namespace {

using Problems = std::vector<std::string>;

Problems faults_in(const std::string& scenario) {
  const auto no_files = [](const std::string&) -> TextPointer { throw std::runtime_error("no files"); };
  Problems found;
  try {
    check({draft_of(scenario), no_files, ""});
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) found.push_back(problem.pointer + ": " + problem.message);
  }
  return found;
}

Problems faults_of(const std::string& order) {
  return faults_in(R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {"lot": 8}}, "organisations": {"lab": {}}, "suppliers": {"maker": {}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", )" +
                   order + "}}}");
}

}  // namespace

TEST_CASE("what was shipped before the start is told from what was not", "[scenario][opening]") {
  CHECK(
      faults_of(R"("units": 80, "delivered": 16, "in_transit": [["2024-01-04", 8]], "in_transit_slip": "3d")").empty());
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

namespace {

Problems faults_of_products(const std::string& products, const std::string& product) {
  const std::string scenario = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": )" + products +
                               R"(, "organisations": {"lab": {}}, "suppliers": {"maker": {}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "units": 8, "product": )" +
                               product + "}}}";
  return faults_in(scenario);
}

}  // namespace

TEST_CASE("a source of room or power keeps what it is counted in", "[scenario][power]") {
  const auto faults = [](const std::string& source, const std::string& add) {
    return faults_in(
        R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {"power": "1 kW"}},
      "organisations": {"lab": {}}, "suppliers": {"maker": {}},
      "sites": {"hall": {"organisation": "lab", "room": {"east": {"at": "2024-01-01", "add": 5}}, "power": {"grid": {"at": "2024-01-01", "add": "5 MW"}}}},
      "interventions": {"more": {"at": "2024-01-08", "power": {"site": "hall", "source": ")" +
        source + R"(", "add": )" + add + "}}}}");
  };
  CHECK(faults("east", "7").empty());
  CHECK(faults("grid", R"("7 MW")").empty());
  CHECK(faults("east", R"("7 kW")") == Problems{"/interventions/more/power/add: 'east' is a source of room counted in "
                                                "units: expected a whole number of them"});
  CHECK(faults("grid", "7") == Problems{"/interventions/more/power/add: 'grid' is a source of power counted in power: "
                                        "expected one such as \"150 MW\""});
}

TEST_CASE("who buys for a supplier keeps nothing", "[scenario][resellers]") {
  const auto faults = [](const std::string& rest) {
    return faults_in(
        R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}}, "organisations": {"shop": {}, "lab": {}},
      "sites": {"hall": {"organisation": "lab"}}, "suppliers": {"maker": {}, "integrator": {"buys_as": "shop"})" +
        rest + "}");
  };
  CHECK(faults("}").empty());
  CHECK(faults(R"(, "other": {"buys_as": "shop"}})") ==
        Problems{"/suppliers/other/buys_as: 'shop' buys for 'integrator' already"});
  CHECK(faults(R"(, "other": {"buys_as": "lab"}})") ==
        Problems{"/suppliers/other/buys_as: 'lab' has the site 'hall': what it receives would stay there"});
  CHECK(
      faults(
          R"(}, "orders": {"a": {"organisation": "shop", "supplier": "integrator", "product": "gpu", "units": 8}})") ==
      Problems{"/orders/a: a supplier does not buy from itself"});
  CHECK(
      faults(
          R"(}, "orders": {"a": {"organisation": "shop", "supplier": "maker", "product": "gpu", "units": 8, "delivered": 8}})") ==
      Problems{"/orders/a/delivered: what it received before the start is the 'stock' of 'integrator'"});
}

TEST_CASE("what a product is made of is other products, and whoever builds it has them", "[scenario][parts]") {
  const auto faults = [](const std::string& products, const std::string& maker) {
    return faults_in(
        R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "organisations": {"lab": {}}, "products": {)" +
        products +
        R"(}, "suppliers": {"maker": {"supply": {"gpus": {"product": "gpu", "at": "2024-01-05", "units": 8}})" + maker +
        "}}}");
  };
  const std::string two = R"("gpu": {"made_of": {"stack": 6}}, "stack": {})";
  const std::string never =
      "'gpu' is made of 'stack', and this supplier never has any of that: no plan, no stock, nobody buys for it";
  CHECK(faults(two, "") == Problems{"/suppliers/maker/supply: " + never});
  CHECK(faults(two, R"(, "stock": {"stack": 60})").empty());
  CHECK(faults(two, R"(, "buys_as": "lab")").empty());
  CHECK(faults(R"("gpu": {"made_of": {"stack": 0}}, "stack": {})", R"(, "stock": {"stack": 60})") ==
        Problems{"/products/gpu/made_of/stack: expected a whole number at least 1, found 0"});
  CHECK(faults(R"("gpu": {"made_of": {"stak": 6}}, "stack": {})", "") ==
        Problems{"/products/gpu/made_of/stak: unknown product 'stak'"});
  CHECK(
      faults(R"("gpu": {"made_of": {"stack": 6}}, "stack": {"made_of": {"gpu": 1}})", R"(, "stock": {"stack": 60})") ==
      Problems{"/products/gpu/made_of: 'gpu' is made of itself", "/products/stack/made_of: 'stack' is made of itself"});
}

TEST_CASE("slips that are late together name a factor and how much", "[scenario][slips]") {
  const auto faults = [](const std::string& with) {
    return faults_in(
        R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}}, "organisations": {"lab": {}},
      "suppliers": {"maker": {"supply": {"gpus": {"product": "gpu", "at": "2024-01-05", "units": 8, "slip": {"exponential": {"mean": "5d"}}, "slip_with": )" +
        with + "}}}}}");
  };
  CHECK(faults(R"({"factor": "storm", "correlation": 0.5, "every": "4w"})").empty());
  CHECK(faults(R"({"factor": "storm"})") ==
        Problems{"/suppliers/maker/supply/gpus/slip_with: 'correlation' is missing: of the normal scores of two slips "
                 "that name it, each with so much"});
  CHECK(faults(R"({"factor": "storm", "correlation": 1.5})").size() == 1);
}

TEST_CASE("a substitute is another product, named once, that has what it is counted by", "[scenario][substitutes]") {
  CHECK(faults_of_products(R"({"a": {"substitutes": [{"product": "b", "ratio": 0.5, "after": "90d"}]}, "b": {}})",
                           R"("a", "substitute_after": "2w")")
            .empty());
  CHECK(faults_of_products(
            R"({"a": {"substitutes": [{"product": "a"}, {"product": "b", "by": "power"}, {"product": "b"}]}, "b": {}})",
            R"("a")") == Problems{"/products/a/substitutes/2: this product stands in the list before",
                                  "/products/a/substitutes/0: a product does not stand for itself",
                                  "/products/a/substitutes/1: 'a' has no power to count by"});
  CHECK(faults_of_products(R"({"a": {}, "b": {}})", R"(["a", "b", "a"])") ==
        Problems{"/orders/lab-1/product: names a product twice"});
  CHECK(faults_of_products(R"({"a": {}, "b": {}})", R"("a", "substitute_after": "2w")") ==
        Problems{"/orders/lab-1/substitute_after: no other product stands for 'a'"});
}

// 2^62 unit-seconds are 1,461,355,115 units for a century.
TEST_CASE("no more units for so long than an integral over time holds", "[scenario]") {
  const auto faults = [](const std::string& units) {
    return faults_in(R"({"allot": 1, "start": "2000-01-01", "end": "2100-01-01", "products": {"gpu": {}},
      "organisations": {"lab": {}}, "suppliers": {"maker": {"stock": {"gpu": )" +
                     units + "}}}}");
  };
  CHECK(faults("1461000000").empty());
  CHECK(faults("1462000000") == Problems{"/suppliers: stock and supply may add up to 1462000000 units; at most "
                                         "1,461,355,115 are simulated for so long a time"});
}

namespace {

// One hall, one order, one product that says what is given.
Problems missing_in(const std::string& product, const std::string& more) {
  return faults_in(R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": )" + product +
                   R"(, "switch": {}}, "organisations": {"lab": {}}, "suppliers": {"maker": {}},
    "orders": {"lab-1": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8, "due": "2024-02-01"}}, )" +
                   more + "}");
}

}  // namespace

// Without the field the gate would let 500 units through on 1 W, and the cost would be nothing.
TEST_CASE("what counts watts needs the power of all that may stand there, and of nothing else", "[scenario][missing]") {
  const std::string power =
      R"("sites": {"hall": {"organisation": "lab", "power": {"grid": {"at": "2024-01-01", "add": "1 W"}}}})";
  const std::string room =
      R"("sites": {"hall": {"organisation": "lab", "room": {"main": {"at": "2024-01-01", "add": "1 W"}}}})";
  CHECK(missing_in("{}", power) ==
        Problems{"/products/gpu: 'power' is missing: the power of 'hall' counts the watts of what stands there"});
  CHECK(missing_in("{}", room) ==
        Problems{"/products/gpu: 'power' is missing: the room of 'hall' counts the watts of what stands there"});
  CHECK(missing_in(R"({"power": "1 kW"})", power).empty());
  CHECK(missing_in(R"({"power": "0 W"})", power).empty());
  CHECK(missing_in(R"({"power": "1 kW", "substitutes": [{"product": "switch"}]})", power).size() == 1);
  CHECK(missing_in("{}",
                   R"("sites": {"hall": {"organisation": "lab", "room": {"main": {"at": "2024-01-01", "add": 8}}}})")
            .empty());
}

TEST_CASE("a milestone in compute needs the compute of all that its owner may hold", "[scenario][missing]") {
  const std::string milestone = R"("milestones": {"m": {"organisation": "lab", "compute": "1 PFLOP/s"}})";
  CHECK(missing_in("{}", milestone) ==
        Problems{"/products/gpu: 'compute' is missing: milestone 'm' counts the compute of what is online"});
  CHECK(missing_in(R"({"compute": "900 TFLOP/s"})", milestone).empty());
  CHECK(missing_in("{}", R"("milestones": {"m": {"organisation": "lab", "online": 8}})").empty());
}

TEST_CASE("shares of the price need a price, and bids that are not said", "[scenario][missing]") {
  const auto order = [](const std::string& terms) { return R"("defaults": {"orders": {)" + terms + "}}"; };
  const std::string is_missing = "/products/gpu: 'price' is missing: ";
  CHECK(missing_in("{}", order(R"("deposit": 0.1)")) == Problems{is_missing + "a 'deposit' is a share of it"});
  CHECK(missing_in("{}", order(R"("cancel_fee": 0.1)")) == Problems{is_missing + "a 'cancel_fee' is a share of it"});
  CHECK(missing_in("{}", order(R"("cancel_fee": "100 USD")")).empty());
  CHECK(missing_in(R"({"price": "9 USD"})", order(R"("cancel_fee": 0.1)")).empty());
  CHECK(missing_in(R"({"price_decay": 0.3})", R"("groups": {})") ==
        Problems{is_missing + "'price_decay' is a share of it"});
  CHECK(missing_in("{}", R"("defaults": {"organisations": {"cost_of_capital": 0.1}})") ==
        Problems{is_missing + "'cost_of_capital' of 'lab' is a share of it"});
  const std::string auction = R"("defaults": {"suppliers": {"allocation": {"rules": {"order": "auction"}}}})";
  CHECK(missing_in("{}", auction) ==
        Problems{is_missing + "it is what orders bid that say no 'bid', in the auction of 'maker'"});
  CHECK(missing_in(R"({"price": "9 USD"})", auction).empty());
}

}  // namespace supply_side_test
