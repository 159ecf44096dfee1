// The models of the loops as scenarios; apart from the loops, which may be built for this machine alone.
#include "queue_loop.hpp"
#include "rationing_loop.hpp"

namespace allot::bench {
namespace {

std::string allocation_of(Sharing sharing) {
  if (sharing == Sharing::first_come_first_served) return R"("levels": ["order"], "rules": {"order": "fifo"})";
  const std::string rule = sharing == Sharing::proportional ? "proportional" : "equal_awards";
  return R"("levels": ["organisation", "order"], "rules": {"organisation": ")" + rule + R"(", "order": "fifo"})";
}

}  // namespace

std::string scenario_of(const Rationing& it) {
  std::string organisations, streams;
  for (std::uint32_t i = 0; i < it.organisations; ++i) {
    const std::string id = "o" + std::to_string(i), comma = i == 0 ? "" : ",";
    organisations += comma + "\"" + id + "\": {}";
    streams += comma + R"({"organisation": ")" + id +
               R"(", "supplier": "s", "product": "gpu", "every": {"exponential": {"mean": "14d"}},)"
               R"("units": {"uniform": {"min": 0.5, "max": 99.5}}, "due_after": "60d"})";
  }
  return R"({"allot": 1, "name": "rationing", "start": "2024-01-01", "end": "2025-12-29T12:00:01", "products": {"gpu": {"lot": 1}},)"
         R"("organisations": {)" +
         organisations +
         R"(}, "suppliers": {"s": {"supply": {"plan": {"product": "gpu", "from": "2024-01-08",)"
         R"("until": "2026-01-05", "every": "1w", "rate": ")" +
         std::to_string(it.lot()) + R"(/w"}}, "allocation": {"every": "1w", )" + allocation_of(it.sharing) +
         R"(}, "routes": {"default": [{"stage": "transport", "delay": {"lognormal": {"median": "30d", "sigma": 0.5}}}]}}},)"
         R"("streams": [)" +
         streams + "]}";
}

std::vector<std::string> rationing_numbers() {
  return {"system.delivered_units", "o0.delivered_units", "system.lead_time_days", "system.backlog_units"};
}

std::string queue_scenario() {
  return R"({"allot": 1, "name": "queue", "start": "2024-01-01", "end": "2024-08-18", "products": {"unit": {}},
    "organisations": {"customers": {}},
    "suppliers": {"station": {"stock": {"unit": 1000000},
      "allocation": {"on": "arrival", "levels": ["order"], "rules": {"order": "fifo"}},
      "routes": {"default": [{"stage": "server", "servers": 1, "delay": {"exponential": {"mean": "800s"}}}]}}},
    "streams": [{"organisation": "customers", "supplier": "station", "product": "unit",
      "every": {"exponential": {"mean": "1000s"}}, "units": 1}]})";
}

std::vector<std::string> queue_numbers() { return {"system.delivered_units", "system.lead_time_days"}; }

}  // namespace allot::bench
