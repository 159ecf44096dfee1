#include "market.hpp"

#include <allot/answers.hpp>
#include <allot/compared_files.hpp>
#include <memory>
#include <sstream>

namespace {

constexpr const char* market = R"({
  "allot": 1, "start": "2024-01-01", "end": "2024-02-01",
  "products": {"gpu": {}},
  "organisations": {"north": {}, "south": {}},
  "suppliers": {"maker": {"stock": {"gpu": 90}}},
  "orders": {"n": {"organisation": "north", "supplier": "maker", "product": "gpu", "units": 200},
             "s": {"organisation": "south", "supplier": "maker", "product": "gpu", "units": 100}}
})";

}  // namespace

std::string shares_of_a_small_market() {
  const auto text = std::make_shared<allot::Text>(allot::Text{"market.json", market});
  allot::Sampling sampling;
  sampling.replications = 1;
  const allot::Results results = allot::run(allot::read_text(text, "."), sampling);
  std::ostringstream out;
  for (const char* buyer : {"north", "south"})
    out << buyer << " " << results.at("organisation." + std::string(buyer) + ".delivered_units").mean << "\n";
  try {
    results.at("organisation.north.delivered_unit");
  } catch (const allot::RequestError& error) {
    out << error.what() << "\n";
  }
  const allot::Answer answer = allot::answer_of(results);
  out << "metrics by " << answer.table("metrics")->columns[1].name << ", hash " << results.hash.substr(0, 7) << "\n";
  return out.str();
}
