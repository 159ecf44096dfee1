#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Numbers as text, the same on every machine and in every locale.
namespace allot {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The same with the letters A to Z as a to z.
std::string in_small_letters(std::string_view text);

/// "1,234,567".
std::string with_thousands(std::int64_t number);

/// So many things: "1 unit", "1,234 units".
std::string counted_text(std::int64_t number, std::string_view noun);
/// The same of a number that may have decimals: "0.5 units".
std::string counted_text(double number, std::string_view noun);

/// The fewest digits that read back as the same number, as JSON allows them: 0.1, 250000, 1e+22.
///
/// shape: the number is finite
std::string shortest(double number);
/// The same behind a text.
void append_shortest(std::string& text, double number);

/// At most so many decimals, no zeros at their end: 12.5, 12, never -0.
std::string trimmed(double number, int most_decimals = 6);

/// In the largest unit in which it has at most three decimals: "4 MW", "1.4 kW", "700 W".
std::string power_text(double watts);

/// The same with thousands: "1,234.5".
std::string trimmed_with_thousands(double number, int most_decimals = 6);

}  // namespace allot
