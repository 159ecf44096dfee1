#include "sweep/quantity.hpp"

#include <cmath>

#include "base/literals.hpp"
#include "base/real_text.hpp"
#include "base/text.hpp"

namespace allot::sweep {
namespace {

constexpr int figures = 10;
constexpr double least_grains = 8;

bool is_unit(const std::string& text) {
  return parse_rate(text) || parse_power(text) || parse_compute(text) || parse_money(text);
}

double in_figures(double number) {
  return real_of_text(rounded_digits(number, RealForm::general, figures)).value_or(number);
}

}  // namespace

std::optional<Quantity> quantity_of(const std::string& text) {
  if (const auto date = parse_date(text)) return Quantity{*date, {Kind::date, "", 1}};
  if (const auto duration = parse_duration(text)) return Quantity{*duration, {Kind::duration, "", 1}};
  const std::size_t end = std::min(text.find_first_of(" /"), text.size());
  const auto number = parse_decimal(text.substr(0, end));
  if (!number || (end < text.size() && !is_unit(text))) return std::nullopt;
  return Quantity{*number, {Kind::number, text.substr(end)}};
}

std::string text_of(double number, const Writing& writing) {
  const double whole = writing.grain > 0 ? std::round(number / writing.grain) * writing.grain : in_figures(number);
  switch (writing.kind) {
    case Kind::date: return format_date(static_cast<Date>(whole));
    case Kind::duration: return format_duration(static_cast<Duration>(whole));
    default: return shortest(whole == 0 ? 0 : whole) + writing.unit;
  }
}

std::string text_of(const Decimal& number, const Writing& writing) {
  const bool is_exact = writing.kind != Kind::date && writing.kind != Kind::duration;
  return is_exact ? shortest(number.real()) + writing.unit : text_of(number.real(), writing);
}

double grain_of_durations(double span) {
  for (const Duration grain : {day, hour, minute})
    if (span >= least_grains * static_cast<double>(grain)) return static_cast<double>(grain);
  return 1;
}

}  // namespace allot::sweep
