#pragma once

#include <cstdint>
#include <string>

/// Numbers as text, the same on every machine and in every locale.
namespace allot {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "1,234,567".
std::string with_thousands(std::int64_t number);

/// The fewest digits that read back as the same number, as JSON allows them: 0.1, 250000, 1e+22.
///
/// shape: the number is finite
std::string shortest(double number);

/// At most so many decimals, no zeros at their end: 12.5, 12, never -0.
std::string trimmed(double number, int most_decimals = 6);

/// The same with thousands: "1,234.5".
std::string trimmed_with_thousands(double number, int most_decimals = 6);

}  // namespace allot
