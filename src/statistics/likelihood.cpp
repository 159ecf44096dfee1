#include "statistics/likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/contract.hpp"
#include "base/elementary.hpp"
#include "random/families.hpp"
#include "random/special.hpp"
#include "statistics/sum.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

constexpr double half_log_two_pi = 0.918938533204672742;  // ln(2 pi) / 2

double log_gamma(double x) { return log_gamma_of_one_plus(x) - elementary::log(x); }

/// The logarithm of a family's density, with what no row changes worked out once.
class LogDensity {
 public:
  LogDensity(Family family, const Spot& spot) : family_(family), log_scale_(spot[0]), log_shape_(spot[1]) {
    scale_ = elementary::exp(spot[0]);
    shape_ = elementary::exp(spot[1]);
    if (family == Family::gamma) log_gamma_ = log_gamma(shape_);
  }

  double operator()(double x, double log_x) const {
    const double z = x / scale_, log_z = log_x - log_scale_;
    switch (family_) {
      case Family::exponential: return -log_scale_ - z;
      case Family::lognormal: return -log_x - log_shape_ - half_log_two_pi - log_z * log_z / (2 * shape_ * shape_);
      case Family::gamma: return (shape_ - 1) * log_z - z - log_gamma_ - log_scale_;
      case Family::weibull: return log_shape_ - log_scale_ + (shape_ - 1) * log_z - elementary::exp(shape_ * log_z);
      default: return -log_scale_ - half_log_two_pi - (z - shape_) * (z - shape_) / 2;
    }
  }

 private:
  Family family_;
  double log_scale_, log_shape_, scale_ = 1, shape_ = 1, log_gamma_ = 0;
};

// Of the two ways to the chance of lying between, the one that does not take large from large.
double chance_between(const Distribution& distribution, const Observation& row) {
  const Mass high = mass(distribution, row.high);
  if (row.low == 0) return high.below;
  const Mass low = mass(distribution, row.low);
  return low.above < 0.5 ? low.above - high.above : high.below - low.below;
}

double log_chance(const Distribution& distribution, const Observation& row) {
  return elementary::log(row.is_open() ? mass(distribution, row.low).above : chance_between(distribution, row));
}

double middle_of(const Observation& row) { return row.is_open() ? row.low : (row.low + row.high) / 2; }

/// Mean and deviation of what the middles of rows are turned into.
struct Middles {
  double mean = 0, sd = 0;
};

template <class Turned>
Middles middles_in(const Sample& sample, const Turned& turned) {
  double count = 0, sum = 0, squares = 0;
  for (const CountedRow& it : sample)
    if (const double middle = middle_of(it.row); middle > 0) {
      count += it.count;
      sum += it.count * turned(middle);
      squares += it.count * turned(middle) * turned(middle);
    }
  const double mean = sum / count;
  return {mean, std::sqrt(std::max(squares / count - mean * mean, 0.0))};
}

// Open rows count as if they ended now: near enough to look from.
Spot start_for(const Sample& sample, Family family) {
  const Middles plain = middles_in(sample, [](double x) { return x; }), logs = middles_in(sample, elementary::log);
  const double log_mean = elementary::log(plain.mean),
               log_ratio = elementary::log(std::max(plain.sd / plain.mean, 1e-3));
  const double spread = std::max(logs.sd, 1e-3);
  switch (family) {
    case Family::lognormal: return {logs.mean, elementary::log(spread)};
    case Family::gamma: return {log_mean + 2 * log_ratio, -2 * log_ratio};
    case Family::weibull:
      return {logs.mean + 0.5772 * spread * 0.78, elementary::log(std::numbers::pi / std::sqrt(6.0) / spread)};
    case Family::normal: return {log_mean + log_ratio, -log_ratio};
    default: return {log_mean, 0};
  }
}

