#include "experiment/counterfactual.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "allot/distribution.hpp"
#include "base/exact.hpp"
#include "base/text.hpp"

namespace allot::experiment {
namespace {

constexpr std::int64_t percent_steps = 60;  // of 5 percent: up to four times as much

Decimal factor_of(std::int64_t step) { return {100 + 5 * step, -2}; }

void multiply(Value& value, const Decimal& factor) {
  value.number = value.number * factor;
  value.times = value.times * factor;
}

std::int64_t rounded_up(const Decimal& number) { return -floor_of(1, -number); }

// "9000/w", not "9000/1w".
std::string rate_text(std::int64_t units, Duration per) {
  const std::string period = format_duration(per);
  return std::to_string(units) + "/" + (period.size() == 2 && period[0] == '1' ? period.substr(1) : period);
}

std::string on_that_day(const Value& value, std::int64_t step) {
  return days(step) + " earlier" + (value.is_known() ? ", on " + shifted_text(value, step) : "");
}

double mean_of(const Value& value, const Scenario& scenario) {
  if (value.distribution) return mean(*value.distribution);
  if (!value.parameter) return value.number.real();
  return value.times.real() * mean(*scenario.parameters[value.parameter.at()].value.distribution) + value.number.real();
}

}  // namespace

double earliest(const Value& value, const Scenario& scenario) {
  if (value.distribution) return support(*value.distribution).first;
  if (!value.parameter) return value.number.real();
  const auto [low, high] = support(*scenario.parameters[value.parameter.at()].value.distribution);
  return std::min(value.times.real() * low, value.times.real() * high) + value.number.real();
}

void shift(Value& value, Duration by) {
  if (!value.distribution) {
    value.number = value.number + by;
    return;
  }
  Distribution shifted = *value.distribution;
  shifted.plus += static_cast<double>(by);
  value.distribution = std::make_shared<const Distribution>(std::move(shifted));
}

std::string days(std::int64_t count) { return counted_text(count, "day"); }

std::string shifted_text(const Value& value, std::int64_t step) {
  if (value.is_known()) return format_date(half_up(value.number) - step * day);
  return "-" + std::to_string(step) + "d";
}

Counterfactual earlier(const std::string& part, const std::string& pointer, const std::string& what, const Value& date,
                       Date limit, const Scenario& scenario, std::function<Value&(Scenario&)> reach) {
  const double room = (earliest(date, scenario) - static_cast<double>(limit)) / day;
  return {part,
          pointer,
          std::isfinite(room) ? static_cast<std::int64_t>(std::floor(room)) : 0,
          [reach](Scenario& it, std::int64_t step) { shift(reach(it), -step * day); },
          [date](std::int64_t step) { return shifted_text(date, step); },
          [what, date](std::int64_t step) { return what + " came " + on_that_day(date, step); }};
}

Counterfactual more(const std::string& part, const std::string& pointer, const std::string& does, const Value& amount,
                    std::function<Value&(Scenario&)> reach) {
  const auto text = [amount](std::int64_t step) {
    const Decimal number = amount.number * factor_of(step);
    if (!amount.is_known()) return "x" + shortest(factor_of(step).real());
    if (amount.kind == Kind::rate) return rate_text(rounded_up(number), amount.per);
    if (amount.kind == Kind::power) return power_text(static_cast<double>(rounded_up(number)));
    return amount.kind == Kind::number ? shortest(number.real()) : std::to_string(rounded_up(number));
  };
  return {part,
          pointer,
          amount.distribution ? 0 : percent_steps,
          [reach](Scenario& it, std::int64_t step) {
            Value& value = reach(it);
            multiply(value, factor_of(step));
            if (value.is_known() && value.kind != Kind::number) value.number = rounded_up(value.number);
          },
          text,
          [does, text](std::int64_t step) {
            return does + " " + text(step) + ", " + std::to_string(100 + 5 * step) + "%";
          }};
}

Counterfactual shorter(const std::string& part, const std::string& pointer, const std::string& what, const Delay& delay,
                       const Scenario& scenario, std::function<Delay&(Scenario&)> reach) {
  const double usual = mean_of(delay.value, scenario);
  const Duration unit = usual >= 8 * day ? day : hour;
  const auto most = static_cast<std::int64_t>(std::ceil(usual / static_cast<double>(unit)));
  const auto left = [most, unit](std::int64_t step) { return (most - step) * unit; };
  return {part,
          pointer,
          most,
          [reach, left](Scenario& it, std::int64_t step) {
            Value value;
            value.kind = Kind::duration;
            value.number = left(step);
            reach(it).value = value;
          },
          [left](std::int64_t step) { return format_duration(left(step)); },
          [what, left](std::int64_t step) {
            return what + " always took " + (left(step) == 0 ? "no time" : format_duration(left(step)));
          }};
}

Counterfactual at_once(const std::string& part, const std::string& pointer, const std::string& value,
                       const std::string& words, std::function<void(Scenario&)> apply) {
  return {part,
          pointer,
          1,
          [apply](Scenario& it, std::int64_t) { apply(it); },
          [value](std::int64_t) { return value; },
          [words](std::int64_t) { return words; }};
}

}  // namespace allot::experiment
