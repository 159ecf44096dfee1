#include <allot/experiment.hpp>
#include <allot/scenario_io.hpp>
#include <iostream>
#include <memory>

/// Two buyers, 90 units, 200 and 100 wanted: says what each gets.
int main() {
  const auto text = std::make_shared<allot::Text>(allot::Text{"market.json", R"({
    "allot": 1, "start": "2024-01-01", "end": "2024-02-01",
    "products": {"gpu": {}},
    "organisations": {"north": {}, "south": {}},
    "suppliers": {"maker": {"stock": {"gpu": 90}}},
    "orders": {"n": {"organisation": "north", "supplier": "maker", "product": "gpu", "units": 200},
               "s": {"organisation": "south", "supplier": "maker", "product": "gpu", "units": 100}}
  })"});
  try {
    allot::Sampling sampling;
    sampling.replications = 1;
    const allot::Results results = allot::run(allot::check(allot::read_text(text, ".")), sampling);
    for (std::size_t i = 0; i < results.columns.size(); ++i)
      if (results.columns[i].kind == allot::EntityKind::organisation && results.columns[i].metric == "delivered_units")
        std::cout << results.columns[i].entity << " " << results.estimates[i].mean << "\n";
  } catch (const allot::InputError& error) {
    std::cerr << allot::describe(error);
    return 1;
  }
}
