#include <algorithm>

#include "allot/explanation.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace allot::experiment::kit_waits_test {
namespace {

// 50 GPUs are there from the first day on, their 50 cards come on the tenth: 9 days. Another 20 GPUs of the stock go to b.
constexpr const char* waiting = R"({"allot": 1, "start": "2024-01-01", "end": "2024-01-22",
  "products": {"gpu": {}, "nic": {}}, "organisations": {"a": {}, "b": {}},
  "suppliers": {"maker": {"stock": {"gpu": 70}, "supply": {"cards": {"product": "nic", "at": "2024-01-10", "units": 50}}}},
  "orders": {
    "gpus": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 50, "due": "2024-01-01", "kit": "k"},
    "cards": {"organisation": "a", "supplier": "maker", "product": "nic", "units": 50, "due": "2024-01-01", "kit": "k"},
    "other": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 20, "due": "2024-01-01"}}})";

const Explanation& order(const Explanations& all, const std::string& id) {
  return *std::find_if(all.orders.begin(), all.orders.end(), [&](const Explanation& it) { return it.id == id; });
}

double part_of(const Explanation& it, const std::string& name) {
  for (const auto& [part, days] : it.parts)
    if (part == name) return days;
  return -1;
}

}  // namespace

TEST_CASE("days in which a kit waits for another product are a part of their own", "[experiment][kits]") {
  const Explanations all = explain(trade::scenario("", waiting), {"gpus", "cards", "other"}, trade::sampling(1));
  CHECK(order(all, "gpus").unit_days_late == 450);
  CHECK(part_of(order(all, "gpus"), "kit") == 450);
  CHECK(part_of(order(all, "gpus"), "passed_over") == 0);
  CHECK(order(all, "cards").unit_days_late == 450);
  CHECK(part_of(order(all, "cards"), "kit") == 0);
  CHECK(part_of(order(all, "cards"), "slack") == 450);
  CHECK(order(all, "other").unit_days_late == 0);
}

TEST_CASE("what would have met the date of a kit's line is that it were none", "[experiment][kits]") {
  const Scenario scenario = trade::scenario("", waiting);
  Explanations all = explain(scenario, {"gpus"}, trade::sampling(1));
  find_remedies(all, scenario, {"gpus"}, trade::sampling(1));
  REQUIRE(order(all, "gpus").remedies);
  const auto& tried = order(all, "gpus").remedies->tried;
  CHECK(std::any_of(tried.begin(), tried.end(), [](const auto& it) { return it.pointer == "/orders/gpus/kit"; }));
}

}  // namespace allot::experiment::kit_waits_test
