#include "explain_side.hpp"

#include <fmt/format.h>

#include <memory>

#include "allot/experiment.hpp"
#include "allot/explanation.hpp"
#include "allot/scenario_io.hpp"

namespace allot::bench {
namespace {

constexpr int orders = 5000, organisations = 40;

std::string book() {
  std::string owners, lines;
  for (int i = 0; i < organisations; ++i) owners += fmt::format(R"({}"c{}": {{}})", i == 0 ? "" : ", ", i);
  for (int i = 0; i < orders; ++i)
    lines += fmt::format(R"({}"o{}": {{"organisation": "c{}", "units": {}}})", i == 0 ? "" : ", ", i,
                         i * 7 % organisations, 8 * (1 + i * i % 5));
  return R"({"allot": 1, "name": "book", "start": "2024-01-01", "end": "2024-12-30", "products": {"gpu": {"lot": 8}},)"
         R"("organisations": {)" +
         owners +
         R"(}, "suppliers": {"s": {"supply": {"plan": {"product": "gpu", "from": "2024-01-01", "until": "2024-09-30",)"
         R"("every": "1w", "rate": "3200/w", "slip": {"lognormal": {"mean": "5d", "cv": 1}}}},)"
         R"("allocation": {"every": "1w", "levels": ["organisation", "order"],)"
         R"("rules": {"organisation": "fair_share", "order": "fifo"}},)"
         R"("routes": {"default": [{"stage": "transport", "delay": {"lognormal": {"mean": "8d", "cv": 0.5}}}]}}},)"
         R"("defaults": {"orders": {"supplier": "s", "product": "gpu", "due": "2024-05-01"}}, "orders": {)" +
         lines + "}}";
}

std::shared_ptr<const Scenario> scenario() {
  return std::make_shared<const Scenario>(check(read_text(std::make_shared<const Text>(Text{"book", book()}), ".")));
}

Sampling ten(std::uint64_t seed) {
  Sampling out;
  out.replications = 10;
  out.seed = seed;
  out.with_orders = false;
  return out;
}

}  // namespace

Replicate book_run() {
  return [it = scenario()](std::uint64_t number) {
    return std::vector<double>{static_cast<double>(run(*it, ten(number)).replications)};
  };
}

Replicate book_explained() {
  return [it = scenario()](std::uint64_t number) {
    return std::vector<double>{static_cast<double>(explain(*it, {"o4000"}, ten(number)).replications)};
  };
}

}  // namespace allot::bench
