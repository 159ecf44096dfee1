#pragma once

#include <optional>
#include <string>

#include "allot/decimal.hpp"
#include "allot/time.hpp"
#include "allot/value.hpp"

namespace allot::sweep {

/// How a number of a scenario is written: its kind, and of what is neither date nor duration the unit behind it.
struct Writing {
  Kind kind = Kind::number;  ///< a date, a duration, or anything else
  std::string unit;          ///< as it stands: "/w", " MW", ""
  double grain = 0;          ///< values are its multiples; 0: to ten figures
  bool operator==(const Writing&) const = default;
};

/// A number as it is written.
struct Quantity {
  Decimal number;  ///< of a date and a duration seconds
  Writing writing;
};

/// Nothing where the text is no date, no duration and no number with or without a unit.
std::optional<Quantity> quantity_of(const std::string& text);

/// The number, in whole grains, as a scenario writes it.
std::string text_of(double number, const Writing& writing);
/// The same of a number that is exact.
std::string text_of(const Decimal& number, const Writing& writing);

/// The largest of a day, an hour, a minute and a second of which a span has at least eight.
double grain_of_durations(double span);

}  // namespace allot::sweep
