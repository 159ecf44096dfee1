#include "experiment/written_value.hpp"

#include "base/text.hpp"

namespace allot::experiment {
namespace {

std::string duration_text(Duration duration) {
  return duration % day == 0 ? std::to_string(duration / day) + "d" : format_duration(duration);
}

}  // namespace

std::string written_as(double number, const Value& value, const std::string& currency) {
  switch (value.kind) {
    case Kind::date: return format_date(static_cast<Date>(number));
    case Kind::duration: return duration_text(static_cast<Duration>(number));
    case Kind::rate: return shortest(number) + "/" + format_duration(value.per);
    case Kind::power: return power_text(number);
    case Kind::compute: return shortest(number / 1e12) + " TFLOP/s";
    case Kind::money: return shortest(number) + " " + currency;
    case Kind::number:
    case Kind::units: return shortest(number);
  }
  return {};
}

}  // namespace allot::experiment
