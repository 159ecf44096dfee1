#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "allot/estimate.hpp"
#include "allot/metric.hpp"

/// Numbers for people.
namespace allot::report {

/// What a metric counts: how its numbers are rounded and what stands in the head.
using Measure = Unit;

/// exact: to the last unit, and its hundredths where numbers are small; rounded: as many digits as a spread
/// deserves, large ones in thousands or millions.
enum class Precision : std::uint8_t { exact, rounded };

/// How all numbers of one column are written: divided by `scale`, with `decimals`, in `unit`.
struct Figures {
  double scale = 1;
  int decimals = 0;
  std::string unit;
};

/// The figures that show these numbers; those that are not finite do not count.
Figures figures_for(std::span<const double> numbers, Measure measure, Precision precision, std::string_view currency);

/// "1,234.50"; "-" for what is not finite.
std::string figure(double number, const Figures& figures);

/// "1,210–1,300"; "-5 to 12" where a sign would be read as a dash; empty if both ends read like the middle.
std::string range(double low, double middle, double high, const Figures& figures);

/// "0", "0.00", "-0.0".
bool reads_as_zero(std::string_view text);

/// To the next whole number: "1,235"; with its sign, "+1,235" or "-5".
std::string whole(double number);
std::string whole_with_sign(double number);

/// "12.5%" of a share of 0.125.
std::string percent(double share);

}  // namespace allot::report