// What a slope is asked over, in logarithms of the scale: a small part of how far the rows are apart, which an exponential
// does not follow.
Spot spacing_for(const Sample& sample, Family family) {
  if (family == Family::exponential) return {5e-4, 5e-4};
  const double spread = middles_in(sample, elementary::log).sd;
  return {5e-4 * std::clamp(spread, 1e-5, 1.0), 5e-4};
}

bool has(const Sample& sample, bool (*is)(const Observation&)) {
  return std::any_of(sample.begin(), sample.end(), [&](const CountedRow& it) { return is(it.row); });
}

bool is_all_of_one_value(const Sample& sample) {
  std::optional<double> value;
  for (const CountedRow& it : sample) {
    if (!it.row.is_exact() && !it.row.is_open()) return false;
    if (it.row.is_open()) continue;
    if (value && *value != it.row.low) return false;
    value = it.row.low;
  }
  if (!value) return true;
  return std::none_of(sample.begin(), sample.end(),
                      [&](const CountedRow& it) { return it.row.is_open() && it.row.low >= *value; });
}

}  // namespace

Sample sample_of(std::span<const Observation> rows) {
  std::vector<Observation> sorted(rows.begin(), rows.end());
  std::sort(sorted.begin(), sorted.end(), [](const Observation& a, const Observation& b) {
    return a.low != b.low ? a.low < b.low : a.high < b.high;
  });
  Sample out;
  for (const Observation& row : sorted) {
    expects(row.low >= 0 && std::isfinite(row.low) && row.high >= row.low, "an observation lies between 0 and more");
    if (!out.empty() && out.back().row == row)
      ++out.back().count;
    else
      out.push_back({row, 1, row.low > 0 ? elementary::log(row.low) : 0});
  }
  return out;
}

int coordinates_of(Family family) { return family == Family::exponential ? 1 : 2; }

Distribution distribution_at(Family family, const Spot& spot) {
  const double scale = elementary::exp(spot[0]), shape = elementary::exp(spot[1]);
  Distribution out;
  out.family = family;
  switch (family) {
    case Family::lognormal: out.parameters = {spot[0], shape}; break;
    case Family::gamma:
    case Family::weibull: out.parameters = {shape, scale}; break;
    case Family::normal: out.parameters = {shape * scale, scale}; break;
    default: out.parameters = {scale};
  }
  return out;
}

Spot spot_of(const Distribution& distribution) {
  const auto& p = distribution.parameters;
  switch (distribution.family) {
    case Family::lognormal: return {p[0], elementary::log(p[1])};
    case Family::gamma:
    case Family::weibull: return {elementary::log(p[1]), elementary::log(p[0])};
    case Family::normal: return {elementary::log(p[1]), elementary::log(p[0] / p[1])};
    default: return {elementary::log(p[0]), 0};
  }
}

double log_likelihood(const Sample& sample, Family family, const Spot& spot) {
  const LogDensity log_density(family, spot);
  const Distribution distribution = distribution_at(family, spot);
  if (!validation_error(distribution).empty()) return std::nan("");
  return blockwise_sum(sample.size(), [&](std::size_t i) {
    const CountedRow& it = sample[i];
    return it.count * (it.row.is_exact() ? log_density(it.row.low, it.log_low) : log_chance(distribution, it.row));
  });
}

std::string reason_against(const Sample& sample, Family family) {
  if (family == Family::exponential) return {};
  if (has(sample, [](const Observation& row) { return row.is_exact() && row.low == 0; }))
    return family == Family::normal ? "its chance of exactly 0 cannot be weighed against densities of the others"
                                    : "it has no chance of exactly 0, which rows say";
  return is_all_of_one_value(sample) ? "it takes rows of two values or more" : "";
}

Maximum likeliest(const Sample& sample, Family family, const Spot& start) {
  return maximum([&](const Spot& spot) { return log_likelihood(sample, family, spot); }, start, coordinates_of(family),
                 spacing_for(sample, family));
}

Maximum likeliest(const Sample& sample, Family family) { return likeliest(sample, family, start_for(sample, family)); }

}  // namespace allot
