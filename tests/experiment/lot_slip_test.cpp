#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace lot_slip_test {

using namespace allot;

namespace {

Explanation explained(const std::string& supplier, const std::string& orders, const std::string& id) {
  const std::string text = R"({"allot": 1, "start": "2024-01-01", "end": "2024-03-01", "products": {"gpu": {}},
    "organisations": {"a": {}, "b": {}}, "suppliers": {"maker": {)" +
                           supplier + R"(, "routes": {"default": [{"stage": "road", "delay": "4d"}]},
      "allocation": {"levels": ["order"], "rules": {"order": "fifo"}}}},
    "defaults": {"orders": {"supplier": "maker", "product": "gpu", "units": 10}}, "orders": )" +
                           orders + "}";
  return explain(trade::scenario("", text), {id}, trade::sampling(1)).orders.at(0);
}

double part(const Explanation& it, const std::string& name) {
  for (const auto& [key, value] : it.parts)
    if (key == name) return value;
  FAIL("no part " << name);
  return 0;
}

double all_parts(const Explanation& it) {
  double sum = 0;
  for (const auto& [key, value] : it.parts) sum += value;
  return sum;
}

const std::string lot_of_day_five =
    R"("supply": {"lot": {"product": "gpu", "at": "2024-01-06", "units": 10, "slip": "3d"}})";

}  // namespace

// Planned for day 5 and four days on the road, it would have been there on day 9, two days after its due; it came three
// days later.
TEST_CASE("a lot that comes late makes whom it serves late, pegged to it or not", "[explain]") {
  for (const char* peg : {"", R"(, "pegged": "lot")"}) {
    const Explanation it =
        explained(lot_of_day_five, R"({"o": {"organisation": "a", "due": "2024-01-08")" + std::string(peg) + "}}", "o");
    CHECK(part(it, "slack") == 20);
    CHECK(part(it, "lot_slip") == 30);
    CHECK(part(it, "supply") == 0);
    CHECK(it.unit_days_late == 50);
    CHECK(all_parts(it) == 50);
  }
}

// Ten from stock are there on day 4; the next ten are the lot's.
TEST_CASE("stock serves first in, first out, and what was there from the start is of no lot", "[explain]") {
  const std::string supplier = R"("stock": {"gpu": 10}, )" + lot_of_day_five;
  const std::string orders = R"({"o": {"organisation": "a", "due": "2024-01-08"},
    "p": {"organisation": "b", "due": "2024-01-08"}})";
  const Explanation first = explained(supplier, orders, "o"), second = explained(supplier, orders, "p");
  CHECK(part(first, "slack") == -30);
  CHECK(part(first, "lot_slip") == 0);
  CHECK(part(second, "slack") == 20);
  CHECK(part(second, "lot_slip") == 30);
}

// The lot is in stock since day 8 and is asked for on day 20.
TEST_CASE("a lot that was late and lay in stock made nobody late", "[explain]") {
  const Explanation it =
      explained(lot_of_day_five, R"({"o": {"organisation": "a", "placed": "2024-01-21", "due": "2024-01-25"}})", "o");
  CHECK(part(it, "lot_slip") == 0);
  CHECK(part(it, "slack") == 0);
  CHECK(it.unit_days_late == 0);
}

// Planned for day 15, two days late, four days on the road, due on day 11. With ten days taken off it is planned for day
// 5 and would be there two days before its due, which its slip takes.
TEST_CASE("a lot that a decision moves is late against the day for which it is planned then", "[explain]") {
  const std::string supplier =
      R"("supply": {"lot": {"product": "gpu", "at": "2024-01-16", "units": 10, "slip": "2d"}})";
  const auto moved = [&](const std::string& on, const std::string& by) {
    return explained(supplier,
                     R"({"o": {"organisation": "a", "due": "2024-01-12"}}, "interventions": {"move":
      {"at": ")" + on + R"(", "supply": {"supplier": "maker", "by": ")" +
                         by + "\"}}}",
                     "o");
  };
  const Explanation earlier = moved("2024-01-02", "-10d"), later = moved("2024-01-02", "1d");
  CHECK(part(earlier, "slack") == -20);
  CHECK(part(earlier, "lot_slip") == 20);
  CHECK(earlier.unit_days_late == 0);
  CHECK(part(later, "slack") == 90);  // 16 + 4 - 11
  CHECK(part(later, "lot_slip") == 20);
  CHECK(later.unit_days_late == 110);
  // Decided on day 9, it comes that very day, and is planned for it.
  const Explanation at_once = moved("2024-01-10", "-10d");
  CHECK(part(at_once, "slack") == 20);  // 9 + 4 - 11
  CHECK(part(at_once, "lot_slip") == 0);
  CHECK(at_once.unit_days_late == 20);
}

}  // namespace lot_slip_test
