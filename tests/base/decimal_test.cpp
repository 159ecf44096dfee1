#include "allot/decimal.hpp"

#include <string>

#include "base/exact.hpp"
#include "base/literals.hpp"
#include "support/catch.hpp"
#include "support/dice.hpp"

namespace allot::decimal_test {
namespace {

Decimal of(std::string_view text) { return *Decimal::parse(text); }

}  // namespace

TEST_CASE("a number is the same however it is written", "[base]") {
  for (const char* text : {"0.1", "0.10", "1e-1", "10E-2", "0.0001e+3", "00.1"}) CHECK(of(text) == Decimal(1, -1));
  for (const char* text : {"300", "3e2", "300.0", "0.3e3"}) CHECK(of(text) == 300);
  for (const char* text : {"0", "-0", "0.000", "0e9", "1e-999999", "-0.0"}) CHECK(of(text) == 0);
  CHECK(of("-12.5") == Decimal(-125, -1));
  CHECK(of("10000000000000001") != of("10000000000000000"));
  for (const char* text : {"", "-", ".5", "5.", "1e", "1e+", "0x1", "1 ", "+1", "nan", "1e1.5", "1-", "1e--1"}) {
    CAPTURE(text);
    CHECK_FALSE(Decimal::parse(text));
  }
}

TEST_CASE("what has more than eighteen digits is rounded to them", "[base]") {
  CHECK(of("0.1234567890123456785") == of("0.123456789012345679"));
  CHECK(of("0.1234567890123456784999") == of("0.123456789012345678"));
  CHECK(of("999999999999999999999") == of("1e21"));
  CHECK(of("0.333333333333333333") * of("0.333333333333333333") == Decimal(1111111111111111109, -19));
}

TEST_CASE("sums, products and order of decimals are those of whole numbers over a power of ten", "[base]") {
  Dice dice(7);
  for (int i = 0; i < 2000; ++i) {
    const int a = dice.between(-99999, 99999), b = dice.between(-99999, 99999);
    const int p = dice.between(-4, 0), q = dice.between(-4, 0);
    const Decimal x(a, p), y(b, q);
    const auto over = [](int number, int power) {  // in ten-thousandths
      std::int64_t out = number;
      for (; power > -4; --power) out *= 10;
      return out;
    };
    CAPTURE(a, p, b, q);
    const std::int64_t left = over(a, p), right = over(b, q);
    CHECK(x + y == Decimal(left + right, -4));
    CHECK(x - y == Decimal(left - right, -4));
    CHECK(x * y == Decimal(std::int64_t{a} * b, p + q));
    CHECK((x < y) == (left < right));
    CHECK(x.real() == static_cast<double>(left) / 1e4);
    CHECK(half_up(x) == (left + 5000 + 100'000'000'0000) / 10000 - 100'000'000);
  }
  CHECK(of("1e-30") > 0);
  CHECK(of("-1e30") < of("1e-30"));
  CHECK(of("1e30") + of("1e-30") == of("1e30"));
}

// 0.29 * 50, 0.575 * 100, 0.145 * 1000, 2.675 * 100 and 0.285 * 100 end in a half; as doubles they all fall short of it.
TEST_CASE("a decimal of units is rounded half up as it is written", "[base]") {
  CHECK(half_up_of(50, of("0.29")) == 15);
  CHECK(half_up_of(100, of("0.575")) == 58);
  CHECK(half_up_of(1000, of("0.1445")) == 145);
  CHECK(half_up_of(100, of("2.675")) == 268);
  CHECK(half_up_of(100, of("0.285")) == 29);
  CHECK(half_up_of(-1, of("0.5")) == 0);
  CHECK(half_up_of(3'000'000'000, of("0.333333333333333333")) == 1'000'000'000);
  CHECK(half_up_of(1, of("1e30")) == std::int64_t{1} << 61);
  CHECK(half_up_of(1'000'000, of("1e-30")) == 0);
  CHECK(half_up_of(1, 36, 72) == 1);  // half a rack is a rack
  CHECK(half_up_of(1, of("35.999999999999999"), 72) == 0);
  CHECK(floor_of(100, of("0.57")) == 57);
  CHECK(floor_of(-1, of("0.5")) == -1);
  CHECK(half_up_quotient(1, of("0.4")) == 3);
  CHECK(half_up_quotient(400 * 86'400, 400) == 86'400);
}

TEST_CASE("what was drawn counts to fifteen digits, so that the noise of a few operations is gone", "[base]") {
  CHECK(Decimal::nearest(0.29 * 50) == of("14.5"));
  CHECK(Decimal::nearest(0.1 + 0.2) == of("0.3"));
  CHECK(Decimal::nearest(1717200000.5) == of("1717200000.5"));
  CHECK(Decimal::nearest(1.0 / 3) == of("0.333333333333333"));
  CHECK(Decimal::nearest(-1e22) == of("-1e22"));
}

TEST_CASE("a ratio of three decimals has its lowest terms", "[base]") {
  CHECK(ratio_of(of("0.29"), 1, 1) == Ratio{29, 100});
  CHECK(ratio_of(1, of("3e12"), of("9e12")) == Ratio{1, 3});
  CHECK(ratio_of(of("0.7"), of("989e12"), of("1979e12")) == Ratio{6923, 19790});
  CHECK(ratio_of(of("1.25"), of("1400"), 700) == Ratio{5, 2});
}

// RFC 6902 4.6: numbers are equal if they are numerically equal.
TEST_CASE("numbers are compared with all their digits", "[base]") {
  CHECK(is_same_number("0.1", "0.10"));
  CHECK(is_same_number("0.1", "1e-1"));
  CHECK(is_same_number("100", "1E+2"));
  CHECK(is_same_number("-0", "0.0e5"));
  CHECK(is_same_number("12345678901234567890123.50", "1234567890123456789012350e-2"));
  CHECK_FALSE(is_same_number("10000000000000001", "10000000000000000"));
  CHECK_FALSE(is_same_number("0.1", "0.1000000000000000000000000000000000000001"));
  CHECK_FALSE(is_same_number("1", "-1"));
  CHECK_FALSE(is_same_number("1", "1e-99999999999999999999"));
}

}  // namespace allot::decimal_test
