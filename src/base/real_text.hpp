#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Doubles as text and back, in no locale: the one place that knows how. Where the standard library has floating to_chars
/// and from_chars it is they, since they are quickest; elsewhere (libc++ 14, which WebAssembly is compiled with) {fmt} and
/// strtod, whose bytes are the same.
namespace allot {

/// Digits after the point; or so many in all but the first, and an exponent; or so many in all, and an exponent where the
/// number is far from 1. As printf's f, e and g.
enum class RealForm { fixed, scientific, general };

/// The fewest digits that read back as the same number: with an exponent, or without one.
///
/// shape: the number is finite; without an exponent its size is 0 or from 1e-5 to 1e17, with one it is none of these
std::string shortest_digits(double number, bool has_exponent);

/// shape: the number is finite; below 1e17 where it is fixed
std::string rounded_digits(double number, RealForm form, int precision);
/// The same written there, for what may ask for no memory.
std::string_view rounded_digits(double number, RealForm form, int precision, std::span<char, 64> there);

/// The nearest double; nothing where the text is no decimal number from its first to its last character, or one that is
/// beyond the largest or, without being 0, nearest to 0.
std::optional<double> real_of_text(std::string_view text);

/// The same without the standard library's.
namespace portable {
std::string shortest_digits(double number, bool has_exponent);
std::string_view rounded_digits(double number, RealForm form, int precision, std::span<char, 64> there);
std::optional<double> real_of_text(std::string_view text);
}  // namespace portable

}  // namespace allot
