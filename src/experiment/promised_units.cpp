#include "experiment/promised_units.hpp"

#include <algorithm>
#include <functional>

namespace allot::experiment {
namespace {

constexpr Units too_many = Units{1} << 40;  // lots that no scenario has

// Between one that holds and one that does not, closer and closer around the guess.
void narrow(Units& good, Units& bad, Units guess, const std::function<bool(Units)>& holds) {
  const auto look = [&](Units lots) { return (holds(lots) ? good : bad) = lots; };
  Units next = std::clamp(guess, good + 1, bad - 1);
  look(next);
  const bool goes_up = good == next;
  for (Units step = 1; bad - good > 1; step *= 2) {
    next = std::clamp(goes_up ? good + step : bad - step, good + 1, bad - 1);
    look(next);
    if ((good == next) != goes_up) break;
  }
  while (bad - good > 1) look(good + (bad - good) / 2);
}

}  // namespace

Units most_lots(Units most, Units guess, const std::function<bool(Units)>& holds) {
  Units good = 0, bad = std::max<Units>(1, most);
  while (bad < too_many && holds(bad)) {
    good = bad;
    bad *= 2;
  }
  if (bad - good > 1) narrow(good, bad, std::max(guess, good + 1), holds);
  return good;
}

Units reached_by(std::vector<Units> units, std::size_t rank) {
  const auto place = units.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(units.begin(), place, units.end(), std::greater<>());
  return *place;
}

}  // namespace allot::experiment
