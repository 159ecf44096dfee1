#include "allot/cash.hpp"

#include <cmath>
#include <map>
#include <string>

#include "allot/answers.hpp"
#include "allot/reports.hpp"
#include "allot/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/drafts.hpp"

namespace allot::cash_test {
namespace {

// A unit of one kilowatt, bought at the start; `patch` is merged over it.
Scenario market(const std::string& patch = "{}") {
  const std::string text = R"({"allot": 1, "start": "2023-01-01", "end": "2023-04-11", "money": {},
    "products": {"gpu": {"price": "4800 USD", "power": "1 kW", "rent": "2.50 USD"}}, "organisations": {"lab": {}},
    "sites": {"hall": {"organisation": "lab", "energy_price": "0.10 USD"}},
    "suppliers": {"maker": {"stock": {"gpu": 8}}},
    "orders": {"one": {"organisation": "lab", "supplier": "maker", "product": "gpu", "units": 1}},
    "variants": {"changed": )" + patch + "}}";
  const Loader load = [](const std::string& name) { return text_of("", name); };
  return check(edited({draft_of(text), load, ""}, "changed", {}));
}

CashFlows cash_of(const Scenario& scenario, const CashRequest& request = {}, const Sampling& sampling = {}) {
  return cash({{"", scenario}}, request, sampling);
}

/// The means of one line by period.
std::map<std::string, double> line_by_period(const CashFlow& flow, std::size_t line) {
  std::map<std::string, double> out;
  for (const CashInPeriod& it : flow.periods) out[it.period] = it.lines.at(line).mean;
  return out;
}

constexpr std::size_t delivery = 3, energy = 6, decisions = 9;

const std::string late_bill = R"({"orders": {"one": {"payments": {"delivery": {"share": 1, "net": "120d"}}}}})";

}  // namespace

TEST_CASE("energy is paid by the part of each calendar month, in a leap year too", "[experiment][cash]") {
  const Scenario scenario = market(R"({"start": "2024-01-15", "end": "2024-03-10"})");
  const auto paid = line_by_period(cash_of(scenario).flows.front(), energy);
  REQUIRE(paid.size() == 3);
  CHECK(paid.at("2024-01") == Approx(-17 * 2.4));
  CHECK(paid.at("2024-02") == Approx(-29 * 2.4));
  CHECK(paid.at("2024-03") == Approx(-9 * 2.4));
}

TEST_CASE("quarters and years are sums of their months", "[experiment][cash]") {
  const auto by = [](CashPeriod period) {
    return line_by_period(cash_of(market(R"({"end": "2024-02-01"})"), {.by = period}).flows.front(), energy);
  };
  CHECK(by(CashPeriod::quarter).at("2023-Q1") == Approx(-90 * 2.4));
  CHECK(by(CashPeriod::quarter).at("2024-Q1") == Approx(-31 * 2.4));
  CHECK(by(CashPeriod::year).at("2023") == Approx(-365 * 2.4));
}

TEST_CASE("a bill that is due after the end stands in its month, and months without any do not", "[experiment][cash]") {
  const CashFlow flow = cash_of(market(late_bill)).flows.front();
  const auto paid = line_by_period(flow, delivery);
  CHECK(flow.periods.back().period == "2023-05");  // 120 days from the first of January
  CHECK(paid.at("2023-05") == -4800);
  CHECK(flow.periods.back().so_far.mean == Approx(-4800 - 100 * 2.4));
  CHECK(flow.lowest.mean == Approx(-4800 - 100 * 2.4));
  CHECK(cash_of(market()).flows.front().periods.back().period == "2023-04");
}

TEST_CASE("a unit of 4,800 that runs for 2,400 hours at 0.10 of energy breaks even at 2.10 an hour",
          "[experiment][cash]") {
  const CashAlternative found = cash_of(market(), {.against_rent = true}).alternatives.front();
  CHECK(found.rent == Approx(2.1));
  CHECK(found.share == Approx(2.1 / 2.5));
  CHECK(found.npv.mean == Approx(-2400 * 2.5));
  CHECK(found.difference.mean == Approx(2400 * 0.4));
}

TEST_CASE("what a unit is worth at the end makes it cheaper than rent", "[experiment][cash]") {
  const Scenario scenario = market(R"({"products": {"gpu": {"depreciation": {"life": "1000d"}}}})");
  CHECK(cash_of(scenario, {.against_rent = true}).alternatives.front().rent == Approx((480 + 240) / 2400.0));
}

TEST_CASE("at the rent that breaks even both ways are worth the same, whatever money costs", "[experiment][cash]") {
  const std::string dear = R"({"money": {"discount_rate": 0.3}, "products": {"gpu": {"rent": ")";
  const double rent = cash_of(market(dear + "2.50 USD\"}}}"), {.against_rent = true}).alternatives.front().rent;
  const Scenario even = market(dear + std::to_string(rent) + " USD\"}}}");
  CHECK(cash_of(even, {.against_rent = true}).alternatives.front().difference.mean == Approx(0).margin(0.01));
}

TEST_CASE("who needs half of the hours need not rent the others", "[experiment][cash]") {
  const CashFlows found = cash_of(market(R"({"products": {"gpu": {"utilisation": 0.5}}})"), {.against_rent = true});
  REQUIRE(found.alternatives.size() == 2);
  CHECK(found.alternatives[0].difference.mean == Approx(6000 - 5040));
  const CashAlternative& needed = found.alternatives[1];
  CHECK(needed.against == "rent_needed");
  CHECK(needed.needed == Approx(0.5));
  CHECK(needed.difference.mean == Approx(3000 - 5040));
  CHECK(answer_of(found).statements.at(2).text ==
        "lab: the scenario needs 50% of the hours. Buying is worth 2,040 USD less than renting those alone, at present value.");
  CHECK(cash_of(market(), {.against_rent = true}).alternatives.size() == 1);  // all are needed
}

