#include "experiment/axis.hpp"

#include <cmath>

#include "allot/time.hpp"
#include "base/literals.hpp"
#include "base/text.hpp"

namespace allot::experiment {
namespace {

constexpr std::int64_t decimal_steps = 10'000;

}  // namespace

std::optional<Axis> Axis::between(const std::string& low, const std::string& high) {
  Axis axis;
  const auto bounds = [&](Kind kind, auto from, auto to, double unit) {
    axis.kind_ = kind;
    axis.low_ = static_cast<double>(*from);
    axis.high_ = static_cast<double>(*to);
    axis.steps_ = unit == 0 ? decimal_steps : static_cast<std::int64_t>(std::floor((axis.high_ - axis.low_) / unit));
  };
  const auto date_low = parse_date(low), date_high = parse_date(high);
  const auto span_low = parse_duration(low), span_high = parse_duration(high);
  const auto number_low = parse_number(low), number_high = parse_number(high);
  const bool is_whole = parse_integer(low) && parse_integer(high);
  if (date_low && date_high) bounds(Kind::date, date_low, date_high, day);
  else if (span_low && span_high) bounds(Kind::duration, span_low, span_high, day);
  else if (number_low && number_high) bounds(is_whole ? Kind::whole : Kind::decimal, number_low, number_high, is_whole ? 1 : 0);
  else return std::nullopt;
  if (!(axis.low_ < axis.high_)) return std::nullopt;
  return axis;
}

std::string Axis::at(std::int64_t step) const {
  const auto seconds = static_cast<std::int64_t>(low_) + step * day;
  switch (kind_) {
    case Kind::date: return format_date(seconds);
    case Kind::duration: return format_duration(seconds);
    case Kind::whole: return shortest(low_ + static_cast<double>(step));
    case Kind::decimal: return shortest(low_ + (high_ - low_) * static_cast<double>(step) / static_cast<double>(steps_));
  }
  return {};
}

}  // namespace allot::experiment
