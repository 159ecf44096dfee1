#include "allot/explanation.hpp"
#include "experiment/trade.hpp"
#include "support/catch.hpp"

namespace frozen_test {

using namespace allot;

namespace {

constexpr const char* market = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-01-31",
  "products": {"gpu": {}},
  "organisations": {"a": {"region": "east"}, "b": {}},
  "suppliers": {"maker": {"supply": {"lot": {"product": "gpu", "at": "2024-01-10", "units": 60}}, "allocation": {"levels": ["order"]},
                          "routes": {"default": [{"stage": "truck", "delay": "2d"}]}}},
  "orders": {"a-1": {"organisation": "a", "supplier": "maker", "product": "gpu", "units": 10, "due": "2024-01-12"},
             "b-1": {"organisation": "b", "supplier": "maker", "product": "gpu", "units": 50}},
  "interventions": {"border": {"at": "2024-01-05", "embargo": {"region": "east", "until": "2024-01-15"}}},
  "variants": {"too-late": {"interventions": {"border": {"at": "2024-01-11", "embargo": {"region": "east", "in_transit": "return", "until": "2024-01-15"}}}}}
})";

double part_of_a(const std::string& variant, const std::string& name) {
  const Explanations all = explain(trade::scenario(variant, market), {}, trade::sampling(1));
  for (const Explanation& it : all.orders)
    if (it.id == "a-1")
      for (const auto& [part, days] : it.parts)
        if (part == name) return days;
  FAIL("a-1 has no part " + name);
  return 0;
}

}  // namespace

TEST_CASE("days under an embargo are told apart from days without supply", "[experiment][deeds]") {
  CHECK(part_of_a("", "slack") == -90);  // 10 x (1 + 2 - 12)
  CHECK(part_of_a("", "supply") == 40);  // 10 x 4, to the 5th
  CHECK(part_of_a("", "frozen") == 100);
  CHECK(part_of_a("", "stage.truck") == 0);
}

TEST_CASE("what an embargo turns back waits again as if it had never gone", "[experiment][deeds]") {
  CHECK(part_of_a("too-late", "supply") == 100);  // 10 x 10, the day on the road with them
  CHECK(part_of_a("too-late", "frozen") == 40);
  CHECK(part_of_a("too-late", "stage.truck") == 0);
}

}  // namespace frozen_test