TEST_CASE("what decisions cost is in its payer's cash, and what nobody pays is named", "[experiment][cash]") {
  const Scenario scenario = market(R"({"costs": {"study": "500 USD"}, "interventions": {
      "spot": {"at": "2023-02-05", "supply": {"supplier": "maker", "product": "gpu", "add": 2},
               "cost": {"once": "100 USD", "per_unit": "10 USD"}, "paid_by": "lab"},
      "gift": {"at": "2023-02-05", "supply": {"supplier": "maker", "product": "gpu", "add": 1}, "cost": {"once": "7 USD"}}}})");
  const CashFlows found = cash_of(scenario);
  const auto paid = line_by_period(found.flows.front(), decisions);
  CHECK(paid.at("2023-01") == 0);
  CHECK(paid.at("2023-02") == -120);
  REQUIRE(found.unpaid.size() == 1);
  CHECK(found.unpaid.front().cost.mean == 507);
  CHECK(answer_of(found).statements.back().text ==
        "Without 507 USD of decision costs that nobody is said to pay.");
  CHECK(cash_of(market()).unpaid.empty());
}

TEST_CASE("who has no money in any way is left out", "[experiment][cash]") {
  const Scenario idle = market(R"({"organisations": {"idle": {}}})");
  const CashFlows found = cash_of(idle);
  REQUIRE(found.flows.size() == 1);
  CHECK(found.flows.front().organisation == "lab");
  CHECK(cash_of(idle, {.organisation = "idle"}).flows.size() == 1);  // but answered if asked for
}

TEST_CASE("what units are worth at the end stands below the cash flow", "[experiment][cash]") {
  const std::string kept = R"({"products": {"gpu": {"depreciation": {"life": "1000d"}}}})";
  CHECK(render(cash_of(market(kept)), Format::table).find("worth at the end") != std::string::npos);
  CHECK(render(cash_of(market()), Format::table).find("worth at the end") == std::string::npos);
}

TEST_CASE("what ran at the start is rented in neither way", "[experiment][cash]") {
  const Scenario scenario = market(R"({"sites": {"hall": {"online": {"gpu": 5}}}})");
  CHECK(cash_of(scenario, {.against_rent = true}).alternatives.front().rent == Approx(2.1));
}

TEST_CASE("a way that costs less is worth more by the difference", "[experiment][cash]") {
  const Scenario cheap = market(R"({"products": {"gpu": {"price": "4000 USD"}}})");
  const CashAlternative found = cash({{"", market()}, {"cheap", cheap}}, {}, {}).alternatives.front();
  CHECK(found.against == "cheap");
  CHECK(found.difference.mean == Approx(-800));
  CHECK(std::isnan(found.rent));
}

TEST_CASE("all together are the sum of each", "[experiment][cash]") {
  const Scenario scenario = market(R"({"organisations": {"other": {}},
      "orders": {"two": {"organisation": "other", "supplier": "maker", "product": "gpu", "units": 2}}})");
  const CashFlows found = cash_of(scenario);
  REQUIRE(found.flows.size() == 3);
  CHECK(found.flows[2].organisation.empty());
  CHECK(found.flows[2].npv.mean == Approx(found.flows[0].npv.mean + found.flows[1].npv.mean));
  CHECK(cash_of(scenario, {.organisation = "other"}).flows.size() == 1);
}

TEST_CASE("the cash flow and the metrics of a run say the same", "[experiment][cash]") {
  const Scenario scenario = market(late_bill);
  const CashFlow flow = cash_of(scenario).flows.front();
  const Results results = run(scenario, {});
  CHECK(results.at("organisation.lab.npv").mean == Approx(flow.npv.mean));
  CHECK(results.at("organisation.lab.cash_flow").mean == Approx(flow.periods.back().so_far.mean));
  CHECK(results.at("system.purchases_paid").mean == 4800);
}

TEST_CASE("cash gives the same bytes on 1 and 4 threads, where rates and prices are drawn", "[experiment][cash]") {
  const Scenario scenario = market(R"({"money": {"discount_rate": {"uniform": {"min": 0.05, "max": 0.15}}},
      "sites": {"hall": {"load": {"uniform": {"min": 0.5, "max": 1}}}},
      "suppliers": {"maker": {"routes": {"default": [{"stage": "sea", "delay": {"exponential": {"mean": "20d"}}}]}}}})");
  Sampling one, four;
  one.replications = four.replications = 50;
  four.threads = 4;
  const CashRequest request{.against_rent = true};
  CHECK(render(cash_of(scenario, request, one), Format::tidy) == render(cash_of(scenario, request, four), Format::tidy));
  CHECK(cash_of(scenario, request, one).flows.front().npv.ci95);
}

TEST_CASE("cash is asked of a scenario that has money, and of who is there", "[experiment][cash]") {
  const auto refused = [](const Scenario& scenario, const CashRequest& request) -> std::string {
    try {
      cash_of(scenario, request);
    } catch (const RequestError& error) {
      return error.what();
    }
    return "";
  };
  CHECK(refused(market(R"({"money": null})"), {}).starts_with("the scenario has no 'money'"));
  CHECK(refused(market(), {.organisation = "lba"}) == "unknown organisation 'lba'; did you mean 'lab'?");
  CHECK(refused(market(R"({"products": {"gpu": {"rent": null}}})"), {.against_rent = true})
            .starts_with("no product says what an hour of it could be rented at"));
}

}  // namespace allot::cash_test
