#include "experiment/axis.hpp"

#include <algorithm>
#include <cmath>

#include "allot/time.hpp"
#include "base/literals.hpp"
#include "base/real_text.hpp"
#include "base/text.hpp"

namespace allot::experiment {
namespace {

constexpr std::int64_t decimal_steps = 10'000;
constexpr double least_steps = 8;

// What is left of "9000/w" or "150 MW" after the number; the number of a date or a duration is none of these.
std::string unit_of(const std::string& text) {
  const std::size_t at = text.find_first_of(" /");
  return at == std::string::npos ? "" : text.substr(at);
}

// So many that no two steps are the same, and no more: 0.99996, and not 0.9999600000000001.
std::string in_digits(double number) { return rounded_digits(number, RealForm::general, 12); }

double step_of_durations(double span) {
  for (const Duration step : {day, hour, minute})
    if (span >= least_steps * static_cast<double>(step)) return static_cast<double>(step);
  return 1;
}

bool is_whole(const std::string& text, const std::string& unit) {
  return parse_integer(text.substr(0, text.size() - unit.size())).has_value();
}

}  // namespace

std::optional<double> Axis::number_of(const std::string& value) const {
  if (kind_ == Kind::date) {
    const auto date = parse_date(value);
    return date ? std::optional(static_cast<double>(*date)) : std::nullopt;
  }
  if (kind_ == Kind::duration) {
    const auto duration = parse_duration(value);
    return duration ? std::optional(duration->real()) : std::nullopt;
  }
  if (!value.ends_with(unit_)) return std::nullopt;
  return parse_number(value.substr(0, value.size() - unit_.size()));
}

std::optional<Axis> Axis::between(const std::string& low, const std::string& high, std::int64_t lot) {
  for (const Kind kind : {Kind::date, Kind::duration, Kind::whole}) {
    Axis axis;
    axis.kind_ = kind;
    if (kind == Kind::whole) axis.unit_ = unit_of(low);
    const auto from = axis.number_of(low), to = axis.number_of(high);
    if (!from || !to) continue;
    if (!(*from < *to)) return std::nullopt;
    axis.low_ = *from;
    axis.high_ = *to;
    if (kind == Kind::date) axis.width_ = day;
    if (kind == Kind::duration) axis.width_ = step_of_durations(*to - *from);
    if (kind == Kind::whole && !(is_whole(low, axis.unit_) && is_whole(high, axis.unit_))) axis.kind_ = Kind::decimal;
    if (axis.kind_ == Kind::whole && lot > 1) {
      axis.width_ = static_cast<double>(lot);
      axis.low_ = std::ceil(*from / axis.width_) * axis.width_;
      if (!(axis.low_ < *to)) return std::nullopt;
    }
    axis.steps_ = axis.kind_ == Kind::decimal ? decimal_steps
                                              : static_cast<std::int64_t>(std::floor((*to - axis.low_) / axis.width_));
    return axis;
  }
  return std::nullopt;
}

double Axis::number_at(std::int64_t step) const {
  if (kind_ != Kind::decimal) return low_ + static_cast<double>(step) * width_;
  return low_ + (high_ - low_) * static_cast<double>(step) / static_cast<double>(steps_);
}

std::string Axis::at(std::int64_t step) const {
  const double number = number_at(step);
  if (kind_ == Kind::date) return format_date(static_cast<Date>(number));
  if (kind_ == Kind::duration) return format_duration(static_cast<Duration>(number));
  return (kind_ == Kind::decimal ? in_digits(number) : shortest(number)) + unit_;
}

std::optional<std::int64_t> Axis::step_of(const std::string& value) const {
  const auto number = number_of(value);
  if (!number) return std::nullopt;
  const double share = std::clamp((*number - low_) / (number_at(steps_) - low_), 0.0, 1.0);
  return std::llround(share * static_cast<double>(steps_));
}

}  // namespace allot::experiment
