#pragma once

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "chance.hpp"

namespace allot::bench {

constexpr std::int64_t day_seconds = 86400, week_seconds = 7 * day_seconds;

/// Seconds or a share; drawn by inversion.
struct Triangular {
  double min = 0, mode = 0, max = 0;
  double operator()(Generator& random) const {
    const double u = random.unit(), rise = (mode - min) / (max - min);
    return u < rise ? min + std::sqrt(u * (max - min) * (mode - min))
                    : max - std::sqrt((1 - u) * (max - min) * (max - mode));
  }
};

struct Lognormal {
  double median = 1, sigma = 0;
  double operator()(Generator& random, const Normal& normal) const { return median * std::exp(sigma * normal(random)); }
};

/// What a loop takes from the file of its scenario, so that it cannot drift away from it.
class ScenarioNumbers {
 public:
  explicit ScenarioNumbers(const std::string& file);
  const nlohmann::json& operator[](const std::string& pointer) const;

  /// Seconds since the start of a date, or of a duration in days ("10d").
  std::int64_t seconds(const nlohmann::json& text) const;
  std::int64_t end() const { return seconds((*this)["/end"]); }
  Triangular triangular(const std::string& parameter) const;
  Lognormal lognormal(const nlohmann::json& distribution) const;

  /// Units of an order with its parameters at their values; those of an uncertain one are the loop's to draw.
  std::int64_t units(const nlohmann::json& amount) const;

  /// Rows of an order book of the scenario, by column.
  std::vector<std::vector<std::string>> book(const std::string& file) const;

 private:
  nlohmann::json root_;
  std::int64_t start_ = 0;
};

/// The number before a unit: 3000 of "3000/w", 10 of "10d".
double leading_number(const nlohmann::json& text);

}  // namespace allot::bench
