#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "allot/scenario_io.hpp"
#include "engine/layout.hpp"
#include "engine/simulate.hpp"
#include "model/compile.hpp"
#include "statistics/estimate.hpp"

/// Queues of the textbooks as scenarios: a stream of single units, and stages with or without servers. Times
/// in days.
namespace allot::theory {

inline constexpr std::uint64_t seed = 7;

inline model::Model compiled(const std::string& scenario) {
  return model::compile(check(read_text(std::make_shared<Text>(Text{"queue.json", scenario}), ".")));
}

inline std::string days(double number) { return "\"" + std::to_string(std::llround(number * 86400)) + "s\""; }
inline std::string exponential(double mean) { return R"({"exponential": {"mean": )" + days(mean) + "}}"; }

inline std::string station(const std::string& service, int servers) {
  return R"({"stage": "s)" + std::to_string(service.size()) + R"(", "servers": )" + std::to_string(servers) +
         R"(, "delay": )" + service + "}";
}

/// Single units, one at a time, through these stages.
inline std::string queue(const std::string& gaps, const std::string& stages, const std::string& end) {
  return R"({"allot": 1, "name": "queue", "start": "2000-01-01", "end": ")" + end + R"(",
    "products": {"u": {"lot": 1}}, "organisations": {"a": {}},
    "suppliers": {"s": {"stock": {"u": 100000000}, "allocation": {"levels": ["order"], "rules": {"order": "fifo"}},
                        "routes": {"default": [)" +
         stages + R"(]}}},
    "streams": [{"organisation": "a", "supplier": "s", "product": "u", "every": )" +
         gaps + R"(, "units": 1}]})";
}

/// Days from order to delivery, of the orders number `first` to `last` of one replication, in order of their
/// placing.
inline std::vector<double> stays(const model::Model& model, std::uint64_t replication, std::size_t first,
                                 std::size_t last) {
  const engine::Observations seen = engine::simulate(model, seed, replication, {});
  std::vector<std::pair<Time, double>> all;
  for (const engine::DeliveryRecord& it : seen.deliveries) {
    const Time placed =
        seen.orders[static_cast<std::size_t>(seen.promises[static_cast<std::size_t>(it.promise)].order)].placed;
    all.emplace_back(placed, static_cast<double>(it.at - placed) / day);
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<double> out;
  for (std::size_t i = first; i < std::min(last, all.size()); ++i) out.push_back(all[i].second);
  return out;
}

inline double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// The p-quantile, of type 1.
inline double quantile_of(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

/// What replications say of a number: their mean, and four standard errors either side, which a right answer
/// leaves once in sixteen thousand.
struct Found {
  double mean = 0, low = 0, high = 0;

  bool holds(double exact) const { return low <= exact && exact <= high; }
  /// Whether the interval could tell an answer that is wrong by so large a part.
  bool is_sharp(double exact, double part) const { return high - low <= 2 * part * std::abs(exact); }
};

inline Found found(const std::vector<double>& by_replication) {
  const Estimate it = estimate(by_replication);
  const double half = 4 * it.sd / std::sqrt(static_cast<double>(it.count));
  return {it.mean, it.mean - half, it.mean + half};
}

template <class Measure>
Found measured(std::size_t replications, const Measure& measure) {
  std::vector<double> values;
  for (std::size_t r = 0; r < replications; ++r) values.push_back(measure(r));
  return found(values);
}

}  // namespace allot::theory
