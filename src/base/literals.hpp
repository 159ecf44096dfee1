#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "allot/decimal.hpp"
#include "allot/time.hpp"

/// The literals of a scenario, read strictly: the whole text, one spelling, no locale. Nothing where the text
/// is not of that form, or too large to hold. A leading '-' is allowed where it could have a meaning; ranges
/// are the field's.
namespace allot {

/// "2024-06-01", "2024-06-01T12:00" or "2024-06-01T12:00:30", UTC whether or not a Z says so after the time, years 1 to
/// 9999 of the Gregorian calendar.
std::optional<Date> parse_date(std::string_view text);

/// "90d", "12w", "36h", "1.5d", "30m", "45s".
///
/// units: seconds
std::optional<Decimal> parse_duration(std::string_view text);

struct RateLiteral {
  Decimal amount;
  Duration per = 0;  ///< seconds
};

/// "30000/w", "1000/d", "10/30d": never negative, per a whole number of seconds.
std::optional<RateLiteral> parse_rate(std::string_view text);

/// "700 W", "1.4 kW", "150 MW", "1 GW".
///
/// units: watts
std::optional<Decimal> parse_power(std::string_view text);

/// "989 TFLOP/s", also P and E; never negative.
///
/// units: FLOP/s
std::optional<Decimal> parse_compute(std::string_view text);

struct MoneyLiteral {
  Decimal amount;
  std::string currency;  ///< three capital letters
};

/// "30000 USD".
std::optional<MoneyLiteral> parse_money(std::string_view text);

/// A finite number as JSON writes it.
std::optional<double> parse_number(std::string_view text);

/// The same as it is written.
std::optional<Decimal> parse_decimal(std::string_view text);

/// Whether two numbers as JSON writes them are the same, whatever their forms and however many digits they have.
bool is_same_number(std::string_view one, std::string_view other);

/// Digits, with a '-' before them if need be.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace allot
