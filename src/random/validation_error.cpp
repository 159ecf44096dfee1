#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "allot/distribution.hpp"
#include "random/families.hpp"

namespace allot {
namespace {

using Family = Distribution::Family;

/// Gathers what is wrong, "; " between.
class Findings {
 public:
  explicit Findings(const WrittenAs& written) : written(written) {}

  void add(std::string_view finding) {
    if (!text_.empty()) text_ += "; ";
    text_ += finding;
  }
  void positive(std::string_view name, double value) {
    constexpr double least = std::numeric_limits<double>::min();  // below it numbers lose their digits
    if (!(value > 0)) return add(fmt::format("{} must be positive, found {}", name, value));
    if (value < least) add(fmt::format("{} must be at least {:.1e}, found {}", name, least, value));
  }
  // Of what is no pure number.
  void long_enough(std::string_view name, double value) {
    if (!(value > 0)) return add(fmt::format("{} must be positive, found {}", name, written.spread(value)));
    positive(name, value);
  }
  void above(std::string_view name, double value, std::string_view other, double least) {
    if (!(value > least))
      add(fmt::format("{} must be above {} ({}), found {}", name, other, written.value(least), written.value(value)));
  }
  bool empty() const { return text_.empty(); }
  std::string text() && { return std::move(text_); }

  const WrittenAs& written;

 private:
  std::string text_;
};

void look_at_range(const std::vector<double>& p, Findings& findings) {
  findings.above("max", p[2], "min", p[0]);
  if (p[1] < p[0])
    findings.add(fmt::format("mode must not be below min ({}), found {}", findings.written.value(p[0]),
                             findings.written.value(p[1])));
  if (p[1] > p[2])
    findings.add(fmt::format("mode must not be above max ({}), found {}", findings.written.value(p[2]),
                             findings.written.value(p[1])));
}

void look_at_parameters(Family family, const std::vector<double>& p, Findings& findings) {
  switch (family) {
    case Family::uniform: return findings.above("max", p[1], "min", p[0]);
    case Family::triangular:
    case Family::pert: return look_at_range(p, findings);
    case Family::normal: return findings.long_enough("sd", p[1]);
    case Family::lognormal: return findings.positive("sigma", p[1]);
    case Family::gamma:
    case Family::weibull: findings.positive("shape", p[0]); return findings.long_enough("scale", p[1]);
    case Family::exponential: return findings.long_enough("mean", p[0]);
    case Family::erlang:
      if (!(p[0] >= 1) || p[0] != std::floor(p[0])) {
        findings.add(fmt::format("shape must be a whole number of at least 1, found {}", p[0]));
      }
      return findings.long_enough("mean", p[1]);
    case Family::beta:
      findings.positive("alpha", p[0]);
      findings.positive("beta", p[1]);
      return findings.above("max", p[3], "min", p[2]);
    case Family::fixed:
    case Family::discrete:
    case Family::mixture: return;
  }
}

void look_at_weight(std::string_view what, std::size_t number, double weight, Findings& findings) {
  if (weight >= 0 && std::isfinite(weight)) return;
  findings.add(fmt::format("the weight of {} {} must be 0 or more, found {}", what, number, weight));
}

double weight_of(const std::pair<double, double>& value) { return value.second; }
double weight_of(const Distribution::Part& part) { return part.weight; }

template <class Weighted>
void look_at_sum(const std::vector<Weighted>& list, std::string_view what, Findings& findings) {
  if (list.empty()) return findings.add(fmt::format("needs at least one {}", what));
  double total = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    look_at_weight(what, i + 1, weight_of(list[i]), findings);
    total += weight_of(list[i]);
  }
  if (findings.empty() && !(total > 0)) findings.add("the weights must not all be 0");
  if (findings.empty() && !std::isfinite(total)) findings.add("the sum of the weights is too large");
}

void look_at_values(const Distribution& distribution, Findings& findings) {
  const auto& values = distribution.values;
  look_at_sum(values, "value", findings);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double value = values[i].first;
    if (!std::isfinite(value)) findings.add(fmt::format("value {} must be a finite number, found {}", i + 1, value));
    if (i > 0 && value < values[i - 1].first) {
      findings.add(fmt::format("values must ascend, found {} after {}", findings.written.value(value),
                               findings.written.value(values[i - 1].first)));
    }
  }
}

void look_at_parts(const Distribution& distribution, Findings& findings) {
  look_at_sum(distribution.parts, "part", findings);
  for (std::size_t i = 0; i < distribution.parts.size(); ++i) {
    const std::string inner = validation_error(distribution.parts[i].distribution, findings.written);
    if (!inner.empty()) findings.add(fmt::format("part {}: {}", i + 1, inner));
  }
}

/// False if the parameters are not there, or not numbers, so that their ranges say nothing.
bool parameters_are_numbers(const Distribution& distribution, Findings& findings) {
  const FamilyWords family = words_of(distribution.family);
  const auto last = std::find(family.parameters.begin(), family.parameters.end(), "");
  const auto wanted = static_cast<std::size_t>(last - family.parameters.begin());
  const auto& p = distribution.parameters;
  if (p.size() < wanted) {
    std::string names;
    for (auto name = family.parameters.begin(); name != last; ++name) {
      names += (names.empty() ? "" : ", ") + std::string(*name);
    }
    findings.add(fmt::format("{} needs {}", family.name, names));
    return false;
  }
  if (std::any_of(p.begin(), p.end(), [](double x) { return std::isnan(x); })) {
    findings.add(fmt::format("no {} distribution has the figures stated", family.name));
    return false;
  }
  for (std::size_t i = 0; i < wanted; ++i) {
    if (!std::isfinite(p[i])) {
      findings.add(fmt::format("{} must be a finite number, found {}", family.parameters[i], p[i]));
    }
  }
  return findings.empty();
}

}  // namespace

std::string validation_error(const Distribution& distribution, const WrittenAs& written) {
  Findings findings(written);
  if (parameters_are_numbers(distribution, findings)) {
    look_at_parameters(distribution.family, distribution.parameters, findings);
  }
  if (distribution.family == Family::discrete) look_at_values(distribution, findings);
  if (distribution.family == Family::mixture) look_at_parts(distribution, findings);
  if (!std::isfinite(distribution.plus)) {
    findings.add(fmt::format("plus must be a finite number, found {}", distribution.plus));
  }
  if (findings.empty() && !std::isfinite(mean(distribution) + standard_deviation(distribution))) {
    findings.add("its mean or standard deviation is too large for a number");
  }
  return std::move(findings).text();
}

std::string validation_error(const Distribution& distribution) {
  const auto plainly = [](double number) { return fmt::format("{}", number); };
  return validation_error(distribution, {plainly, plainly});
}

}  // namespace allot
