#include "report/figures.hpp"

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"
#include "base/text.hpp"

namespace allot::report {
namespace {

int decimals_of(const std::string& text) {
  const std::size_t point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

// As many decimals as the number that has the most of them, at most so many.
int decimals_needed(std::span<const double> numbers, double scale, int most) {
  int needed = 0;
  for (const double number : numbers)
    if (std::isfinite(number)) needed = std::max(needed, decimals_of(trimmed(number / scale, most)));
  return needed;
}

double largest_of(std::span<const double> numbers) {
  double largest = 0;
  for (const double number : numbers)
    if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
  return largest;
}

double scale_for(double largest, Measure measure, Precision precision) {
  if (measure == Measure::share) return 0.01;
  if (measure == Measure::index) return 1;
  if (measure == Measure::flop && largest >= 1e6)
    return elementary::ten_to_the(elementary::decimal_exponent(largest) / 3 * 3);
  if (measure == Measure::flop || measure == Measure::days || precision == Precision::exact) return 1;
  const double bearable = measure == Measure::units ? 1e8 : 1e6;
  if (largest < bearable) return 1;
  return largest < 1e8 ? 1e3 : 1e6;
}

int most_decimals(double largest, double scale, Measure measure, Precision precision) {
  if (measure == Measure::share) return 1;
  if (measure == Measure::index) return 3;
  if (measure == Measure::flop) return 2;
  if (precision == Precision::exact) return largest < 1e3 ? 2 : largest < 1e6 ? 1 : 0;
  if (measure == Measure::days) return 1;
  if (measure == Measure::units) return 0;
  return largest / scale >= 1000 ? 0 : scale > 1 ? 2 : 1;
}

std::string scaled(double scale, std::string_view unit) {
  if (scale == 1e3) return std::string("k ").append(unit);
  if (scale == 1e6) return std::string("M ").append(unit);
  return std::string(unit);
}

std::string unit_of(Measure measure, double scale, std::string_view currency) {
  switch (measure) {
    case Measure::units: return scaled(scale, "GPUs");
    case Measure::gpu_days: return scaled(scale, "GPU-days");
    case Measure::days: return "days";
    case Measure::share: return "%";
    case Measure::index: return "";
    case Measure::money: return scaled(scale, currency);
    case Measure::flop: break;
  }
  return scale == 1 ? "FLOP" : "1e" + std::to_string(elementary::decimal_exponent(scale)) + " FLOP";
}

}  // namespace

Figures figures_for(std::span<const double> numbers, Measure measure, Precision precision, std::string_view currency) {
  const double largest = largest_of(numbers);
  const double scale = scale_for(largest, measure, precision);
  const int most = most_decimals(largest, scale, measure, precision);
  return {scale, decimals_needed(numbers, scale, most), unit_of(measure, scale, currency)};
}

std::string figure(double number, const Figures& figures) {
  if (!std::isfinite(number)) return "-";
  std::string text = trimmed_with_thousands(number / figures.scale, figures.decimals);
  const int missing = figures.decimals - decimals_of(text);
  if (missing == figures.decimals && missing > 0) text += '.';
  return text.append(static_cast<std::size_t>(std::max(0, missing)), '0');
}

std::string range(double low, double middle, double high, const Figures& figures) {
  const std::string from = figure(low, figures), to = figure(high, figures);
  if (from == to && from == figure(middle, figures)) return {};
  return from + (from.starts_with('-') ? " to " : "–") + to;
}

bool reads_as_zero(std::string_view text) { return text.find_first_not_of("-0.,") == std::string_view::npos; }

std::string whole(double number) { return with_thousands(std::llround(number)); }

std::string whole_with_sign(double number) { return (std::llround(number) > 0 ? "+" : "") + whole(number); }

std::string percent(double share) { return trimmed(100 * share, 1) + "%"; }

}  // namespace allot::report
