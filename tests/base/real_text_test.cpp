#include "base/real_text.hpp"

#include <array>
#include <cmath>
#include <random>

#include "base/bits.hpp"
#include "support/catch.hpp"

using namespace allot;

namespace {

// Any bits, shares, round numbers, whole ones, and what lies about the bounds where an exponent begins.
double some_number(std::mt19937_64& chance, int i) {
  const std::uint64_t bits = chance();
  const double share = static_cast<double>(bits >> 11) * 0x1p-53;
  switch (i % 5) {
    case 0: return bit_cast<double>(bits);
    case 1: return share;
    case 2: return std::round(share * 1e6) / 100;
    case 3: return static_cast<double>(bits % 100'000'000'000'000'000);
    default: return share * std::pow(10, static_cast<int>(bits % 23) - 6);
  }
}

std::string portable_digits(double number, RealForm form, int precision) {
  std::array<char, 64> there{};
  return std::string(portable::rounded_digits(number, form, precision, there));
}

}  // namespace

TEST_CASE("numbers are written and read the same without the standard library's means") {
  std::mt19937_64 chance(7);
  for (int i = 0; i < 200'000; ++i) {
    const double number = some_number(chance, i), size = std::abs(number);
    if (!std::isfinite(number)) continue;
    const bool is_far = !(size == 0 || (size >= 1e-5 && size < 1e17));
    const std::string shortest = shortest_digits(number, is_far);
    if (portable::shortest_digits(number, is_far) != shortest) FAIL(shortest);
    if (portable::real_of_text(shortest) != real_of_text(shortest)) FAIL(shortest);
    for (const int precision : {0, 6, 14}) {
      if (size < 1e17 &&
          portable_digits(number, RealForm::fixed, precision) != rounded_digits(number, RealForm::fixed, precision))
        FAIL(shortest);
      for (const RealForm form : {RealForm::scientific, RealForm::general})
        if (portable_digits(number, form, precision) != rounded_digits(number, form, precision)) FAIL(shortest);
    }
  }
}

TEST_CASE("what is no number is none, whoever reads it") {
  for (const char* text : {"", "-", "1x", " 1", "+1", "0x10", "inf", "nan", "1e999", "1e-999", "1e", ".5e", "1 "}) {
    CAPTURE(text);
    CHECK(real_of_text(text) == std::nullopt);
    CHECK(portable::real_of_text(text) == std::nullopt);
  }
  for (const char* text : {"0", "-0.5", "1e3", "0e-999", "4.9e-324", "179769313486231570000e288"}) {
    CAPTURE(text);
    CHECK(real_of_text(text).has_value());
    CHECK(portable::real_of_text(text) == real_of_text(text));
  }
}
