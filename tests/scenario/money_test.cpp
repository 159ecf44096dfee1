#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

/// What a scenario may not say of money, and what of it has no effect.
namespace allot::money_test {
namespace {

ScenarioFile file_with(const std::string& patch, const std::string& csv = "date,value\n2024-01-01,2.5\n") {
  const std::string market = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01",
    "products": {"gpu": {"price": "1000 USD", "power": "1 kW"}}, "organisations": {"lab": {}},
    "sites": {"hall": {"organisation": "lab"}}, "suppliers": {"maker": {"stock": {"gpu": 8}}},
    "orders": {"one": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 8}},
    "variants": {"changed": )";
  const Loader load = [csv](const std::string& name) { return text_of(csv, name); };
  return edited({draft_of(market + patch + "}}"), load, ""}, "changed", {});
}

std::string faults(const std::string& patch, const std::string& csv = "date,value\n2024-01-01,2.5\n") {
  std::string out;
  try {
    check(file_with(patch, csv));
  } catch (const InputError& error) {
    for (const Problem& it : error.problems())
      out += (out.empty() ? "" : "; ") + it.pointer + ": " + it.message + (it.hint.empty() ? "" : " (" + it.hint + ")");
  }
  return out;
}

// With the place in the file that each is said of.
std::string faults_in_file(const std::string& csv, const std::string& more = "") {
  try {
    check(file_with(R"({"money": {"currency": "USD"}, "price_curves": {"c": {"csv": "c.csv")" + more + "}}}", csv));
  } catch (const InputError& error) {
    return describe(error);
  }
  return "";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("shares of a price that are not the whole of it are refused", "[scenario][money]") {
  CHECK(faults(R"({"orders": {"one": {"payments": {"order": 0.2, "delivery": {"share": 0.7, "net": "30d"}}}}})") ==
        "/orders/one/payments: the shares sum to 0.9: they have to sum to 1, the whole price");
  CHECK(faults(R"({"orders": {"one": {"payments": {"order": 0.1, "award": 0.2, "delivery": 0.7}}}})").empty());
  CHECK(faults(R"({"orders": {"one": {"payments": {"orders": 1}}}})") ==
        "/orders/one/payments/orders: unknown key 'orders' (did you mean 'order'?)");
}

TEST_CASE("money of a currency without a rate is refused, with what to say", "[scenario][money]") {
  CHECK(has(faults(R"({"organisations": {"lab": {"delay_cost": "5 EUR"}}})"),
            R"(say what one EUR comes to: "money": {"currency": "USD", "rates": {"EUR": ...}})"));
  CHECK(faults(R"({"organisations": {"lab": {"delay_cost": "5 EUR"}}, "money": {"currency": "USD", "rates": {"EUR": 1.1}}})")
            .empty());
}

TEST_CASE("rates lead to one currency, which has none, and are above nothing", "[scenario][money]") {
  CHECK(faults(R"({"money": {"rates": {"EUR": 1.1}}})") == "/money/rates: 'rates' need a 'currency' that they lead to");
  CHECK(has(faults(R"({"money": {"currency": "USD", "rates": {"USD": 1}}})"), "it has no rate"));
  CHECK(has(faults(R"({"money": {"currency": "USD", "rates": {"euro": 1}}})"), "'euro' is no currency"));
  CHECK(has(faults(R"({"money": {"currency": "USD", "rates": {"EUR": 0}}})"), "greater than 0"));
  CHECK(has(faults(R"({"money": {"currency": "USD", "rates": {"EUR": [["2024-02-01", 1], ["2024-01-01", 1]]}}})"),
            "/money/rates/EUR/1: dates have to rise"));
  CHECK(has(faults(R"({"money": {"currency": "usd"}})"), "three capital letters"));
}

TEST_CASE("nobody discounts by all of it or more", "[scenario][money]") {
  CHECK(has(faults(R"({"money": {"discount_rate": -1}})"), "/money/discount_rate: expected a value greater than -1"));
  CHECK(faults(R"({"money": {"discount_rate": -0.5}})").empty());
}

TEST_CASE("a price names a curve that there is, or is money", "[scenario][money]") {
  const std::string curve = R"("price_curves": {"h100-hour": {"points": [["2024-01-01", "2 USD"]]}})";
  CHECK(faults(R"({"products": {"gpu": {"revenue": "h100-hours"}}, )" + curve + "}") ==
        "/products/gpu/revenue: unknown price curve 'h100-hours' (did you mean 'h100-hour'?)");
  CHECK(has(faults(R"({"products": {"gpu": {"revenue": 2.5}}})"), "/products/gpu/revenue: expected"));
}

TEST_CASE("a curve has points or a file, and its dates rise", "[scenario][money]") {
  CHECK(faults(R"({"price_curves": {"c": {}}})") == "/price_curves/c: says neither 'points' nor 'csv'");
  CHECK(faults(R"({"price_curves": {"c": {"csv": "c.csv", "points": [["2024-01-01", "2 USD"]]}}})") ==
        "/price_curves/c: says both 'points' and 'csv': a curve has one of them");
  CHECK(faults(R"({"price_curves": {"c": {"points": [["2024-02-01", "2 USD"], ["2024-01-01", "1 USD"]]}}})") ==
        "/price_curves/c/points/1: dates have to rise");
  CHECK(has(faults(R"({"price_curves": {"c": {"points": [["2024-02-01", "-2 USD"]]}}})"), "at least 0"));
}

TEST_CASE("gaps of a curve in a file are errors at their line and column", "[scenario][money]") {
  const std::string blank = faults_in_file("date,value\n2024-01-01,2\n2024-02-01,\n");
  CHECK(has(blank, "c.csv:3:12: error: a blank cell: a price curve has no gaps"));
  CHECK(has(faults_in_file("date,value\n2024-01-01,2\n2024-01-01,3\n"), "c.csv:3:1: error: another row has this date"));
  CHECK(has(faults_in_file("date,value\n2024-03-01,2\n2024-01-01,3\n"), "c.csv:3:1: error: dates have to rise"));
  CHECK(has(faults_in_file("date,value\nMarch,2\n"), "c.csv:2:1: error: expected a date"));
  CHECK(has(faults_in_file("date,value\n2024-01-01,two\n"), "c.csv:2:12: error: expected a number, or money"));
  CHECK(has(faults_in_file("date,value\n2024-01-01,-2\n"), "expected a price of at least 0"));
  CHECK(has(faults_in_file("date,value\n2024-01-01,2 EUR\n"), "money in EUR, which the scenario cannot count"));
  CHECK(has(faults_in_file("date,value\n"), "column 'value' has no values"));
  CHECK(has(faults_in_file("date,value\n2024-01-01,2\n", R"(, "value": "valeu")"), "did you mean 'value'?"));
}

TEST_CASE("a curve in a file is read by its columns, in its currency", "[scenario][money]") {
  const std::string patch = R"({"money": {"currency": "USD", "rates": {"EUR": [["2024-01-01", 1.0], ["2024-01-11", 1.1]]}},
      "price_curves": {"c": {"csv": "c.csv", "date": "day", "value": "eur", "currency": "EUR"}}})";
  const Scenario scenario = check(file_with(patch, "day,other,eur\n2024-01-01,x,2\n2024-01-11,x,2\n"));
  const std::vector<PricePoint>& points = scenario.price_curves.at(0).points;
  REQUIRE(points.size() == 2);
  CHECK(points[0].money == 2.0);
  CHECK(points[1].money == Approx(2.2));
}

