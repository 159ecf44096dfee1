#include "scenario/quantity_text.hpp"

#include <cmath>

#include "base/text.hpp"

namespace allot::scenario {
namespace {

bool is_whole_and_small(double number) { return number == std::floor(number) && std::abs(number) < 1e15; }

}  // namespace

std::string quantity_text(double number, Kind kind) {
  if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number > 0 ? "inf" : "-inf";
  switch (kind) {
    case Kind::date: {
      constexpr double farthest = 2.5e11;  // seconds, some 8,000 years from 1970
      return std::abs(number) < farthest ? format_date(static_cast<Date>(std::floor(number + 0.5))) : shortest(number);
    }
    case Kind::duration:
      return is_whole_and_small(number) ? format_duration(static_cast<Duration>(number)) : trimmed(number) + "s";
    case Kind::power: return power_text(number);
    case Kind::compute: return trimmed(number / 1e12) + " TFLOP/s";
    case Kind::number:
    case Kind::units:
    case Kind::rate:
    case Kind::money: break;
  }
  return shortest(number);
}

}  // namespace allot::scenario
