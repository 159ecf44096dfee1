#include "experiment/assumptions.hpp"

#include <algorithm>
#include <cmath>

#include "allot/distribution.hpp"
#include "base/elementary.hpp"
#include "base/pointer.hpp"
#include "experiment/written_value.hpp"

namespace allot::experiment {
namespace {

constexpr Duration half_a_year = 182 * day;
constexpr double rare = 0.01;
constexpr std::size_t most_dates = 12;  // of sites: a comparison has to stay quick

/// Something that a scenario says, and where.
struct Saying {
  std::string pointer;
  const Value* value;
};

bool is_same(const Value& one, const Value& other) {
  const auto distribution = [](const Value& it) { return it.distribution ? *it.distribution : Distribution(); };
  return one.kind == other.kind && one.number == other.number && one.per == other.per &&
         one.distribution.operator bool() == other.distribution.operator bool() &&
         distribution(one) == distribution(other) && one.parameter == other.parameter && one.times == other.times;
}

// What a value moves by: whole days of dates, and of durations that are some of them apart; 0: by anything.
double step_of(const Value& value, double span) {
  switch (value.kind) {
    case Kind::date: return day;
    case Kind::duration: return span >= 8 * day ? day : span >= 8 * hour ? hour : 1;
    case Kind::units: return 1;
    case Kind::number:
    case Kind::rate:
    case Kind::power:
    case Kind::compute:
    case Kind::money: break;
  }
  return 0;
}

// A bound between two steps goes to the one inside.
double inside(double bound, double step, bool is_low) {
  if (step == 0) return bound;
  return (is_low ? std::ceil(bound / step) : std::floor(bound / step)) * step;
}

// No bound of what is drawn, so that none of its digits mean anything.
double two_digits(double number) {
  if (number == 0) return 0;
  const double unit = elementary::ten_to_the(elementary::decimal_exponent(number) - 1);
  return unit < 1 ? std::round(number / unit) / std::round(1 / unit) : std::round(number / unit) * unit;
}

std::pair<double, double> range_of(const Value& value, const Scenario& scenario) {
  if (value.distribution) {
    const auto [low, high] = support(*value.distribution);
    if (std::isfinite(low) && std::isfinite(high)) return {low, high};
    return {two_digits(quantile(*value.distribution, rare)), two_digits(quantile(*value.distribution, 1 - rare))};
  }
  if (value.kind == Kind::date)
    return {std::max((value.number - half_a_year).real(), static_cast<double>(scenario.start)),
            std::min((value.number + half_a_year).real(), static_cast<double>(scenario.end))};
  const double half = value.number.real() / 2, twice = value.number.real() * 2;
  return {std::min(half, twice), std::max(half, twice)};
}

std::vector<Saying> parameters_of(const Scenario& scenario) {
  std::vector<Saying> out;
  for (const Parameter& it : scenario.parameters) out.push_back({pointer_of_keys({"parameters", it.id}), &it.value});
  return out;
}

std::vector<Saying> dates_of(const Scenario& scenario, const std::set<std::string>& organisations) {
  std::vector<Saying> out;
  for (const Site& site : scenario.sites) {
    if (!site.organisation || !organisations.contains(scenario.organisations[site.organisation.at()].id)) continue;
    const auto add = [&](const std::vector<Source>& sources, const std::string& section) {
      for (const Source& it : sources)
        if (it.at) out.push_back({pointer_of_keys({"sites", site.id, section, it.id, "at"}), &*it.at});
    };
    add(site.room, "room");
    add(site.power, "power");
  }
  return out;
}

/// Statements that every scenario shares.
std::vector<Saying> agreed(std::vector<std::vector<Saying>> sayings) {
  std::vector<Saying> out;
  for (const Saying& saying : sayings.front()) {
    const bool is_agreed = std::all_of(sayings.begin() + 1, sayings.end(), [&](const std::vector<Saying>& others) {
      return std::any_of(others.begin(), others.end(), [&](const Saying& other) {
        return other.pointer == saying.pointer && is_same(*other.value, *saying.value);
      });
    });
    if (is_agreed && !saying.value->parameter) out.push_back(saying);
  }
  return out;
}

}  // namespace

std::vector<Assumption> assumptions(const std::vector<std::pair<std::string, Scenario>>& scenarios,
                                    const std::set<std::string>& organisations) {
  std::vector<std::vector<Saying>> parameters, dates;
  for (const auto& [name, scenario] : scenarios) {
    parameters.push_back(parameters_of(scenario));
    dates.push_back(dates_of(scenario, organisations));
  }
  std::vector<Saying> all = agreed(std::move(parameters)), of_sites = agreed(std::move(dates));
  if (of_sites.size() > most_dates) of_sites.resize(most_dates);
  all.insert(all.end(), of_sites.begin(), of_sites.end());
  const Scenario& first = scenarios.front().second;
  std::vector<Assumption> out;
  for (const Saying& saying : all) {
    const Value* const value = saying.value;
    const auto [least, most] = range_of(*value, first);
    const double step = step_of(*value, most - least);
    const double low = inside(least, step, true), high = inside(most, step, false);
    if (!(low < high)) continue;
    const double now = value->distribution ? quantile(*value->distribution, 0.5) : value->number.real();
    const auto written = [&](double number) { return written_as(number, *value, first.currency); };
    out.push_back({saying.pointer, written(low), written(high),
                   written(value->distribution ? inside(now, step, false) : now), value->distribution != nullptr});
  }
  return out;
}

}  // namespace allot::experiment