TEST_CASE("what counts by a price or a power wants it", "[scenario][money]") {
  CHECK(has(faults(R"({"products": {"gpu": {"price": null}}, "orders": {"one": {"payments": {"order": 1}}}})"),
            "/products/gpu: 'price' is missing: 'payments' are shares of it"));
  CHECK(has(faults(R"({"products": {"gpu": {"power": null}}, "sites": {"hall": {"energy_price": "0.1 USD"}}})"),
            "/products/gpu: 'power' is missing: the 'energy_price' of 'hall' counts by it"));
  CHECK(has(faults(R"({"products": {"gpu": {"depreciation": {"residual": 0.1}}}})"), "says neither 'life' nor 'value'"));
}

TEST_CASE("what is said of money without a 'money', and a curve that ends early, is remarked on", "[scenario][money]") {
  const auto said = [](const std::string& patch) {
    const ScenarioFile file = file_with(patch);
    const std::vector<Effects> all = {effects(file, check(file))};
    std::string out;
    for (const Problem& it : remarks(all)) out += it.pointer + ": " + it.message + "\n";
    return out;
  };
  CHECK(said(R"({"products": {"gpu": {"revenue": "2 USD"}}})") ==
        "/products/gpu/revenue: has no effect: nothing is reckoned in money by date: there is no 'money'\n");
  CHECK(said(R"({"products": {"gpu": {"revenue": "2 USD"}}, "money": {}})").empty());
  CHECK(has(said(R"({"money": {}, "price_curves": {"c": {"points": [["2023-01-01", "2 USD"], ["2024-02-01", "3 USD"]]}},
                     "products": {"gpu": {"revenue": "c"}}})"),
            "/price_curves/c: its last price is of 2024-02-01: it counts level from then on"));
  const std::string leased = R"("orders": {"one": {"term": "30d"}})";
  CHECK(has(said("{\"money\": {}, " + leased + "}"),
            "/orders/one/term: the product's whole price is paid for units that come back"));
  CHECK(!has(said("{" + leased + "}"), "whole price"));
  CHECK(has(said(R"({"money": {}, "price_curves": {"c": {"points": [["2024-01-01", "2 USD"]]}}})"),
            "/price_curves/c: has no effect: no product and no site names it"));
}

}  // namespace allot::money_test
