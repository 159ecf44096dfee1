#pragma once

#include <string>

#include "allot/scenario_io.hpp"
#include "model/compile.hpp"

namespace allot {

/// A market that is short: organisations order at random, and a weekly lot is too small for them.
struct Shortage {
  int organisations = 6;
  int lot = 1;
  std::string allocation =
      R"("every": "1w", "levels": ["organisation", "order"], "rules": {"organisation": "proportional", "order": "fifo"})";
  std::string route = R"([{"stage": "transport", "delay": {"lognormal": {"median": "30d", "sigma": 0.5}}}])";
  std::string more;  ///< members of the scenario, each with a comma behind it
};

inline model::Model compiled(const Shortage& it) {
  std::string organisations, streams;
  for (int i = 0; i < it.organisations; ++i) {
    const std::string id = "o" + std::to_string(i), comma = i == 0 ? "" : ", ";
    organisations += comma + "\"" + id + "\": {}";
    streams += comma + R"({"organisation": ")" + id +
               R"(", "supplier": "s", "product": "gpu", "every": {"exponential": {"mean": "9d"}}, )" +
               R"("units": {"uniform": {"min": 0.5, "max": 99.5}}, "due_after": "60d"})";
  }
  const std::string text =
      R"({"allot": 1, "name": "shortage", "start": "2024-01-01", "end": "2025-01-01", )" + it.more +
      R"("products": {"gpu": {"lot": )" + std::to_string(it.lot) + R"(}}, "organisations": {)" + organisations +
      R"(}, "suppliers": {"s": {"supply": {"plan": {"product": "gpu", "from": "2024-01-08", "until": "2025-01-01", "every": "1w", "rate": ")" +
      std::to_string(30 * it.organisations) + R"(/w"}}, "allocation": {)" + it.allocation +
      R"(}, "routes": {"default": )" + it.route + R"(}}}, "streams": [)" + streams + "]}";
  return model::compile(check(read_text(std::make_shared<const Text>(Text{"shortage", text}), ".")));
}

}  // namespace allot
